"""Programme cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.programme import THREE, TWO, read_programmes

CELLS = [
    ("JKK+JKM", TWO), ("JKM & JKK", TWO), ("jkk/jkm", TWO), ("JKK, JKM", TWO), ("JKK dan JKM", TWO), ("JKK JKM", TWO),
    ("JKK-JKM", TWO), ("JKK:JKM", TWO), ("JKK | JKM", TWO), ("2 program", TWO), ("2 Program (JKK, JKM)", TWO),
    ("2 (dua) program", TWO), ("dua program", TWO), ("2", TWO), ("BPU JKK+JKM", TWO), ("JKK+JKM (2 program)", TWO),
    ("Jaminan Kecelakaan Kerja dan Jaminan Kematian", TWO), ("Program JKK serta JKM", TWO),
    ("JKK/JKM/JHT", THREE), ("JHT, JKK dan JKM", THREE), ("3 program", THREE), ("3 PROGRAM JKK JKM JHT", THREE),
    ("JKK+JKM+Jaminan Hari Tua", THREE), ("tiga program", THREE),
    ("JKK", None), ("JKM", None), ("JHT", None), ("JKK JHT", None), ("JKK JKM JP", None), ("JKK+JKM+JKP", None),
    ("2 program JKK JKM JHT", None), ("3 program JKK JKM", None), ("2 atau 3 program", None), ("1 program", None),
    ("4 program", None), ("2 program JKK", None), ("ya", None), ("", None), ("program", None),
    ("JKKJKM", TWO), ("JKMJKKJHT", THREE), ("JKKJKMJP", None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "programmes"), CELLS)
def test_a_programme_cell_is_two_three_or_none(cell: str, programmes: str | None) -> None:
    assert read_programmes(cell) == read_programmes(f" {cell.lower()} ") == programmes


@given(st.permutations(["jkk", "JKM", "Jht"]), st.sampled_from(["+", " & ", "/", ", ", " dan ", "-", "\n"]))
def test_order_case_and_joining_sign_do_not_matter(names: list[str], sign: str) -> None:
    assert read_programmes(sign.join(names)) == THREE
    assert read_programmes(sign.join(name for name in names if name != "Jht")) == TWO
