"""One question a file, its findings on top; the order here is the order in which they are asked."""

from collections.abc import Callable

from jamsos_cli.model.finding import Kind
from jamsos_cli.model.judging import FileRule, Judgement, RowRule, SheetRule
from jamsos_cli.model.roster import NO_MARKS, RosterSheet
from jamsos_cli.rules import (
    age,
    cell_read,
    column_absent,
    contact,
    duplicates,
    file_has_workers,
    file_readable,
    funding,
    imported_before,
    nik_agrees,
    nik_origin,
    occupation,
    person,
    resemblance,
    shape,
    sheet_headed,
    village,
)

FILE_RULES: tuple[FileRule, ...] = (
    file_readable.file_readable,
    file_readable.file_has_no_macros,
    file_has_workers.file_has_workers,
    column_absent.column_absent,
)
SHEET_RULES: tuple[SheetRule, ...] = (
    sheet_headed.sheet_headed,
    person.sex_code_clear,
    funding.title_source_known,
    file_has_workers.rows_skipped,
)


def _with(*fields: str) -> Callable[[RosterSheet, Judgement], bool]:
    """Where a sheet has one of these columns."""
    return lambda sheet, _: any(field in sheet.columns for field in fields)


def _everywhere(_: RosterSheet, __: Judgement) -> bool:
    return True


ROW_RULES: tuple[RowRule, ...] = (
    RowRule(cell_read.cells_hold_values, lambda sheet, _: sheet.marks != NO_MARKS),
    RowRule(cell_read.row_shows, lambda sheet, _: bool(sheet.marks.hidden)),
    RowRule(nik_origin.nik_origin, _with("nik")),
    RowRule(nik_agrees.nik_agrees, _with("nik")),
    RowRule(person.name_plausible, _with("name")),
    RowRule(person.birth_date_given, _with("birth_date", "ttl")),
    RowRule(person.sex_given, _with("sex")),
    RowRule(contact.phone_plausible, _with("phone")),
    RowRule(contact.income_plausible, _with("income")),
    RowRule(village.village_known, _with("village")),
    RowRule(age.age_allowed, _everywhere),
    RowRule(occupation.occupation_allowed, _with("occupation")),
    RowRule(occupation.village_has_fund, lambda _, judgement: judgement.find_village is not None),
    RowRule(funding.source_given, _with("source")),
    RowRule(funding.sponsor_given, _everywhere),
    RowRule(funding.period_in_order, _with("end")),
)
_MODULES = (
    age, cell_read, column_absent, contact, duplicates, file_has_workers, file_readable, funding, imported_before,
    nik_agrees, nik_origin, occupation, person, resemblance, shape, sheet_headed, village,
)  # fmt: skip
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in sorted(
        (value for module in _MODULES for value in vars(module).values() if isinstance(value, Kind)),
        key=lambda kind: kind.code,
    )
}
"""Every kind of finding a rule can give, by code."""
