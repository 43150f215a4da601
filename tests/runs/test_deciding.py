"""What a ruling does to the next import and invoice, and that keys depend on nothing but the persons."""

from random import Random

from sent import line, nik, send, write

from jamsos_cli.model.month import Month
from jamsos_cli.model.pair import Pair
from jamsos_cli.reports.why import why_tables
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.why import why

SAID = ("cek KTP", "Ni Luh", None)


def pairs(office: Workspace, jobs: int = 1) -> list[Pair]:
    return dedupe([], office, jobs=jobs, progress=lambda _: None)


def test_a_known_double_is_no_finding_of_the_invoice(office: Workspace) -> None:
    send(office, "a.csv", [line(0)])
    send(office, "a.csv", [line(0), line(1)], source="dana_desa")
    assert [one.kind.code for one in invoice(office, Month(2026, 11), issue=False).findings][:1] == ["D03"]
    (pair,) = pairs(office)
    decide(office, pair.key, "sama", SAID)
    after = invoice(office, Month(2026, 11), issue=False)
    assert "D03" not in [one.kind.code for one in after.findings]
    assert sorted(after.lines["source"]) == ["apbd", "dana_desa"]


def test_why_tells_both_bills_of_two_lawful_memberships(office: Workspace) -> None:
    send(office, "a.csv", [line(0)])
    send(office, "a.csv", [line(0), line(1)], source="dana_desa")
    (pair,) = pairs(office)
    decide(office, pair.key, "boleh", ("dua pekerjaan", "Ni Luh", "2026-11"))
    for month, titles in ((Month(2026, 11), ["APBD", "Dana Desa"]), (Month(2026, 12), ["APBD"])):
        for drafted in (False, True):
            if drafted:
                invoice(office, month, issue=False)
            found = why(office, nik(0), month)
            steps, enrolments, *_ = why_tables(found, "id")
            both = len(titles) == 2
            assert [row[0] for row in enrolments.rows if "tidak" not in str(row[-1])] == titles
            assert ("Juga ditagih" in [row[0] for row in steps.rows], len(found.second_lines)) == (both, int(both))
            assert ("D03" in [one.kind.code for one in found.findings]) is not both


def test_two_people_under_one_nik_stay_held_until_it_is_mended_and_are_not_asked_about(office: Workspace) -> None:
    other = line(0, NAMA="Made Puspa")
    for name, row in (("a.csv", line(0, NAMA="Made Sari")), ("b.csv", other)):
        write(office, name, [row])
    (pair,) = pairs(office)
    decide(office, pair.key, "beda", SAID)
    assert not any(one.is_open for one in pairs(office))
    send(office, "a.csv", [line(0, NAMA="Made Sari")])
    outcome, _ = send(office, "b.csv", [other])
    assert [one.kind.code for one in outcome.result.findings if one.kind.code.startswith("D")] == ["D04"]


def test_keys_do_not_depend_on_rows_files_or_jobs(office: Workspace) -> None:
    rows = [line(number % 4, NAMA=("Sudarma", "Puspa")[number // 4]) for number in range(8)]
    found = []
    for seed, jobs in ((1, 1), (2, 1), (3, 2)):
        shuffled = Random(seed).sample(rows, len(rows))
        for place, part in enumerate((shuffled[:3], shuffled[3:])):
            write(office, f"{seed}{place}.csv" if seed == 3 else f"{place}.csv", part)
        if seed == 3:
            for place in range(2):
                (office.root / "rosters" / "apbd" / f"{place}.csv").unlink()
        found.append(sorted({(one.kind, one.key) for one in pairs(office, jobs)}))
    assert found[0] == found[1] == found[2]
