"""The docs are true: every term once and in order, every table of the registry described, every option there is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from arrows import PACKAGE
from typer.main import get_command

from jamsos_cli.cli import app
from jamsos_cli.cli.excluding import KindChoice
from jamsos_cli.model.exclusion import KINDS
from jamsos_cli.store.tables import metadata

DOCS = PACKAGE.parents[1] / "docs"
README = DOCS.parent / "README.md"
PAGES = [README, *sorted(DOCS.glob("*.md"))]
EVERYWHERE = {"--lang", "--help"}


def commands(group: Any, typed: str = "") -> Iterator[tuple[str, Any]]:
    """Give every command below a group with the words it is typed with."""
    for name, inner in group.commands.items():
        words = f"{typed} {name}".strip()
        yield from commands(inner, words) if hasattr(inner, "commands") else [(words, inner)]


COMMANDS = dict(commands(get_command(app.application())))


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


def test_every_file_of_law_is_described_and_no_other() -> None:
    (cells,) = re.findall(r"^\| file \|.*\|\n\|[-| :]+\|\n((?:\|.*\|\n)+)", (DOCS / "LAW.md").read_text("utf-8"), re.M)
    named = [file.rstrip("/") for row in cells.splitlines() for file in re.findall(r"`([^`]+)`", row.split("|")[1])]
    there = [path.name for path in (PACKAGE / "law" / "data").iterdir() if not path.name.endswith("LICENSE.txt")]
    assert sorted(named) == sorted(there)


def test_the_command_line_names_every_kind_of_exclusion_list() -> None:
    assert {choice.value for choice in KindChoice} == {kind.key for kind in KINDS}


def typed(page: str) -> list[str]:
    """Give what a page shows to be typed: lines of its code, and what stands between backticks."""
    blocks = "\n".join(re.findall(r"```\n(.*?)```", page, re.DOTALL))
    lines = re.findall(r"^jamsos (.*?)(?:\s+#.*)?$", blocks, re.MULTILINE)
    return lines + [" ".join(said.split()) for said in re.findall(r"`jamsos ([a-z][^`]*)`", page)]


def unknown(line: str) -> list[str]:
    """Give the options of a line that its command does not have; the line itself where it is none."""
    found = [words for words in COMMANDS if f"{line} ".startswith(f"{words} ")]
    if not found:
        return [] if line in {words.split()[0] for words in COMMANDS} else [line]
    known = {name for option in COMMANDS[max(found, key=len)].params for name in option.opts} | EVERYWHERE
    return [option for option in re.findall(r"(?<!\S)--[a-z-]+", line) if option not in known]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_docs_say_to_type_is_understood(page: Path) -> None:
    assert [(line, wrong) for line in typed(page.read_text(encoding="utf-8")) if (wrong := unknown(line))] == []


def test_a_command_or_option_that_is_not_there_is_seen() -> None:
    page = "```\njamsos invoice --month this   # tagihan\njamsos invoice --colour red\n```\n`jamsos paint`"
    assert [unknown(line) for line in typed(page)] == [[], ["--colour"], ["paint"]]


def test_the_examples_of_the_help_are_understood() -> None:
    examples = [line.removeprefix("jamsos ") for command in app.COMMANDS for line in command.examples]
    assert len(examples) > len(COMMANDS)
    assert [(line, wrong) for line in examples if (wrong := unknown(line))] == []


def test_the_readme_names_every_command_that_prints_json() -> None:
    (said,) = re.findall(r"\n\n([^.]*) print one JSON object with", README.read_text(encoding="utf-8"))
    formats = {words: next((o for o in one.params if "--format" in o.opts), None) for words, one in COMMANDS.items()}
    asked = {words for words, option in formats.items() if option and "json" in option.type.choices}
    assert {words.removesuffix(" --list") for words in re.findall(r"`([^`]+)`", said)} == asked
