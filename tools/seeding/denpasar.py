"""Denpasar: one desa, a hundred vulnerable workers, paid by each desa's Dana Desa; one desa with JHT."""

from jamsos_cli.model.region import Village
from seeding import offices
from seeding.mistakes import repeat, share, spoil
from seeding.people import DENPASAR, People
from seeding.roster import Layout, columns, roster
from seeding.statement import Line, statement_csv, statement_workbook
from seeding.workspace import Workspace

TEGAL_HARUM = Village("51.71.03.2008", "Tegal Harum", "Denpasar Barat")
SIDAKARYA = Village("51.71.01.2007", "Sidakarya", "Denpasar Selatan")
KERTALANGU = Village("51.71.02.2005", "Kesiman Kertalangu", "Denpasar Timur")
PEMECUTAN = Village("51.71.03.1007", "Pemecutan", "Denpasar Barat")

_HUNDRED = Layout(
    titles=("PROGRAM 1 DESA 100 PEKERJA RENTAN", "DESA TEGAL HARUM KECAMATAN DENPASAR BARAT", ""),
    headings=columns(
        "no: NO | nik: IDENTITAS > NIK | name: IDENTITAS > NAMA LENGKAP | "
        "birth_place: IDENTITAS > TEMPAT LAHIR | birth_date: IDENTITAS > TGL LAHIR | "
        "sex: IDENTITAS > JK | hamlet: ALAMAT > BANJAR | village: ALAMAT > DESA | "
        "district: ALAMAT > KECAMATAN | occupation: PEKERJAAN | source: SUMBER DANA"
    ),
    dates="dash", column_numbers=True, sheet="Tegal Harum", totals=True, instructions=True, short_names=0.15,
    signature=("Perbekel Tegal Harum", "", "", "I Made Contoh Adnyana"), empty_numbers=3, source_words="Dana Desa",
)  # fmt: skip
_SMALL = Layout(
    titles=("DAFTAR PEKERJA RENTAN DESA SIDAKARYA",),
    headings=columns(
        "no: NO | name: NAMA | nik: NO NIK | birth: TTL | sex: L/P | address: ALAMAT | "
        "village: DESA/KELURAHAN | occupation: PEKERJAAN | phone: NO WA"
    ),
    dates="slash", encoding="utf-8-sig", niks=("plain", "spaced", "plain"),
)  # fmt: skip
_THREE = Layout(
    titles=("DATA PEKERJA RENTAN DESA KESIMAN KERTALANGU (3 PROGRAM)", ""),
    headings=columns(
        "no: NO | nik: NIK | name: NAMA LENGKAP | birth_date: TANGGAL LAHIR | sex: JENIS KELAMIN | "
        "hamlet: BANJAR | village: DESA | district: KECAMATAN | occupation: PEKERJAAN | "
        "programme: PROGRAM | months: BULAN IUR"
    ),
    dates="real", sheet="BPU", programme="JKK/JKM/JHT", months=(6, "November 2026", 12, 2), totals=True,
)  # fmt: skip
_MARKET = Layout(
    titles=("PEKERJA RENTAN PASAR - APBD KOTA", ""),
    headings=columns(
        "no: NO | nik: NOMOR INDUK KEPENDUDUKAN | name: NAMA SESUAI KTP | birth_date: TGL LAHIR | "
        "sex: L/P | village: DESA/KELURAHAN | district: KECAMATAN | occupation: JENIS PEKERJAAN | "
        "income: PENGHASILAN"
    ),
    dates="words", niks=("plain", "dotted"),
)  # fmt: skip


def workspace() -> Workspace:
    """Make the workspace: three desa, a market roster of the city that doubles two people, and the statement."""
    people = People("denpasar", DENPASAR)
    market = roster("rosters/apbd/pedagang-pasar.xlsx", _MARKET, people, (PEMECUTAN,), 20)
    kertalangu = roster("rosters/dana_desa/kesiman-kertalangu.xlsx", _THREE, people, (KERTALANGU,), 40)
    sidakarya = roster("rosters/dana_desa/sidakarya.csv", _SMALL, people, (SIDAKARYA,), 48)
    hundred = roster("rosters/dana_desa/tegal-harum.xlsx", _HUNDRED, people, (TEGAL_HARUM,), 100)
    spoil(market, people, "nik as number", "no occupation")
    spoil(kertalangu, people, "nik as number", "only JHT", "too old", "other sex", "bad period", "official")
    repeat(kertalangu, people, other_person=True)
    spoil(
        sidakarya, people, "nik short", "nik as number", "state servant", "no birth date", "born other day", "too young"
    )
    repeat(sidakarya, people)
    spoil(hundred, people, "nik as number", "nik as number", "nik letter", "nik missing", "official", "state servant",
          "no sex", "no occupation", "family card", "hidden", "no such date", "nik placeholder")  # fmt: skip
    repeat(hundred, people)
    share(hundred, market, people, "D03")
    share(kertalangu, market, people, "D03")
    share(kertalangu, hundred, people, "D02")
    faults = {
        "short": 4,
        "over": 2,
        "billed_not_recorded": 5,
        "wrong_month": 1,
        "duplicate": 2,
        "inactive": 2,
        "reversed": 1,
    }
    rosters = [market, kertalangu, sidakarya, hundred]
    strangers = [people.person(village) for village in (TEGAL_HARUM, SIDAKARYA)]
    return Workspace(
        "51.71-denpasar", "Pemerintah Kota Denpasar", offices.DENPASAR, people, rosters, faults, strangers, _statements
    )


def _statements(lines: list[Line]) -> dict[str, bytes]:
    """The export of one payment code writes amounts with commas."""
    return {
        "2026-11-bpjs-denpasar.xlsx": statement_workbook(lines[:120], "KOTA DENPASAR - NOVEMBER 2026"),
        "2026-11-bpjs-denpasar-2.csv": statement_csv(lines[120:], "cp1252", american=True, first=121),
    }
