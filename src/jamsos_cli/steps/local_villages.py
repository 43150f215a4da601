"""A column KAMPUNG or DUSUN that names the villages: in Papua, Lampung, Aceh or Bungo a desa is called so."""

from collections.abc import Callable

from jamsos_cli.model.judging import Judgement, VillageMatch
from jamsos_cli.model.roster import RosterFile, RosterSheet, at_a_glance

Find = Callable[[str, str], VillageMatch]


def with_local_villages(roster: RosterFile, judgement: Judgement) -> RosterFile:
    """Give a roster whose part of the address is its village, where nothing else says it and the regency calls it so.

    Most of what stands there must be villages of the regency: elsewhere Kampung is a part of one.
    """
    find, calls = judgement.find_village, judgement.calls_village
    if find is None or calls is None:
        return roster
    return roster._replace(sheets=tuple(_with_village(sheet, find, calls) for sheet in roster.sheets))


def _with_village(sheet: RosterSheet, find: Find, calls: Callable[[str], bool]) -> RosterSheet:
    if "village" in sheet.columns or "village" in sheet.titles:
        return sheet
    for index in sheet.address_parts:
        if calls(sheet.headings.get(index, "")) and _names_villages(sheet, index, find):
            parts = tuple(part for part in sheet.address_parts if part != index)
            return sheet._replace(columns=sheet.columns | {"village": index}, address_parts=parts)
    return sheet


def _names_villages(sheet: RosterSheet, index: int, find: Find) -> bool:
    written = {at_a_glance(row.at(index)) for row in sheet.workers} - {""}
    found = [find(name, "") for name in written]
    return 2 * sum(one.village is not None or bool(one.candidates) for one in found) > len(written)
