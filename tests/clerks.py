"""People written twice by clerks of different habits: a third make of labelled people, on which nothing was fitted.

Where `labelled` makes slips each by a chance of its own, here every second record bears a number of slips drawn from a
list, and a mix says what the lists have: a roster without mothers, phones, villages or birth dates is a mix of its own.
Serials are 9001 and up, so nobody here exists.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from jamsos_cli.model.person import Known
from labelled import Labelled


class Mix(NamedTuple):
    """How often a field is not there in a record, and how many slips a second record bears."""

    mother: float = 0.3
    phone: float = 0.4
    village: float = 0.0
    birth_date: float = 0.0
    slips: tuple[int, ...] = (1, 1, 2, 2, 3)
    other_nik: float = 0.15
    """of second records whose NIK is wholly another in its serial, not one slip away."""
    culture: str = "bali"


MIXES = {
    "bali": Mix(),
    "dayak": Mix(culture="dayak"),
    "many slips": Mix(slips=(2, 3, 3, 4)),
    "neither mother nor phone": Mix(mother=1, phone=1),
    "no village": Mix(village=1, mother=0.5, phone=0.5),
    "some birth dates missing": Mix(birth_date=0.15, culture="dayak"),
    "name, NIK and birth date only": Mix(mother=1, phone=1, village=1, other_nik=0),
}
_STEMS = {
    "bali": "sudar sukar mert sutar wirat arnat sumant ardan parwat sugiart lestar puspit sekar wid jegeg natih "
    "kariast pujast sadn wenten tisn rentan kelod mudan sukad lanus gatr pasti rinten murd sukr candr budiast surat "
    "rasn mandr",
    "dayak": "rusl hardin sahar yurn tamp lant gunt suhard mard efr sut kris yunit rah sanj marl harian dew elis petr "
    "jumr asmar bahr nor supr wand imb renth mis tiar damb lius",
}
_ENDS = {"L": ("ma", "a", "ana", "ika", "awan", "o", "us", "anto"), "P": ("i", "ini", "ati", "iani", "asih", "ya")}
_HOUSES = {
    "bali": ["", "", "", "", "Putra", "Adnyana", "Wirya", "Kusuma", "Yasa", "Suartana", "Antari", "Oka", "Bawa"],
    "dayak": [
        "Tundan",
        "Sangkurun",
        "Lambe",
        "Rawing",
        "Ngindra",
        "Duling",
        "Bungas",
        "Sawang",
        "Taway",
        "Senas",
        "Gara",
        "Matal",
        "Hanyi",
        "Udau",
    ],
}
_ORDERS = (("Wayan", "Gede", "Putu"), ("Made", "Kadek", "Nengah"), ("Nyoman", "Komang"), ("Ketut",))
_SHORT = {"Wayan": "Wy", "Gede": "Gd", "Putu": "Pt", "Made": "Md", "Kadek": "Kd", "Nengah": "Ngh", "Nyoman": "Nym",
          "Komang": "Km", "Ketut": "Kt"}  # fmt: skip


def clerks(people: int, seed: int, mix: Mix = MIXES["bali"]) -> Labelled:
    """Make that many people; every eighth stands there twice, one in fifty three times."""
    chance = random.Random(seed)
    made: list[Known] = []
    villages = [f"{'5104' if mix.culture == 'bali' else '6210'}0{n % 7 + 1}20{n // 7 + 1:02d}" for n in range(49)]
    while len(made) < people:
        made += _house(chance, chance.choice(villages), mix.culture)
    taken = {one.nik for one in made}
    records = list(enumerate(made))
    for person, one in enumerate(made):
        times = chance.choice((0,) * 40 + (1,) * 5 + (2,))
        records += [(person, _second(chance, one, mix, taken)) for _ in range(times)]
    records = [(person, _gaps(chance, one, mix)) for person, one in records]
    chance.shuffle(records)
    return Labelled([one for _, one in records], [person for person, _ in records])


def _house(chance: random.Random, village: str, culture: str) -> list[Known]:
    """Make the children of one mother, twins and a father of the same name among them, and a namesake next door."""
    mother, clan = _name(chance, "P", culture, "", 0), chance.choice(_HOUSES[culture])
    phone, born = _phone(chance), date(1961, 1, 1) + timedelta(chance.randrange(16_400))
    found: list[Known] = []
    for place in range(chance.choice((1, 1, 2, 2, 3, 5))):
        sex, twin = chance.choice("LP"), bool(found) and chance.random() < 0.03
        if not twin:
            born += timedelta(chance.randrange(300, 1800))
        nik = _nik(chance, village[:6], born, sex)
        if twin:
            nik = nik[:12] + f"{min(int(found[-1].nik[12:]) + 1, 9999):04d}"
        own = phone if chance.random() < 0.4 else _phone(chance)
        called = _name(chance, sex, culture, clan, place)
        found.append(Known(nik, called, born.isoformat(), sex, village, mother, own))
        if chance.random() < 0.03:
            when = born + timedelta(chance.choice((-1, 1)) * chance.randrange(12, 4000))
            found.append(_alike(chance, found[-1], when, _phone(chance)))
        if sex == "L" and chance.random() < 0.03:
            found.append(_alike(chance, found[-1], born - timedelta(chance.randrange(6800, 12_000)), own))
    return found


def _alike(chance: random.Random, one: Known, born: date, phone: str) -> Known:
    """Make somebody else of the same name and village."""
    mother = _name(chance, "P", "bali" if one.village[:2] == "51" else "dayak", "", 1)
    nik = _nik(chance, one.nik[:6], born, one.sex)
    return one._replace(nik=nik, birth_date=born.isoformat(), mother=mother, phone=phone)


def _name(chance: random.Random, sex: str, culture: str, clan: str, place: int) -> str:
    stems = _STEMS[culture].split()
    own = (stems[min(int(chance.expovariate(0.07)), len(stems) - 1)] + chance.choice(_ENDS[sex])).capitalize()
    if culture == "bali":
        return " ".join(w for w in ("I" if sex == "L" else "Ni", chance.choice(_ORDERS[place % 4]), own, clan) if w)
    second = (chance.choice(stems) + chance.choice(_ENDS[sex])).capitalize() if chance.random() < 0.4 else ""
    middle = ("bin" if sex == "L" else "binti") if chance.random() < 0.3 else ""
    return " ".join(w for w in (own, second, middle, clan) if w)


def _nik(chance: random.Random, region: str, born: date, sex: str) -> str:
    serial = 9001 + min(int(chance.expovariate(0.25)), 998) if chance.random() < 0.7 else chance.randrange(9001, 10_000)
    return f"{region}{born.day + (40 if sex == 'P' else 0):02d}{born:%m%y}{serial:04d}"


def _phone(chance: random.Random) -> str:
    return f"08{chance.choice(('11', '13', '22', '56', '95'))}{chance.randrange(10**6, 10**8)}"


def _second(chance: random.Random, one: Known, mix: Mix, taken: set[str]) -> Known:
    """Write somebody again under another NIK, with slips in the other fields."""
    while True:
        if chance.random() < mix.other_nik:
            nik = f"{one.nik[:12]}{chance.randrange(9001, 10_000)}"
        else:
            nik = _slip_of_nik(chance, one.nik)
        if _usable(nik) and nik not in taken:
            break
    taken.add(nik)
    one = one._replace(nik=nik)
    for slip in set(chance.sample(range(len(_SLIPS)), chance.choice(mix.slips))):
        one = _SLIPS[slip](chance, one)
    return one._replace(name=one.name.upper()) if chance.random() < 0.5 else one


def _slip_of_nik(chance: random.Random, nik: str) -> str:
    at = chance.randrange(15)
    if chance.random() < 0.35:
        return nik[:at] + nik[at + 1] + nik[at] + nik[at + 2 :]
    at = chance.randrange(16)
    return nik[:at] + str((int(nik[at]) + chance.randrange(1, 10)) % 10) + nik[at + 1 :]


def _usable(nik: str) -> bool:
    day, month, year = int(nik[6:8]) % 40, int(nik[8:10]), int(nik[10:12])
    try:
        date(1900 + year if year > 9 else 2000 + year, month, day)
    except ValueError:
        return False
    return int(nik[6:8]) < 72 and nik[0] != "0"


def _date(chance: random.Random, one: Known) -> Known:
    """Day and month swapped, a digit mistyped, two neighbours swapped."""
    year, month, day = one.birth_date.split("-")
    digits, way, at = day + month + year, chance.random(), chance.choice((0, 1, 2, 3, 6, 7))
    if way < 0.4:
        digits = month + day + year
    elif way < 0.8 or at in (3, 7):
        digits = digits[:at] + str(chance.randrange(10)) + digits[at + 1 :]
    else:
        digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    try:
        return one._replace(birth_date=date(int(digits[4:]), int(digits[2:4]), int(digits[:2])).isoformat())
    except ValueError:
        return one


def _shortened(chance: random.Random, one: Known) -> Known:
    dot = chance.choice(("", "."))
    return one._replace(name=" ".join(_SHORT[w] + dot if w in _SHORT else w for w in one.name.split()))


def _letter(chance: random.Random, one: Known) -> Known:
    """One letter of the longest word mistyped, left out, doubled or swapped."""
    words = one.name.split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[place]
    at = chance.randrange(len(word) - 1)
    words[place] = chance.choice((
        word[:at] + chance.choice("aiueonrst") + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[: at + 1] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip
    return one._replace(name=" ".join(words))


def _spelled(chance: random.Random, one: Known) -> Known:
    old, new = chance.choice((("u", "oe"), ("j", "dj"), ("y", "i"), ("i", "y"), ("d", "dh"), ("w", "v"), ("t", "th")))
    return one._replace(name=one.name[:3] + one.name[3:].replace(old, new, 1))


def _spaced(chance: random.Random, one: Known) -> Known:
    """A space left out."""
    words = one.name.split()
    at = chance.randrange(len(words) - 1) if len(words) > 1 else 0
    return one._replace(name=" ".join([*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]]))


def _less(chance: random.Random, one: Known) -> Known:
    """Without the particle, bin and binti, or the last of many words."""
    words = [word for word in one.name.split() if word not in ("I", "Ni", "bin", "binti")]
    return one._replace(name=" ".join(words[:-1] if len(words) > 2 and chance.random() < 0.4 else words))


def _degree(chance: random.Random, one: Known) -> Known:
    return one._replace(name=one.name + chance.choice((", S.Pd", " S.E.", ", SH", ", A.Md.")))


def _mother(chance: random.Random, one: Known) -> Known:
    how = chance.choice((_shortened, _letter, _spelled, _spaced))
    return one._replace(mother=how(chance, one._replace(name=one.mother)).name)


def _moved(chance: random.Random, one: Known) -> Known:
    return one._replace(village=f"{one.village[:5]}{chance.randrange(1, 8)}20{chance.randrange(1, 8):02d}")


def _other_phone(chance: random.Random, one: Known) -> Known:
    return one._replace(phone=_phone(chance))


_SLIPS: tuple[Callable[[random.Random, Known], Known], ...] = (
    _date, _shortened, _letter, _spelled, _spaced, _less, _degree, _mother, _moved, _other_phone,
)  # fmt: skip


def _gaps(chance: random.Random, one: Known, mix: Mix) -> Known:
    missing = ("mother", "phone", "village", "birth_date")
    return one._replace(**{field: "" for field in missing if chance.random() < getattr(mix, field)})
