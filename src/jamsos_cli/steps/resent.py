"""Sent again: what of an earlier roster was mended, what is still wrong, who came and who is gone.

A person is known by the NIK, else by name and birth date, else by what is nearest to both; never by the row's number,
which changes with the first row taken out. So somebody whose NIK was corrected is still the same person.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.resent import STATES, Comparison, Line, State
from jamsos_cli.model.sent import SentRow
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.same_people import same_people


def compare(new: Accepted, old: Accepted) -> Comparison:
    """Compare two rosters that were judged with their rows. Errors and warnings are compared; notes are not."""
    pairs = same_people(old.rows, new.rows)
    before, after = _by_row(old), _by_row(new)
    lines = list(_whole_file(before.pop(None, []), after.pop(None, [])))
    for place, row in enumerate(new.rows):
        mine = after.get((row.sheet, row.row), [])
        if place not in pairs:
            lines.append(Line("added", row.name, row.sheet, row.row, row.cell("nik"), None))
            lines += [_line("new", row, finding) for finding in mine]
            continue
        earlier = old.rows[pairs[place]]
        lines += _of_person(row, before.get((earlier.sheet, earlier.row), []), mine)
    for place in sorted(set(range(len(old.rows))) - set(pairs.values())):
        row = old.rows[place]
        lines.append(Line("removed", row.name, row.sheet, row.row, row.cell("nik"), None))
        lines += [_line("gone", row, finding) for finding in before.get((row.sheet, row.row), [])]
    untouched = sum(new.rows[place].written == old.rows[earlier].written for place, earlier in pairs.items())
    return Comparison(new.result.file, old.result.file, True, untouched, len(pairs) - untouched, _ordered(lines))


def compare_registered(new: Accepted, registered: Sequence[SentRow], earlier: str | None) -> Comparison:
    """Compare a roster with the people whom the registry has of its villages or sponsors.

    Who is registered and on a row that is rejected now would lose cover with this roster, and is told; a rejected row
    of somebody who is not registered changes nothing.
    """
    pairs = same_people(registered, new.rows)
    lines: list[Line] = []
    for place, row in enumerate(new.rows):
        if (place in pairs) != row.accepted:
            state: State = "added" if row.accepted else "rejected"
            lines.append(Line(state, row.name, row.sheet, row.row, row.cell("nik"), None))
    gone = sorted(set(range(len(registered))) - set(pairs.values()))
    lines += [Line("removed", (row := registered[place]).name, row.sheet, row.row, None, None) for place in gone]
    return Comparison(new.result.file, earlier, False, len(pairs), 0, _ordered(lines))


def no_earlier(new: Accepted) -> Comparison:
    """Say that nothing earlier is there to compare a roster with."""
    return Comparison(new.result.file, None, False, 0, 0, ())


def _by_row(file: Accepted) -> dict[tuple[str, int] | None, list[Finding]]:
    """Give errors and warnings by worker row; those of no worker row under None."""
    rows = {(row.sheet, row.row) for row in file.rows}
    found: dict[tuple[str, int] | None, list[Finding]] = defaultdict(list)
    for finding in file.result.findings:
        if finding.kind.level is not Level.NOTE:
            at = (finding.place.sheet or "", finding.place.row or 0)
            found[at if at in rows else None].append(finding)
    return found


def _of_person(row: SentRow, before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Line]:
    """Part what one person's rows have: by code, and by field where a code is there for several."""
    was = Counter((finding.kind.code, finding.field) for finding in before)
    for finding in after:
        key = finding.kind.code, finding.field
        yield _line("still" if was[key] > 0 else "new", row, finding)
        was[key] -= 1
    for finding in before:
        key = finding.kind.code, finding.field
        if was[key] > 0:
            was[key] -= 1
            yield _line("fixed", row, finding)


def _whole_file(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Line]:
    def key(finding: Finding) -> Hashable:
        return finding.kind.code, finding.field, finding.value

    was = Counter(map(key, before))
    for finding in after:
        place = finding.place
        state: State = "still" if was[key(finding)] > 0 else "new"
        was[key(finding)] -= 1
        yield Line(state, "", place.sheet or "", place.row, place.cell, finding)
    for finding in before:
        if was[key(finding)] > 0:
            was[key(finding)] -= 1
            yield Line("fixed", "", finding.place.sheet or "", None, None, finding)


def _line(state: State, row: SentRow, finding: Finding) -> Line:
    """Place a finding at a row's own cell: a mended one at the cell that was mended, where it stands now."""
    return Line(state, row.name, row.sheet, row.row, row.cell(finding.field), finding)


def _ordered(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (STATES.index(line.state), line.sheet, line.row or 0)))
