"""Who has a place in a month, where sources pay for so many people a village or have pledged so many places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.model.enrolment import holds_in
from jamsos_cli.model.frame import are_among, build
from jamsos_cli.model.month import ALWAYS, LAST_MONTH, Month
from jamsos_cli.model.places import FILLED, WAITING, Placed
from jamsos_cli.model.source import Source
from jamsos_cli.model.sponsor import Pledged
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.bills.issued_lines import issued_lines
from jamsos_cli.runs.bills.pledging import pledged, within_pledges
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.screening import listed_persons, may_be_billed, one_key, uncontested, unlisted
from jamsos_cli.settings import Settings
from jamsos_cli.steps.places import Known, in_line, limited, place
from jamsos_cli.steps.pledged_places import Within
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


class Narrowed(NamedTuple):
    """A month's enrolments once pledges and places were asked."""

    within: Within
    """who is beyond the pledge of their sponsor."""
    places: Placed
    """who is billed, and who waits."""


def narrowed(
    registry: Registry,
    terms: tuple[Settings, Pledged | None],
    enrolments: "pd.DataFrame",
    month: Month,
    issued: "pd.DataFrame",
    *,
    past: bool = False,
) -> Narrowed:
    """Leave of the ENROLMENTS of who may be billed for a month whom a pledge pays for and who has a place.

    `terms` are the settings and all pledges. Whoever waits for a place asks the sources that come later, and of a
    sponsor takes one of the pledged places: so pledges are asked again until they leave nobody else out.
    """
    import pandas as pd

    settings, there = terms
    within = within_pledges(registry, enrolments, month, settings, there)
    while True:
        places = placed(registry, settings.sources, within.enrolments, month, issued, past=past)
        if there is None or places.waiting.empty:
            return Narrowed(within, places)
        again = within_pledges(registry, places.enrolments, month, settings, there)
        if again.out.empty:
            less = within.less + again.less
            return Narrowed(within._replace(less=less), places._replace(enrolments=again.enrolments))
        kept, out = within.enrolments.drop(index=again.out.index), pd.concat([within.out, again.out])
        within = Within(kept, out, within.less)


def placed(
    registry: Registry,
    sources: Sequence[Source],
    enrolments: "pd.DataFrame",
    month: Month,
    issued: "pd.DataFrame",
    *,
    past: bool = False,
) -> Placed:
    """Part the ENROLMENTS of who may be billed for a month; `issued` are its issued lines in force (BILLED).

    In a month that is `past`, or after which a later one was issued, nobody moves up: that would bill what is over.
    Where no source has a quota nothing is asked and everybody is covered.
    """
    asked = [source.key for source in limited(sources)]
    if not asked:
        return Placed(enrolments, build(WAITING, ()), build(FILLED, ()))
    months = registry.issued_months()
    before = max((one for one in months if one < str(month)), default=None)
    fill = not past and max(months, default="") <= str(month)
    standing = issued[["person_id", "source"]].assign(person_id=one_key(issued["person_id"], registry.current_keys()))
    known = Known(registry.queue(asked, str(month)), registry.held_places(asked, str(month), before), standing, fill)
    return place(enrolments, sources, known, month)


def places_of(registry: Registry, settings: Settings, enrolments: "pd.DataFrame", month: Month) -> Placed:
    """Do the same for the enrolments of a month as the registry gives them, with its lists and pledges asked."""
    if not limited(settings.sources):
        return placed(registry, settings.sources, enrolments, month, enrolments)
    kept, _, _ = may_be_billed(registry, enrolments, month)
    terms = settings, pledged(registry, settings)
    return narrowed(registry, terms, kept, month, issued_lines(registry, month)).places


def waits(registry: Registry, settings: Settings, enrolments: "pd.DataFrame", month: Month) -> "pd.Series[bool]":
    """Tell of ENROLMENTS whose person waits for a place of their source: they have no cover under it to lose.

    Asked for a month and the next, for each later one in which an enrolment begins, and for the one after another
    source of the person has paid to the end: who is billed by another stands in no line. Of an enrolment that ended
    before the month its last one counts.
    """
    import pandas as pd

    waiting = pd.Series(data=False, index=enrolments.index)
    if not limited(settings.sources):
        return waiting
    begins, several = enrolments["first_month"], enrolments["person_id"].duplicated(keep=False)
    freed = {str(Month.parse(last) + 1) for last in enrolments.loc[several, "last_month"].unique() if last < LAST_MONTH}
    near = {str(month), str(month + 1)}
    over = enrolments["last_month"].where(enrolments["last_month"] < str(month), "")
    for at in sorted(near | {one for one in {*begins, *freed} if one > str(month)} | {*over} - {""}):
        line = places_of(registry, settings, registry.enrolments(at, at), Month.parse(at)).waiting
        asked = over == at if at < str(month) else holds_in(enrolments, Month.parse(at))
        waiting |= asked & are_among(enrolments, line, ["person_id", "source"])
    return waiting


def in_line_for(registry: Registry, month: Month, billed: "pd.DataFrame", places: Placed) -> "pd.DataFrame":
    """Give who could take a free place of each village in a month as WAITING; `billed` are its BILLED lines.

    Nobody whom an exclusion list keeps out of the month, or whose NIK is contested, is offered a place.
    """
    paid = billed.loc[billed["iuran_month"] == str(month), "person_id"]
    taken = {*paid, *one_key(paid, registry.current_keys())}
    ever, _ = uncontested(registry, registry.enrolments(*ALWAYS))
    ever, _ = unlisted(registry, ever, listed_persons(registry, ALWAYS), month)
    return in_line(places.waiting, ever, taken, registry.ended(str(month)), month)


def waiting_list(workspace: Workspace, month: Month, source: str | None, village: str | None) -> Placed:
    """Give who has a place and who waits in a month, of one source (by its key) or village (code or name) if asked.

    A UsageError where no source has a quota, or none is called so.
    """
    settings = workspace.settings
    asked = limited(settings.sources)
    if not asked:
        raise UsageError(_NO_QUOTA)
    if source is not None and source not in {one.key for one in asked}:
        raise UsageError(_NOT_LIMITED.fill(source=repr(source), known=", ".join(one.key for one in asked)))
    with open_registry(workspace.registry, write=False) as registry:
        found = places_of(registry, settings, registry.enrolments(str(month), str(month)), month)
    if source is not None:
        found = found._replace(**{name: _where(getattr(found, name), "source", source) for name in _LISTS})
    if village is not None:
        there = {*found.filled["village"], *found.filled["village_name"].str.upper()}
        key = " ".join(village.upper().split())
        if key not in there:
            raise UsageError(_NO_VILLAGE.fill(village=repr(village)))
        found = found._replace(**{name: _in_village(getattr(found, name), key) for name in _LISTS})
    return found


_LISTS = ("waiting", "filled")
_NO_QUOTA = Text(
    "Tidak ada sumber dana dengan kuota, jadi tidak ada daftar tunggu. Isi quota = 100 pada sumbernya di jamsos.toml.",
    "No source has a quota, so there is no waiting list. Set quota = 100 for a source in jamsos.toml.",
)
_NOT_LIMITED = Text(
    "Sumber {source} tidak punya kuota. Yang punya: {known}.", "{source} has no quota. With one: {known}."
)
_NO_VILLAGE = Text("Tidak ada tempat berkuota di desa {village}.", "There are no places with a quota in {village}.")


def _where(frame: "pd.DataFrame", column: str, value: str) -> "pd.DataFrame":
    return frame[frame[column] == value].reset_index(drop=True)


def _in_village(frame: "pd.DataFrame", key: str) -> "pd.DataFrame":
    return frame[(frame["village"] == key) | (frame["village_name"].str.upper() == key)].reset_index(drop=True)
