"""Which village a written name means, and where nobody can say."""

import pytest

from jamsos_cli.law.regions import regency
from jamsos_cli.law.villages import VillageFinder
from jamsos_cli.model.judging import VillageMatch
from jamsos_cli.model.region import Regency, Village

GIANYAR, GUNUNG_MAS = "51.04", "62.10"


def found(code: str, name: str, district: str = "") -> VillageMatch:
    there = regency(code)
    assert there is not None
    return VillageFinder(there)(name, district)


@pytest.mark.parametrize(
    ("code", "name", "district", "village", "by_spelling"),
    [
        (GIANYAR, "Batubulan", "", "Batubulan", False),
        (GIANYAR, "desa  BATUBULAN", "", "Batubulan", False),
        (GIANYAR, "Batu Bulan", "", "Batubulan", True),
        (GIANYAR, "51.04.01.2001", "", None, False),
        (GIANYAR, "Ketewal", "", "Ketewel", True),
        (GIANYAR, "Mas (Ubud)", "", "Mas", False),
        (GIANYAR, "Desa Mas, Kec. Ubud", "", "Mas", False),
        (GIANYAR, "Mas Ubud", "", "Mas", False),
        (GIANYAR, "DESA SABA KEC. BLAHBATUH KAB. GIANYAR", "", "Saba", False),
        (GIANYAR, "Desa Saba, Kabupaten Gianyar", "", "Saba", False),
        (GIANYAR, "51.04.02.2001 SABA", "", "Saba", False),
        (GIANYAR, "5104022001 - Desa Saba", "", "Saba", False),
        (GIANYAR, "Br. Tengah, Desa Saba", "", "Saba", False),
        (GIANYAR, "Pejeng Kaa", "", "Pejeng Kaja", True),
        (GUNUNG_MAS, "Tumbang Lampahun", "", "Tumbang Lampahung", True),
        (GUNUNG_MAS, "Sarerangan", "", "Sare Rangan", True),
    ],
)
def test_a_name_is_found_however_it_is_written(
    code: str, name: str, district: str, village: str | None, by_spelling: bool
) -> None:
    match = found(code, name, district)
    assert match.village is not None and match.by_spelling is by_spelling
    assert match.village.name == village if village else match.village.code == name


STRANGE = ("Denpasar", "Ma", "", "Mas (Sukawati Lama)", "Mas Sukawati", "51.04.02.2001 Pering", "Saba Kab. Bangli")


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_village_is_none(name: str) -> None:
    assert found(GIANYAR, name) == VillageMatch(None)


def test_a_name_that_is_near_to_two_is_neither() -> None:
    both = tuple(Village(f"51.04.01.200{n}", name, "Sukawati") for n, name in enumerate(("Banjar Sari", "Banjar Sara")))
    assert VillageFinder(Regency(GIANYAR, "Kabupaten Gianyar", both))("Banjar Saro") == VillageMatch(None)
    assert VillageFinder(Regency(GIANYAR, "Kabupaten Gianyar", both[:1]))("Banjar Saro").village == both[0]


def test_two_villages_of_one_name_are_told_apart_by_the_district() -> None:
    both = found(GUNUNG_MAS, "Tumbang Lapan")
    assert both.village is None and len(both.candidates) == 2
    for one in both.candidates:
        assert found(GUNUNG_MAS, "Tumbang Lapan", f"Kec. {one.district}").village == one
        assert found(GUNUNG_MAS, f"Tumbang Lapan ({one.district})").village == one
    assert found(GUNUNG_MAS, "Tumbang Lapan", "Ubud").candidates == both.candidates
