"""The family card of enrolments: who stands on a list under two NIKs is found by it, too."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; enrolments of before have no card until their roster is imported again."""
    op.execute(
        "ALTER TABLE enrolment ADD COLUMN family_card TEXT DEFAULT '' NOT NULL CONSTRAINT ck_enrolment_family_card"
        " CHECK (family_card = '' OR length(family_card) = 16 AND family_card NOT GLOB '*[^0-9]*')"
    )
