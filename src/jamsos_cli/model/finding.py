"""A finding: one fact about the data, at one place, in words a clerk can act on."""

from enum import StrEnum
from typing import NamedTuple

from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.place import Place
from jamsos_cli.model.wording import Lang, Text, printable

_FEW_DIGITS = 6


class Level(StrEnum):
    """error: not billed until mended; warning: billed, a person must look; note: good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for error, the gravest, to 2 for note."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


class Kind(NamedTuple):
    """What all findings of one code share; stands on top of the rule that gives it."""

    code: str
    """as in the catalogue, "N04"."""
    slug: str
    level: Level
    scope: str
    """run, file, sheet, column, row or cell."""
    message: Text
    """what is wrong; `{value}` and other names are filled in."""
    hint: Text
    """what right looks like and who can mend it."""
    why: Text
    """for `jamsos explain`: why it matters, with its legal source."""
    example: Text
    """for `jamsos explain`: wrong, and right."""
    blank: Text | None = None
    """what is wrong where the cell holds no letter and no digit; None where `message` says that, too."""


_EMPTY = Text("(kosong)", "(empty)")


class Finding(NamedTuple):
    """One kind at one place. `value` and `values` are as read; what is shown is masked and printable.

    A value that is a Text is said in the reader's language.
    """

    kind: Kind
    place: Place
    field: str | None = None
    value: str | None = None
    values: tuple[tuple[str, object], ...] = ()

    def message(self, lang: Lang) -> str:
        """Say what is wrong here, with NIKs masked."""
        kind = self.kind
        return self._say(kind.blank if kind.blank and not self._is_filled() else kind.message, lang)

    def hint(self, lang: Lang) -> str:
        """Say what right looks like and who can mend it."""
        return self._say(self.kind.hint, lang)

    def shown_value(self) -> str | None:
        """Give the value as it may be shown: masked, printable, short.

        What stands in a NIK column is hidden after four digits however it is written: 5104|0312 is a NIK to a reader.
        """
        if self.value is None:
            return None
        return _shown(_hidden(self.value) if self.field == "nik" else self.value, 80)

    def _is_filled(self) -> bool:
        return any(map(str.isalnum, self.value or ""))

    def _say(self, text: Text, lang: Lang) -> str:
        said = {name: value.say(lang) if isinstance(value, Text) else str(value) for name, value in self.values}
        shown = {name: _shown(value, 200) for name, value in said.items()}
        return text.say(lang, value=self.shown_value() or _EMPTY.say(lang), **shown).strip()


def _shown(text: str, limit: int) -> str:
    """Mask before cutting: half a NIK at the end of a cut text would no longer look like one."""
    return printable(mask_numbers(printable(text, len(text) + 1)), limit)


def _hidden(value: str) -> str:
    """Hide all but the first four letters or digits of something that holds six digits or more."""
    if sum(c.isdigit() for c in value) < _FEW_DIGITS:
        return value
    seen, shown = 0, []
    for character in value:
        seen += character.isalnum()
        shown.append("*" if character.isalnum() and seen > 4 else character)
    return "".join(shown)


class TooMany(Exception):  # noqa: N818  a way out of the rules, caught where judging begins
    """A file has more findings than memory should hold."""


class Room:
    """How many findings a file may have yet."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, findings: int) -> None:
        """Count so many in; TooMany where they do not fit."""
        self._left -= findings
        if self._left < 0:
            raise TooMany
