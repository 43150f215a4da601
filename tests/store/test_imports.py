"""Imports: a whole file or nothing, never twice, and no month is lost or doubled by a cut."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_registry import nik, plan, record, registry_with, worker

from jamsos_cli.errors import Exit, RegistryError
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.month import Month
from jamsos_cli.model.roster_import import Cut, Enrolled
from jamsos_cli.store import open_registry
from jamsos_cli.store.imports import remaining

START = Month(2026, 1)
EVER = ("2020-01", "2040-12")
MONTHS = st.integers(0, 30).map(lambda step: str(START + step))
CUTS = st.lists(st.tuples(MONTHS, st.integers(0, 14)), max_size=4)
WORKERS = st.lists(
    st.builds(worker, st.integers(1, 9), MONTHS, st.sampled_from([1, 2, 3, 6, 12])),
    max_size=12,
    unique_by=lambda w: w.nik,
)


def run(first: str, last: str) -> list[str]:
    return [str(month) for month in Month.parse(first).run(Month.parse(first).until(Month.parse(last)))]


def months(enrolled: list[Enrolled]) -> dict[str, list[str]]:
    """The months each NIK is enrolled for, sorted, a month that is there twice twice."""
    found: dict[str, list[str]] = {}
    for row in enrolled:
        found.setdefault(row.nik, []).extend(run(row.first_month, row.last_month))
    return {key: sorted(value) for key, value in found.items()}


@given(first=MONTHS, length=st.integers(1, 24), cuts=CUTS)
def test_what_is_left_and_what_was_cut_are_the_whole_and_share_nothing(
    first: str, length: int, cuts: list[tuple[str, int]]
) -> None:
    last = str(Month.parse(first) + (length - 1))
    spans = [(start, str(Month.parse(start) + (size - 1))) for start, size in cuts]
    left = [month for span in remaining(first, last, spans) for month in run(*span)]
    taken = {month for span in spans for month in run(*span)}
    assert left == [month for month in run(first, last) if month not in taken]


@settings(max_examples=25, deadline=None)
@given(workers=WORKERS, cut=st.tuples(MONTHS, st.integers(1, 14)), data=st.data())
def test_cuts_conserve_months_and_the_same_plan_again_changes_nothing(
    workers: list, cut: tuple[str, int], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = registry_with(Path(folder) / "jamsos.db", *workers)
        taken = run(cut[0], str(Month.parse(cut[0]) + (cut[1] - 1)))
        with open_registry(path, write=True) as registry:
            before = registry.known([w.nik for w in workers], *EVER)
            chosen = data.draw(st.sets(st.sampled_from(before))) if before else set()
            cuts = tuple(Cut(row.enrolment_id, taken[0], taken[-1]) for row in chosen)
            newer = plan(worker(10, taken[0], len(taken)), cuts=cuts)
            assert registry.save_import(record("b", 1), newer)
            after, counts = registry.known([w.nik for w in workers], *EVER), registry.summary()
            assert not registry.save_import(record("b", 1), newer)
            assert registry.known([w.nik for w in workers], *EVER) == after
            assert registry.summary() == counts
        lost = {row.nik for row in chosen}
        expected = {
            key: [month for month in value if key not in lost or month not in taken]
            for key, value in months(before).items()
        }
        assert months(after) == {key: value for key, value in expected.items() if value}
        origin = ("name", "source", "village", "file", "sheet", "row")
        whole = {row.nik: [getattr(row, name) for name in origin] for row in before}
        assert all([getattr(row, name) for name in origin] == whole[row.nik] for row in after)


def test_a_cut_through_the_middle_leaves_two_rows_and_the_old_one_in_the_story(path: Path) -> None:
    registry_with(path, worker(1, "2026-01", 12))
    with open_registry(path, write=True) as registry:
        cut = Cut(registry.known([nik(1)], *EVER)[0].enrolment_id, "2026-05", "2026-06")
        registry.save_import(record("b", 0, "rosters/baru.xlsx"), plan(cuts=(cut,)))
        story = registry.person_history(nik(1))
    assert story is not None
    rows = story.enrolments[["first_month", "last_month", "file", "superseded_by"]].values.tolist()
    assert rows == [
        ["2026-01", "2026-12", "rosters/batubulan.xlsx", "rosters/baru.xlsx"],
        ["2026-01", "2026-04", "rosters/batubulan.xlsx", ""],
        ["2026-07", "2026-12", "rosters/batubulan.xlsx", ""],
    ]


def test_a_plan_made_before_another_import_took_the_same_months_is_refused_whole(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        cut = Cut(registry.known([nik(1)], *EVER)[0].enrolment_id, "2026-07", "2026-12")
        registry.save_import(record("b"), plan(cuts=(cut,)))
        before = registry.summary()
        with pytest.raises(RegistryError) as caught:
            registry.save_import(record("c", 1), plan(worker(2), cuts=(cut,)))
        assert caught.value.exit_code is Exit.REGISTRY
        assert registry.summary() == before
        assert registry.imported(record("c").sha256) is None


def test_the_same_nik_is_the_same_person_whatever_the_file(path: Path) -> None:
    registry_with(path, worker(1, "2026-01", 1), worker(2, "2026-01", 1))
    with open_registry(path, write=True) as registry:
        registry.save_import(record("b", 2), plan(worker(3, "2026-02", 1), worker(1, "2026-02", 1, source="apbd")))
        rows = registry.known([nik(1), nik(3)], *EVER)
        assert registry.summary().persons == 3
    assert [(row.person_id, row.source) for row in rows] == [(1, "dana_desa"), (3, "dana_desa"), (1, "apbd")]


def test_an_import_is_found_by_its_bytes_and_not_by_its_name(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=False) as registry:
        assert registry.imported(record("a").sha256) == record("a", 1)
        assert registry.imported(record("b").sha256) is None


def test_the_enrolled_of_a_source_are_found_by_village_by_its_name_or_by_sponsor(path: Path) -> None:
    registry_with(
        path,
        worker(1),
        worker(2, village="51.04.03.2002", village_name="Batubulan Kangin"),
        worker(3, village="", village_name="Batubulan"),
        worker(4, village="", village_name="51.04.03.2001"),
        worker(5, source="sertakan", sponsor="putu-1"),
        worker(6, first_month="2025-01"),
    )
    cases = [
        (("dana_desa", ["51.04.03.2001"], "2026-07", "2026-07"), {}, [1, 4]),
        (("dana_desa", ["Batubulan"], "2026-07", "2026-07"), {}, [3]),
        (("dana_desa", ["51.04.03.2001", "51.04.03.2002"], "2026-12", "2027-01"), {}, [1, 2, 4]),
        (("dana_desa", ["51.04.03.2001"], "2027-01", "2027-02"), {}, []),
        (("dana_desa", ["51.04.03.2001"], "2025-01", "2025-06"), {}, [6]),
        (("dana_desa", [], "2020-01", "2040-01"), {}, []),
        (("sertakan", ["putu-1"], "2026-07", "2026-07"), {"by": "sponsor"}, [5]),
        (("sertakan", ["putu-2"], "2026-07", "2026-07"), {"by": "sponsor"}, []),
    ]
    with open_registry(path, write=False) as registry:
        for arguments, named, expected in cases:
            assert [row.nik for row in registry.enrolled(*arguments, **named)] == [nik(n) for n in expected], arguments


def test_the_known_are_found_among_more_niks_than_a_statement_can_hold(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=False) as registry:
        found = registry.known([f"{n:016d}" for n in range(300_000)] + [nik(1)], "2026-07", "2026-07")
    assert [row.nik for row in found] == [nik(1)]


def test_enrolments_come_as_the_declared_frame_even_when_there_are_none(path: Path) -> None:
    registry_with(path, worker(1, income=1_500_000, opd="Dinas"), worker(2))
    with open_registry(path, write=False) as registry:
        some, none = registry.enrolments("2026-12", "2026-12"), registry.enrolments("2027-01", "2027-12")
    for frame in (some, none):
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
            name: column.dtype for name, column in ENROLMENTS.items()
        }
    assert some["nik"].tolist() == [nik(1), nik(2)]
    assert some["income"].tolist()[0] == 1_500_000
    assert some["income"].isna().tolist() == [False, True]


def test_what_is_saved_together_is_on_the_disk_at_the_end_and_each_roster_whole(path: Path) -> None:
    registry_with(path)
    with open_registry(path, write=True) as registry:
        with registry.many():
            registry.save_import(record("b", 2), plan(worker(2)))
            # A copy of the files as they are now is what a power cut would leave at best: the roster, whole.
            copied = path.with_name("copy.db")
            for ending in ("", "-wal"):
                copied.with_name(copied.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
            registry.save_import(record("c", 1), plan(worker(3)))
        # Everything has left the log for the database itself, which is only done after a sync.
        alone = path.with_name("alone.db")
        alone.write_bytes(path.read_bytes())
    for file, imports in ((copied, 2), (alone, 3)):
        with open_registry(file, write=False) as registry:
            assert registry.summary().imports == imports


def test_saving_together_ends_in_full_syncs_also_after_a_fault(path: Path) -> None:
    registry_with(path)
    with open_registry(path, write=True) as registry:
        with pytest.raises(ZeroDivisionError), registry.many():
            1 / 0  # noqa: B018
        with registry._transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_connection_that_ctrl_c_closed_does_not_hide_ctrl_c_when_saving_together(path: Path) -> None:
    registry_with(path)
    with pytest.raises(KeyboardInterrupt), open_registry(path, write=True) as registry, registry.many():
        registry._connection.invalidate()  # as SQLAlchemy does where Ctrl-C hits a statement
        raise KeyboardInterrupt
    with open_registry(path, write=False) as registry:
        assert registry.summary().imports == 1
