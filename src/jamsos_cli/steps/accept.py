"""Accept or reject: rows of one file judged by the schema and the rules, until the duplicates among them."""

import hmac
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pydantic_core import ErrorDetails

from jamsos_cli.model import nik as niks
from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.judging import Case, FileRule, Judgement, RowRule, SheetRule, VillageMatch
from jamsos_cli.model.month import Month
from jamsos_cli.model.place import Place, column_letters
from jamsos_cli.model.result import FileResult, VillageRows
from jamsos_cli.model.roster import CellValue, RosterFile, RosterSheet, shown
from jamsos_cli.model.roster_entry import RosterEntry, read_rows
from jamsos_cli.model.sent import ColumnRead, SentRow
from jamsos_cli.model.source import Payer, Source
from jamsos_cli.model.worker import Worker

_READ_FIELDS = tuple(name for name in RosterEntry._fields if name not in {"birth_date", "address"})

_NOTHING: frozenset[str] = frozenset()
_NUMBER_DIGITS = 8
"""Fewer digits are no NIP or NIK."""


class Questions(NamedTuple):
    """The rules, handed in by the run: rooms do not import each other."""

    file_rules: Sequence[FileRule]
    sheet_rules: Sequence[SheetRule]
    row_rules: Sequence[RowRule]
    findings_of: Callable[[Sequence[tuple[str, ErrorDetails]], Case], Iterable[Finding]]
    duplicates_in_file: Callable[[Sequence[Identity]], Iterable[tuple[int, Finding]]]
    looks_like_family_card: Callable[[niks.NikParts, date | None, date], bool]
    sex_is_ambiguous: Callable[[RosterSheet], bool]


class Accepted(NamedTuple):
    """One file judged: what is shown, the workers of its accepted rows, and everybody with a usable NIK."""

    result: FileResult
    workers: tuple[Worker, ...]
    people: tuple[Identity, ...]
    columns: tuple[ColumnRead, ...] = ()
    """how its headings were read, where that was asked."""
    rows: tuple[SentRow, ...] = ()
    """all its worker rows, where that was asked."""


def accept(
    roster: RosterFile, judgement: Judgement, questions: Questions, *, keep_rows: bool = False, enrolling: bool = True
) -> Accepted:
    """Judge a file. Rows read = accepted + rejected; a row is rejected exactly when it has a finding of level error.

    `keep_rows` gives all rows as sent, too; only `enrolling` gives the workers.
    """
    findings = [one for rule in questions.file_rules for one in rule(roster, judgement)]
    cases: list[Case] = []
    for sheet in roster.sheets:
        findings += [one for rule in questions.sheet_rules for one in rule(roster, sheet, judgement)]
        if sheet.workers and not sheet.claimed_twice:
            cases += judged_rows(roster.file, sheet, judgement, questions)
    people = [(case, identity) for case in cases if (identity := _identity(case)) is not None]
    for place, finding in list(questions.duplicates_in_file([identity for _, identity in people])):
        people[place][0].findings.append(finding)
    for case in cases:
        findings += case.findings
    good = [case for case in cases if not _is_rejected(case)]
    result = FileResult(
        file=roster.file,
        sha256=roster.sha256,
        rows_read=len(cases),
        accepted=len(good),
        rejected=len(cases) - len(good),
        skipped=sum(len(sheet.skipped) for sheet in roster.sheets),
        findings=tuple(findings),
        villages=_villages(cases, judgement),
    )
    sponsor_ids = _sponsor_ids(good) if enrolling else {}
    return Accepted(
        result,
        tuple(_worker(case, judgement, sponsor_ids) for case in good) if enrolling else (),
        tuple(identity._replace(accepted=not _is_rejected(case)) for case, identity in people),
        rows=tuple(_sent(case) for case in cases) if keep_rows else (),
    )


def judged_rows(file: str, sheet: RosterSheet, judgement: Judgement, questions: Questions) -> list[Case]:
    """Give a case a worker row, with its findings: the cells read by column, then every rule asked of every row."""
    context = {
        "on": judgement.on,
        "source_key": judgement.source_key,
        "source_titles": ", ".join(source.title for source in judgement.sources),
        "nik_column_damaged": nik_column_damaged(sheet),
    }
    columns = _columns(sheet)
    if questions.sex_is_ambiguous(sheet):
        columns.pop("sex", None)
    lost = _lost(sheet)
    unknown = [(row, field) for row, fields in lost.items() for field in fields]
    read = read_rows(columns, len(sheet.workers), context, unknown)
    asked = [rule.ask for rule in questions.row_rules if rule.where(sheet, judgement)]
    source = _titled_source(sheet, judgement)
    cases = []
    for index, (row, entry) in enumerate(zip(sheet.workers, read.entries, strict=True)):
        case = Case(file, sheet, row, entry, lost.get(index, _NOTHING), source)
        if index in read.refused:
            case.refused |= {field for field, _ in read.refused[index]}
            case.findings += questions.findings_of(read.refused[index], case)
        _complete(case, judgement, questions)
        for ask in asked:
            case.findings.extend(ask(case, judgement))
        cases.append(case)
    return cases


def nik_column_damaged(sheet: RosterSheet) -> bool:
    """Tell whether the text NIKs of a sheet were numbers before: at least 10, half of which end in 0."""
    index = sheet.columns.get("nik")
    if index is None:
        return False
    values = (row.values[index] for row in sheet.workers if index < len(row.values))
    return niks.column_lost_digits(value for value in values if isinstance(value, str))


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


def _columns(sheet: RosterSheet) -> dict[str, list[CellValue]]:
    """Give the cells of every field that is read, one a row; date or TTL are one, parts of the address joined."""
    columns = {name: _column(sheet, sheet.columns[name]) for name in _READ_FIELDS if name in sheet.columns}
    written, ttl = (_column(sheet, sheet.columns[n]) if n in sheet.columns else None for n in ("birth_date", "ttl"))
    if written and ttl:
        columns["birth_date"] = [b if a in (None, "") else a for a, b in zip(written, ttl, strict=True)]
    elif written or ttl:
        columns["birth_date"] = written or ttl or []
    indexes = [sheet.columns["address"]] if "address" in sheet.columns else []
    parts = [_column(sheet, index) for index in (*indexes, *sheet.address_parts)]
    if parts:
        columns["address"] = [
            ", ".join(text for part in row if (text := shown(part).strip())) for row in zip(*parts, strict=True)
        ]
    return columns


def _column(sheet: RosterSheet, index: int) -> list[CellValue]:
    return [row.values[index] if index < len(row.values) else None for row in sheet.workers]


def _complete(case: Case, judgement: Judgement, questions: Questions) -> None:
    """Work out what several rules ask: the source, the parts of the NIK, the birth date, the village."""
    if "source" in case.refused:
        case.source = None
    elif case.entry.source:
        case.source = judgement.source(case.entry.source)
    written = case.entry.birth_date.day if case.entry.birth_date else None
    if case.entry.nik is not None:
        case.nik_parts = niks.parts(case.entry.nik)
        if case.nik_parts is not None:
            case.family_card = questions.looks_like_family_card(case.nik_parts, written, judgement.on)
    case.born = written
    if written is None and case.entry.nik is not None and not case.family_card and "birth_date" not in case.refused:
        case.born = niks.birth_date(case.entry.nik, judgement.on)
    village = case.entry.village or case.sheet.titles.get("village", "")
    if judgement.find_village is not None and village:
        case.match = judgement.find_village(village, case.entry.district or case.sheet.titles.get("district", ""))


def _titled_source(sheet: RosterSheet, judgement: Judgement) -> Source | None:
    """Give the source that the title names, else the file's: that of a row without its own."""
    titled = sheet.titles.get("source")
    return judgement.source(judgement.source_key(titled) if titled else None)


def _identity(case: Case) -> Identity | None:
    """Who the row says it is; None when its NIK is damaged or unusable and may be compared with nothing."""
    if case.entry.nik is None:
        return None
    born = case.entry.birth_date
    place = Place(case.file, case.sheet.name or None, case.row.number, case.sheet.cell(case.row, "nik"))
    village, village_name = _village(case)
    return Identity(
        nik=case.entry.nik,
        name=case.entry.name or "",
        birth_date=born.day.isoformat() if born else "",
        accepted=not _is_rejected(case),
        place=place,
        sex=case.entry.sex or (case.nik_parts.sex if case.nik_parts else ""),
        village=village or village_name,
        mother=case.entry.mother,
        phone=case.entry.phone,
    )


def _sent(case: Case) -> SentRow:
    entry, sheet, row = case.entry, case.sheet, case.row
    columns = [*sheet.columns.items(), *(("address", index) for index in sheet.address_parts)]
    return SentRow(
        sheet=sheet.name,
        row=row.number,
        nik=entry.nik or "",
        digits=niks.clean(shown(case.raw("nik"))),
        name=entry.name or shown(case.raw("name")).strip(),
        birth_date=entry.birth_date.day.isoformat() if entry.birth_date else "",
        accepted=not _is_rejected(case),
        cells=tuple(
            (field, f"{column_letters(index)}{row.number}", shown(row.values[index]).strip())
            for field, index in columns
            if index < len(row.values)
        ),
    )


def _is_rejected(case: Case) -> bool:
    return bool(case.findings) and any(finding.kind.level is Level.ERROR for finding in case.findings)


def _sponsor_ids(cases: Iterable[Case]) -> dict[str, str]:
    """Give the one NIP or NIK a file has of each sponsor, by key of name and office: rows without it mean the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        if number := _sponsor_id(case):
            found[sponsor_key(*_sponsor_named(case))].add(number)
    return {named: ids.pop() for named, ids in found.items() if len(ids) == 1}


def _sponsor_id(case: Case) -> str:
    """Give a sponsor's NIP or NIK as bare characters; "" for none, "-" and "belum ada"."""
    if not case.entry.sponsor_id:
        return ""
    number = niks.clean(case.entry.sponsor_id)
    return number if sum(c.isdigit() for c in number) >= _NUMBER_DIGITS else ""


def _sponsor_named(case: Case) -> tuple[str, str]:
    titles = case.sheet.titles
    return case.entry.sponsor or titles.get("sponsor", ""), case.entry.opd or titles.get("opd", "")


def _sponsor(case: Case, judgement: Judgement, ids: Mapping[str, str]) -> tuple[str, str, str]:
    """Give key, name and office of who sponsors a row; all "" where no sponsor pays."""
    if case.source is None or case.source.payer is not Payer.SPONSOR:
        return "", "", ""
    name, opd = _sponsor_named(case)
    number = _sponsor_id(case) or (ids.get(sponsor_key(name, opd), "") if name else "")
    if not number:
        name = name or case.entry.sponsor_id
    key = sponsor_key(name, opd, number, judgement.office)
    if name or not number:
        return key, name, opd
    kind = "NIK" if niks.is_nik_shaped(number) else "NIP"
    return key, f"{kind} {niks.mask(number)} ({_code(number, judgement.office)})", opd


def _worker(case: Case, judgement: Judgement, sponsor_ids: Mapping[str, str]) -> Worker:
    entry, source = case.entry, case.source
    first, months = _period(case, judgement)
    village, village_name = _village(case)
    sponsor, sponsor_name, opd = _sponsor(case, judgement, sponsor_ids)
    return Worker(
        file=case.file,
        sheet=case.sheet.name,
        row=case.row.number,
        nik=entry.nik or "",
        name=entry.name or "",
        birth_date=case.born.isoformat() if case.born else "",
        sex=entry.sex or (case.nik_parts.sex if case.nik_parts else ""),
        village=village,
        village_name=village_name,
        address=entry.address,
        occupation=entry.occupation,
        sector=judgement.classify(entry.occupation).sector,
        income=entry.income if entry.income is not None and entry.income > 0 else None,
        phone=entry.phone,
        mother=entry.mother,
        source=source.key if source else "",
        programmes=entry.programmes or judgement.default_programmes or (source.programmes if source else ""),
        first_month=str(first) if first else "",
        months=months,
        sponsor=sponsor,
        sponsor_name=sponsor_name,
        opd=opd,
    )


def sponsor_key(name: str, opd: str, number: str = "", office: str = "") -> str:
    """Give the key of a sponsor: its name and office in plain letters, so that two spellings of marks are one payer.

    A NIP or NIK tells two of one name apart; only a short code of it is in the key, made for `office` alone.

    >>> sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan")
    'ni-made-sari-s-pd.dinas-kesehatan'
    >>> sponsor_key("", "Dinas Kesehatan", "199606112024072916", "51.04 Pemerintah Kabupaten Gianyar")
    'sponsor.dinas-kesehatan.febb94ae'
    """
    code = _code(number, office) if number else ""
    return ".".join(part for part in (_plain(name) or ("sponsor" if code else ""), _plain(opd), code) if part)


def _plain(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in niks.mask_numbers(text).lower()).split())


def _code(number: str, office: str) -> str:
    return hmac.new(office.encode(), number.encode(), "sha256").hexdigest()[:8]


def _period(case: Case, judgement: Judgement) -> tuple[Month | None, int]:
    """First month and number of months a row asks for; 0 months when it leaves that to the file."""
    entry, first = case.entry, case.first_month(judgement)
    if first is not None and entry.end is not None:
        return first, first.until(entry.end)
    return first, (entry.period.months or 0) if entry.period else 0


def _villages(cases: Iterable[Case], judgement: Judgement) -> tuple[VillageRows, ...]:
    """Sort the rows of a file by village and sheet; where villages are judged, a name that is none of them is none."""
    rows: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for case in cases:
        match = case.match
        if match is not None and match.village is not None:
            found = match.village
            key = (found.code, found.title, found.district)
        else:
            key = ("", "" if judgement.find_village is not None else _village(case)[1], "")
        rows[*key, case.sheet.name].append(case.row.number)
    return tuple(VillageRows(*key, tuple(numbers)) for key, numbers in rows.items())


def _village(case: Case) -> tuple[str, str]:
    match: VillageMatch | None = case.match
    if match is not None and match.village is not None:
        return match.village.code, match.village.name
    return "", case.entry.village or case.sheet.titles.get("village", "")
