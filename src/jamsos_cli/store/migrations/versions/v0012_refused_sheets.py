"""The sheets of a roster that could not be read when it came in, so that each month's run says so again."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column; of rosters of before no sheet is known to have been refused until they are imported again."""
    op.execute(
        "ALTER TABLE roster_import ADD COLUMN sheets_refused INTEGER DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_roster_import_sheets_refused CHECK (sheets_refused >= 0)"
    )
