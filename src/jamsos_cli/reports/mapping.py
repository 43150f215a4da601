"""Which column of a roster was read as what."""

from collections.abc import Sequence

from jamsos_cli.model.layout import Recognised
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.nik import mask
from jamsos_cli.model.roster_fields import FIELDS
from jamsos_cli.model.sent import ColumnRead
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text

_HOW = {
    "exact": Text("ejaan dikenal", "known spelling"),
    "plain": Text("kata lain yang dikenal", "known in other words"),
    "own": Text("ejaan di jamsos.toml", "spelling of jamsos.toml"),
    "fixed": Text("ditetapkan untuk berkas ini", "fixed for this file"),
    "together": Text("bersama kolom di kirinya", "with the column left of it"),
    "fuzzy": Text("mirip, {score} dari 100", "alike, {score} of 100"),
}
_UNREAD = Text("tidak dibaca", "not read")
_NUMBERS = frozenset({"nik", "kk", "sponsor_id"})
_PLAIN = frozenset({
    "number", "sex", "village", "district", "regency", "occupation", "income", "decile", "programmes", "source",
    "period", "start", "end", "opd",
})  # fmt: skip
"""Fields whose values say nothing of one person alone."""
_FURTHER = lazy_pattern(r"(?<=[^\W_])[^\W_]")
"""Every letter or digit of a word but its first."""
_NOTE = Text(
    "Kolom yang salah dibaca dapat ditetapkan di jamsos.toml, bagian [headings] atau [[mappings]].",
    "A column that is read wrongly can be fixed in jamsos.toml, under [headings] or [[mappings]].",
)


def mapping_table(file: str, columns: Sequence[ColumnRead], lang: Lang) -> Table:
    """Give one row a heading of a file: where it stands, what it was read as and how, and an example, masked."""
    rows = [
        (
            shown_name(one.sheet),
            one.cell,
            shown_name(one.heading),
            FIELDS[one.field].say(lang) if one.field else _UNREAD.say(lang),
            one.field or "",
            _how(one.recognised, lang),
            _example(one),
        )
        for one in columns
    ]
    name = shown_name(file, 200)
    return Table(
        Text(f"{name}: kolom yang dibaca", f"{name}: columns read"),
        (
            text_column("Lembar", "Sheet"),
            text_column("Sel", "Cell", 8),
            text_column("Judul kolom", "Heading", 30),
            text_column("Dibaca sebagai", "Read as", 30),
            text_column("Isian", "Field", 12),
            text_column("Dikenali dari", "Recognised by", 26),
            text_column("Contoh isi", "Example", 26),
        ),
        rows,
        note=_NOTE,
    )


def mapping_json(columns: Sequence[ColumnRead]) -> list[dict[str, object]]:
    """Give the same for programs: `field` and `how` are null where a heading is not read."""
    return [
        {
            "sheet": shown_name(one.sheet) or None,
            "cell": one.cell,
            "heading": shown_name(one.heading),
            "field": one.field,
            "how": one.recognised.how if one.recognised else None,
            "score": one.recognised.score if one.recognised else None,
            "example": _example(one),
        }
        for one in columns
    ]


def _how(recognised: Recognised | None, lang: Lang) -> str:
    return _HOW[recognised.how].say(lang, score=recognised.score) if recognised else ""


def _example(one: ColumnRead) -> str:
    """Hide who is meant: four characters of a number, the first of every word of a name or date."""
    if one.field in _NUMBERS:
        return mask(shown_name(one.example))
    shown = shown_name(one.example, 40)
    return shown if one.field in _PLAIN else _FURTHER.sub("*", shown)
