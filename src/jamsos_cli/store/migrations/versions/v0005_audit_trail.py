"""The audit trail."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, Text

revision = "0005"
down_revision = "0004"

_TRIGGERS = (("audit_entry_kept", "UPDATE"), ("audit_entry_not_deleted", "DELETE"))


def upgrade() -> None:
    """Make the table and what keeps its rows."""
    texts = ("made_at", "actor", "command", "month", "file", "file_sha256")
    op.create_table(
        "audit_entry",
        Column("id", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in texts),
        Column("people", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("reason", "previous", "sha256")),
        CheckConstraint("length(sha256) = 64 AND length(previous) IN (0, 64)", name=op.f("ck_audit_entry_chain")),
        CheckConstraint("people >= 0", name=op.f("ck_audit_entry_people")),
        PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    for name, event in _TRIGGERS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON audit_entry"
            " BEGIN SELECT raise(ABORT, 'the audit trail only grows'); END"
        )
