"""What was ruled is replayed alike whatever the order of files and rows, the processes, and how often it is run."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sent import NOVEMBER, Line, line, nik, write

from empty_registry import put_registry
from jamsos_cli.model.month import Month
from jamsos_cli.model.ruling import Rulings
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.importing import import_rosters
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.settings import Settings
from jamsos_cli.store import open_registry

TWIN = nik(90).replace("120380", "310577")
LISTS: dict[tuple[str, str], list[Line]] = {
    ("apbd", "Batubulan"): [*(line(number) for number in range(6)), line(6), line(6, NAMA="Jero Puspa")],
    ("apbd", "Saba"): [
        *(line(number, "Saba") for number in range(7, 12)),
        line(0, "Saba"),
        line(0, "Saba", NIK=TWIN, NAMA="I Wayan Tirta", **{"TANGGAL LAHIR": "31-05-1977"}),
        line(0, "Saba", NIK=TWIN[:15] + "5", NAMA="I WY TIRTA", **{"TANGGAL LAHIR": "31-05-1977"}),
    ],
    ("dana_desa", "Batubulan"): [line(1), line(2), line(3, NAMA="Made Lain Orang")],
}
WORDS = {"same-nik": "sama", "probable": "sama", "double-funded": "boleh"}
Played = tuple[Rulings, list[tuple[str, str, str, str, str]]]


def sent(office: Workspace, month: Month, random: Random, jobs: int) -> None:
    """Write and import every list of a month, in some order of files and rows."""
    paths = []
    for source, village in random.sample(sorted(LISTS), len(LISTS)):
        rows = LISTS[source, village]
        paths.append(write(office, f"{village} {month}.csv", random.sample(rows, len(rows)), source))
    import_rosters(
        paths,
        office,
        NOVEMBER._replace(first=month, months=1, terms=f"from={month} months=1", jobs=jobs),
        lambda _: None,
    )


def asked(office: Workspace, jobs: int) -> set[tuple[str, str]]:
    """Give what is open, by kind and key."""
    return {(one.kind, one.key) for one in dedupe([], office, jobs=jobs, progress=lambda _: None) if one.is_open}


def played(folder: Path, random: Random, jobs: int) -> Played:
    """Give what the rulings say and who is enrolled after two months; of the second nothing is asked."""
    put_registry(folder / "jamsos.db")
    office = Workspace(folder, Settings())
    sent(office, Month(2026, 11), random, jobs)
    for _ in range(3):  # who pays is asked once two names are known to be one person's
        for kind, key in sorted(asked(office, jobs)):
            decide(office, key, WORDS[kind], ("cek KTP", "Ni Luh", None))
        sent(office, Month(2026, 11), random, jobs)
    assert not asked(office, jobs) and not asked(office, 1)
    sent(office, Month(2026, 12), random, jobs)
    assert not asked(office, jobs), "next month nothing is asked again"
    with open_registry(office.registry, write=False) as registry:
        enrolled = registry.enrolments("2026-11", "2026-12")
        columns = ["nik", "source", "village_name", "first_month", "last_month"]
        return registry.replay(), sorted(enrolled[columns].itertuples(index=False, name=None))


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32), jobs=st.sampled_from([1, 2]))
def test_rulings_say_the_same_in_any_order_of_files_and_rows_with_any_jobs(seed: int, jobs: int) -> None:
    found = []
    for random, processes in ((Random(1), 1), (Random(seed), jobs)):
        with TemporaryDirectory() as folder:
            found.append(played(Path(folder), random, processes))
    assert found[0] == found[1]
    assert found[0][0].joined and found[0][0].one_person and found[0][0].both_pay
