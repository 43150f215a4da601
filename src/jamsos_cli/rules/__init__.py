"""One question a file, its findings on top; the order here is the order in which they are asked."""

from jamsos_cli.model.finding import Kind
from jamsos_cli.model.judging import FileRule, RowRule, SheetRule
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
ROW_RULES: tuple[RowRule, ...] = (
    cell_read.cells_hold_values,
    cell_read.row_shows,
    nik_origin.nik_origin,
    nik_agrees.nik_agrees,
    person.name_plausible,
    person.birth_date_given,
    person.sex_given,
    contact.phone_plausible,
    contact.income_plausible,
    village.village_known,
    age.age_allowed,
    occupation.occupation_allowed,
    occupation.village_has_fund,
    funding.source_given,
    funding.sponsor_given,
    funding.period_in_order,
)
_MODULES = (
    age, cell_read, column_absent, contact, duplicates, file_has_workers, file_readable, funding, imported_before,
    nik_agrees, nik_origin, occupation, person, shape, sheet_headed, village,
)  # fmt: skip
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in sorted(
        (value for module in _MODULES for value in vars(module).values() if isinstance(value, Kind)),
        key=lambda kind: kind.code,
    )
}
"""Every kind of finding a rule can give, by code."""
