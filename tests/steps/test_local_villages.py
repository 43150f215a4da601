"""A column KAMPUNG is the village where a desa is called so, and a part of one everywhere else."""

import pytest

from roster_text import judge, places

A, B = "9103011203780001", "9103015407830002"
COLUMNS = {
    "in Papua": ("91.03", "KAMPUNG", ("Hobong", "Kp. Yobeh"), ["Desa Hobong", "Desa Yobeh"]),
    "in Aceh": ("11.06", "KAMPUNG", ("Jantang", "Birek"), ["Desa Birek", "Desa Jantang"]),
    "in Java it is a part of a desa": ("35.03", "KAMPUNG", ("Besuki", "Terbis"), [""]),
    "names that are no villages": ("91.03", "KAMPUNG", ("Atas", "Bawah"), [""]),
    "beside the village": ("91.03", "DESA | KAMPUNG", ("Hobong | Yobeh", "Hobong | Yobeh"), ["Desa Hobong"]),
    "below a title that names the village": ("91.03", "KAMPUNG", ("Yobeh", "Yobeh"), ["Desa Hobong"]),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_a_column_kampung_is_the_village_where_a_desa_is_called_so(case: str) -> None:
    regency, heading, (first, second), villages = COLUMNS[case]
    title = "DESA : HOBONG\n" if "title" in case else ""
    text = f"{title}NIK | NAMA | {heading}\n{A} | YULIANUS | {first}\n{B} | ORPA | {second}"
    (judged,) = judge(text, regency=regency)
    assert sorted(one.name for one in judged.result.villages) == villages
    assert [one for one in places(judged.result.findings) if one.startswith("V")] == []
