"""What all tables share: their metadata, and columns and checks that many have.

STRICT tables, so that SQLite refuses text in a column of rupiah; months are TEXT `yyyy-mm`, days TEXT `yyyy-mm-dd`,
money INTEGER in whole rupiah.
"""

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text_column(name: str) -> "Column[str]":
    """Give a TEXT column that is never NULL."""
    return Column(name, Text, nullable=False)


def whole_column(name: str) -> "Column[int]":
    """Give an INTEGER column that is never NULL."""
    return Column(name, Integer, nullable=False)


def month_check(column: str) -> CheckConstraint:
    """Check that a column holds a month, yyyy-mm."""
    return CheckConstraint(f"{column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=f"{column}_yyyy_mm")


def rupiah_checks() -> tuple[CheckConstraint, ...]:
    """Premiums are never negative, and the total is their sum."""
    return (
        CheckConstraint("jkk >= 0 AND jkm >= 0 AND jht >= 0", name="rupiah"),
        CheckConstraint("total = jkk + jkm + jht", name="total"),
    )
