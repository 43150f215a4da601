"""What is said of a blank cell: that it is missing, never that "(kosong)" is unknown."""

import pytest

from jamsos_cli.model.finding import Finding
from roster_text import result

HEADINGS = (
    "NO | NIK | NAMA | TEMPAT LAHIR | TGL LAHIR | L/P | ALAMAT | DESA | KECAMATAN | PEKERJAAN | PENGHASILAN | NO HP "
    "| NAMA IBU KANDUNG | PROGRAM | SUMBER DANA | BULAN IUR"
)
FILLED = (
    "1 | 5104031203800041 | I WAYAN SUDARMA | Gianyar | 12-03-1980 | L | Br. Tengah | Batubulan | Sukawati | petani "
    "| 1500000 | 081200000000 | NI KETUT RENI | JKK+JKM | APBD | 6"
)
MISSING = {
    "NIK": ("N01", "NIK belum diisi.", "The NIK is missing."),
    "NAMA": ("P01", "Nama tidak diisi.", "The name is empty."),
    "TGL LAHIR": (
        "P03",
        "Tanggal lahir tidak ada; diambil dari NIK.",
        "There is no birth date; it is taken from the NIK.",
    ),
    "L/P": ("P06", "Jenis kelamin belum diisi; diambil dari NIK.", "The sex is missing; it is taken from the NIK."),
    "PEKERJAAN": (
        "E04",
        "Pekerjaan belum diisi; dianggap bukan sopir, ojek, atau kurir.",
        "The occupation is missing; counted as not transport.",
    ),
    "SUMBER DANA": ("S01", "Sumber dana tidak diisi.", "The funding source is empty."),
}


def findings(heading: str, cell: str) -> list[Finding]:
    names, cells = ([one.strip() for one in line.split("|")] for line in (HEADINGS, FILLED))
    cells[names.index(heading)] = cell
    found = result(f"{HEADINGS}\n{' | '.join(cells)}\n", source="", regency="51.04")
    return [one for one in found.findings if one.kind.code not in {"E07", "F16"}]


@pytest.mark.parametrize("heading", MISSING)
@pytest.mark.parametrize("cell", ["", "-"])
def test_a_blank_cell_is_said_to_be_missing(heading: str, cell: str) -> None:
    code, *said = MISSING[heading]
    told = {one.kind.code: [one.message("id"), one.message("en")] for one in findings(heading, cell)}
    assert told[code] == said


@pytest.mark.parametrize("heading", [one.strip() for one in HEADINGS.split("|")])
def test_no_message_speaks_of_an_empty_value(heading: str) -> None:
    said = [one.message("id") for one in findings(heading, "")]
    assert not any("(kosong)" in one for one in said), said


def test_what_is_written_is_quoted() -> None:
    told = {one.kind.code: one.message("id") for one in (*findings("L/P", "X"), *findings("PEKERJAAN", "0"))}
    assert told["P06"] == "Jenis kelamin X tidak dikenal; diambil dari NIK."
    assert told["E04"].startswith("Pekerjaan 0 tidak jelas")
