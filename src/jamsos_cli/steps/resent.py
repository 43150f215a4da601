"""Sent again: what of an earlier roster was mended, what is still wrong, who came and who is gone.

A person is known by the NIK, else by name and birth date, else by what is nearest to both; never by the row's number,
which changes with the first row taken out. So somebody whose NIK was corrected is still the same person.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.resent import STATES, Comparison, Line, State
from jamsos_cli.model.sent import SentRow
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.same_people import persons, same_people


class _People(NamedTuple):
    """Who of two lists is the same: rows counted, and a line for everybody who came, is gone or is rejected now."""

    pairs: dict[int, int]
    """place in the new list -> place in the old one."""
    kept: dict[int, int]
    """place in the old list, of a row taken out -> place in the new one of another row of that person."""
    untouched: int
    changed: int
    repeated: int
    lines: tuple[Line, ...]


def compare(new: Accepted | None, old: Accepted | None) -> Comparison:
    """Compare two rosters that were judged with their rows. Errors and warnings are compared; notes are not.

    Without a new one the old one was not sent again and all in it is gone; without an old one all is new.
    """
    now, then = new.rows if new else (), old.rows if old else ()
    found = _people(now, then, lambda row, earlier: row.written != earlier.written)
    before, after = _by_row(old), _by_row(new)
    lines = list(_whole_file(before.pop(None, []), after.pop(None, []), "fixed" if new else "gone"))
    for place, row in enumerate(now):
        mine = after.get((row.sheet, row.row), [])
        if place in found.pairs:
            earlier = then[found.pairs[place]]
            lines += _of_person(row, before.get((earlier.sheet, earlier.row), []), mine)
        else:
            lines += [_line("new", row, finding) for finding in mine]
    for place in sorted(set(range(len(then))) - set(found.pairs.values())):
        row = then[place]
        kept = now[found.kept[place]] if place in found.kept else None
        left = after.get((kept.sheet, kept.row), []) if kept else []
        lines += _of_row_taken_out(row, before.get((row.sheet, row.row), []), kept, left)
    file, earlier_file = new.result.file if new else None, old.result.file if old else None
    return _comparison(file, earlier_file, found, lines, _sheets(now, then))


def compare_registered(new: Accepted, registered: Sequence[SentRow], earlier: str | None) -> Comparison:
    """Compare a roster with the people whom the registry has of its villages or sponsors.

    Who is registered and on a row that is rejected now would lose cover with this roster, and is told.
    """
    found = _people(new.rows, registered, _says_otherwise)
    return _comparison(new.result.file, earlier, found, None, _sheets(new.rows, registered))


def _comparison(
    file: str | None, earlier: str | None, found: _People, findings: Sequence[Line] | None, sheets: Mapping[str, int]
) -> Comparison:
    """Put the lines in order: by state, then by sheet as it follows in the workbook, then by row."""
    listed = (*(findings or ()), *found.lines)
    lines = tuple(
        sorted(
            listed,
            key=lambda one: (STATES.index(one.state), sheets.get(one.sheet, len(sheets)), one.sheet, one.row or 0),
        )
    )
    return Comparison(file, earlier, findings is not None, found.untouched, found.changed, found.repeated, lines)


def _sheets(*lists: Sequence[SentRow]) -> dict[str, int]:
    """Number the sheets as their rows follow, those of the new list first; what belongs to none comes before."""
    names = dict.fromkeys(("", *(row.sheet for rows in lists for row in rows)))
    return {name: place for place, name in enumerate(names)}


def _people(new: Sequence[SentRow], old: Sequence[SentRow], differs: Callable[[SentRow, SentRow], bool]) -> _People:
    """Tell what became of everybody; who stands on several rows of a list is one person and accepted if one row is."""
    pairs = same_people(old, new)
    mine, theirs = persons(new), persons(old)
    good = {person for person, row in zip(mine, new, strict=True) if row.accepted}
    was_good = {person for person, row in zip(theirs, old, strict=True) if row.accepted}
    known = {mine[place] for place in pairs}
    counts: Counter[str] = Counter()
    lines = []
    for place, row in enumerate(new):
        person = mine[place]
        if place in pairs and (person in good or theirs[pairs[place]] not in was_good):
            counts["changed" if differs(row, old[pairs[place]]) else "untouched"] += 1
        elif place in pairs:
            lines.append(_person("rejected", row))
        elif person in known:
            counts["repeated"] += 1
        else:
            known.add(person)
            lines.append(_person("added" if person in good else "added_rejected", row))
    still = {theirs[earlier]: place for place, earlier in reversed(pairs.items())}
    kept: dict[int, int] = {}
    gone: set[int] = set()
    for place in sorted(set(range(len(old))) - set(pairs.values())):
        if theirs[place] in still:
            kept[place] = still[theirs[place]]
        elif theirs[place] not in gone:
            gone.add(theirs[place])
            lines.append(_person("removed", old[place]))
    return _People(pairs, kept, counts["untouched"], counts["changed"], counts["repeated"], tuple(lines))


def _says_otherwise(row: SentRow, registered: SentRow) -> bool:
    """Tell whether a row says another NIK, name or birth date than the registry; what is left blank says nothing."""
    return (
        row.nik != registered.nik
        or row.name.casefold().split() != registered.name.casefold().split()
        or row.birth_date not in {"", registered.birth_date}
    )


def _of_row_taken_out(
    row: SentRow, before: Sequence[Finding], kept: SentRow | None, left: Sequence[Finding]
) -> Iterator[Line]:
    """Say what was wrong in a row taken out: gone with it, or mended where its person stands on a row without that."""
    still = {(finding.kind.code, finding.field) for finding in left}
    for finding in before:
        mended = kept is not None and (finding.kind.code, finding.field) not in still
        yield _line("fixed", kept, finding) if kept and mended else _line("gone", row, finding)


def _by_row(file: Accepted | None) -> dict[tuple[str, int] | None, list[Finding]]:
    """Give errors and warnings by worker row; those of no worker row under None."""
    found: dict[tuple[str, int] | None, list[Finding]] = defaultdict(list)
    if file is None:
        return found
    rows = {(row.sheet, row.row) for row in file.rows}
    for finding in file.result.findings:
        if finding.kind.level is not Level.NOTE:
            at = (finding.place.sheet or "", finding.place.row or 0)
            found[at if at in rows else None].append(finding)
    return found


def _of_person(row: SentRow, before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Line]:
    """Part what one person's rows have: by code, and by field where a code is there for several."""
    for state, finding in _parted(before, after, lambda finding: (finding.kind.code, finding.field)):
        yield _line(state, row, finding)


def _whole_file(before: Sequence[Finding], after: Sequence[Finding], left: State) -> Iterator[Line]:
    """Part what belongs to no row; what is there no longer is `left`: fixed, or gone with its file."""
    for state, finding in _parted(before, after, lambda one: (one.kind.code, one.field, one.value)):
        place = finding.place
        if state == "fixed":
            yield Line(left, "", place.sheet or "", None, None, finding)
        else:
            yield Line(state, "", place.sheet or "", place.row, place.cell, finding)


def _parted(
    before: Sequence[Finding], after: Sequence[Finding], key: Callable[[Finding], Hashable]
) -> Iterator[tuple[State, Finding]]:
    """Part findings, each found again by its key, into those still there or new, then those fixed."""
    was = Counter(map(key, before))
    for finding in after:
        yield "still" if was[key(finding)] > 0 else "new", finding
        was[key(finding)] -= 1
    for finding in before:
        if was[key(finding)] > 0:
            was[key(finding)] -= 1
            yield "fixed", finding


def _person(state: State, row: SentRow) -> Line:
    return Line(state, row.name, row.sheet, row.row, row.cell("nik"), None)


def _line(state: State, row: SentRow, finding: Finding) -> Line:
    """Place a finding at a row's own cell: a mended one at the cell that was mended, where it stands now."""
    return Line(state, row.name, row.sheet, row.row, row.cell(finding.field), finding)
