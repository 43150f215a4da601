"""Persons with their NIKs, the rosters that were imported, and who is enrolled by them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from jamsos_cli.store.tables.columns import metadata, month_check, text_column, whole_column

_SIXTEEN_DIGITS = "family_card = '' OR length(family_card) = 16 AND family_card NOT GLOB '*[^0-9]*'"

person = Table("person", metadata, Column("id", Integer, primary_key=True), sqlite_strict=True)

person_nik = Table(
    "person_nik",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    text_column("nik"),
    text_column("valid_from"),
    Column("valid_until", Text),
    PrimaryKeyConstraint("person_id", "nik"),
    CheckConstraint("length(nik) = 16 AND nik NOT GLOB '*[^0-9]*'", name="nik_16_digits"),
    Index("uq_person_nik_in_force", "nik", unique=True, sqlite_where=text("valid_until IS NULL")),
    Index("uq_person_nik_one_in_force", "person_id", unique=True, sqlite_where=text("valid_until IS NULL")),
    sqlite_strict=True,
)

roster_import = Table(
    "roster_import",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("file"),
    text_column("sha256"),
    text_column("imported_at"),
    whole_column("rows_read"),
    whole_column("accepted"),
    whole_column("rejected"),
    text_column("terms"),
    # 0 for rosters of before revision 0012.
    Column(
        "sheets_refused",
        Integer,
        CheckConstraint("sheets_refused >= 0", name="sheets_refused"),
        nullable=False,
        server_default=text("0"),
    ),
    UniqueConstraint("sha256", "terms"),
    CheckConstraint("accepted >= 0 AND rejected >= 0 AND rows_read = accepted + rejected", name="rows"),
    sqlite_strict=True,
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("import_id", Integer, ForeignKey("roster_import.id"), nullable=False),
    text_column("sheet"),
    whole_column("row"),
    text_column("name"),
    text_column("birth_date"),
    text_column("sex"),
    text_column("village"),
    text_column("village_name"),
    text_column("address"),
    text_column("occupation"),
    text_column("sector"),
    Column("income", Integer),
    text_column("phone"),
    text_column("mother"),
    text_column("source"),
    text_column("programmes"),
    text_column("first_month"),
    text_column("last_month"),
    text_column("sponsor"),
    text_column("sponsor_name"),
    text_column("opd"),
    # The row this one is what was left of, when a newer roster took some of its months.
    Column("cut_from", Integer, ForeignKey("enrolment.id")),
    # The import that took its months; NULL while it is in force.
    Column("superseded_by", Integer, ForeignKey("roster_import.id")),
    Column("decile", Integer, CheckConstraint("decile BETWEEN 1 AND 10", name="decile")),
    # "" for rosters of before revision 0011, and where it is not known.
    Column(
        "family_card", Text, CheckConstraint(_SIXTEEN_DIGITS, name="family_card"), nullable=False, server_default=""
    ),
    month_check("first_month"),
    month_check("last_month"),
    CheckConstraint("first_month <= last_month", name="months"),
    CheckConstraint("income >= 0", name="income"),
    Index("ix_enrolment_person", "person_id"),
    Index("ix_enrolment_village", "source", "village", sqlite_where=text("superseded_by IS NULL")),
    Index("ix_enrolment_sponsor", "source", "sponsor", sqlite_where=text("superseded_by IS NULL")),
    sqlite_strict=True,
)
