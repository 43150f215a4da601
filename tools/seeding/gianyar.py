"""Gianyar: villages paid by the APBD, and offices whose people pay for workers nearby (SERTAKAN)."""

from datetime import date

from jamsos_cli.model.region import Village
from seeding import offices
from seeding.mistakes import repeat, share, spoil
from seeding.people import GIANYAR, People
from seeding.roster import Layout, Roster, Sponsor, columns, roster
from seeding.statement import Line, statement_csv, statement_workbook
from seeding.workspace import Workspace

BATUBULAN = Village("51.04.01.2001", "Batubulan", "Sukawati")
KETEWEL = Village("51.04.01.2002", "Ketewel", "Sukawati")
BENG = Village("51.04.03.1008", "Beng", "Gianyar")
PEJENG_KANGIN = Village("51.04.04.2007", "Pejeng Kangin", "Tampaksiring")
TARO = Village("51.04.06.2007", "Taro", "Tegallalang")
MELINGGIH = Village("51.04.07.2001", "Melinggih", "Payangan")
SIGNED = ("Mengetahui,", "Perbekel", "", "", "( ............................ )")

_HAMLETS = Layout(
    titles=("DAFTAR PEKERJA RENTAN DESA BATUBULAN", "KECAMATAN SUKAWATI KABUPATEN GIANYAR TAHUN 2026", ""),
    headings=columns(
        "no: NO | nik: NIK | name: NAMA LENGKAP | birth_place: KELAHIRAN > TEMPAT LAHIR | "
        "birth_date: KELAHIRAN > TANGGAL LAHIR | sex: L/P | hamlet: ALAMAT > BANJAR | "
        "village: ALAMAT > DESA | district: ALAMAT > KECAMATAN | occupation: PEKERJAAN | phone: NO HP"
    ),
    dates="real", column_numbers=True, sheet="", totals=True, signature=SIGNED, instructions=True, short_names=0.2,
)  # fmt: skip
_SEMICOLONS = Layout(
    titles=("DAFTAR PEKERJA RENTAN – DESA KETEWEL",),
    headings=columns(
        "no: NO | nik: NO. KTP | name: NAMA SESUAI KTP | birth: TTL | sex: JK | address: ALAMAT | "
        "village: DESA/KELURAHAN | district: KECAMATAN | occupation: PEKERJAAN | income: PENGHASILAN"
    ),
    encoding="cp1252", niks=("plain", "dotted", "plain"), short_names=0.3, totals=True,
)  # fmt: skip
_TTL = Layout(
    titles=("DATA CALON PENERIMA BANTUAN IURAN BPJS KETENAGAKERJAAN", "DESA TARO", ""),
    headings=columns(
        "no: NO. | name: NAMA | nik: NOMOR INDUK KEPENDUDUKAN | birth: TEMPAT/TGL LAHIR | "
        "sex: JENIS KELAMIN | village: DESA | district: KECAMATAN | occupation: JENIS PEKERJAAN | "
        "programme: PROGRAM"
    ),
    dates="mixed", upper=False, niks=("plain", "spaced"), signature=SIGNED, empty_numbers=5, programme="JKK & JKM",
)  # fmt: skip
_SERIALS = Layout(
    headings=columns(
        "nik: NIK | name: NAMA | birth_date: TGL LAHIR | sex: JK | village: KELURAHAN | "
        "district: KECAMATAN | occupation: PROFESI | income: UPAH | mother: NAMA IBU KANDUNG | "
        "family_card: NO KK"
    ),
    dates="serial", sheet="DATA",
)  # fmt: skip
_PERIODS = Layout(
    titles=("USULAN PEKERJA RENTAN APBD 2026", ""),
    headings=columns(
        "no: No | nik: Nik | name: Nama Lengkap | birth_date: Tanggal_Lahir | sex: Jenis Kelamin | "
        "hamlet: Dusun | village: Desa | district: Kecamatan | occupation: Pekerjaan | months: Bulan Iur"
    ),
    dates="short", upper=False, niks=("plain", "apostrophe"), column_numbers=True, totals=True,
    months=("2", "6", "November 2026", "12", "1", "3", "11/2026"),
)  # fmt: skip
_SERTAKAN = Layout(
    titles=("DAFTAR PEKERJA YANG DIBAYAR MELALUI SERTAKAN", ""),
    headings=columns(
        "no: NO | sponsor: NAMA SPONSOR | sponsor_nip: NIP SPONSOR | opd: OPD | "
        "name: NAMA TENAGA KERJA | nik: NIK | birth_date: TANGGAL LAHIR | sex: L/P | "
        "village: DESA/KELURAHAN | district: KECAMATAN | occupation: PEKERJAAN | months: BULAN IUR"
    ),
    dates="dash", months=(1, 3, 6, "2026-11", 12, "November 2026"), sheet="SERTAKAN",
    signature=("Gianyar, 2 November 2026", "Kepala Dinas", "", "", "( ............................ )"),
)  # fmt: skip
_SERTAKAN_CSV = Layout(
    headings=columns(
        "no: NO | sponsor: SPONSOR | sponsor_nip: NIP SPONSOR | opd: OPD | nik: NIK | name: NAMA | "
        "birth: TTL | sex: JK | village: DESA | district: KECAMATAN | occupation: PEKERJAAN"
    ),
    dates="words", encoding="utf-8-sig",
)  # fmt: skip


def workspace() -> Workspace:
    """Make the workspace: six village rosters, three of offices, and what is wrong in them."""
    people = People("gianyar", GIANYAR)
    batubulan = roster("rosters/apbd/batubulan.xlsx", _HAMLETS, people, (BATUBULAN,), 60)
    beng = roster("rosters/apbd/beng.xlsx", _SERIALS, people, (BENG,), 16)
    ketewel = roster("rosters/apbd/ketewel.csv", _SEMICOLONS, people, (KETEWEL,), 42)
    melinggih = roster("rosters/apbd/melinggih.xlsx", _PERIODS, people, (MELINGGIH,), 28)
    pejeng = roster("rosters/apbd/pejeng-kangin.xlsx", _PERIODS, people, (PEJENG_KANGIN,), 20)
    taro = roster("rosters/apbd/taro.xlsx", _TTL, people, (TARO,), 36)
    villages = [batubulan, beng, ketewel, melinggih, pejeng, taro]
    offices_ = _offices(people)
    _village_mistakes(people, villages)
    _office_mistakes(people, offices_)
    share(batubulan, ketewel, people, "D02")
    share(melinggih, taro, people, "D02")
    share(taro, offices_[0], people, "D02")
    share(batubulan, offices_[2], people, "D02")
    faults = {
        "short": 3,
        "over": 2,
        "billed_not_recorded": 6,
        "wrong_month": 2,
        "duplicate": 3,
        "inactive": 3,
        "reversed": 2,
    }
    strangers = [people.person(village) for village in (BATUBULAN, KETEWEL, TARO)]
    return Workspace(
        "51.04-gianyar",
        "Pemerintah Kabupaten Gianyar",
        offices.GIANYAR,
        people,
        [*villages, *offices_],
        faults,
        strangers,
        _statements,
        sponsors_of="Dinas Kesehatan",
    )


def _offices(people: People) -> list[Roster]:
    homes = (BATUBULAN, KETEWEL, BENG, TARO, MELINGGIH)
    kinds = (
        ("bagian-umum-setda.xlsx", _SERTAKAN, 15, "Sekretariat Daerah", 9),
        ("dinas-kesehatan.xlsx", _SERTAKAN, 18, "Dinas Kesehatan", 11),
        ("dinas-pendidikan.csv", _SERTAKAN_CSV, 22, "Dinas Pendidikan", 16),
    )
    return [
        roster(f"rosters/sertakan/{name}", layout, people, homes, workers, sponsors=_sponsors(people, opd, count))
        for name, layout, workers, opd, count in kinds
    ]


def _sponsors(people: People, opd: str, count: int) -> tuple[Sponsor, ...]:
    """Civil servants with a NIP; every fourth is a citizen or non-ASN without one. No two of an office share a name."""
    names: dict[str, Sponsor] = {}
    while len(names) < count:
        sex = people.draw.choice("LP")
        name = f"{people.name(sex)}{people.draw.choice(('', ', S.E.', ', S.Pd.', ', S.H.'))}"
        nip = "" if len(names) % 4 == 3 else people.nip(date(people.draw.randint(1968, 1996), 6, 11), sex)
        names.setdefault(name, Sponsor(name, nip, opd))
    return tuple(names.values())


def _village_mistakes(people: People, rosters: list[Roster]) -> None:
    batubulan, beng, ketewel, melinggih, pejeng, taro = rosters
    spoil(batubulan, people, "nik as number", "nik as number", "nik short", "too old", "state servant", "no occupation",
          "hidden", "born other day")  # fmt: skip
    repeat(batubulan, people)
    spoil(beng, people, "nik as number", "income", "honorary")
    spoil(ketewel, people, "nik as number", "nik missing", "american date", "no birth date", "other sex", "too young")
    repeat(ketewel, people)
    spoil(melinggih, people, "nik letter", "bad period", "next month", "old region", "no sex")
    spoil(pejeng, people, "nik placeholder", "next month", "official", "village unknown")
    repeat(pejeng, people, other_person=True)
    spoil(taro, people, "nik of no day", "only JHT", "family card", "name missing", "no such date", "no birth date")


def _office_mistakes(people: People, rosters: list[Roster]) -> None:
    setda, health, school = rosters
    spoil(setda, people, "no sponsor", "nik as number", "no occupation")
    spoil(health, people, "no sponsor", "bad period", "too old", "state servant")
    spoil(school, people, "no sponsor", "nik short", "born other day")
    repeat(school, people)


def _statements(lines: list[Line]) -> dict[str, bytes]:
    """One workbook for most, a CSV for the late payments."""
    cut = len(lines) - 60
    return {
        "2026-11-bpjs-gianyar.xlsx": statement_workbook(lines[:cut], "KABUPATEN GIANYAR - NOVEMBER 2026"),
        "2026-11-bpjs-gianyar-susulan.csv": statement_csv(lines[cut:], "utf-8-sig", first=cut + 1),
    }
