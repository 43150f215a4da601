"""The mistakes clerks make, one function each, and what must be found: the code stands in the row they spoil.

Every mistake takes a roster and a row without one, and changes that row in place.
"""

from collections.abc import Callable
from datetime import date

from seeding.people import People, Person
from seeding.roster import Roster, Row, Value, written_date

Mistake = Callable[[Roster, Row, People], None]


def _wrong(code: str, field: str, *texts: str) -> Mistake:
    """A cell that says something else, and its row is rejected."""

    def put(_roster: Roster, row: Row, people: People) -> None:
        row.cells[field] = people.draw.choice(texts)
        row.errors.append(code)

    return put


def _odd(code: str, field: str, *texts: str) -> Mistake:
    """A cell that says something odd; the row is billed and a person must look."""

    def put(_roster: Roster, row: Row, people: People) -> None:
        row.cells[field] = people.draw.choice(texts)
        row.warnings.append(code)

    return put


def nik_as_number(roster: Roster, row: Row, _people: People) -> None:
    """Typed into a cell of numbers: Excel keeps 15 digits, so the last became 0. In a CSV it shows as 5,10403E+15."""
    kept = row.person.nik[:15]
    row.cells["nik"] = f"{kept[0]},{kept[1:6]}E+15" if roster.layout.encoding else int(kept + "0")
    row.errors.append("N04")


def nik_short(_roster: Roster, row: Row, people: People) -> None:
    """One digit forgotten."""
    lost = people.draw.randrange(6, 15)
    row.cells["nik"] = row.person.nik[:lost] + row.person.nik[lost + 1 :]
    row.errors.append("N02")


def nik_letter(_roster: Roster, row: Row, people: People) -> None:
    """The letter O for a zero, or l for a one."""
    row.person = _another(row, people, born=date(1980, 10, 11), sex="L")
    row.cells["nik"] = row.person.nik.replace(*people.draw.choice((("0", "O"), ("1", "l"))), 1)
    row.errors.append("N03")


def nik_of_no_day(_roster: Roster, row: Row, people: People) -> None:
    """Digits 7 to 12 are no day of any calendar."""
    impossible = people.draw.choice(("320685", "300285", "151385", "720585"))
    row.cells["nik"] = row.person.nik[:6] + impossible + row.person.nik[12:]
    row.errors.append("N06")


def born_other_day(roster: Roster, row: Row, _people: People) -> None:
    """Day and year right, the month is another."""
    born = row.person.born
    _write_birth(roster, row, written_date(born.replace(day=min(born.day, 28), month=born.month % 12 + 1), "dash"))
    row.warnings.append("N08")


def other_sex(_roster: Roster, row: Row, _people: People) -> None:
    """The column of sex and the NIK disagree."""
    row.cells["sex"] = "L" if row.person.sex == "P" else "P"
    row.warnings.append("N09")


def family_card_for_nik(_roster: Roster, row: Row, people: People) -> None:
    """The number of the family card: of 16 digits, too, but the day in it is that of its issue."""
    row.person = _another(row, people, sex="L")
    row.person = row.person._replace(nik=row.person.nik[:6] + "150814" + row.person.nik[12:])
    row.warnings += ["N08", "N12"]


def old_region(_roster: Roster, row: Row, people: People) -> None:
    """A kecamatan no list knows: real for old cards."""
    row.person = _another(row, people, region=row.person.village.code[:6] + "97")
    row.warnings.append("N07")


def too_old(_roster: Roster, row: Row, people: People) -> None:
    """Over 65 at the first registration (Permenaker 5/2021 art. 33(1)b)."""
    row.person = _another(row, people, born=date(people.draw.randint(1950, 1959), 5, 17))
    row.errors.append("E01")


def too_young(_roster: Roster, row: Row, people: People) -> None:
    """A child of 16."""
    row.person = _another(row, people, born=date(2010, people.draw.randint(1, 9), 14))
    row.errors.append("E02")


def american_date(roster: Roster, row: Row, people: People) -> None:
    """Month before day."""
    row.person = _another(row, people, born=date(people.draw.randint(1970, 1999), 4, 23))
    _write_birth(roster, row, f"{row.person.born:%m/%d/%Y}")
    row.warnings.append("P05")


def no_birth_date(roster: Roster, row: Row, _people: People) -> None:
    """Blank, or a TTL that has only the place."""
    if "birth" in roster.fields:
        row.cells["birth"] = row.person.birth_place
    else:
        row.cells["birth_date"] = None
    row.warnings.append("P03")


def no_such_date(roster: Roster, row: Row, people: People) -> None:
    """The 31st of February, or only a year."""
    _write_birth(roster, row, people.draw.choice(("31-02-1985", "1975", "00-00-1980")))
    row.errors.append("P04")


def hidden_row(_roster: Roster, row: Row, _people: People) -> None:
    """Hidden by a filter somebody forgot; the worker counts."""
    row.hidden = True
    row.warnings.append("F14")


def income_in_thousands(_roster: Roster, row: Row, _people: People) -> None:
    """1.500 meant as thousands and read as 1.5: unknown, so band 1."""
    row.cells["income"] = 1.5
    row.income_known = False
    row.warnings.append("P09")


def no_sponsor(_roster: Roster, row: Row, _people: People) -> None:
    """SERTAKAN, and nobody who pays."""
    row.sponsor = None
    row.errors.append("S04")


def next_month(_roster: Roster, row: Row, _people: People) -> None:
    """Right, but not billed yet: enrolled from the month after the sample's."""
    row.cells["months"] = "Desember 2026"
    row.billed = False


def official(roster: Roster, row: Row, people: People) -> None:
    """A village official: forbidden under Dana Desa (Permendesa 16/2025), a doubt elsewhere."""
    bali = row.person.village.code.startswith("51")
    titles = ("Perbekel", "Kaur Keuangan", "Kelian Banjar Dinas") if bali else ("Kepala Desa", "Kaur Keuangan")
    row.cells["occupation"] = people.draw.choice(titles)
    if roster.source == "dana_desa":
        row.errors.append("S05")
    else:
        row.warnings.append("E08")


def kelurahan(_roster: Roster, row: Row, _people: People) -> None:
    """Sanur is a kelurahan (51.71.01.1006), which has no Dana Desa."""
    row.cells["village"] = "Sanur"
    row.errors.append("S05")


def _another(row: Row, people: People, *, born: date | None = None, region: str = "", sex: str = "") -> Person:
    """Somebody else of the same village and hamlet."""
    made = people.person(row.person.village, born=born, region=region, sex=sex)
    return made._replace(hamlet=row.person.hamlet)


def _write_birth(roster: Roster, row: Row, written: Value) -> None:
    if "birth" in roster.fields:
        row.cells["birth"] = f"{row.person.birth_place}, {written}"
    else:
        row.cells["birth_date"] = written


MISTAKES: dict[str, Mistake] = {
    "nik as number": nik_as_number,
    "nik short": nik_short,
    "nik letter": nik_letter,
    "nik missing": _wrong("N01", "nik", "", "-", "BELUM ADA"),
    "nik placeholder": _wrong("N05", "nik", "1111111111111111", "1234567890123456", "0000000000000000"),
    "nik of no day": nik_of_no_day,
    "born other day": born_other_day,
    "other sex": other_sex,
    "family card": family_card_for_nik,
    "old region": old_region,
    "name missing": _wrong("P01", "name", ""),
    "name a title": _odd("P02", "name", "NI", "I"),
    "too old": too_old,
    "too young": too_young,
    "american date": american_date,
    "no birth date": no_birth_date,
    "no such date": no_such_date,
    "no sex": _odd("P06", "sex", "", "?"),
    "income": income_in_thousands,
    "no occupation": _odd("E04", "occupation", "", "-"),
    "state servant": _wrong("E05", "occupation", "PNS", "ASN", "PPPK", "Polri", "Pegawai Negeri Sipil"),
    "official": official,
    "honorary": _odd("E08", "occupation", "Honorer", "Tenaga honorer"),
    "only JHT": _wrong("S03", "programme", "JHT", "JHT saja"),
    "bad period": _wrong("S06", "months", "7", "13", "sampai lunas"),
    "no sponsor": no_sponsor,
    "kelurahan": kelurahan,
    "next month": next_month,
    "hidden": hidden_row,
    "village unknown": _odd("V01", "village", "BANJAR SARI MEKAR JAYA"),
    "village ambiguous": _odd("V02", "district", ""),
}


def spoil(roster: Roster, people: People, *names: str) -> None:
    """Put one mistake of each name into rows that have none, spread over the roster."""
    free = [row for row in roster.rows if row.free]
    for name, row in zip(names, people.draw.sample(free, len(names)), strict=True):
        MISTAKES[name](roster, row, people)


def repeat(roster: Roster, people: People, *, other_person: bool = False) -> None:
    """Put a clean row into the roster again, further down: the same person (D01), or somebody else's name (D04)."""
    first = people.draw.choice([row for row in roster.rows if row.free and not row.cells])
    again = Row(first.person, sponsor=first.sponsor, income_known=first.income_known, paired=True)
    first.paired = True
    if other_person:
        again.person = first.person._replace(name=_stranger(first.person.name, first.person.sex, people))
        first.errors.append("D04")
        again.errors.append("D04")
    else:
        again.errors.append("D01")
    same_sheet = [
        i for i, row in enumerate(roster.rows) if roster.layout.sheet or row.person.hamlet == first.person.hamlet
    ]
    roster.rows.insert(same_sheet[-1] + 1, again)


def share(left: Roster, right: Roster, people: People, warning: str) -> tuple[Row, Row]:
    """Let a clean worker of one roster stand in another too; the row there gets the warning.

    In the other he lives where that roster's rows do when the warning is D02 (another village), else at home.
    """
    first = people.draw.choice([row for row in left.rows if row.free and not row.cells])
    second = people.draw.choice([row for row in right.rows if row.free and not row.cells])
    village = second.person.village if warning == "D02" else first.person.village
    second.person = first.person._replace(village=village, hamlet=second.person.hamlet)
    second.warnings.append(warning)
    first.paired = second.paired = True
    return first, second


def mix_sex_codes(roster: Roster) -> None:
    """One clerk wrote W for women, another P: nobody can tell whether P is Pria (P07); the NIK decides."""
    women = [row for row in roster.rows if row.free and row.person.sex == "P"]
    for row in women[::2]:
        row.cells["sex"] = "W"
    roster.warnings.append("P07")


def _stranger(name: str, sex: str, people: People) -> str:
    while True:
        other = people.name(sex)
        if not set(other.upper().split()) & (set(name.upper().split()) - {"I", "NI", "BIN", "BINTI"}):
            return other
