"""Made-up workers with believable names, trades and NIKs.

Nobody here exists: every serial of a NIK is 9001 or more, while real ones count from 0001 within a kecamatan and a
day of birth and do not come near that.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from jamsos_cli.model.region import Village

FIRST_SERIAL, LAST_SERIAL = 9001, 9999
OLDEST, YOUNGEST = date(1964, 1, 1), date(2004, 12, 31)
"""Births of ordinary workers: 18 to 64 on every day the cases ask for, 2023 to 2027."""


class Trade(NamedTuple):
    """An occupation as rosters write it, and whether the relief counts it as transport."""

    name: str
    transport: bool = False


class Culture(NamedTuple):
    """How people of a regency are called, where they were born and what they do."""

    names: str
    """"bali" or "dayak"."""
    births: tuple[str, ...]
    hamlets: tuple[str, ...]
    trades: tuple[Trade, ...]


class Person(NamedTuple):
    """One made-up worker; `village` is where the roster says the person lives."""

    nik: str
    name: str
    sex: str
    born: date
    birth_place: str
    village: Village
    hamlet: str
    trade: Trade
    income: int
    """rupiah a month."""
    phone: str
    mother: str
    family_card: str


_ORDER = {"L": ("Wayan", "Putu", "Gede", "Made", "Kadek", "Nengah", "Nyoman", "Komang", "Ketut"),
          "P": ("Wayan", "Putu", "Luh", "Made", "Kadek", "Nengah", "Nyoman", "Komang", "Ketut")}  # fmt: skip
_CASTE = {"L": ("I Gusti", "Ida Bagus", "Anak Agung", "Dewa", "Ngakan", "Cokorda", "I Dewa", "Sang"),
          "P": ("I Gusti Ayu", "Ida Ayu", "Anak Agung", "Desak", "Cokorda Istri", "Dewa Ayu", "Sang Ayu")}  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BALI_MEN = _words(
    """
    Sudarma Suparta Sukarja Darmayasa Wirawan Suardana Mudita Arnawa Sutrisna Widiarta Astawa
    Budiasa Parwata Sumerta Adnyana Karyasa Merta Nuriana Sudiana Suwitra Artana Gunawan Mahardika
    Subrata Sugiarta Winata Yasa Pastika Rajendra Suastika Wiratama Antara Sukadana Suweca Murdana
    Oka Puja Rai Raka Sandi Sudira Tirta
    """
)
_BALI_WOMEN = _words(
    """
    Suarni Sukerti Rasmini Sulastri Darmini Murniati Astiti Kariani Wardani Suryani Sriani Purnami
    Yuliani Ariani Budiasih Sukarni Warsiki Rastiti Martini Sudiasih Nuryani Widiani Lestari
    Sumartini Mariani Sutini Ratnadi Armini Puspawati Sariasih Candrawati Wirati Sudarmi Kerti
    Landri Rempi Sukasih Tini Werti
    """
)
_BALI_LAST = _words(
    """
    Putra Jaya Wijaya Utama Dharma Kusuma Saputra Permana Adi Artha
    """
)
_DAYAK_MEN = _words(
    """
    Yanto Rusdi Hendra Sukarlan Yosep Markus Hermanto Dullah Enos Lukas Setia Apri Rano Sahewan
    Untung Pertin Mambang Ruslan Toyo Elyas Gerson Ramlan Edi Suherman Tiswan Bambang Lewi Arison
    Yunus Damang
    """
)
_DAYAK_WOMEN = _words(
    """
    Anie Mina Dewi Lisna Marlina Rosita Yulita Sabina Norhayati Etris Susanti Wilda Rina Nanie
    Hermina Lidia Tesia Pitri Agustina Ratna Miseh Sernie Elisabet Lilis Yeni Karmila Dehen Ros
    Sumiati Winarti
    """
)
_DAYAK_LAST = _words(
    """
    Kunum Ngantung Tuwan Bahan Lambung Dohong Saman Simpei Nyaring Sangen Unjung Tundan Bungai
    Tambun Rangkap Sawung Lamiang Bandan Nyangkal Inin Kaleng Ringkai Ahat Patianom Tingang Bajai
    Luwuk Suan Ganti Dandan
    """
)
_BALI = {"L": _BALI_MEN, "P": _BALI_WOMEN}
_DAYAK = {"L": _DAYAK_MEN, "P": _DAYAK_WOMEN}

BALI_TRADES = tuple(
    Trade(name)
    for name in (
        "Petani",
        "Buruh tani",
        "Petani",
        "Nelayan",
        "Tukang bangunan",
        "Buruh bangunan",
        "Pedagang pasar",
        "Pedagang canang",
        "Pengrajin ukiran",
        "Tukang ukir kayu",
        "Penjahit",
        "Peternak babi",
        "Buruh harian lepas",
        "Pengrajin perak",
        "Tukang kayu",
        "Pedagang sayur",
        "Petani penggarap",
        "Tukang batu",
    )
) + tuple(Trade(name, True) for name in ("Tukang ojek", "Sopir", "Ojek online", "Kurir paket", "Sopir truk"))
DAYAK_TRADES = tuple(
    Trade(name)
    for name in (
        "Petani",
        "Peladang",
        "Penyadap karet",
        "Petani karet",
        "Nelayan",
        "Pencari ikan",
        "Pengrajin rotan",
        "Pengrajin anyaman",
        "Tukang kayu",
        "Tukang bangunan",
        "Pedagang sayur",
        "Buruh harian lepas",
        "Petani",
    )
) + tuple(Trade(name, True) for name in ("Tukang ojek", "Sopir", "Kurir"))

GIANYAR = Culture(
    "bali", ("Gianyar", "Gianyar", "Gianyar", "Bangli", "Klungkung", "Denpasar"),
    ("Tengah", "Kaja", "Kelod", "Tegehe", "Kangin"), BALI_TRADES,
)  # fmt: skip
DENPASAR = Culture(
    "bali", ("Denpasar", "Denpasar", "Badung", "Tabanan", "Karangasem", "Singaraja"),
    ("Sari Buana", "Bhuana Asri", "Mekar Sari", "Tegal Kangin"), BALI_TRADES,
)  # fmt: skip
GUNUNG_MAS = Culture(
    "dayak", ("Gunung Mas", "Kurun", "Tewah", "Palangka Raya", "Kapuas"),
    ("RT 01", "RT 02", "RT 03", "RT 04"), DAYAK_TRADES,
)  # fmt: skip
INCOMES = (600_000, 750_000, 800_000, 900_000, 1_000_000, 1_200_000, 1_500_000, 1_800_000, 2_000_000, 2_500_000)


class People:
    """Makes people, the same ones in the same order for the same seed, and never two with one NIK."""

    def __init__(self, seed: str, culture: Culture) -> None:
        self.draw = random.Random(seed)
        self._culture = culture
        self._niks: set[str] = set()

    def person(self, village: Village, *, born: date | None = None, region: str = "", sex: str = "") -> Person:
        """Make one person of a village; `region` is the kecamatan in the NIK, "51.04.03", if another."""
        sex = sex or self.draw.choice("LP")
        born = born or OLDEST + timedelta(days=self.draw.randrange((YOUNGEST - OLDEST).days))
        return Person(
            nik=self.nik(region or village.code[:8], born, sex),
            name=self.name(sex),
            sex=sex,
            born=born,
            birth_place=self.draw.choice(self._culture.births),
            village=village,
            hamlet=self.draw.choice(self._culture.hamlets),
            trade=self.draw.choice(self._culture.trades),
            income=self.draw.choice(INCOMES),
            phone=f"08{self.draw.choice(('12', '13', '21', '52', '57', '87'))}{self.draw.randrange(10**7, 10**8)}",
            mother=self.name("P"),
            family_card=family_card(village, self.draw),
        )

    def nik(self, region: str, born: date, sex: str) -> str:
        """Make a NIK nobody here has yet; women have 40 added to the day."""
        while True:
            day = born.day + (40 if sex == "P" else 0)
            serial = self.draw.randint(FIRST_SERIAL, LAST_SERIAL)
            made = f"{region.replace('.', '')}{day:02d}{born:%m%y}{serial:04d}"
            if made not in self._niks:
                self._niks.add(made)
                return made

    def name(self, sex: str) -> str:
        """Make a name in the way of the region."""
        return self._balinese(sex) if self._culture.names == "bali" else self._dayak(sex)

    def nip(self, born: date, sex: str) -> str:
        """Make a civil servant's number: birth, first month of service, sex, serial."""
        served = born.year + self.draw.randint(22, 28)
        month, serial = self.draw.randint(1, 12), self.draw.randint(900, 999)
        return f"{born:%Y%m%d}{served}{month:02d}{1 if sex == 'L' else 2}{serial:03d}"

    def _balinese(self, sex: str) -> str:
        own = self.draw.choice(_BALI[sex])
        order = self.draw.choice(_ORDER[sex])
        if self.draw.random() < 0.14:
            caste = self.draw.choice(_CASTE[sex])
            return " ".join((caste, order, own) if self.draw.random() < 0.6 else (caste, own))
        last = f" {self.draw.choice(_BALI_LAST)}" if sex == "L" and self.draw.random() < 0.3 else ""
        return f"{'I' if sex == 'L' else 'Ni'} {order} {own}{last}"

    def _dayak(self, sex: str) -> str:
        own, last = self.draw.choice(_DAYAK[sex]), self.draw.choice(_DAYAK_LAST)
        shape = self.draw.random()
        if shape < 0.1:
            return own
        if shape < 0.25:
            return f"{own} {'bin' if sex == 'L' else 'binti'} {self.draw.choice(_DAYAK['L'])}"
        return f"{own} {last}"


def family_card(village: Village, draw: random.Random) -> str:
    """Make a family-card number: kecamatan, day of issue since 2012, serial; it looks like a NIK."""
    issued = date(2012, 1, 1) + timedelta(days=draw.randrange(4500))
    return f"{village.code[:8].replace('.', '')}{issued:%d%m%y}{draw.randint(FIRST_SERIAL, LAST_SERIAL)}"


_SHORT = {"Wayan": ("WY.", "WYN"), "Made": ("MD.",), "Nyoman": ("NYM.",), "Ketut": ("KT.",), "Putu": ("PT.",),
          "Kadek": ("KD.",), "Komang": ("KM.",), "Nengah": ("NGH.",), "Gede": ("GD.", "GDE"), "Gusti": ("GST.",),
          "Dewa": ("DW.",), "Desak": ("DSK.",)}  # fmt: skip


def shortened(name: str, draw: random.Random) -> str:
    """Write a Balinese name as clerks do in a hurry: I WY. SUDARMA, A.A. RAKA."""
    for long, short in (("Anak Agung", "A.A."), ("Ida Bagus", "I.B."), ("Ida Ayu", "I.A.")):
        name = name.replace(long, short)
    return " ".join(draw.choice(_SHORT.get(word, (word,))) for word in name.split()).upper()


def spread(people: int, villages: Sequence[Village]) -> list[tuple[Village, int]]:
    """Share a number of people out over villages, as evenly as whole people allow."""
    each, more = divmod(people, len(villages))
    return [(village, each + (index < more)) for index, village in enumerate(villages)]
