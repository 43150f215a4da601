"""Made-up names in the ways of Bali and of the Dayak of Gunung Mas, a few of them common and most of them rare."""

import random
from bisect import bisect
from itertools import accumulate, product


def _words(text: str) -> list[str]:
    return text.split()


_BALI_ROOTS = _words(
    "ADA ANTA ARTA ARSA BAGIA BUDI DANA DARMA DIANA GUNA JAYA KARTA KERTA LABA MERTA MUDA MURTI NADI NATA NESA PARTA "
    "PUJA RATA RENA RIANA SADA SANTI SARJA SEDANA SUCI TAMA TANTRA TIRTA UTARA WARDA WARSA WEDA WIDIA WINA WIRA YADNYA "
    "YASA YOGA ARDI ARI BAWA CANDRA DIPA GEL GINA KAYA LENDRA MAHA NGURAH OKA PASTI RAI RAKA SUKRA TEJA WIJA"
)
_BALI_HEADS = ("SU", "", "WI", "AR", "SUD", "PAR", "MAN", "KAR", "SUW", "NU", "BU", "MAR", "JA", "SUM", "ED")
_BALI_TAILS = {
    "L": ("", "NA", "WAN", "YASA", "WA", "TA", "ANA", "ADI", "DANA", "NTARA", "MBAWA"),
    "P": ("NI", "ASIH", "WATI", "YANI", "TINI", "RI", "ANI", "ASTRI", "LESTARI", "MI"),
}
_BALI_LAST = _words(
    "PUTRA JAYA WIJAYA UTAMA DHARMA KUSUMA SAPUTRA PERMANA ADI ARTHA PRATAMA MAHENDRA WIRAWAN DEWI YANTI PUTRI SARI "
    "LESTARI PRATIWI ANGGRENI CAHYANI UTAMI"
)
_DAYAK_HEADS = _words(
    "YAN RUS HEN MAR LU SET AP RA SA UN PER MAM RUSL TO EL GER RAM ED TIS BAM LE ARI YUN DA NOR WIL RIN"
)
_DAYAK_MIDDLES = ("", "", "A", "I", "LE", "MA", "RI", "SE", "TA", "NO", "WA", "DE")
_DAYAK_TAILS = {
    "L": _words("TO DI DRA KUS KAS IA RI NO HEWAN TUNG TIN BANG LAN YO YAS SON MIN SUN DIE GAR NUS TER"),
    "P": _words("IE NA WI LIN TI SITA BINA HAYATI RIS DA NIE MINA TIKA YANI SEH LIS NI LA MILA"),
}
_DAYAK_CLANS = _words(
    "KUNUM NGANTUNG TUWAN BAHAN LAMBUNG DOHONG SAMAN SIMPEI NYARING SANGEN UNJUNG TUNDAN BUNGAI TAMBUN RANGKAP SAWUNG "
    "LAMIANG BANDAN NYANGKAL ININ KALENG RINGKAI AHAT PATIANOM TINGANG BAJAI LUWUK SUAN GANTI DANDAN RAHU ASIN KINTING"
)
ORDERS = (("WAYAN", "PUTU", "GEDE"), ("MADE", "KADEK", "NENGAH"), ("NYOMAN", "KOMANG"), ("KETUT",))
_CASTES = {
    "L": ("I GUSTI NGURAH", "IDA BAGUS", "ANAK AGUNG", "I DEWA", "NGAKAN", "COKORDA", "SANG", "I GUSTI"),
    "P": ("I GUSTI AYU", "IDA AYU", "ANAK AGUNG", "DESAK", "COKORDA ISTRI", "DEWA AYU", "SANG AYU"),
}


class Drawn:
    """A list of words drawn from as people are named: the second is half as common as the first, and so on (Zipf)."""

    def __init__(self, words: list[str], slope: float, seed: int) -> None:
        self._words = list(dict.fromkeys(words))
        random.Random(seed).shuffle(self._words)
        self._sums = list(accumulate((rank + 3) ** -slope for rank in range(len(self._words))))

    def __call__(self, chance: random.Random) -> str:
        """Draw one."""
        return self._words[bisect(self._sums, chance.random() * self._sums[-1])]


def _joined(*parts: tuple[str, ...] | list[str]) -> list[str]:
    return [word for made in product(*parts) if 4 <= len(word := "".join(made)) <= 12]


class Names:
    """Names of one culture, "bali" or "dayak"."""

    def __init__(self, culture: str, slope: float = 0.9) -> None:
        self.balinese = culture == "bali"
        heads = (_BALI_HEADS, _BALI_ROOTS) if self.balinese else (tuple(_DAYAK_HEADS), _DAYAK_MIDDLES)
        tails = _BALI_TAILS if self.balinese else _DAYAK_TAILS
        self._own = {
            sex: Drawn(_joined(*heads, tuple(tails[sex])), slope, 7 + number) for number, sex in enumerate("LP")
        }
        self.last = Drawn(_BALI_LAST if self.balinese else _DAYAK_CLANS, 0.7, 5)

    def family(self, chance: random.Random) -> str:
        """Give what all children of a house have in their names: a caste title, a clan, or nothing."""
        if self.balinese:
            return chance.choice(("caste0", "caste1", "caste2", "caste3")) if chance.random() < 0.14 else ""
        return self.last(chance)

    def name(self, chance: random.Random, sex: str, *, family: str = "", place: int | None = None) -> str:
        """Give a name in capitals; `place` is the order of birth, from 0."""
        own = self._own[sex](chance)
        if not self.balinese:
            if chance.random() < 0.12:
                return own
            if chance.random() < 0.4:
                own = f"{own} {self._own[sex](chance)}"
            return f"{own} {family or self.last(chance)}"
        order = chance.choice(ORDERS[place % 4 if place is not None else chance.choice((0, 0, 0, 1, 1, 2, 3))])
        if sex == "P" and order == "GEDE":
            order = "LUH"
        last = f" {self.last(chance)}" if chance.random() < 0.3 else ""
        if family:
            title = _CASTES[sex][int(family[-1])]
            return f"{title} {order} {own}{last}" if chance.random() < 0.6 else f"{title} {own}{last}"
        return f"{'I' if sex == 'L' else 'NI'} {order} {own}{last}"
