"""Whose cover ended before the enrolment did, and who came back."""

from collections.abc import Sequence
from typing import Any

from jamsos_cli.model.ending import SAID, Ended, EndReason
from jamsos_cli.model.nik import mask, mask_numbers
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text


def endings_table(ended: Sequence[Ended], lang: Lang) -> tuple[Table, ...]:
    """Give one row an ending; nothing where there is none."""
    if not ended:
        return ()
    columns = (
        text_column("NIK", "NIK", 18), text_column("Nama", "Name", 28), text_column("Desa", "Village", 20),
        text_column("Tanpa iuran mulai", "No premium from", 16), text_column("Alasan", "Reason", 16),
        text_column("Catatan", "Note", 36), text_column("Dicatat", "Noted", 28), text_column("Kembali", "Back", 36),
    )  # fmt: skip
    rows = [
        (
            mask(one.nik), shown_name(one.name), shown_name(one.village_name), one.month,
            SAID[EndReason(one.reason)].say(lang), _said(one.note), _noted(one.noted_at, one.by), _back(one, lang),
        )
        for one in ended
    ]  # fmt: skip
    return (Table(Text("Kepesertaan yang berakhir", "Cover that has ended"), columns, rows),)


def endings_json(ended: Sequence[Ended]) -> dict[str, Any]:
    """Give the same for programs; NIKs are masked."""
    hidden = {"nik", "note", "returned_why"}
    return {
        "version": 1,
        "endings": [
            {"nik": mask(one.nik)}
            | {name: value for name, value in one._asdict().items() if name not in {*hidden, "ending_id"}}
            | {"note": mask_numbers(one.note), "returned_why": mask_numbers(one.returned_why), "undone": one.undone}
            for one in ended
        ],
    }


def _back(one: Ended, lang: Lang) -> str:
    if not one.returned:
        return ""
    what = Text("dibatalkan", "taken back") if one.undone else Text(f"mulai {one.returned}", f"from {one.returned}")
    return f"{what.say(lang)}: {_said(one.returned_why)} ({_noted(one.returned_at, one.returned_by)})"


def _said(text: str) -> str:
    return shown_name(mask_numbers(text), 200)


def _noted(at: str, by: str) -> str:
    return f"{at[:10]}, {shown_name(by)}"


def said_of(one: Ended) -> Text:
    """Say who has ended, why and when that was noted; the NIK is not said."""
    why, noted = SAID[EndReason(one.reason)], f"{one.noted_at[:10]}, {one.by}" + (f": {one.note}" if one.note else "")
    return Text(
        f"{one.name}: {why.id}, tanpa iuran mulai {one.month} (dicatat {noted})",
        f"{one.name}: {why.en}, no premium from {one.month} (noted {noted})",
    )
