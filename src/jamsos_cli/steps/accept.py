"""Accept or reject: rows of one file judged by the schema and the rules, until the duplicates among them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from pydantic_core import ErrorDetails

from jamsos_cli.model import nik as niks
from jamsos_cli.model.finding import Finding, Room, TooMany
from jamsos_cli.model.identity import Identity, People
from jamsos_cli.model.judging import Case, FileRule, Judgement, SheetRule, VillageMatch
from jamsos_cli.model.place import Place
from jamsos_cli.model.result import FileResult, VillageRows
from jamsos_cli.model.roster import CellValue, RosterFile, RosterSheet, Trouble, shown
from jamsos_cli.model.roster_entry import ReadRows, RosterEntry, read_rows
from jamsos_cli.model.ruling import NO_RULINGS, Rulings
from jamsos_cli.model.sent import ColumnRead, SentRow
from jamsos_cli.model.sheet_rows import RowRule, SheetRows
from jamsos_cli.model.source import Source
from jamsos_cli.model.wording import Text
from jamsos_cli.model.worker import Worker
from jamsos_cli.model.written_date import WrittenDate, is_undated
from jamsos_cli.model.written_sex import from_numbers
from jamsos_cli.steps.likeness.blocks import Facts
from jamsos_cli.steps.resemblance import FEW, resembling_facts
from jamsos_cli.steps.workers import asked_months, sponsor_ids, worker_of

_Cell = TypeVar("_Cell")
_READ_FIELDS = tuple(name for name in RosterEntry._fields if name not in {"birth_date", "address"})


ProbablySame = Callable[[Identity, Identity, float, Text], Finding]
"""A person, the earlier one whom it resembles, how likely they are one, what agrees and differs -> the finding."""


class Questions(NamedTuple):
    """The rules, handed in by the run: rooms do not import each other."""

    file_rules: Sequence[FileRule]
    sheet_rules: Sequence[SheetRule]
    row_rules: Sequence[RowRule]
    findings_of: Callable[[Sequence[tuple[str, ErrorDetails]], Case], Iterable[Finding]]
    duplicates_in_file: Callable[[Sequence[Identity], Rulings], Iterable[tuple[int, Finding]]]
    probably_same: ProbablySame
    sex_is_ambiguous: Callable[[RosterSheet], bool]


class Accepted(NamedTuple):
    """One file judged: what is shown, the workers of its accepted rows, and everybody with a usable NIK."""

    result: FileResult
    workers: tuple[Worker, ...]
    people: People
    """in order of sheet and row."""
    columns: tuple[ColumnRead, ...] = ()
    """how its headings were read, where that was asked."""
    rows: tuple[SentRow, ...] = ()
    """all its worker rows, where that was asked."""


class Wanted(NamedTuple):
    """What of a judged file is asked for beside its findings."""

    rows: bool = False
    """all rows as sent."""
    workers: bool = True
    """the workers of accepted rows."""
    resembling: bool = True
    """whether its people are compared with each other; an import compares them with the registry, too."""
    most: int = 1 << 62
    """findings; a file that has more is past the limits."""


EVERYTHING = Wanted()


def accept(
    roster: RosterFile,
    judgement: Judgement,
    questions: Questions,
    wanted: Wanted = EVERYTHING,
    ruled: Rulings = NO_RULINGS,
) -> Accepted:
    """Judge a file. Rows read = accepted + rejected; a row is rejected exactly when it has a finding of level error.

    `ruled` is what persons have decided about doubles. Of a file with more findings than are wanted only that is said.
    """
    try:
        return _accepted(roster, judgement, questions, wanted, ruled)
    except TooMany:
        none = roster._replace(sheets=(), trouble=_too_many(wanted.most))
        return _accepted(none, judgement, questions, wanted, ruled)


def _accepted(
    roster: RosterFile, judgement: Judgement, questions: Questions, wanted: Wanted, ruled: Rulings
) -> Accepted:
    room = Room(wanted.most)
    findings = [one for rule in questions.file_rules for one in rule(roster, judgement)]
    sheets: list[SheetRows] = []
    damaged = {field: _damaged(roster.sheets, field) for field in ("nik", "kk")}
    for sheet in roster.sheets:
        findings += [one for rule in questions.sheet_rules for one in rule(roster, sheet, judgement)]
        if sheet.workers and not sheet.claimed_twice:
            sheets.append(_judged(roster.file, sheet, judgement, questions, damaged, room))
    room.take(len(findings))
    _add_duplicates(roster.file, sheets, questions, ruled)
    people = _people(roster.file, sheets)
    if wanted.resembling:
        _add_resembling(people, sheets, questions, ruled)
    findings += [one for rows in sheets for index in sorted(rows.findings) for one in rows.findings[index]]
    rows_read = sum(map(len, sheets))
    rejected = sum(rows.is_rejected(index) for rows in sheets for index in rows.findings)
    result = FileResult(
        file=roster.file,
        sha256=roster.sha256,
        rows_read=rows_read,
        accepted=rows_read - rejected,
        rejected=rejected,
        skipped=sum(len(sheet.skipped) for sheet in roster.sheets),
        findings=tuple(findings),
        villages=_villages(sheets),
    )
    good = [rows.case(index) for rows in sheets for index in rows.good()] if wanted.workers else []
    ids = sponsor_ids(good)
    return Accepted(
        result,
        tuple(worker_of(case, judgement, ids) for case in good),
        people,
        rows=tuple(_sent(rows, index) for rows in sheets for index in range(len(rows))) if wanted.rows else (),
    )


def _judged(
    file: str,
    sheet: RosterSheet,
    judgement: Judgement,
    questions: Questions,
    damaged: Mapping[str, Collection[str]],
    room: Room,
) -> SheetRows:
    """Read the cells of a sheet by column, and ask every rule of the rows it doubts."""
    context = {
        "on": judgement.on,
        "source_key": judgement.source_key,
        "source_titles": ", ".join(source.title for source in judgement.sources),
        **{f"{field}_column_damaged": sheet.name in names for field, names in damaged.items()},
    }
    columns = _columns(sheet)
    if questions.sex_is_ambiguous(sheet):
        columns.pop("sex", None)
    if "sex" in columns:
        columns["sex"] = from_numbers(columns["sex"])
    lost = _lost(sheet)
    read = read_rows(
        columns, len(sheet.workers), context, [(row, name) for row, names in lost.items() for name in names], room
    )
    source = _titled_source(sheet, judgement)
    rows = SheetRows(file, sheet, judgement, read, lost, source, _matches(read, sheet, judgement))
    for index, refused in read.refused.items():
        rows.findings[index].extend(questions.findings_of(refused, rows.case(index)))
    for rule in questions.row_rules:
        if rule.fields and not any(name in sheet.columns for name in rule.fields):
            continue
        for index in rule.among(rows, judgement):
            if found := list(rule.ask(rows.case(index), judgement)):
                room.take(len(found))
                rows.findings[index].extend(found)
    return rows


def _too_many(most: int) -> Trouble:
    return Trouble(
        "too_large",
        Text(
            f"lebih dari {most} temuan (batas findings); periksa judul kolomnya, atau bagi daftarnya per desa",
            f"over {most} findings (limit findings); look at its headings, or part the list by village",
        ),
    )


def _matches(read: ReadRows, sheet: RosterSheet, judgement: Judgement) -> list[VillageMatch | None]:
    """Say what the village of each row is, each spelling looked up once."""
    find = judgement.find_village
    if find is None:
        return [None] * read.rows
    village, district = sheet.titles.get("village", ""), sheet.titles.get("district", "")
    written = list(zip(read.column("village"), read.column("district"), strict=True))
    found = {(a, b): find(a or village, b or district) if a or village else None for a, b in dict.fromkeys(written)}
    return [found[one] for one in written]


def _add_duplicates(file: str, sheets: Sequence[SheetRows], questions: Questions, ruled: Rulings) -> None:
    """Add what is found of a NIK that stands in the file more than once."""
    seen: set[str] = set()
    niks_ = (nik for rows in sheets for nik in rows.column("nik") if nik is not None)
    twice = {nik for nik in niks_ if nik in seen or seen.add(nik)}  # type: ignore[func-returns-value]
    if not twice:
        return
    standing = [(rows, index) for rows in sheets for index, nik in enumerate(rows.column("nik")) if nik in twice]
    people = [_identity(file, rows, index) for rows, index in standing]
    for place, finding in list(questions.duplicates_in_file(people, ruled)):
        rows, index = standing[place]
        rows.findings[index].append(finding)


def _add_resembling(people: People, sheets: Sequence[SheetRows], questions: Questions, ruled: Rulings) -> None:
    """Add what is found of people under two NIKs in one file, on the later row; large files are left to the import."""
    if not 2 <= len(people) <= FEW:
        return
    likest: dict[int, tuple[float, int, Text]] = {}
    facts = Facts(people.niks, people.birth_dates, people.mothers, people.phones, people.family_cards)
    for pair in resembling_facts(facts, people.__getitem__).pairs:
        before = likest.get(pair.right)
        asked = before is None or pair.score.value > before[0]
        if asked and not ruled.on_niks(people.niks[pair.left], people.niks[pair.right]):
            likest[pair.right] = (pair.score.value, pair.left, pair.agreement)
    if not likest:
        return
    seats = [(rows, index) for rows in sheets for index, nik in enumerate(rows.column("nik")) if nik is not None]
    for place, (score, other, agreement) in sorted(likest.items()):
        rows, index = seats[place]
        rows.findings[index].append(questions.probably_same(people[place], people[other], score, agreement))


def _damaged(sheets: Iterable[RosterSheet], field: str) -> frozenset[str]:
    """Name the sheets whose text NIKs (or cards, each once) were numbers before, half of 10 or more ending in 0."""
    texts: dict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        values = (sheet.value(row, field) for row in sheet.workers) if field in sheet.columns else ()
        found = [value for value in values if isinstance(value, str)]
        texts[sheet.name] += found if field == "nik" else dict.fromkeys(found)
    return frozenset(name for name, found in texts.items() if niks.column_lost_digits(found))


def _lost(sheet: RosterSheet) -> dict[int, frozenset[str]]:
    """Give the fields of each row whose cells hold an Excel error or a formula without a result: nobody knows them."""
    marks = sheet.marks
    if not marks.errors and not marks.uncalculated:
        return {}
    lost = {}
    for index, row in enumerate(sheet.workers):
        cells = {name: sheet.cell(row, name) for name in sheet.columns}
        fields = frozenset(n for n, cell in cells.items() if cell in marks.errors or cell in marks.uncalculated)
        if fields:
            lost[index] = fields
    return lost


def _columns(sheet: RosterSheet) -> dict[str, Sequence[CellValue]]:
    """Give the cells of every field that is read, one a row; date or TTL are one, parts of the address joined."""
    cells = _by_column(sheet)
    columns = {name: cells(sheet.columns[name]) for name in _READ_FIELDS if name in sheet.columns}
    written, ttl = (cells(sheet.columns[n]) if n in sheet.columns else None for n in ("birth_date", "ttl"))
    if written and ttl:
        columns["birth_date"] = [b if is_undated(a) else a for a, b in zip(written, ttl, strict=True)]
    elif written or ttl:
        columns["birth_date"] = written or ttl or []
    indexes = [sheet.columns["address"]] if "address" in sheet.columns else []
    parts = [cells(index) for index in (*indexes, *sheet.address_parts)]
    if len(parts) == 1:
        columns["address"] = parts[0]
    elif parts:
        columns["address"] = [
            ", ".join(text for part in row if (text := shown(part).strip())) for row in zip(*parts, strict=True)
        ]
    return columns


def _by_column(sheet: RosterSheet) -> Callable[[int], Sequence[CellValue]]:
    """Give the function that gives a column (from 0) of all worker rows; a row may end before it."""
    rows = [row.values for row in sheet.workers]
    full = list(zip(*rows, strict=False))  # as many columns as the shortest row has
    return lambda index: full[index] if index < len(full) else [r[index] if index < len(r) else None for r in rows]


def _titled_source(sheet: RosterSheet, judgement: Judgement) -> Source | None:
    """Give the source that the title names, else the file's: that of a row without its own."""
    titled = sheet.titles.get("source")
    return judgement.source(judgement.source_key(titled) if titled else None)


def _people(file: str, sheets: Iterable[SheetRows]) -> People:
    """Give everybody whose NIK can be compared; a damaged or unusable one stands for nobody."""
    people = People(file)
    for rows in sheets:
        at = rows.sheet.columns.get("nik")
        kept = [index for index, nik in enumerate(rows.column("nik")) if nik is not None]
        names, dates, niks_, sexes = (_of(kept, rows.column(name)) for name in ("name", "birth_date", "nik", "sex"))
        people.niks += niks_
        people.names += [name or "" for name in names]
        people.birth_dates += map(_iso, dates)
        people.accepted += [not rows.is_rejected(index) for index in kept]
        people.sheets += [rows.sheet.name or None] * len(kept)
        people.columns += [None if at is None else rows.sheet.letters(at)] * len(kept)
        people.rows += [row.number for row in _of(kept, rows.sheet.workers)]
        people.sexes += [sex or niks.sex(nik) for sex, nik in zip(sexes, niks_, strict=True)]
        people.mothers += _of(kept, rows.column("mother"))
        people.phones += _of(kept, rows.column("phone"))
        people.family_cards += _of(kept, rows.column("kk"))
        people.villages += _of(kept, _village_keys(rows))
        _add_purses(people, rows, kept)
    return people


def _of(kept: Sequence[int], column: Sequence[_Cell]) -> list[_Cell]:
    """Give the cells of a column on some rows."""
    return [column[index] for index in kept]


def _add_purses(people: People, rows: SheetRows, kept: Sequence[int]) -> None:
    """Add who would pay for everybody, and for which months."""
    usual = rows.source.key if rows.source else ""
    sources = rows.column("source")
    people.sources += [sources[index] or usual for index in kept]
    if {"period", "start", "end"}.isdisjoint(rows.sheet.columns):
        people.first_months += [""] * len(kept)
        people.months += [0] * len(kept)
        return
    starts, periods, ends, on = rows.column("start"), rows.column("period"), rows.column("end"), rows.judgement.on
    asked = [asked_months(starts[index], periods[index], ends[index], on) for index in kept]
    people.first_months += [str(first) if first else "" for first, _ in asked]
    people.months += [months for _, months in asked]


def _village_keys(rows: SheetRows) -> list[str]:
    """Give each row's village: its code where it is known, else as written."""
    title = rows.sheet.titles.get("village", "")
    return [
        match.village.code if match is not None and match.village is not None else written or title
        for match, written in zip(rows.matches, rows.column("village"), strict=True)
    ]


def _identity(file: str, rows: SheetRows, index: int) -> Identity:
    row = rows.sheet.workers[index]
    place = Place(file, rows.sheet.name or None, row.number, rows.sheet.cell(row, "nik"))
    name, born = rows.column("name")[index] or "", _iso(rows.column("birth_date")[index])
    return Identity(rows.column("nik")[index], name, born, not rows.is_rejected(index), place)


def _iso(written: WrittenDate | None) -> str:
    return written.day.isoformat() if written else ""


def _sent(rows: SheetRows, index: int) -> SentRow:
    case = rows.case(index)
    entry, sheet, row = case.entry, case.sheet, case.row
    columns = [*sheet.columns.items(), *(("address", at) for at in sheet.address_parts)]
    return SentRow(
        sheet=sheet.name,
        row=row.number,
        nik=entry.nik or "",
        digits=niks.clean(shown(case.raw("nik"))),
        name=entry.name or shown(case.raw("name")).strip(),
        birth_date=_iso(entry.birth_date),
        accepted=not rows.is_rejected(index),
        cells=tuple(
            (field, f"{sheet.letters(at)}{row.number}", shown(row.values[at]).strip())
            for field, at in columns
            if at < len(row.values)
        ),
    )


def _villages(sheets: Iterable[SheetRows]) -> tuple[VillageRows, ...]:
    """Sort the rows of a file by village and sheet; where villages are judged, a name that is none of them is none."""
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for rows in sheets:
        judged, title = rows.judgement.find_village is not None, rows.sheet.titles.get("village", "")
        for row, match, written in zip(rows.sheet.workers, rows.matches, rows.column("village"), strict=True):
            if match is not None and match.village is not None:
                key = (match.village.code, match.village.title, match.village.district)
            else:
                key = ("", "" if judged else written or title, "")
            found[*key, rows.sheet.name].append(row.number)
    return tuple(VillageRows(*key, tuple(numbers)) for key, numbers in found.items())
