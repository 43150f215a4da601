"""A roster before it is a file: rows of made-up workers, what each cell will say, and what must be found in it."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from jamsos_cli.model.region import Village
from seeding.people import People, Person, shortened

Value = str | int | float | date | None
MONTH_WORDS = ("Januari", "Pebruari", "Maret", "April", "Mei", "Juni",
               "Juli", "Agust", "September", "Okt", "Nopember", "Des")  # fmt: skip


class Heading(NamedTuple):
    """One column: the field of ours it carries, how this office spells it, and the heading over it if there are two."""

    field: str
    text: str
    over: str = ""


def columns(text: str) -> tuple[Heading, ...]:
    """Read headings written `field: HEADING | field: OVER > HEADING`.

    >>> columns("nik: NIK | birth_place: LAHIR > TEMPAT")[1]
    Heading(field='birth_place', text='TEMPAT', over='LAHIR')
    """
    made = []
    for one in text.split(" | "):
        name, _, heading = one.partition(": ")
        over, _, below = heading.rpartition(" > ")
        made.append(Heading(name, below, over))
    return tuple(made)


class Sponsor(NamedTuple):
    """Who pays for workers nearby; a citizen has no NIP."""

    name: str
    nip: str
    opd: str


@dataclass
class Row:
    """One worker row: who it is, what its cells say instead of that, and the findings it must have."""

    person: Person
    cells: dict[str, Value] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    sponsor: Sponsor | None = None
    billed: bool = True
    """whether an accepted row pays for the month of the sample."""
    income_known: bool = True
    hidden: bool = False
    paired: bool = False
    """whether another row is about the same NIK, so that neither may be changed any more."""
    listed: str = ""
    """kind of the exclusion list the person is on; "" for none."""
    sheet: str = ""
    number: int = 0
    """row in its sheet, as Excel shows it; the line of a CSV. Known once it is laid out."""

    @property
    def free(self) -> bool:
        """Whether a mistake may still be put in."""
        return self.billed and not (self.errors or self.warnings or self.paired)


@dataclass(frozen=True)
class Layout:
    """The shape of one office's workbook."""

    headings: tuple[Heading, ...]
    titles: tuple[str, ...] = ()
    dates: str = "dash"
    """how dates are written: real, serial, dash, slash, short, words; mixed takes turns."""
    upper: bool = True
    short_names: float = 0.0
    """share of names written short."""
    niks: tuple[str, ...] = ("plain",)
    """how NIKs are written, in turns: plain, dotted, spaced, apostrophe."""
    column_numbers: bool = False
    sheet: str = "Sheet1"
    """name of the sheet; "" for one sheet a hamlet."""
    totals: bool = False
    signature: tuple[str, ...] = ()
    instructions: bool = False
    empty_numbers: int = 0
    """rows with only a running number below the last worker."""
    encoding: str = ""
    """of a CSV; "" for a workbook."""
    programme: str = "JKK+JKM"
    """what the column of programmes says, where there is one."""
    source_words: str = ""
    """what the column SUMBER DANA says, where there is one."""
    months: tuple[Value, ...] = ("6",)
    """what the column BULAN IUR says, in turns."""


@dataclass
class Roster:
    """One file of a workspace."""

    name: str
    """its path below the workspace, with forward slashes."""
    source: str
    layout: Layout
    rows: list[Row]
    warnings: list[str] = field(default_factory=list)
    """codes that must be found once for the file or a column."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields it has a column for."""
        return frozenset(heading.field for heading in self.layout.headings)


def roster(
    name: str,
    layout: Layout,
    people: People,
    villages: tuple[Village, ...],
    count: int,
    *,
    sponsors: tuple[Sponsor, ...] = (),
) -> Roster:
    """Make a roster without mistakes: `count` workers of the villages in turn, each with a sponsor where there are any.

    The source is the folder of the name: rosters/apbd/taro.xlsx is paid by apbd.
    """
    rows = [Row(people.person(villages[index % len(villages)])) for index in range(count)]
    for index, row in enumerate(rows):
        row.sponsor = sponsors[index * len(sponsors) // count] if sponsors else None
    if not layout.sheet:
        rows.sort(key=lambda row: row.person.hamlet)
    made = Roster(name, name.split("/")[1], layout, rows)
    for row in rows:
        row.income_known = "income" in made.fields
        if people.draw.random() < layout.short_names:
            row.cells["name"] = shortened(row.person.name, people.draw)
    return made


def cell(row: Row, heading: Heading, layout: Layout, index: int) -> Value:
    """Give what a cell says: the mistake put into it, or else the person's own value as this office writes it."""
    if heading.field in row.cells:
        return row.cells[heading.field]
    person = row.person
    if heading.field == "no":
        return index + 1
    if heading.field == "nik":
        return written_nik(person.nik, layout.niks[index % len(layout.niks)])
    if heading.field == "birth_date":
        return written_date(person.born, layout.dates, index)
    if heading.field == "birth":
        written = written_date(person.born, layout.dates, index)
        # Beside a place there is only text: a real date in turn is written out.
        return f"{person.birth_place}, {written if isinstance(written, str) else written_date(person.born, 'dash')}"
    if heading.field == "income":
        return written_income(person.income, index)
    if heading.field == "months":
        return layout.months[index % len(layout.months)]
    words = {
        "name": person.name,
        "sex": person.sex,
        "birth_place": person.birth_place,
        "address": f"Jl. Raya {person.village.name} No. {index + 3}",
        "hamlet": person.hamlet,
        "village": person.village.name,
        "district": person.village.district,
        "occupation": person.trade.name,
        "phone": person.phone,
        "mother": person.mother,
        "family_card": person.family_card,
        "programme": layout.programme,
        "source": layout.source_words,
        "sponsor": row.sponsor.name if row.sponsor else "",
        "sponsor_nip": row.sponsor.nip if row.sponsor else "",
        "opd": row.sponsor.opd if row.sponsor else "",
    }
    text = words.get(heading.field, "")
    return text.upper() if layout.upper and heading.field in {"name", "village", "district", "mother"} else text


def written_nik(nik: str, way: str) -> str:
    """Write a NIK as people do.

    >>> written_nik("5104011203809001", "dotted")
    '51.04.01.120380.9001'
    """
    if way == "dotted":
        return f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}.{nik[6:12]}.{nik[12:]}"
    if way == "spaced":
        return f"{nik[:6]} {nik[6:12]} {nik[12:]}"
    return f"'{nik}" if way == "apostrophe" else nik


def written_date(day: date, way: str, index: int = 0) -> Value:
    """Write a birth date as a real date, an Excel serial or one of the text forms; `mixed` takes turns by index.

    >>> written_date(date(1980, 2, 7), "words"), written_date(date(1980, 2, 7), "short")
    ('7 Pebruari 1980', '07/02/80')
    """
    if way == "mixed":
        way = ("dash", "words", "real", "slash", "short")[index % 5]
    if way == "real":
        return day
    if way == "serial":
        return (day - date(1899, 12, 30)).days
    if way == "words":
        return f"{day.day} {MONTH_WORDS[day.month - 1]} {day.year}"
    return day.strftime({"slash": "%d/%m/%Y", "short": "%d/%m/%y"}.get(way, "%d-%m-%Y"))


def written_income(rupiah: int, index: int) -> Value:
    """Write an income as a number, or in one of the ways people write money.

    >>> [written_income(1500000, turn) for turn in range(4)]
    [1500000, 'Rp1.500.000,-', '1,5jt', '1.500.000']
    """
    dotted = f"{rupiah:,}".replace(",", ".")
    millions, rest = divmod(rupiah, 1_000_000)
    spoken = f"{rupiah // 1000}rb" if not millions else f"{millions},{rest // 100_000}jt" if rest else f"{millions}jt"
    return (rupiah, f"Rp{dotted},-", spoken, dotted)[index % 4]
