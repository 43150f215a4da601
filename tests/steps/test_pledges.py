"""Sponsors' forms are judged row by row, month by month."""

import pytest

from jamsos_cli import law
from jamsos_cli.law.headings import sponsor_headings
from jamsos_cli.model.month import Month
from jamsos_cli.model.sponsor import Pledge, PledgedWorker, SponsorBook, sponsor_key
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.sponsors import Layouts, read_forms
from jamsos_cli.settings import Limits, Settings
from jamsos_cli.steps.enrol import Mode
from jamsos_cli.steps.pledges import JudgedForms, Terms, judge_forms

OFFICE = "51.04 Pemerintah Kabupaten Gianyar"
NIP, OTHER_NIP = "198503122010012001", "199606112024072916"
HEADINGS = "NAMA SPONSOR;NIP SPONSOR;OPD;JUMLAH PEKERJA;MULAI;JUMLAH BULAN;JUMLAH IURAN"


def judged(text: str, *, pledges: tuple[Pledge, ...] = (), mode: Mode = "auto", start: str = "") -> JudgedForms:
    """Judge a form written as CSV."""
    layouts = Layouts(sponsor_headings(named=True), sponsor_headings(named=False))
    form = read_forms("formulir.csv", FileBytes(text.encode(), "0" * 64, None), layouts, Limits())
    first = Month.parse(start) if start else None
    source = Settings().source("sertakan")
    return judge_forms(form, Terms(source, law.load(), first, SponsorBook(pledges, OFFICE), pledges, mode))


def codes(found: JudgedForms) -> list[str]:
    return [f"{one.kind.code} {one.place.cell or one.place.row or ''}".strip() for one in found.findings]


def row(**changed: str) -> str:
    cells = {
        "name": "Ni Made Sari, S.Pd.", "nip": NIP, "opd": "Dinas Kesehatan", "workers": "1", "start": "2026-11",
        "months": "12", "amount": "184.800",
    } | changed  # fmt: skip
    return ";".join(cells.values())


ROWS = [
    ("a year from November crosses the border of the relief", {}, []),
    ("months times one tariff is told", {"amount": "100800"}, ["J06 G2"]),
    ("the amount of drivers, who stay relieved to March 2027", {"amount": "159600"}, []),
    ("two workers, one of them a driver", {"workers": "2", "amount": "344400"}, []),
    ("an amount that is no number", {"amount": "sesuai tarif"}, ["J07 G2"]),
    ("no amount at all", {"amount": ""}, []),
    ("no name", {"name": ""}, ["J01 A2"]),
    ("a NIP that Excel shortened", {"nip": "1,98503E+17"}, ["J02 B2"]),
    ("a NIP of seventeen digits", {"nip": NIP[:-1]}, ["J02 B2"]),
    ("a NIP born on no day", {"nip": "198513122010012001"}, ["J02 B2"]),
    ("a NIK in its place", {"nip": "5104031203800001"}, []),
    ("a NIK of no day", {"nip": "5104039903800001"}, ["J02 B2"]),
    ("spaces in the NIP", {"nip": "19850312 201001 2 001"}, []),
    ("no NIP", {"nip": "-"}, ["J03 B2"]),
    ("no office", {"opd": ""}, ["J12 C2"]),
    ("a word for the number of workers", {"workers": "beberapa"}, ["J04 D2"]),
    ("no workers", {"workers": "0"}, ["J04 D2"]),
    ("a word behind the number", {"workers": "1 orang"}, []),
    ("no first month", {"start": ""}, ["J05 2"]),
    ("a month in words", {"start": "November 2026"}, []),
    ("a month that is none", {"start": "kapan saja"}, ["J05 2"]),
    ("a year", {"months": "1 tahun"}, []),
    ("far too many months", {"months": "99"}, ["J05 2"]),
    ("no number of months: to December", {"months": "", "amount": "16800"}, []),
]


@pytest.mark.parametrize(("changed", "expected"), [case[1:] for case in ROWS], ids=[case[0] for case in ROWS])
def test_a_row_is_judged(changed: dict[str, str], expected: list[str]) -> None:
    found = judged(f"{HEADINGS}\n{row(**changed)}\n")
    assert codes(found) == expected
    assert len(found.new) == (0 if any(one.kind.level == "error" for one in found.findings) else 1)
    assert found.rejected == 1 - len(found.new)


def test_the_right_amount_is_told_month_by_month() -> None:
    found = judged(f"{HEADINGS}\n{row(workers='2', amount='201600')}\n")
    assert found.findings[0].message("id") == (
        "Jumlah 201600 tidak sama dengan iuran yang dijanjikan, Rp369.600: November 2026 - Desember 2026 "
        "2 x 2 x Rp8.400; "
        "Januari 2027 - Maret 2027 3 x 2 x Rp16.800 (transportasi Rp8.400); April 2027 - Oktober 2027 7 x 2 x Rp16.800."
    )


def test_no_number_of_a_sponsor_is_shown_whole() -> None:
    found = judged(f"{HEADINGS}\n{row(nip=NIP[:-1])}\n")
    assert NIP[:-1] not in found.findings[0].message("id") + str(found.findings[0].shown_value())


FORMS = {
    "NAMA is the sponsor": ("NAMA;NIP;INSTANSI;JML PEKERJA;MULAI;SAMPAI", "", NIP),
    "NAMA is the worker beside NAMA SPONSOR": (
        "NAMA;NIP;INSTANSI;JML PEKERJA;MULAI;SAMPAI;NAMA PEKERJA",
        ";I Wayan A",
        NIP,
    ),
    "headings below a title": (
        "FORMULIR SERTAKAN;;;;;\n;;;;;\nNAMA ASN;NIP/NIK;UNIT KERJA;BANYAK PEKERJA;DARI;S/D",
        "",
        NIP,
    ),
}


@pytest.mark.parametrize(("heading", "more", "nip"), FORMS.values(), ids=FORMS.keys())
def test_forms_are_read_in_the_spellings_people_use(heading: str, more: str, nip: str) -> None:
    found = judged(f"{heading}\nNi Made Sari;{nip};Dinas Kesehatan;1;2026-11;2027-10{more}\n")
    assert [one.kind.code for one in found.findings] == []
    assert [(one.name, one.nip, one.first_month, one.last_month) for one in found.new] == [
        ("Ni Made Sari", NIP, "2026-11", "2027-10")
    ]


def test_workers_named_on_rows_of_their_own_are_one_pledge() -> None:
    heading = "NAMA SPONSOR;NIP;OPD;NAMA;NIK;MULAI;BULAN"
    rows = [f"Ni Made Sari;{NIP};Dinas A;I Wayan {n};510403120380000{n};2026-11;2" for n in (1, 2)]
    found = judged("\n".join((heading, *rows)) + "\n")
    assert (codes(found), [one.workers for one in found.new]) == ([], [2])
    assert [worker.name for worker in found.new[0].named] == ["I Wayan 1", "I Wayan 2"]


def test_a_sponsor_twice_in_a_form_is_told_with_the_first_place() -> None:
    found = judged(f"{HEADINGS}\n{row()}\n{row(start='2027-01', amount='')}\n")
    assert codes(found) == ["J09 3"]
    assert "baris 2" in found.findings[0].message("id")


def test_months_that_follow_each_other_are_two_pledges() -> None:
    found = judged(f"{HEADINGS}\n{row(months='2', amount='16800')}\n{row(start='2027-01', months='6', amount='')}\n")
    assert (codes(found), len(found.new)) == ([], 2)


def pledge(**changed: object) -> Pledge:
    plain = Pledge(
        pledge_id=1, sponsor_id=7, nip=NIP, nik="", name="Ni Made Sari, S.Pd.", opd="Dinas Kesehatan", phone="",
        village="", source="sertakan", workers=1, programmes="JKK+JKM", first_month="2026-11", last_month="2027-10",
        amount=None, until="2027-10", ended_why="", ended_by="", replaced=False, file="lama.xlsx", sheet="", row=2,
        noted_at="",
    )  # fmt: skip
    return plain._replace(**changed)


def test_the_same_pledge_again_adds_nothing() -> None:
    found = judged(f"{HEADINGS}\n{row()}\n", pledges=(pledge(),))
    assert (codes(found), found.new, found.rejected) == (["J11 2"], (), 0)


@pytest.mark.parametrize(
    ("mode", "expected"), [("auto", (["J10 2"], 0, None)), ("add", ([], 1, None)), ("replace", ([], 1, 1))]
)
def test_another_pledge_for_the_same_months_waits_for_a_word(
    mode: Mode, expected: tuple[list[str], int, int | None]
) -> None:
    found = judged(f"{HEADINGS}\n{row(workers='2', amount='')}\n", pledges=(pledge(),), mode=mode)
    assert (codes(found), len(found.new), found.new[0].supersedes if found.new else None) == expected


def test_a_pledge_that_holds_in_no_month_any_more_is_in_nobodys_way() -> None:
    gone = pledge(pledge_id=1, until="2026-10", replaced=True)
    there = (gone, pledge(pledge_id=2, workers=2))
    form = f"{HEADINGS}\n{row(start='2026-01', months='36', workers='3', amount='')}\n"
    found = judged(form, pledges=there, mode="replace")
    assert (codes(found), [one.supersedes for one in found.new]) == ([], [2])
    assert codes(judged(form, pledges=(gone,))) == []


KEYS = [
    ("name, office and NIP", sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan", NIP, OFFICE), 7),
    ("the NIP decides, whatever the office is called", sponsor_key("Ni Md. Sari", "Dinkes", NIP, OFFICE), 7),
    ("no NIP on the roster", sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan"), 7),
    ("another NIP under the same name", sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan", OTHER_NIP, OFFICE), None),
    ("another office without NIP", sponsor_key("Ni Made Sari, S.Pd.", "Dinas Sosial"), None),
]


@pytest.mark.parametrize(("key", "who"), [case[1:] for case in KEYS], ids=[case[0] for case in KEYS])
def test_a_roster_finds_its_sponsor(key: str, who: int | None) -> None:
    assert SponsorBook([pledge()], OFFICE).find(key) == who


def test_a_form_without_number_is_the_sponsor_of_a_roster_with_one() -> None:
    key = sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan", OTHER_NIP, OFFICE)
    assert SponsorBook([pledge(nip="")], OFFICE).find(key) == 7


def test_two_sponsors_of_one_name_are_told_apart_by_number_only() -> None:
    both = [pledge(), pledge(pledge_id=2, sponsor_id=8, nip=OTHER_NIP)]
    book = SponsorBook(both, OFFICE)
    assert book.find(sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan")) is None
    assert book.find(sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan", OTHER_NIP, OFFICE)) == 8


def test_a_workers_nik_that_excel_shortened_is_told_and_the_name_is_kept() -> None:
    found = judged(f"{HEADINGS};NAMA PEKERJA;NIK PEKERJA\n{row()};I Wayan Buruh;5,10403E+15\n")
    assert codes(found) == ["J14 I2"]
    assert [worker for made in found.new for worker in made.named] == [PledgedWorker("", "I Wayan Buruh")]
