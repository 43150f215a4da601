"""People of whom some stand twice: houses with brothers, sisters, twins, fathers and sons, and namesakes beside them.

Every serial of a NIK is 9001 or more, so nobody here exists.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from doubles.names import Names
from doubles.slips import shifted_date, swapped_digits, written, wrong_digit

COLUMNS = ("key", "person", "house", "nik", "name", "birth_date", "sex", "village", "mother", "phone", "family_card")
OLDEST, YOUNGEST = date(1962, 1, 1), date(2008, 6, 30)


class Rates(NamedTuple):
    """How often what happens."""

    twice: float = 0.06
    """of people who stand more than once."""
    more: float = 0.2
    """of those, who stand a third time, and so on."""
    other_nik: float = 0.3
    """of second NIKs that are wholly others, not a slip of the first."""
    date_slip: float = 0.15
    no_date: float = 0.08
    no_mother: float = 0.25
    no_phone: float = 0.35
    no_card: float = 0.6
    moved: float = 0.08
    slips: float = 1.0
    """how much likelier than usual a name is written differently."""
    namesakes: float = 0.02
    few_serials: float = 0.5
    """of districts that count serials up from 1, not at random."""
    culture: str = "bali"


@dataclass(frozen=True, slots=True)
class Made:
    """One person as the registry of births would have it."""

    person: int
    house: int
    nik: str
    name: str
    born: date
    sex: str
    village: str
    mother: str
    phone: str
    card: str


class People:
    """Makes records, the same ones for the same seed."""

    def __init__(self, seed: int, people: int, rates: Rates | None = None) -> None:
        self.chance = random.Random(seed)
        self.rates = rates = rates or Rates()
        self.names = Names(rates.culture)
        province = "51" if rates.culture == "bali" else "62"
        districts = max(7, people // 12_000)
        self.districts = [f"{province}{place // 9 + 1:02}{place % 9 + 1:02}" for place in range(districts)]
        self.villages = [f"{district}{2001 + number}" for district in self.districts for number in range(9)]
        self.few = {district for district in self.districts if self.chance.random() < rates.few_serials}
        self.used: set[str] = set()
        self.made = 0

    def records(self, people: int) -> Iterator[tuple[str, ...]]:
        """Give records in the order of COLUMNS until that many people were made, with all their records."""
        key, house = 0, 0
        while self.made < people:
            house += 1
            for one in self.house(house):
                for record in self._written(one):
                    yield (str(key), *record)
                    key += 1

    def house(self, house: int) -> Iterator[Made]:
        """Make the workers of one house, and now and then a namesake next door."""
        chance = self.chance
        village = chance.choice(self.villages)
        family, mother = self.names.family(chance), self.names.name(chance, "P")
        card, phone = self._card(village), self._phone()
        children = chance.choice((1, 1, 1, 2, 2, 3, 4))
        born = OLDEST + timedelta(days=chance.randrange((YOUNGEST - OLDEST).days))
        before: Made | None = None
        for place in range(children):
            twin = before is not None and chance.random() < 0.02
            if before is not None and not twin:
                born = born + timedelta(days=chance.randrange(330, 2200))
            if born > YOUNGEST:
                break
            sex = before.sex if twin and before and chance.random() < 0.6 else chance.choice("LP")
            own = phone if chance.random() < 0.3 else self._phone()
            home = village if chance.random() < 0.8 else chance.choice(self.villages)
            name = self.names.name(chance, sex, family=family, place=place)
            nik = self._twin_nik(before, sex) if twin and before else self.nik(village, born, sex)
            before = self._person(house, nik, name, born, sex, home, mother, own, card if home == village else "")
            yield before
            if chance.random() < self.rates.namesakes:
                yield self._namesake(before)
            if sex == "L" and chance.random() < 0.03:
                yield self._father(before)

    def _person(self, *about: object) -> Made:
        self.made += 1
        return Made(self.made, *about)  # type: ignore[arg-type]

    def _namesake(self, other: Made) -> Made:
        chance = self.chance
        born = other.born + timedelta(days=chance.choice((-1, 1)) * chance.randrange(40, 9000))
        born = min(max(born, OLDEST), YOUNGEST)
        return self._person(
            other.house + 10**9, self.nik(other.village, born, other.sex), other.name, born, other.sex, other.village,
            self.names.name(chance, "P"), self._phone(), self._card(other.village),
        )  # fmt: skip

    def _father(self, child: Made) -> Made:
        chance = self.chance
        born = child.born - timedelta(days=chance.randrange(18 * 365, 35 * 365))
        name = child.name if chance.random() < 0.3 else self.names.name(chance, "L")
        nik = self.nik(child.village, born, "L")
        return self._person(
            child.house, nik, name, born, "L", child.village, self.names.name(chance, "P"), child.phone, child.card
        )

    def nik(self, village: str, born: date, sex: str) -> str:
        """Make a NIK nobody has yet."""
        chance = self.chance
        district = village[:6] if chance.random() < 0.85 else chance.choice(self.districts)
        day = born.day + (40 if sex == "P" else 0)
        tries = 1
        while True:
            tries += 1
            few = district in self.few and tries < 60
            serial = min(9001 + int(chance.expovariate(1 / (2 + tries))), 9999) if few else chance.randint(9001, 9999)
            made = f"{district}{day:02d}{born:%m%y}{serial:04d}"
            if made not in self.used:
                self.used.add(made)
                return made

    def _twin_nik(self, other: Made, sex: str) -> str:
        day = other.born.day + (40 if sex == "P" else 0)
        for step in (1, 2, 3, 4, 5, -1, -2):
            serial = min(max(int(other.nik[12:]) + step, 9001), 9999)
            made = f"{other.nik[:6]}{day:02d}{other.nik[8:12]}{serial:04d}"
            if made not in self.used:
                self.used.add(made)
                return made
        return self.nik(other.village, other.born, sex)

    def _phone(self) -> str:
        return f"08{self.chance.choice(('12', '13', '21', '52', '57', '87'))}{self.chance.randrange(10**7, 10**8)}"

    def _card(self, village: str) -> str:
        day, month, year = self.chance.randint(1, 28), self.chance.randint(1, 12), self.chance.randint(10, 25)
        return f"{village[:6]}{day:02}{month:02}{year}{self.chance.randint(9001, 9999)}"

    def _written(self, one: Made) -> Iterator[tuple[str, ...]]:
        """Write a person once, or several times with slips."""
        chance, rates = self.chance, self.rates
        yield self._record(one, 0.25)
        likely = rates.twice
        while chance.random() < likely:
            likely = rates.more
            again = replace(one, nik=self._second_nik(one))
            if chance.random() < rates.moved:
                again = replace(again, village=chance.choice(self.villages), card=self._card(one.village))
            if chance.random() < rates.date_slip:
                again = replace(again, born=shifted_date(one.born, chance))
            if chance.random() < 0.15:
                again = replace(again, phone=self._phone())
            elif chance.random() < 0.05:
                again = replace(again, phone=wrong_digit(one.phone.ljust(16, "0"), chance)[: len(one.phone)])
            yield self._record(again, rates.slips)

    def _second_nik(self, one: Made) -> str:
        chance = self.chance
        while True:
            if chance.random() < self.rates.other_nik:
                made = self.nik(chance.choice((one.village, chance.choice(self.villages))), one.born, one.sex)
            else:
                made = (swapped_digits if chance.random() < 0.3 else wrong_digit)(one.nik, chance)
            day, month = int(made[6:8]), int(made[8:10])
            if 1 <= day % 40 <= 28 and day < 72 and 1 <= month <= 12 and made != one.nik:
                self.used.add(made)
                return made

    def _record(self, one: Made, slips: float) -> tuple[str, ...]:
        chance, rates = self.chance, self.rates
        return (
            str(one.person),
            str(one.house),
            one.nik,
            written(one.name, chance, slips),
            "" if chance.random() < rates.no_date else one.born.isoformat(),
            one.sex if chance.random() < 0.99 else "LP"[one.sex == "L"],
            one.village,
            "" if chance.random() < rates.no_mother else written(one.mother, chance, slips),
            "" if chance.random() < rates.no_phone else one.phone,
            "" if chance.random() < rates.no_card else one.card,
        )
