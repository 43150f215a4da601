"""Who stands twice: the table, the contract object, the rows of the workbook to fill in, what was decided."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.nik import mask
from jamsos_cli.model.pair import Occurrence, Pair
from jamsos_cli.model.place import said_row
from jamsos_cli.model.ruling import SAID, Asked, Ruling, shown_key
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text

KINDS = {
    "same-nik": Text("NIK sama", "same NIK"),
    "double-funded": Text("dua sumber dana", "two sources"),
    "probable": Text("mungkin orang yang sama", "probably one person"),
}

_ROW_AT_END = lazy_pattern(r", (\d+)((?: \([^()]*\))?)$")


class Side(NamedTuple):
    """One side of a question as people see it."""

    nik: str
    name: str
    where: str
    """file, sheet, row and source."""


class OpenQuestion(NamedTuple):
    """A question to be decided: all pairs that ask it, as one row."""

    key: str
    kind: str
    left: Side
    right: Side
    score: float
    reasons: str
    ruling: Ruling | None
    further: int
    """pairs that ask the same beyond the one shown."""


def pairs_json(pairs: Sequence[Pair], lang: Lang) -> dict[str, object]:
    """Give the object that `dedupe --format json` prints."""
    return {
        "version": 1,
        "pairs": [
            {
                "kind": pair.kind,
                "left": _place(pair.left),
                "right": _place(pair.right),
                "score": pair.score,
                "reasons": [reason.say(lang) for reason in pair.reasons],
                "ruling": pair.ruling.decision.value if pair.ruling else None,
                "id": shown_key(pair.key),
            }
            for pair in pairs
        ],
    }


def pairs_table(pairs: Sequence[Pair], lang: Lang) -> Table:
    """Give one row a pair."""
    rows = [
        (
            shown_key(pair.key),
            KINDS[pair.kind].say(lang),
            pair.left.nik,
            *_shown(pair.left, lang),
            *_shown(pair.right, lang),
            ", ".join(reason.say(lang) for reason in pair.reasons),
            said_ruling(pair.ruling).say(lang) if pair.ruling else "",
        )
        for pair in pairs
    ]
    columns = (
        text_column("ID", "ID", 12), text_column("Jenis", "Kind", 16), text_column("NIK", "NIK", 18),
        text_column("Nama", "Name", 26), text_column("Di", "At", 40), text_column("Nama", "Name", 26),
        text_column("Juga di", "Also at", 40), text_column("Alasan", "Reasons", 36),
        text_column("Putusan", "Ruling", 10),
    )  # fmt: skip
    title = Text(f"Ada dua kali: {len(pairs)} pasang", f"There twice: {len(pairs)} pairs")
    note = Text(
        'Putuskan dengan: jamsos decide ID sama|beda|boleh|ragu --reason "..." --by "nama"',
        'Decide with: jamsos decide ID same|not-same|allowed|unsure --reason "..." --by "name"',
    )
    return Table(title, columns, rows, note=note if rows else None)


def said_ruling(ruling: Ruling) -> Text:
    """Say a ruling in a word, with the last month it holds for."""
    word = SAID[ruling.decision]
    return Text(f"{word.id} s.d. {ruling.until}", f"{word.en} until {ruling.until}") if ruling.until else word


def open_questions(pairs: Iterable[Pair], lang: Lang, *, whole: bool) -> list[OpenQuestion]:
    """Give one row a question, in the order of its first pair; NIKs masked unless the whole ones are asked for."""
    rows: dict[str, OpenQuestion] = {}
    for pair in pairs:
        if pair.key in rows:
            rows[pair.key] = rows[pair.key]._replace(further=rows[pair.key].further + 1)
            continue
        left, right = (
            Side(nik if whole else mask(nik), *_shown(occurrence, lang))
            for occurrence, nik in zip((pair.left, pair.right), pair.niks, strict=True)
        )
        reasons = ", ".join(reason.say(lang) for reason in pair.reasons)
        kind = KINDS[pair.kind].say(lang)
        rows[pair.key] = OpenQuestion(shown_key(pair.key), kind, left, right, pair.score, reasons, pair.ruling, 0)
    return list(rows.values())


def rulings_table(made: Sequence[tuple[Asked, Ruling]], lang: Lang) -> Table:
    """Give every ruling ever made, the newest first."""
    superseded = Text("digantikan", "superseded")
    rows = [
        (
            shown_key(asked.key),
            KINDS[asked.question.kind].say(lang),
            said_side(asked.left, lang),
            said_side(asked.right, lang),
            SAID[ruling.decision].say(lang) + ("" if ruling.in_force else f" ({superseded.say(lang)})"),
            ruling.until,
            shown_name(ruling.reason, 2000),
            shown_name(ruling.decided_by),
            ruling.decided_at[:10],
        )
        for asked, ruling in made
    ]
    columns = (
        text_column("ID", "ID", 12), text_column("Jenis", "Kind", 16), text_column("Kiri", "Left", 40),
        text_column("Kanan", "Right", 40), text_column("Putusan", "Ruling", 18), text_column("Sampai", "Until", 10),
        text_column("Alasan", "Reason", 40), text_column("Oleh", "By", 20), text_column("Tanggal", "Date", 12),
    )  # fmt: skip
    title = Text(f"Putusan: {len(rows)}", f"Rulings: {len(rows)}")
    return Table(title, columns, rows)


def said_side(side: str, lang: Lang) -> str:
    """Say a side of a question, kept as "name, file, sheet, row (source)", with the word for row.

    >>> said_side("SUDARMA, rosters/a.xlsx, Daftar, 19 (apbd)", "id"), said_side("SUDARMA, a.xlsx, 19", "en")
    ('SUDARMA, rosters/a.xlsx, Daftar, baris 19 (apbd)', 'SUDARMA, a.xlsx, row 19')
    """
    row = Text("baris", "row").say(lang)
    return _ROW_AT_END.sub(rf", {row} \1\2", shown_name(side, 300))


def rulings_json(made: Sequence[tuple[Asked, Ruling]]) -> dict[str, object]:
    """Give the object that `decide --list --format json` prints."""
    return {
        "version": 1,
        "rulings": [
            {
                "id": shown_key(asked.key),
                "kind": asked.question.kind,
                "left": shown_name(asked.left, 300),
                "right": shown_name(asked.right, 300),
                "ruling": ruling.decision.value,
                "until": ruling.until or None,
                "reason": shown_name(ruling.reason, 2000),
                "by": shown_name(ruling.decided_by),
                "at": ruling.decided_at,
                "in_force": ruling.in_force,
            }
            for asked, ruling in made
        ],
    }


def _place(occurrence: Occurrence) -> dict[str, object]:
    return {
        "file": occurrence.file,
        "sheet": occurrence.sheet or None,
        "row": occurrence.row,
        "nik": occurrence.nik,
        "name": shown_name(occurrence.name),
        "source": occurrence.source,
    }


def _shown(occurrence: Occurrence, lang: Lang) -> tuple[str, str]:
    row = said_row(occurrence.file, occurrence.sheet, occurrence.row).say(lang)
    source = f" ({occurrence.source})" if occurrence.source else ""
    return shown_name(occurrence.name), shown_name(f"{row}{source}", 200)
