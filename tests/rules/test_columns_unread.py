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


@pytest.mark.parametrize("heading", TOLD)
def test_the_reason_is_told(heading: str) -> None:
    written, message = TOLD[heading]
    (judged,) = judge(f"NIK | NAMA | {heading}\n5104031203800001 | I WAYAN SUDARMA | {written}")
    assert [one.message("id") for one in judged.result.findings if one.kind.code == "F08"] == [message]
