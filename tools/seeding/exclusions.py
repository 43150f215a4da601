"""What Dukcapil and BKPSDM sent the three sample offices: people who are dead or civil servants, most on no roster."""

from collections.abc import Sequence
from datetime import date

from seeding.files import Sheet, csv_bytes, workbook_bytes
from seeding.people import People, Person
from seeding.roster import Roster, Row

_DEAD, _SERVANTS, _STRANGERS = 3, 2, 5
_APART = 7
"""Every so many of the rows that nothing is wrong with are put on a list."""


def put_on_lists(rosters: Sequence[Roster]) -> None:
    """Mark the rows whose people are on a list: accepted by `validate`, rejected by `import`, billed nothing."""
    free = [row for one in rosters for row in one.rows if row.free and "name" not in row.cells]
    for row, kind in zip(free[_APART::_APART], ("deceased",) * _DEAD + ("civil-servant",) * _SERVANTS, strict=False):
        row.listed = kind


def list_files(rosters: Sequence[Roster], people: People) -> dict[str, bytes]:
    """Give the lists by their path in the workspace: deaths with NIK and day, civil servants without a NIK."""
    homes = [row.person.village for one in rosters for row in one.rows]
    strangers = [people.person(homes[at % len(homes)]) for at in range(2 * _STRANGERS)]
    dead = [*_people(rosters, "deceased"), *strangers[:_STRANGERS]]
    servants = [*_people(rosters, "civil-servant"), *strangers[_STRANGERS:]]
    return {
        "lists/meninggal/dukcapil-2026-10.xlsx": workbook_bytes([_deaths(dead)]),
        "lists/asn/bkpsdm-2026.csv": csv_bytes(_servants(servants), "utf-8-sig"),
    }


def expected(rosters: Sequence[Roster]) -> list[dict[str, object]]:
    """Give every row that must be E06, with the kind of list, by file and place."""
    return [
        {"kind": row.listed, "file": one.name, "sheet": row.sheet or None, "row": row.number}
        for one in sorted(rosters, key=lambda roster: roster.name)
        for row in one.rows
        if row.listed
    ]


def _people(rosters: Sequence[Roster], kind: str) -> list[Person]:
    return [row.person for row in _rows(rosters) if row.listed == kind]


def _rows(rosters: Sequence[Roster]) -> list[Row]:
    return [row for one in rosters for row in one.rows]


def _deaths(people: Sequence[Person]) -> Sheet:
    sheet = Sheet("AKTA KEMATIAN", widths=[5, 20, 30, 18, 22])
    sheet.add("DAFTAR AKTA KEMATIAN SAMPAI DENGAN OKTOBER 2026")
    sheet.add("")
    sheet.bold.append(sheet.add("NO", "NIK", "NAMA LENGKAP", "TGL MENINGGAL", "KET") - 1)
    for number, person in enumerate(people, 1):
        sheet.add(number, person.nik, person.name.upper(), date(2026, 10, number), f"Akta KM-{number:04d}")
    return sheet


def _servants(people: Sequence[Person]) -> Sheet:
    sheet = Sheet("")
    sheet.add("NO", "NAMA PEGAWAI", "TTL", "DESA", "UNIT KERJA")
    for number, person in enumerate(people, 1):
        born = f"{person.birth_place}, {person.born:%d-%m-%Y}"
        sheet.add(number, f"{person.name}, S.Pd.", born, person.village.name, "Dinas Pendidikan")
    return sheet
