"""Labelled people of another make than `tools/doubles`, on which the weights were not counted: other names and rates.

Whole villages: sibling groups, twins, namesakes, fathers and sons called alike; every tenth person stands there once
more under another NIK, with the slips that clerks make. Serials are 9001 and up, so nobody here exists.
"""

import random
from datetime import date, timedelta
from typing import NamedTuple

from jamsos_cli.model.person import Known


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = {
    "bali": _words(
        "Artha Suarta Sudiana Suparta Budiasa Mustika Wirya Sutarja Subrata Suardana Kariasa Budiarta Sumerta "
    "Mudita Sukarya Sugiarta Wardana Adnyana Arimbawa Suwitra Parwata Suardika Sukadana Puspayasa Wiguna Juliarta "
    "Sudarsana Budiana Astika Sumantra Darmayasa Swastika Sukertha Mariana Pasek Gunawan Yudiana Sutama Sedana Wirta "
    "Suastini Sukerti Rasmini Suciati Murniati Sukasih Widiani Arini Sudiasih Budiani Kariani Sumiati Murtini Suwarni "
    "Puspawati Sulastri Ariani Sekarini Nuriasih Suryani Padmawati Wahyuni Darmini Rusmini Candrawati Mulyani"
    ),
    "kalimantan": _words(
        "Yansen Markus Hendrik Rudianto Sabran Jhonson Darius Untung Guntur Sapto Rahmat Supian Arbain "
    "Syahrani Fitriani Norhayati Rosalina Mariana Yuliana Herlina Siti Aminah Rusmiati Diana Lestari Sumarni Anita "
    "Bambang Suriansyah Ardiansyah Akhmad Husaini Masrani Jumiati Erniwati Kristina Natalia "
        "Mulyadi Haryono Sumantri"
    ),
}  # fmt: skip
SECOND = {
    "bali": ["", "", "", "", "Putra", "Adi", "Wijaya", "Dharma", "Saputra", "Yasa", "Eka", "Antara"],
    "kalimantan": _words("Nyahu Tandang Binti Usop Kandang Rangan Lidin Asang Mambang Ngabe Satu Mihing Udak Ramping"),
}
ORDER = (("Wayan", "Putu"), ("Made", "Kadek"), ("Nyoman", "Komang"), ("Ketut",))
SHORT = {"Wayan": "WY", "Made": "Md.", "Nyoman": "Nym", "Ketut": "Kt", "Putu": "Pt", "Kadek": "Kdk", "Komang": "Km."}
SPELLED = (
    ("Su", "Soe"),
    ("di", "dhi"),
    ("ta", "tha"),
    ("ya", "ia"),
    ("w", "v"),
    ("j", "dj"),
    ("ar", "er"),
    ("k", "kh"),
)


class Labelled(NamedTuple):
    """Records and who each of them is."""

    records: list[Known]
    persons: list[int]

    def pairs(self) -> set[tuple[int, int]]:
        """Give the places of every two records of one person under two NIKs."""
        places: dict[int, list[int]] = {}
        for place, person in enumerate(self.persons):
            places.setdefault(person, []).append(place)
        return {
            (a, b)
            for own in places.values()
            for a in own
            for b in own
            if a < b and self.records[a].nik != self.records[b].nik
        }


def labelled(people: int, seed: int, region: str = "bali", bare: float = 0.3) -> Labelled:
    """Make that many people and those who stand twice, shuffled; `bare`: how often mother or phone is not there."""
    chance = random.Random(seed)
    records: list[tuple[int, Known]] = []
    villages = [
        f"{'51' if region == 'bali' else '62'}0{n % 7 + 1}0{n % 5 + 1}20{n // 5 % 20 + 1:02d}" for n in range(60)
    ]
    while len({person for person, _ in records}) < people:
        village, mother = chance.choice(villages), name(chance, "P", region)
        born = date(1963, 1, 1) + timedelta(chance.randrange(15_000))
        twin = None
        for place in range(chance.choice((1, 2, 2, 3, 4))):
            sex = chance.choice("LP")
            own = _person(chance, village, mother, born, sex, name(chance, sex, region, place))
            if twin is not None:
                serial = min(int(twin.nik[12:]) + 1, 9999)
                own = own._replace(nik=f"{twin.nik[:6]}{own.nik[6:12]}{serial:04d}")
            records.append((len(records), own))
            if chance.random() < 0.03:  # a namesake next door
                other = born + timedelta(chance.choice((-1, 1)) * chance.randrange(200, 5000))
                records.append(
                    (len(records), _person(chance, village, name(chance, "P", region), other, sex, own.name))
                )
            if sex == "L" and chance.random() < 0.02:  # his father, called as he is
                older = born - timedelta(chance.randrange(7000, 12000))
                father = _person(chance, village, name(chance, "P", region), older, "L", own.name)
                records.append((len(records), father._replace(phone=own.phone)))
            twin = own if chance.random() < 0.03 else None
            if twin is None:
                born += timedelta(chance.randrange(400, 2500))
    again = [(person, _again(chance, one, bare)) for person, one in records if chance.random() < 0.1]
    everybody = [(person, _with_gaps(chance, one, bare)) for person, one in records + again]
    chance.shuffle(everybody)
    return Labelled([one for _, one in everybody], [person for person, _ in everybody])


def name(chance: random.Random, sex: str, region: str, place: int | None = None) -> str:
    """Give a name in mixed letters; some are far commoner than others."""
    given = GIVEN[region]
    half = given[: len(given) // 2] if sex == "L" else given[len(given) // 2 :]
    own = half[min(int(chance.expovariate(0.08)), len(half) - 1)]
    if region == "bali":
        order = chance.choice(ORDER[(chance.randrange(4) if place is None else place) % 4])
        return " ".join(
            word for word in ("I" if sex == "L" else "Ni", order, own, chance.choice(SECOND[region])) if word
        )
    second = half[chance.randrange(len(half))] if chance.random() < 0.5 else ""
    middle = ("bin" if sex == "L" else "binti") if chance.random() < 0.25 else ""
    return " ".join(word for word in (own, second, middle, chance.choice(SECOND[region])) if word)


def _person(chance: random.Random, village: str, mother: str, born: date, sex: str, called: str) -> Known:
    day = born.day + (40 if sex == "P" else 0)
    nik = f"{village[:6]}{day:02d}{born:%m%y}{9001 + min(int(chance.expovariate(0.02)), 998):04d}"
    phone = f"08{chance.choice(('12', '19', '53'))}{chance.randrange(10**7, 10**8)}"
    return Known(nik, called, born.isoformat(), sex, village, mother, phone)


def _again(chance: random.Random, one: Known, bare: float) -> Known:
    """Write somebody once more under another NIK."""
    while True:
        nik = list(one.nik)
        if chance.random() < 0.45:
            at = chance.randrange(16)
            nik[at] = chance.choice([digit for digit in "0123456789" if digit != nik[at]])
        elif chance.random() < 0.7:
            at = chance.randrange(15)
            nik[at], nik[at + 1] = nik[at + 1], nik[at]
        else:
            nik[12:] = f"{chance.randrange(9001, 10000)}"
        day, month = int(nik[6] + nik[7]), int(nik[8] + nik[9])
        if "".join(nik) != one.nik and 1 <= day % 40 <= 28 and day < 70 and 1 <= month <= 12:
            break
    one = one._replace(nik="".join(nik), name=_written(chance, one.name), mother=_written(chance, one.mother))
    if chance.random() < 0.15:
        one = one._replace(birth_date=_misdated(chance, one.birth_date))
    if chance.random() < 0.15:
        one = one._replace(phone=f"0877{chance.randrange(10**7, 10**8)}")
    return one._replace(village="") if chance.random() < bare / 3 else one


def _misdated(chance: random.Random, day: str) -> str:
    if chance.random() < 0.5 and int(day[8:]) <= 12:
        return f"{day[:4]}-{day[8:]}-{day[5:7]}"
    year = f"{day[:3]}{(int(day[3]) + chance.randrange(1, 10)) % 10}"
    return f"{year}{day[4:]}" if day[5:] != "02-29" else day


def _written(chance: random.Random, text: str) -> str:
    words = text.split()
    if chance.random() < 0.3:
        words = [SHORT.get(word, word) for word in words]
    if chance.random() < 0.12:
        old, new = chance.choice(SPELLED)
        words = [word.replace(old, new, 1) if len(word) > 4 else word for word in words]
    if chance.random() < 0.06 and len(words[-1]) > 4:
        at = chance.randrange(1, len(words[-1]) - 1)
        words[-1] = words[-1][:at] + words[-1][at + 1 :]
    if chance.random() < 0.05 and len(words) > 2 and words[0] in {"I", "Ni"}:
        words = words[1:]
    if chance.random() < 0.04 and len(words) > 3:
        words = words[:-1]
    if chance.random() < 0.04 and len(words) > 2:
        words[-2:] = ["".join(words[-2:])]
    text = " ".join(words) + (chance.choice((", S.Pd", ", SE", " SH")) if chance.random() < 0.04 else "")
    return text.upper() if chance.random() < 0.5 else text


def _with_gaps(chance: random.Random, one: Known, bare: float) -> Known:
    gaps = {field: "" for field in ("mother", "phone") if chance.random() < bare}
    if chance.random() < 0.04:
        gaps["birth_date"] = ""
    return one._replace(**gaps)
