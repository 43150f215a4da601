"""What a purge leaves behind."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the two tables and what keeps their rows; nothing that is there changes."""
    op.create_table(
        "purge",
        Column("id", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("made_at", "purged_by", "reason", "before")),
        Column("people", Integer, nullable=False),
        CheckConstraint("reason <> '' AND purged_by <> ''", name=op.f("ck_purge_who_and_why")),
        CheckConstraint("people >= 0", name=op.f("ck_purge_people")),
        PrimaryKeyConstraint("id", name=op.f("pk_purge")),
        sqlite_strict=True,
    )
    op.create_table(
        "invoice_reseal",
        Column("id", Integer, nullable=False),
        Column("invoice_id", Integer, nullable=False),
        Column("purge_id", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("sha256_before", "sha256_after")),
        CheckConstraint(
            "length(sha256_before) = 64 AND length(sha256_after) = 64", name=op.f("ck_invoice_reseal_hashes")
        ),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_reseal_invoice_id")),
        ForeignKeyConstraint(["purge_id"], ["purge.id"], name=op.f("fk_invoice_reseal_purge_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_invoice_reseal")),
        sqlite_strict=True,
    )
    op.create_index("ix_invoice_reseal_invoice", "invoice_reseal", ["invoice_id"])
    for table in ("purge", "invoice_reseal"):
        for name, event in (("kept", "UPDATE"), ("not_deleted", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table}"
                " BEGIN SELECT raise(ABORT, 'what was purged is never changed'); END"
            )
