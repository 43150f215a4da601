"""What became of a roster that was sent again."""

from collections.abc import Sequence

from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.resent import FINDING_STATES, STATES, Comparison, Line, State
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Shape, Table, TableColumn, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.findings import where

_STATES: dict[State, Text] = {
    "fixed": Text("sudah dibetulkan", "fixed"),
    "still": Text("masih salah", "still wrong"),
    "new": Text("kesalahan baru", "newly wrong"),
    "gone": Text("hilang bersama barisnya", "gone with its row"),
    "rejected": Text("dahulu diterima, kini ditolak", "accepted before, rejected now"),
    "removed": Text("tidak ada lagi di daftar", "no longer on the list"),
    "added": Text("baru di daftar", "new on the list"),
    "added_rejected": Text("baru di daftar, ditolak", "new on the list, rejected"),
}
"""What became of one finding or person."""
_SHORT: dict[State, Text] = {
    "fixed": Text("Dibetulkan", "Fixed"),
    "still": Text("Masih salah", "Still wrong"),
    "new": Text("Kesalahan baru", "Newly wrong"),
    "gone": Text("Hilang", "Gone"),
    "rejected": Text("Kini ditolak", "Rejected now"),
    "removed": Text("Orang keluar", "Removed"),
    "added": Text("Orang baru", "Added"),
    "added_rejected": Text("Baru ditolak", "Added, rejected"),
}
"""The same as the head of a column of counts."""
_OLD = Text("lama", "old")
_NONE = Text("(tidak ada daftar lama)", "(none earlier)")
_NOT_SENT = Text("(tidak dikirim lagi)", "(not sent again)")
_NOT_KNOWN = "-"
_UNKNOWN = Text(
    "Registri tidak menyimpan baris yang ditolak: kesalahan yang dahulu tidak diketahui (-), hanya siapa yang "
    "terdaftar dengan NIK, nama, dan tanggal lahirnya.",
    "The registry keeps no rejected rows: what was wrong before is not known (-), only who is registered, with "
    "NIK, name and birth date.",
)
_COUNTED = Text(
    "Kesalahan dan yang perlu diperiksa dihitung per orang (NIK, atau nama dan tanggal lahir); catatan tidak dihitung.",
    "Errors and warnings are counted by person (NIK, else name and birth date), notes are not.",
)


def comparison_tables(comparisons: Sequence[Comparison], lang: Lang) -> tuple[Table, ...]:
    """Give the counts a file, then a table a file of every finding and person that is not as before."""
    return _summary(comparisons, lang), *(_lines(one, lang) for one in comparisons if one.lines)


def comparison_json(comparisons: Sequence[Comparison], lang: Lang) -> list[dict[str, object]]:
    """Give the same for programs; cells are those of the new file, of what is no longer there those of the old.

    A count that cannot be known is null, as is the name of a file that is not there.
    """
    return [
        {
            "file": one.file,
            "earlier": one.earlier,
            "rows": {
                "untouched": one.untouched,
                "changed": one.changed,
                "repeated": one.repeated,
                "rejected_now": one.count("rejected"),
                "removed": one.count("removed"),
                "added": one.count("added"),
                "added_rejected": one.count("added_rejected"),
            },
            "findings": {state: one.count(state) if one.findings_known else None for state in FINDING_STATES},
            "lines": [_line_json(line, lang) for line in one.lines],
        }
        for one in comparisons
    ]


def _summary(comparisons: Sequence[Comparison], lang: Lang) -> Table:
    known = all(one.findings_known for one in comparisons)
    rows: list[tuple[str | int | None, ...]] = [
        (
            _NOT_SENT.say(lang) if one.file is None else shown_name(one.file, 200),
            _NONE.say(lang) if one.earlier is None else shown_name(one.earlier, 200),
            one.untouched,
            one.changed,
            *(
                one.count(state) if one.findings_known or state not in FINDING_STATES else _NOT_KNOWN
                for state in STATES
            ),
        )
        for one in comparisons
    ]
    return Table(
        Text("Dibandingkan dengan daftar lama", "Compared with the earlier lists"),
        (
            text_column("Berkas", "File", 36),
            text_column("Daftar lama", "Earlier list", 36),
            whole_column("Baris sama", "Untouched", 10),
            whole_column("Baris diubah", "Changed", 10),
            *(TableColumn(_SHORT[state], Shape.WHOLE, 10) for state in STATES),
        ),
        rows,
        note=_COUNTED if known else _UNKNOWN,
    )


def _lines(one: Comparison, lang: Lang) -> Table:
    name = shown_name(one.file or one.earlier or "", 200)
    return Table(
        Text(f"{name}: apa yang berubah", f"{name}: what changed")
        if one.file is not None
        else Text(f"{name}: tidak dikirim lagi", f"{name}: not sent again"),
        (
            text_column("Keadaan", "State", 22),
            text_column("Lembar", "Sheet", 14),
            text_column("Sel", "Cell", 10),
            text_column("Nama", "Name", 28),
            text_column("Kode", "Code", 6),
            text_column("Yang ditemukan", "What was found", 60),
        ),
        [_row(line, lang) for line in one.lines],
    )


def _row(line: Line, lang: Lang) -> tuple[str, ...]:
    at = where(line.cell, line.row, lang)
    if at and line.state in {"gone", "removed"}:
        at = f"{at} ({_OLD.say(lang)})"
    code, said = (line.finding.kind.code, line.finding.message(lang)) if line.finding else ("", "")
    return _STATES[line.state].say(lang), shown_name(line.sheet), at, shown_name(line.name), code, said


def _line_json(line: Line, lang: Lang) -> dict[str, object]:
    finding = line.finding
    return {
        "state": line.state,
        "name": shown_name(line.name) or None,
        "sheet": mask_numbers(line.sheet) or None,
        "row": line.row,
        "cell": line.cell,
        "code": finding.kind.code if finding else None,
        "level": finding.kind.level.value if finding else None,
        "field": finding.field if finding else None,
        "message": finding.message(lang) if finding else None,
    }
