"""NIKs that changed: what must be reported to the insurer, and by when."""

from collections.abc import Sequence
from datetime import date

from jamsos_cli.model.nik import mask
from jamsos_cli.model.nik_change import NikChange, due_day
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text

_NOTE = Text(
    "Perubahan data dilaporkan dalam 7 hari kerja (Permenaker 5/2021 pasal 37). Dihitung Senin sampai Jumat; hari "
    "libur nasional tidak dikenal jamsos.",
    "Changes of data are reported within 7 working days (Permenaker 5/2021 art. 37). Counted Monday to Friday; jamsos "
    "does not know public holidays.",
)


def changes_table(changes: Sequence[NikChange], today: date, lang: Lang, *, whole: bool) -> Table:
    """Give one row a change, in the order they were noted; NIKs masked unless the whole ones are asked for."""
    late = Text("LEWAT", "OVERDUE").say(lang)
    rows = [
        (
            one.old_nik if whole else mask(one.old_nik),
            one.new_nik if whole else mask(one.new_nik),
            shown_name(one.name),
            shown_name(one.village_name),
            one.from_day,
            one.noted_at[:10],
            _due(one).isoformat(),
            late if _due(one) < today else "",
            shown_name(one.reason, 300),
        )
        for one in changes
    ]
    columns = (
        text_column("NIK lama", "Old NIK", 20), text_column("NIK baru", "New NIK", 20), text_column("Nama", "Name", 28),
        text_column("Desa", "Village", 20), text_column("Berlaku dari", "Valid from", 13),
        text_column("Dicatat", "Noted", 13), text_column("Laporkan paling lambat", "Report by", 16),
        text_column("Lewat", "Overdue", 8), text_column("Alasan", "Reason", 36),
    )  # fmt: skip
    title = Text(f"NIK yang berganti: {len(rows)}", f"NIKs that changed: {len(rows)}")
    return Table(title, columns, rows, note=_NOTE)


def changes_json(changes: Sequence[NikChange]) -> dict[str, object]:
    """Give the object that `worker changes --format json` prints."""
    return {
        "version": 1,
        "changes": [
            {
                "old_nik": mask(one.old_nik),
                "new_nik": mask(one.new_nik),
                "name": shown_name(one.name),
                "village": shown_name(one.village_name),
                "from": one.from_day,
                "noted": one.noted_at[:10],
                "due": _due(one).isoformat(),
                "reason": shown_name(one.reason, 300),
            }
            for one in changes
        ],
    }


def _due(change: NikChange) -> date:
    return due_day(date.fromisoformat(change.noted_at[:10]))
