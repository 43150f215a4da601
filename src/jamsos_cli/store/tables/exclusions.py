"""Lists of people who must not be enrolled or billed; withdrawn lists stay, and are asked no more."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, text

from jamsos_cli.store.tables.columns import metadata, text_column, whole_column

exclusion_list = Table(
    "exclusion_list",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("kind"),
    text_column("origin"),
    text_column("dated"),
    text_column("note"),
    text_column("file"),
    text_column("sha256"),
    text_column("imported_at"),
    whole_column("rows_read"),
    whole_column("by_nik"),
    whole_column("by_name"),
    whole_column("unusable"),
    Column("withdrawn_at", Text),
    Column("withdrawn_why", Text),
    CheckConstraint("dated GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'", name="dated_yyyy_mm_dd"),
    CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)", name="withdrawn"),
    Index("uq_exclusion_list_in_force", "sha256", "kind", unique=True, sqlite_where=text("withdrawn_at IS NULL")),
    sqlite_strict=True,
)

exclusion_entry = Table(
    "exclusion_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list_id", Integer, ForeignKey("exclusion_list.id"), nullable=False),
    text_column("sheet"),
    whole_column("row"),
    # "" where the list has no NIK that can be used: then name_key and birth_date find the person.
    text_column("nik"),
    text_column("name"),
    text_column("name_key"),
    text_column("birth_date"),
    text_column("village"),
    text_column("event_date"),
    # First iuran month not billed; "" where the list gives no date.
    text_column("barred_from"),
    text_column("remark"),
    CheckConstraint("nik = '' OR (length(nik) = 16 AND nik NOT GLOB '*[^0-9]*')", name="nik_16_digits"),
    CheckConstraint("nik <> '' OR (name_key <> '' AND birth_date <> '')", name="findable"),
    Index("ix_exclusion_entry_nik", "nik", sqlite_where=text("nik <> ''")),
    Index("ix_exclusion_entry_name", "birth_date", "name_key", sqlite_where=text("nik = ''")),
    sqlite_strict=True,
)
