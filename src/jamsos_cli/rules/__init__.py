"""One question a file, its findings on top; the order here is the order in which they are asked."""

from jamsos_cli.model.finding import Kind
from jamsos_cli.model.judging import FileRule, SheetRule
from jamsos_cli.model.sheet_rows import RowRule
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
    on_list,
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
    sheet_headed.deciles_read,
    sheet_headed.remarks_read,
    person.sex_code_clear,
    funding.title_source_known,
    file_has_workers.rows_skipped,
)


ROW_RULES: tuple[RowRule, ...] = (
    RowRule(cell_read.cells_hold_values, cell_read.cells_doubtful),
    RowRule(cell_read.row_shows, cell_read.hidden_rows),
    RowRule(nik_origin.nik_origin, nik_origin.origin_doubtful),
    RowRule(nik_agrees.nik_agrees, nik_agrees.nik_doubtful),
    RowRule(person.name_plausible, person.name_doubtful, ("name",)),
    RowRule(person.birth_date_given, person.birth_date_doubtful, ("birth_date", "ttl")),
    RowRule(person.sex_given, person.sex_doubtful, ("sex",)),
    RowRule(contact.phone_plausible, contact.phone_doubtful, ("phone",)),
    RowRule(contact.income_plausible, contact.income_doubtful, ("income",)),
    RowRule(village.village_known, village.village_doubtful, ("village",)),
    RowRule(age.age_allowed, age.age_doubtful),
    RowRule(occupation.occupation_allowed, occupation.occupation_doubtful, ("occupation",)),
    RowRule(occupation.village_has_fund, occupation.fund_doubtful),
    RowRule(funding.source_given, funding.source_doubtful, ("source",)),
    RowRule(funding.sponsor_given, funding.sponsor_doubtful),
    RowRule(funding.period_in_order, funding.period_doubtful, ("end",)),
)
_MODULES = (
    age, cell_read, column_absent, contact, duplicates, file_has_workers, file_readable, funding, imported_before,
    nik_agrees, nik_origin, occupation, on_list, person, resemblance, shape, sheet_headed, village,
)  # fmt: skip
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in sorted(
        (value for module in _MODULES for value in vars(module).values() if isinstance(value, Kind)),
        key=lambda kind: kind.code,
    )
}
"""Every kind of finding a rule can give, by code."""
