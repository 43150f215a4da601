"""Villages that never were: rosters as villages write them, each row with the findings that are known when it is made.

Nothing here asks the rules. A row begins without a fault, in any of the ways a right row is written; then faults of
`FAULTS` are put into it, each saying which code must come of it and under which column. Whatever else the rules say
of a row is a false finding.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

T = TypeVar("T")
ON = date(2026, 11, 21)
REGENCY = "51.04"
VILLAGES = ("Batubulan", "Ketewel", "Taro", "Melinggih", "Petak Kaja")
MONTHS = (
    "Januari",
    "Pebruari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "Nopember",
    "Desember",
)
HEADINGS = {
    "number": ("NO", "No.", "Nomor Urut", "#"),
    "nik": (
        "NIK",
        "N I K",
        "NO. KTP",
        "NIK/No.KTP",
        "No Induk Kependudukan",
        "NIK (16 digit)",
        "NoKTP",
        "National ID",
        "NIK Penerima",
        "NOMOR INDUK KEPENDUDUKKAN",
    ),
    "name": (
        "NAMA",
        "N A M A",
        "Nama Peserta",
        "NAMA PEKERJA RENTAN",
        "NAMA_LENGKAP",
        "Nama Lengkap (sesuai KTP)",
        "NAMA LENGKAP TANPA GELAR",
        "Nama Petani",
        "Full name",
    ),
    "born": ("TGL LAHIR", "TGL. LHR", "Tanggal_Lahir", "Tgl Lahir (hh/bb/tttt)", "TGL/BLN/THN LAHIR", "Date of birth"),
    "ttl": ("TTL", "Tempat/Tgl. Lahir", "TEMPAT, TANGGAL LAHIR", "TMPT/TGL LHR", "Tempat & Tgl Lahir"),
    "sex": ("JK", "L/P", "Jns Kelamin", "JENIS KELAMIN (L/P)", "J.K.", "Sex"),
    "address": ("ALAMAT", "Alamat Lengkap", "BANJAR", "Dusun", "Banjar/Lingk.", "RT/RW"),
    "village": ("DESA", "Kel/Desa", "DESA / KELURAHAN", "Nama Desa", "DS/KEL"),
    "job": ("PEKERJAAN", "Pekerjaan/Usaha", "Mata Pencaharian", "PROFESI", "PEKERJAN", "Pekerjaan Saat Ini"),
    "phone": ("NO HP", "HP/WA", "No. Telepon/HP", "NO.WHATSAPP", "No. HP yang bisa dihubungi"),
    "income": ("PENGHASILAN", "Upah (Rp)", "Penghasilan/bln", "Pendapatan per Bulan"),
    "programmes": ("PROGRAM", "Program BPJS", "Jenis Program"),
    "source": ("SUMBER DANA", "Sumber", "Sumberdana", "Sumber Pembiayaan"),
    "period": ("BULAN IUR", "Jumlah Bulan", "BLN IURAN", "Lama Iuran"),
}
MEN = ("I Wayan", "I MD.", "IWayan", "I Gusti Ngurah", "Anak Agung Gede", "A.A.", "Tjokorda Raka", "I NYM.", "Lambung")
WOMEN = ("Ni Luh", "NI WYN", "Ni Kadek", "Desak Made", "Ida Ayu Putu", "Niluh", "Siti Nur", "Nyai")
OWN = (
    "Sudarma",
    "Suartini",
    "Astawa",
    "Rai",
    "Murni",
    "Ma'ruf",
    "Oka",
    "Tundan",
    "Agung",
    "Puspa, S.Pd.",
    "Yasa, S.H.",
)
ONE_WORD = ("Agung", "SARI", "Bagus", "Tiwa", "Yo")
JOBS = (
    "Petani",
    "Ojek online",
    "Pensiunan PNS",
    "istri TNI",
    "Purn. Polri",
    "Kader posyandu",
    "PECALANG",
    "Serati banten",
    "Ketua RT",
    "Mantan polisi",
    "Pemangku",
    "Tukang jahit seragam TNI",
    "Buruh tani / ternak",
    "Kelian adat",
)
PHONES = ("0812-3456-7890", "+62 812 3456 7890", "'081234567890", "(0361) 974123", "-", "", "81234567890")
INCOMES = ("Rp1.500.000,-", "1,5jt", "800rb", "1500000", "Rp. 1.000.000,00", "-", "", "1.500.000/bulan")
PROGRAMMES = ("JKK+JKM", "JKM & JKK", "JKK/JKM/JHT", "jkk dan jkm", "2 program", "3 Program", "")
PERIODS = ("1", "2", "3", "6", "12", "6 bulan", "2026-12", "November 2026", "12/2026", "Nop 2026")


class Row(NamedTuple):
    """One worker: what is written under each field, and the (code, field) of each finding that must come of it."""

    cells: dict[str, str]
    expected: set[tuple[str, str]]


class Village:
    """A maker of rows; the same seed makes the same rows."""

    def __init__(self, seed: int, fields: tuple[str, ...]) -> None:
        self.chance = random.Random(seed)
        self.fields = fields
        self.used: set[str] = set()
        self.village = self.pick(VILLAGES)
        self.sexes = self.pick((("L", "P"), ("LK", "PR"), ("Laki-laki", "Perempuan"), ("L", "W"), ("pria", "wanita")))

    def pick(self, choices: Sequence[T]) -> T:
        return self.chance.choice(choices)

    def born(self) -> date:
        """Give a day that may enrol today and for three months more."""
        return ON.replace(year=ON.year - 64) + timedelta(days=self.chance.randrange(46 * 365))

    def nik(self, born: date, sex: str, district: str = "510403") -> str:
        """Give a NIK nobody has yet; none ends in 0, so that no column looks damaged."""
        while True:
            day = born.day + (40 if sex == "P" else 0)
            made = f"{district}{day:02}{born:%m%y}{self.chance.randrange(1, 999):03}{self.chance.randrange(1, 10)}"
            if made not in self.used:
                self.used.add(made)
                return made

    def written_nik(self, nik: str) -> str:
        return self.pick(
            (
                nik,
                nik,
                f"'{nik}",
                f" {nik}\u00a0",
                f"\u200b{nik}",
                f"{nik[:6]} {nik[6:12]} {nik[12:]}",
                f"{nik[:2]}.{nik[2:4]}.{nik[4:]}",
                f"{nik[:6]}-{nik[6:]}",
                f"{nik}.0",
            )
        )

    def written_date(self, day: date) -> str:
        word, y2 = MONTHS[day.month - 1], f"{day:%y}"
        return self.pick(
            (
                f"{day:%d-%m-%Y}",
                f"{day:%d/%m/%Y}",
                f"{day.day}/{day.month}/{y2}",
                f"{day.day} {word} {day.year}",
                f"{day.day}-{word[:3]}-{y2}",
                f"{day:%Y-%m-%d}",
                f"{day:%d.%m.%Y}",
                f"{day.day:02} {word.upper()} {day.year}",
                str((day - date(1899, 12, 30)).days),
            )
        )

    def row(self, faults: int) -> Row:
        """Make one worker with so many faults, each in a column of its own."""
        sex, day = self.pick("LP"), self.born()
        nik = self.nik(day, sex)
        cells = {
            "nik": self.written_nik(nik),
            "name": self.pick((f"{self.pick(MEN if sex == 'L' else WOMEN)} {self.pick(OWN)}", self.pick(ONE_WORD))),
            "born": self.written_date(day),
            "ttl": f"{self.pick(('Gianyar', 'GIANYAR', 'Br. Tengah'))}, {day:%d-%m-%Y}",
            "sex": self.sexes["LP".index(sex)],
            "address": self.pick(("Br. Tengah", "", "Jl. Jumlah 2", "001/002")),
            "village": self.pick(("", "Desa ", "Ds. ")) + self.pick((self.village, self.village.upper())),
            "job": self.pick(JOBS),
            "phone": self.pick(PHONES),
            "income": self.pick(INCOMES),
            "programmes": self.pick(PROGRAMMES),
            "source": self.pick(("APBD", "apbd", "Dana Desa", "DD")),
            "period": self.pick(PERIODS),
        }
        row, hit = Row(cells, set()), set[str]()
        made = Made(nik, day, sex)
        for name in self.chance.sample(sorted(FAULTS), len(FAULTS)):
            fault = FAULTS[name]
            if len(hit) >= faults:
                break
            possible = set(fault.touches) <= set(self.fields) and (name != "month first" or day.day > 12)
            if possible and not hit.intersection(fault.touches):
                hit.update(fault.touches)
                cells[fault.touches[0]] = fault.written(self, made)
                row.expected.add((fault.code, fault.touches[0] if fault.cell else ""))
                row.expected.update((code, "") for code in fault.also)
        return row


class Made(NamedTuple):
    """Who a row is about."""

    nik: str
    born: date
    sex: str


class Fault(NamedTuple):
    """One thing that may be wrong: its code, the column it is written in, then those it needs to be right."""

    code: str
    touches: tuple[str, ...]
    written: Callable[[Village, Made], str]
    cell: bool = True
    """False: a finding of the row, or of either of two cells."""
    also: tuple[str, ...] = ()
    """what comes of it in other columns."""


def _one(*choices: str) -> Callable[[Village, Made], str]:
    return lambda village, _: village.pick(choices)


def _swapped(_: Village, made: Made) -> str:
    return f"{made.born:%m-%d-%Y}"


def _other_region(village: Village, made: Made) -> str:
    return village.nik(made.born, made.sex, village.pick(("357801", "320405")))


def _no_region(village: Village, made: Made) -> str:
    return village.nik(made.born, made.sex, "510499")


def _no_date(_: Village, made: Made) -> str:
    return f"510403{'300280' if made.sex == 'L' else '721380'}{made.nik[12:]}"


FAULTS = {
    "no NIK": Fault("N01", ("nik",), _one("-", "BELUM ADA", "0", "menyusul", "belum rekam")),
    "short": Fault("N02", ("nik",), lambda _, made: made.nik[:15]),
    "long": Fault("N02", ("nik",), lambda _, made: made.nik + "1"),
    "letter": Fault("N03", ("nik",), lambda v, made: made.nik[:5] + v.pick("OolIx") + made.nik[6:]),
    "E+15": Fault("N04", ("nik",), _one("5,10403E+15", "5.10403E+15")),
    "made up": Fault("N05", ("nik",), _one("1" * 16, "1234567890123456", "0" * 16)),
    "no date in it": Fault("N06", ("nik",), _no_date),
    "no such region": Fault("N07", ("nik",), _no_region),
    "issued elsewhere": Fault("N11", ("nik",), _other_region),
    "serial 0000": Fault("N10", ("nik",), lambda _, made: f"{made.nik[:12]}0000"),
    "no name": Fault("P01", ("name",), _one("-", "")),
    "half a name": Fault("P02", ("name",), _one("I", "Ni", "Ida Bagus", "Budi 2", "A", "Drs.")),
    "no birth date": Fault("P03", ("born", "nik"), _one("-", "", "lupa")),
    "only a place": Fault("P03", ("ttl", "nik"), _one("Gianyar", "")),
    "no date": Fault("P04", ("born", "nik"), _one("1980", "31-02-1980", "12-03-2050", "12-03-1901", "00-00-1980")),
    "another birth date": Fault(
        "N08", ("born", "nik"), lambda _, made: f"{made.born - timedelta(days=100):%d-%m-%Y}", cell=False
    ),
    "month first": Fault("P05", ("born", "nik"), _swapped),
    "another sex": Fault("N09", ("nik", "sex"), lambda v, made: v.nik(made.born, "LP"[made.sex == "L"]), cell=False),
    "old": Fault("E01", ("born", "nik"), _one("21-11-1961", "01-02-1950"), cell=False, also=("N08",)),
    "young": Fault("E02", ("born", "nik"), _one("22-11-2008", "01-02-2012"), cell=False, also=("N08",)),
    "65 soon": Fault("E03", ("born", "nik"), _one("22-11-1961", "20-02-1962"), cell=False, also=("N08",)),
    "no sex": Fault("P06", ("sex",), _one("", "-", "X", "?")),
    "no phone": Fault("P08", ("phone",), _one("12345", "abc")),
    "no income": Fault("P09", ("income",), _one("-500000", "16.8", "tidak tentu", "500")),
    "no village": Fault("V01", ("village",), _one("Atlantis", "Wakanda")),
    "a letter less": Fault("V03", ("village",), _one("Batubuln", "Ketewell")),
    "no job": Fault("E04", ("job",), _one("", "-")),
    "of the state": Fault("E05", ("job",), _one("PNS", "Guru (PPPK)", "Anggota TNI", "P3K", "Pegawai Negeri Sipil")),
    "paid by others": Fault("E08", ("job",), _one("Karyawan Swasta", "Guru honorer")),
    "no source": Fault("S01", ("source",), _one("", " ")),
    "another source": Fault("S02", ("source",), _one("Baznas", "CSR PT Maju")),
    "JKK alone": Fault("S03", ("programmes",), _one("JKK", "JHT", "JKK+JKM+JP")),
    "five months": Fault("S06", ("period",), _one("5", "13", "0", "seumur hidup"), cell=False),
}
"""By what is wrong."""
