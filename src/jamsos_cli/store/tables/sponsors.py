"""Sponsors and their pledges: rows are added and never changed; a pledge is ended or replaced by another row."""

from sqlalchemy import DDL, CheckConstraint, Column, ForeignKey, Index, Integer, Table, event, text

from jamsos_cli.store.tables.columns import metadata, month_check, text_column, whole_column

sponsor = Table(
    "sponsor",
    metadata,
    Column("id", Integer, primary_key=True),
    # "" while no form has named it; filled in once, never changed.
    text_column("nip"),
    text_column("nik"),
    text_column("noted_at"),
    CheckConstraint("nip = '' OR (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*')", name="nip_18_digits"),
    CheckConstraint("nik = '' OR (length(nik) = 16 AND nik NOT GLOB '*[^0-9]*')", name="nik_16_digits"),
    Index("uq_sponsor_nip", "nip", unique=True, sqlite_where=text("nip <> ''")),
    Index("uq_sponsor_nik", "nik", unique=True, sqlite_where=text("nik <> ''")),
    sqlite_strict=True,
)

pledge = Table(
    "pledge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sponsor_id", Integer, ForeignKey("sponsor.id"), nullable=False),
    *(text_column(name) for name in ("name", "opd", "phone", "village", "source")),
    whole_column("workers"),
    text_column("programmes"),
    text_column("first_month"),
    text_column("last_month"),
    # NULL where the form says no amount.
    Column("amount", Integer),
    # Each is replaced once at most, from the first month of the newer one on.
    Column("supersedes", Integer, ForeignKey("pledge.id"), unique=True),
    text_column("file"),
    text_column("sha256"),
    text_column("sheet"),
    whole_column("row"),
    text_column("noted_at"),
    CheckConstraint("name <> ''", name="name"),
    CheckConstraint("workers > 0", name="workers"),
    CheckConstraint("coalesce(amount, 0) >= 0", name="amount"),
    CheckConstraint("programmes IN ('JKK+JKM', 'JKK+JKM+JHT')", name="programmes"),
    month_check("first_month"),
    month_check("last_month"),
    CheckConstraint("first_month <= last_month", name="months"),
    Index("ix_pledge_sponsor", "sponsor_id"),
    sqlite_strict=True,
)

pledge_worker = Table(
    "pledge_worker",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pledge_id", Integer, ForeignKey("pledge.id"), nullable=False),
    text_column("nik"),
    text_column("name"),
    CheckConstraint("nik = '' OR (length(nik) = 16 AND nik NOT GLOB '*[^0-9]*')", name="nik_16_digits"),
    Index("ix_pledge_worker_pledge", "pledge_id"),
    sqlite_strict=True,
)

pledge_end = Table(
    "pledge_end",
    metadata,
    # The last one of a pledge holds.
    Column("id", Integer, primary_key=True),
    Column("pledge_id", Integer, ForeignKey("pledge.id"), nullable=False),
    text_column("last_month"),
    text_column("reason"),
    text_column("ended_by"),
    text_column("ended_at"),
    month_check("last_month"),
    CheckConstraint("reason <> '' AND ended_by <> ''", name="who_and_why"),
    Index("ix_pledge_end_pledge", "pledge_id"),
    sqlite_strict=True,
)

TRIGGERS = (
    "CREATE TRIGGER sponsor_kept BEFORE UPDATE ON sponsor WHEN NEW.id <> OLD.id"
    " OR (OLD.nip <> '' AND NEW.nip <> OLD.nip) OR (OLD.nik <> '' AND NEW.nik <> OLD.nik)"
    " BEGIN SELECT raise(ABORT, 'the number of a sponsor never changes'); END",
    *(
        f"CREATE TRIGGER {table}_{name} BEFORE {event_} ON {table}"
        " BEGIN SELECT raise(ABORT, 'a pledge is ended or replaced, never changed'); END"
        for table in ("pledge", "pledge_end")
        for name, event_ in (("kept", "UPDATE"), ("not_deleted", "DELETE"))
    ),
)
"""The database itself keeps what was pledged."""

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
