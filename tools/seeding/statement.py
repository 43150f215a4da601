"""The insurer's statement of the month: mostly right lines, and some of everything that goes wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from seeding.files import Sheet, csv_bytes, workbook_bytes
from seeding.people import People, Person
from seeding.roster import Value
from seeding.truth import MONTH, Bill

COLUMNS = (
    "NO",
    "NIK",
    "NAMA PESERTA",
    "BULAN IURAN",
    "JKK",
    "JKM",
    "JHT",
    "TOTAL",
    "STATUS",
    "TGL BAYAR",
    "NO REFERENSI",
)
LAST_MONTH = "2026-10"


@dataclass(frozen=True)
class Line:
    """One line of a statement; negative amounts take an earlier line back."""

    nik: str
    name: str
    jkk: int
    jkm: int
    jht: int
    month: str = MONTH
    status: str = "AKTIF"

    @property
    def total(self) -> int:
        """The three together."""
        return self.jkk + self.jkm + self.jht


@dataclass
class State:
    """What one state of the reconciliation must add up to."""

    people: set[str] = field(default_factory=set)
    billed: int = 0
    recorded: int = 0

    def add(self, nik: str, billed: int, *lines: Line) -> None:
        """Count a person-month and its lines."""
        self.people.add(nik)
        self.billed += billed
        self.recorded += sum(line.total for line in lines)


class Statement:
    """The lines of a month with the state each must end in; `faults` says how many people go wrong in which way."""

    def __init__(
        self, billed: Sequence[Bill], people: People, faults: dict[str, int], strangers: Sequence[Person]
    ) -> None:
        self.lines: list[Line] = []
        self.states: dict[str, State] = {}
        late: list[Line] = []
        plan = [fault for fault, count in faults.items() for _ in range(count)]
        faulty = dict(zip(people.draw.sample(range(len(billed)), len(plan)), plan, strict=True))
        for index, bill in enumerate(billed):
            late += self._record(bill, faulty.get(index, "matched"))
        for person in strangers:
            line = Line(person.nik, person.name.upper(), 10_000, 6_800, 0)
            self.lines.append(line)
            self._state("recorded_not_billed").add(person.nik, 0, line)
        self.lines += late

    def _record(self, bill: Bill, fault: str) -> list[Line]:
        """Add the lines of one premium; gives those that come at the end of the file."""
        person = bill.row.person
        right = Line(person.nik, person.name.upper(), bill.jkk, bill.jkm, bill.jht)
        lines, later, state = [right], list[Line](), self._state(fault if fault != "duplicate" else "matched")
        if fault == "short":
            lines = [replace(right, jkk=right.jkk // 2, jkm=right.jkm // 2)]
        elif fault == "over":
            lines = [replace(right, jht=right.jht + 20_000)]
        elif fault == "billed_not_recorded":
            lines = []
        elif fault == "wrong_month":
            lines = [replace(right, month=LAST_MONTH)]
        elif fault == "inactive":
            lines = [replace(right, status="TIDAK AKTIF")]
        elif fault == "reversed":
            later = [replace(right, jkk=-right.jkk, jkm=-right.jkm, jht=-right.jht, status="BATAL")]
        self.lines += lines
        state.add(person.nik, bill.total, *lines, *later)
        if fault == "duplicate":
            later = [right]
            self._state("duplicate").add(person.nik, 0, right)
        return later

    def _state(self, name: str) -> State:
        return self.states.setdefault(name, State())

    def expected(self) -> dict[str, dict[str, int]]:
        """Give people, billed and recorded rupiah by state, in the order of their names."""
        return {
            name: {"people": len(state.people), "billed": state.billed, "recorded": state.recorded}
            for name, state in sorted(self.states.items())
        }


def statement_workbook(lines: Sequence[Line], title: str) -> bytes:
    """Give an .xlsx with two title rows, real payment dates and a TOTAL row."""
    sheet = Sheet("Rincian", widths=[5, 20, 32, 16, 10, 10, 10, 12, 13, 13, 22], bold=[0, 1, 3])
    sheet.add("BPJS KETENAGAKERJAAN - RINCIAN IURAN BPU")
    sheet.add(title)
    sheet.add()
    sheet.add(*COLUMNS)
    for number, line in enumerate(lines, 1):
        sheet.add(*_cells(number, line, "November 2026" if line.month == MONTH else "Oktober 2026", date(2026, 11, 12)))
    sheet.add(
        None,
        "TOTAL",
        None,
        None,
        *(sum(getattr(line, what) for line in lines) for what in ("jkk", "jkm", "jht", "total")),
    )
    sheet.merged = [(0, 0, 0, len(COLUMNS) - 1), (1, 0, 1, len(COLUMNS) - 1)]
    return workbook_bytes([sheet])


def statement_csv(lines: Sequence[Line], encoding: str, *, american: bool = False, first: int = 1) -> bytes:
    """Give a `;` CSV; `american` writes 16,800.00 as some exports do."""
    sheet = Sheet("")
    sheet.add(*COLUMNS)
    for number, line in enumerate(lines, first):
        cells = _cells(number, line, line.month, "12-11-2026")
        sheet.add(*(f"{value:,}.00" if american and 4 <= at <= 7 else value for at, value in enumerate(cells)))
    return csv_bytes(sheet, encoding)


def _cells(number: int, line: Line, month: str, paid: Value) -> list[Value]:
    reference = f"VA-2611-{int(line.nik[-4:]):04d}{'R' if line.total < 0 else ''}"
    head: list[Value] = [number, line.nik, line.name, month, line.jkk, line.jkm, line.jht, line.total]
    return [*head, line.status, paid, reference]
