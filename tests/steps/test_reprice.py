"""What was billed, priced again: every line by its own month, sums kept."""

from jamsos_cli.law import load
from jamsos_cli.model.frame import build
from jamsos_cli.model.repriced import PRICED, REPRICED
from jamsos_cli.model.source import DEFAULT_SOURCES, Relief
from jamsos_cli.steps.reprice import reprice

OLD = "jkk-2015+jkm-2015"
ROWS = [
    ("2026-12", "sertakan", "other", None, "JKK+JKM", "issued", 8_400, f"{OLD}+pp50-2025-other", 10),
    ("2027-01", "sertakan", "other", None, "JKK+JKM", "draft", 16_800, OLD, 10),
    ("2026-12", "dana_desa", "other", None, "JKK+JKM", "issued", 16_800, OLD, 3),
    ("2026-12", "dana_desa", "other", 1_500_000, "JKK+JKM", "issued", 22_800, OLD, 2),
    ("2026-12", "dana_desa", "other", 100_000, "JKK+JKM", "issued", 16_800, OLD, 4),
    ("2026-12", "gone", "other", None, "JKK+JKM", "issued", 12_345, "older", 1),
]


def repriced(relief: Relief) -> list[tuple[object, ...]]:
    sources = [one._replace(relief=relief) if one.key == "dana_desa" else one for one in DEFAULT_SOURCES]
    frame = reprice(build(PRICED, ROWS), sources, load())
    assert list(frame.columns) == list(REPRICED)
    shown = ["source", "each", "each_now", "people", "total", "total_now"]
    return list(frame.sort_values(["source", "each"])[shown].itertuples(index=False, name=None))


def test_by_the_same_law_and_settings_nothing_moves_and_like_lines_are_one() -> None:
    assert repriced(Relief.UNDECIDED) == [
        ("dana_desa", 16_800, 16_800, 7, 117_600, 117_600),
        ("dana_desa", 22_800, 22_800, 2, 45_600, 45_600),
        ("gone", 12_345, 12_345, 1, 12_345, 12_345),
        ("sertakan", 8_400, 8_400, 10, 84_000, 84_000),
        ("sertakan", 16_800, 16_800, 10, 168_000, 168_000),
    ]


def test_a_relief_that_was_decided_moves_only_its_own_source() -> None:
    moved = [row for row in repriced(Relief.INCLUDED) if row[1] != row[2]]
    assert moved == [
        ("dana_desa", 16_800, 8_400, 7, 117_600, 58_800),
        ("dana_desa", 22_800, 11_400, 2, 45_600, 22_800),
    ]


def test_nothing_billed_gives_an_empty_frame_of_the_same_shape() -> None:
    none = reprice(build(PRICED, []), DEFAULT_SOURCES, load())
    assert none.empty and list(none.columns) == list(REPRICED)
