"""The tables of the docs are whole: every term once and in order, every table of the registry described."""

import re

from arrows import PACKAGE

from jamsos_cli.cli.excluding import KindChoice
from jamsos_cli.model.exclusion import KINDS
from jamsos_cli.store.tables import metadata

DOCS = PACKAGE.parents[1] / "docs"


def first_cells(page: str) -> list[str]:
    """Give the first cell of every row of the tables of a page, headings left out."""
    text = (DOCS / page).read_text(encoding="utf-8")
    tables = re.findall(r"^\|.*\|\n\|[-| :]+\|\n((?:\|.*\|\n)+)", text, re.MULTILINE)
    return [row.split("|")[1].strip() for table in tables for row in table.splitlines()]


def test_the_terms_are_in_order_and_each_is_there_once() -> None:
    terms = [term.casefold() for term in first_cells("TERMS.md")]
    assert len(terms) > 50
    assert terms == sorted(set(terms))


def test_every_table_of_the_registry_is_described_and_no_other() -> None:
    assert sorted(cell.strip("`") for cell in first_cells("REGISTRY.md")) == sorted(metadata.tables)


def test_the_command_line_names_every_kind_of_exclusion_list() -> None:
    assert {choice.value for choice in KindChoice} == {kind.key for kind in KINDS}
