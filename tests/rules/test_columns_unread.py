"""F08 has a sentence of its own for each reason why something is not read."""

import pytest

from roster_text import judge

TOLD = {
    "AGAMA": ("Hindu", "Isi kolom tidak dibaca: C (AGAMA); judulnya tidak dikenal."),
    "DESIL": ("miskin", "Isi kolom tidak dibaca: C (DESIL, 1 isian bukan 1 sampai 10)."),
    "KET": (
        "sudah meninggal",
        "Isi kolom tidak dibaca: C (KET) menyebut meninggal, pindah, atau batal di baris 2; orangnya tetap dihitung.",
    ),
}


NAMES = {
    "Alm. Made Rai": True, "MADE RAI (ALM)": True, "Almarhumah Ni Sari": True, "Made Rai bin Alm. Umar": False,
    "Sari binti Umar (alm)": False, "Janda Alm. Made": False, "Almira Salma": False,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_the_word_for_the_dead_is_told(name: str) -> None:
    (judged,) = judge(f"NIK | NAMA\n5104031203800001 | {name}")
    assert any("B (NAMA) menyebut meninggal" in one.message("id") for one in judged.result.findings) is NAMES[name]


@pytest.mark.parametrize("heading", TOLD)
def test_the_reason_is_told(heading: str) -> None:
    written, message = TOLD[heading]
    (judged,) = judge(f"NIK | NAMA | {heading}\n5104031203800001 | I WAYAN SUDARMA | {written}")
    assert [one.message("id") for one in judged.result.findings if one.kind.code == "F08"] == [message]


TITLED = {
    "PROGRAM : JKK, JKM, JHT": "PROGRAM (dipakai: JKK+JKM+JHT)",
    "PROGRAM : PERLINDUNGAN PEKERJA": "PROGRAM (dipakai: JKK+JKM)",
}


@pytest.mark.parametrize("title", TITLED)
def test_programmes_above_the_table_are_told(title: str) -> None:
    (judged,) = judge(f"{title}\nNIK | NAMA\n5104031203800001 | I WAYAN SUDARMA")
    (told,) = (one.message("id") for one in judged.result.findings if one.kind.code == "F16")
    assert TITLED[title] in told
    assert judged.workers[0].programmes == ("JKK+JKM+JHT" if "JHT" in title else "JKK+JKM")
