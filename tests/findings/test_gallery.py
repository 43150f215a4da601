"""The gallery: for each code the smallest roster that fires it, and those that must not."""

import csv
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from empty_registry import put_registry
from jamsos_cli import rules
from jamsos_cli.law import load
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.finding import Finding, Kind
from jamsos_cli.model.frame import build
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.runs import excluding
from jamsos_cli.runs.importing import import_rosters
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.settings import Settings
from jamsos_cli.steps import price
from jamsos_cli.steps.accept import Accepted
from roster_text import LEFT_OUT, TextRoster, judge_files, places, read_text

HERE = Path(__file__).parent
KINDS: dict[str, Kind] = rules.KINDS | {kind.code: kind for kind in (price.DOUBLE_FUNDED, price.TARIFF_UNDECIDED)}
PENDING: tuple[str, ...] = ()
"""Codes of the catalogue that no rule gives yet.

Whoever writes one takes it out of here and gives it a folder.
"""
CATALOGUE = {
    row["code"]: row for row in csv.DictReader((HERE / "catalogue.csv").read_text(encoding="utf-8").splitlines())
}
EXAMPLES = sorted(path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.txt"))


def found_in(roster: TextRoster) -> list[Finding]:
    """Everything that is found from the files to the premium lines of the month, where the example names one."""
    if "import" in roster.said:
        return found_on_import(roster)
    judged = judge_files(roster.files, **roster.said)
    findings = [finding for one in judged for finding in one.result.findings]
    if "month" in roster.said:
        month = Month.parse(roster.said["month"])
        findings += price.price(enrolled(judged), month, DEFAULT_SOURCES, load(), "Kabupaten Gianyar")[1]
    return findings


def found_on_import(roster: TextRoster) -> list[Finding]:
    """Everything that is found when the files are imported one after the other into an empty registry."""
    with tempfile.TemporaryDirectory() as folder:
        office = Workspace(Path(folder), Settings())
        put_registry(office.registry)
        found: list[Finding] = []
        for name, data in roster.files:
            is_list = name.startswith("lists/")
            path = office.root / name if is_list else office.root / "rosters" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if is_list:
                dated = excluding.Options(origin="Dukcapil", dated=date(2026, 11, 1))
                assert excluding.exclude([path], office, dated, lambda _: None).troubles == ()
                continue
            outcomes, _ = import_rosters([path], office, Options(first=Month(2026, 11)), lambda _: None)
            found += [finding for outcome in outcomes for finding in outcome.result.findings]
    return found


def enrolled(judged: Sequence[Accepted]) -> object:
    """The accepted workers as enrolments of the two years around, as an import would write them."""
    rows = []
    for number, worker in enumerate((worker for one in judged for worker in one.workers), 1):
        row = {**worker._asdict(), "enrolment_id": number, "entered": number, "person_id": int(worker.nik[-4:])}
        row |= {"first_month": "2026-01", "last_month": "2027-12"}
        rows.append([row[name] for name in ENROLMENTS])
    return build(ENROLMENTS, rows)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gives_exactly_the_findings_it_says(example: str) -> None:
    roster = read_text((HERE / example).read_text(encoding="utf-8"))
    found = found_in(roster)
    code, name = example.split("/")
    few = [f"{code} -"] * (code in LEFT_OUT and any(f.kind.code == code for f in found))
    assert places(found) + few == sorted(roster.expected), [finding.message("en") for finding in found]
    fired = code in {finding.kind.code for finding in found}
    assert fired is name.startswith("fires"), f"{code} must {'' if name.startswith('fires') else 'not '}fire"


@pytest.mark.parametrize("code", sorted(KINDS))
def test_each_code_has_one_example_that_fires_and_one_that_does_not(code: str) -> None:
    assert (HERE / code / "fires.txt").is_file() and (HERE / code / "silent.txt").is_file()


def test_the_folders_are_the_codes_and_no_others() -> None:
    assert {path.parent.name for path in HERE.glob("*/*.txt")} == set(KINDS)


def test_every_code_of_the_catalogue_is_given_or_pending() -> None:
    assert set(KINDS) | set(PENDING) == set(CATALOGUE)
    assert not set(KINDS) & set(PENDING)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_slug_level_and_scope_are_those_of_the_catalogue(code: str) -> None:
    kind, row = KINDS[code], CATALOGUE[code]
    assert (kind.slug, kind.level.value, kind.scope) == (row["slug"], row["level"], row["scope"])


@pytest.mark.parametrize("code", sorted(KINDS))
def test_each_kind_says_everything_in_both_languages(code: str) -> None:
    kind = KINDS[code]
    for text in (kind.message, kind.hint, kind.why, kind.example):
        assert text.id.strip() and text.en.strip()
    for text in (kind.message, kind.hint, kind.why):
        assert text.id.endswith((".", ".)", "{suggestion}")) and text.en.endswith((".", ".)", "{suggestion}"))
