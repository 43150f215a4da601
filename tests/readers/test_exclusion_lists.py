"""Exclusion lists as offices send them: any heading, with a NIK or with name and birth date."""

from datetime import date

import pytest

from jamsos_cli.errors import FileError
from jamsos_cli.law.headings import exclusion_headings
from jamsos_cli.model.exclusion import Entry, ListFile
from jamsos_cli.readers.exclusions import read_exclusions
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.settings import Limits
from roster_text import workbook

ON = date(2026, 11, 21)
NIK, OTHER = "5104031203800001", "5104035203800002"


def read(data: bytes) -> ListFile:
    return read_exclusions("daftar", FileBytes(data, "0" * 64), exclusion_headings({}), Limits(), ON)


def csv(*lines: str) -> ListFile:
    return read("\n".join(lines).encode())


def only(found: ListFile) -> Entry:
    (entry,) = found.entries
    return entry


KNOWN_BY_NIK = {
    "a bare column": workbook(f"NIK\n{NIK}\n"),
    "titles, two lines, column numbers, a signature": workbook(
        "DATA KEMATIAN KABUPATEN GIANYAR\nTAHUN 2026\n\nNO | IDENTITAS | | TANGGAL\n | NIK | NAMA | MENINGGAL\n"
        f"1 | 2 | 3 | 4\n1 | {NIK} | I WAYAN SUDARMA | d2026-10-03\nMengetahui, | | \nKepala Dinas | |\n"
    ),
    "a NIK of digits with marks": workbook(f"NO. KTP | NAMA\n'{NIK[:6]} {NIK[6:12]}.{NIK[12:]} | X\n"),
    "the list of an office of personnel": workbook(
        "NO | NIP | NIK PEGAWAI | NAMA PEGAWAI | UNIT KERJA | TMT CPNS\n"
        f"1 | 198003122005011001 | {NIK} | SUDARMA | DINKES | #45000\n"
    ),
    "UTF-16 CSV with tabs": f"NIK\tNAMA\n{NIK}\tI WAYAN SUDARMA\n".encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("data", KNOWN_BY_NIK.values(), ids=KNOWN_BY_NIK.keys())
def test_a_list_with_a_nik_column_is_read_however_it_is_headed(data: bytes) -> None:
    entry = only(read(data))
    assert (entry.nik, entry.name_key) == (NIK, "")


EVENTS = {
    "03-10-2026": "2026-10-03",
    "3 Oktober 2026": "2026-10-03",
    "3/10/26": "2026-10-03",
    "d2026-10-03": "2026-10-03",
    "#46298": "2026-10-03",
    "1/1/99": "1999-01-01",
    "2026": "",
    "-": "",
    "": "",
}


@pytest.mark.parametrize("written", EVENTS)
def test_the_day_of_the_event_is_read_as_people_write_it(written: str) -> None:
    entry = only(read(workbook(f"NIK | NAMA | TGL MENINGGAL\n{NIK} | SUDARMA | {written}\n")))
    assert entry.event_date == EVENTS[written]


def test_a_list_of_the_dead_is_read_also_where_its_sheet_is_called_so() -> None:
    entry = only(read(workbook(f"[Meninggal]\nNIK | NAMA | TGL MENINGGAL\n{NIK} | SUDARMA | 03-10-2026")))
    assert (entry.nik, entry.event_date) == (NIK, "2026-10-03")


NAMED = {
    "a date column": ("NAMA;TANGGAL LAHIR;DESA", "I WYN. SUDARMA, S.Pd.;12-03-1980;Batubulan"),
    "place and date in one": ("NAMA ALMARHUM;TTL;ALAMAT", "Wayan Sudarma;Gianyar, 12 Maret 1980;Br. Tengah"),
}


@pytest.mark.parametrize("lines", NAMED.values(), ids=NAMED.keys())
def test_a_list_without_niks_knows_people_by_name_and_birth_date(lines: tuple[str, ...]) -> None:
    entry = only(csv(*lines))
    assert (entry.nik, entry.name_key, entry.birth_date) == ("", "WAYAN SUDARMA", "1980-03-12")


def test_a_damaged_nik_matches_nobody_and_is_told_by_the_codes_of_rosters() -> None:
    found = csv(
        "NIK;NAMA;TANGGAL LAHIR",
        f"{NIK};I Wayan Sudarma;12-03-1980",
        "5,10403E+15;I Made Rai;13-03-1980",
        "51040312038;;",
        "5104O31203800001;I Ketut Dipa;",
        "-;Ni Luh Sari;14-03-1980",
    )
    assert [(one.code, one.rows, one.cells) for one in found.refused] == [
        ("N01", 1, ("A6",)), ("N02", 1, ("A4",)), ("N03", 1, ("A5",)), ("N04", 1, ("A3",)),
    ]  # fmt: skip
    assert [(one.nik, one.name_key) for one in found.entries] == [(NIK, ""), ("", "MADE RAI"), ("", "LUH SARI")]
    assert (found.rows_read, found.unusable) == (5, 2)


def test_a_column_that_lost_its_digits_keeps_only_those_that_cannot_have() -> None:
    niks = [f"51040312038{number:04d}0" for number in range(1, 9)] + ["5104031203800011", "5104031203800013"]
    found = csv("NIK", *niks)
    assert [entry.nik for entry in found.entries] == niks[8:]
    assert [(one.code, one.rows, len(one.cells)) for one in found.refused] == [("N04", 8, 5)]


def test_a_nik_counts_once_with_the_date_that_is_known() -> None:
    found = csv("NIK;TGL MENINGGAL", f"{NIK};", f"{NIK};03-10-2026", f"{NIK};04-10-2026", f"{OTHER};")
    assert [(one.nik, one.event_date) for one in found.entries] == [(NIK, "2026-10-03"), (OTHER, "")]
    assert found.rows_read == 4


def test_a_column_of_kinds_says_why_each_is_out() -> None:
    found = csv("NIK;JENIS DAFTAR", f"{NIK};Meninggal Dunia", f"{OTHER};PNS")
    assert [one.kind for one in found.entries] == ["deceased", "civil-servant"]
    assert csv("NIK;JENIS DAFTAR", f"{NIK};hidup").unread_kinds == ("hidup",)


REFUSED = {
    "no column that tells people apart": (b"NAMA;ALAMAT\nI Wayan Sudarma;Batubulan\n", "no heading NIK"),
    "two columns of NIKs": (f"NIK;NO KTP;NAMA\n{NIK};{OTHER};X\n".encode(), "two columns claim"),
    "no usable NIK at all": (b"NIK;NAMA\n123;X\n", "nobody on this list"),
    "no spreadsheet": (b"%PDF-1.7", "cannot be read"),
    "an empty file": (b"", "cannot be read"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_list_is_refused_in_one_sentence(case: tuple[bytes, str]) -> None:
    data, said = case
    with pytest.raises(FileError) as caught:
        read(data)
    assert said in caught.value.say("en")


@pytest.mark.parametrize(
    ("lines", "rows", "unusable"),
    [
        (("NO,NIK,NAMA", f"1,{NIK},SUDARMA", "2,,I MADE RAI", ",,Kepala Dinas"), 2, 1),
        (("NAMA,TGL LAHIR", "I MADE RAI,", "SUDARMA,12-03-1980", "Gianyar", "JUMLAH,"), 2, 1),
        (("NIK,NAMA", f"{NIK},SUDARMA", ",JUMLAH", f"{OTHER},PUSPA"), 2, 0),
    ],
)
def test_a_row_with_nothing_but_a_name_is_counted(lines: tuple[str, ...], rows: int, unusable: int) -> None:
    found = csv(*lines)
    assert (found.rows_read, found.unusable) == (rows, unusable)


@pytest.mark.parametrize("heading", ["STATUS KEPESERTAAN", "STATUS", "KET"])
def test_who_is_said_to_be_active_no_more_is_told_by_cell(heading: str) -> None:
    found = csv(f"NIK;NAMA;{heading}", f"{NIK};X;AKTIF", f"{OTHER};Y;Non Aktif", "5104031203800003;Z;Keluarga PNS")
    assert (found.inactive, len(found.entries)) == (("C3",), 3)
