"""Gunung Mas: the APBD pays, village by village, through Dinas Sosial."""

from jamsos_cli.model.region import Village
from seeding import offices
from seeding.mistakes import mix_sex_codes, repeat, share, spoil
from seeding.people import GUNUNG_MAS, People
from seeding.roster import Layout, columns, roster
from seeding.statement import Line, statement_csv, statement_workbook
from seeding.workspace import Workspace

KURUN = Village("62.10.02.1012", "Kurun", "Kurun")
TEWANG_PAJANGAN = Village("62.10.02.2006", "Tewang Pajangan", "Kurun")
SARE_RANGAN = Village("62.10.03.2001", "Sare Rangan", "Tewah")
TUMBANG_JUTUH = Village("62.10.05.2001", "Tumbang Jutuh", "Rungan")
TUMBANG_LAPAN = Village("62.10.10.2002", "Tumbang Lapan", "Rungan Hulu")

_FORM = Layout(
    titles=("USULAN PENERIMA BANTUAN IURAN (PBI) KETENAGAKERJAAN", "DINAS SOSIAL KABUPATEN GUNUNG MAS", ""),
    headings=columns(
        "no: NO | nik: NIK | family_card: NO KK | name: NAMA LENGKAP | "
        "birth_place: TEMPAT DAN TANGGAL LAHIR > TEMPAT LAHIR | "
        "birth_date: TEMPAT DAN TANGGAL LAHIR > TANGGAL LAHIR | sex: L/P | hamlet: RT/RW | "
        "village: DESA/KELURAHAN | district: KECAMATAN | occupation: PEKERJAAN | remark: KET"
    ),
    dates="dash", column_numbers=True, totals=True, instructions=True, sheet="PBI",
    signature=("Kepala Desa", "", "", "( ............................ )"),
)  # fmt: skip
_SHORT = Layout(
    titles=("Data pekerja rentan", ""),
    headings=columns(
        "no: No | name: Nama | nik: NIK | birth: TTL | sex: JK | village: Desa | district: Kecamatan | "
        "occupation: Pekerjaan | income: Penghasilan"
    ),
    dates="words", upper=False,
)  # fmt: skip
_CSV = Layout(
    headings=columns(
        "no: NO | nik: NIK | name: NAMA | birth_date: TGL LAHIR | sex: L/P | village: DESA | "
        "district: KECAMATAN | occupation: PEKERJAAN | phone: TELEPON"
    ),
    dates="slash", encoding="cp1252",
)  # fmt: skip


def workspace() -> Workspace:
    """Make the workspace: five villages, one whose name stands in two districts, one written in another way."""
    people = People("gunung mas", GUNUNG_MAS)
    kurun = roster("rosters/apbd/kurun.xlsx", _FORM, people, (KURUN,), 32)
    rangan = roster("rosters/apbd/sare-rangan.xlsx", _SHORT, people, (SARE_RANGAN,), 40)
    tewang = roster("rosters/apbd/tewang-pajangan.csv", _CSV, people, (TEWANG_PAJANGAN,), 26)
    jutuh = roster("rosters/apbd/tumbang-jutuh.xlsx", _FORM, people, (TUMBANG_JUTUH,), 58)
    lapan = roster("rosters/apbd/tumbang-lapan.xlsx", _SHORT, people, (TUMBANG_LAPAN,), 18)
    spoil(kurun, people, "nik as number", "nik missing", "too old", "honorary", "no birth date")
    spoil(rangan, people, "nik short", "name a title", "old region", "too young", "income")
    spoil(tewang, people, "nik as number", "nik of no day", "no sex")
    spoil(jutuh, people, "nik as number", "nik letter", "state servant", "no occupation", "born other day", "official",
          "hidden", "american date", "nik placeholder")  # fmt: skip
    repeat(jutuh, people)
    spoil(lapan, people, "village ambiguous", "no such date")
    repeat(rangan, people, other_person=True)
    share(kurun, tewang, people, "D02")
    share(rangan, jutuh, people, "D02")
    mix_sex_codes(rangan)
    for row in rangan.rows:
        row.cells.setdefault("village", "Sarerangan")
    faults = {
        "short": 2,
        "over": 1,
        "billed_not_recorded": 4,
        "wrong_month": 1,
        "duplicate": 1,
        "inactive": 2,
        "reversed": 1,
    }
    strangers = [people.person(TUMBANG_JUTUH)]
    rosters = [kurun, rangan, tewang, jutuh, lapan]
    return Workspace(
        "62.10-gunung-mas",
        "Pemerintah Kabupaten Gunung Mas",
        offices.GUNUNG_MAS,
        people,
        rosters,
        faults,
        strangers,
        _statements,
    )


def _statements(lines: list[Line]) -> dict[str, bytes]:
    return {
        "2026-11-bpjs-gunung-mas.xlsx": statement_workbook(lines[:100], "KABUPATEN GUNUNG MAS - NOVEMBER 2026"),
        "2026-11-bpjs-gunung-mas-2.csv": statement_csv(lines[100:], "utf-8-sig", first=101),
    }
