"""How headings are recognised: spellings of each field, as data."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_MARKS = re.compile(r"[^0-9A-Z]+")
FUZZY_LETTERS = 6
"""A heading shorter than this must be spelt right: NO KK and NO WA are one letter apart."""
FUZZY_SCORE = 90.0
_PARTING = re.compile(r"[/,;&+|\n]|\b(?:DAN|ATAU)\b")
_TOGETHER = {
    frozenset({"birth_place", "birth_date"}): "ttl",
    frozenset({"address", "hamlet"}): "address",
}
"""What one column is called that holds two fields."""
_NEVER_LOOSE = frozenset({"number"})
"""NO PESERTA is no running number."""


def bare_heading(text: str) -> str:
    """Give a heading in the form that is compared: capitals, marks as blanks, brackets dropped.

    >>> bare_heading("Tempat/Tgl. Lahir (dd-mm-yyyy)"), bare_heading("NO.\\nKTP *)")
    ('TEMPAT TGL LAHIR', 'NO KTP')
    """
    upper = text.upper()
    return _MARKS.sub(" ", _BRACKETS.sub(" ", upper)).strip() or _MARKS.sub(" ", upper).strip()


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


class Words(NamedTuple):
    """How headings that are no spelling are made plainer."""

    same: dict[str, str] = {}  # noqa: RUF012  read only
    """a short form or slip of a word -> the word."""
    dropped: tuple[str, ...] = ()
    """words that only say whose or how."""

    def plain(self, bare: str) -> str:
        """Give a bare heading without blanks, words in one form, those that say nothing left out."""
        text = " ".join(self.same.get(word, word) for word in bare.split())
        if self.dropped:
            text = _any_of(self.dropped).sub("", text)
        return text.replace(" ", "")


def plain_spellings(spellings: Mapping[str, str], words: Words) -> dict[str, str]:
    """Give plain heading -> field of all spellings, leaving out what two fields would share."""
    fields: dict[str, set[str]] = {}
    for spelling, field in spellings.items():
        for form in (words.plain(spelling), spelling.replace(" ", "")):
            fields.setdefault(form, set()).add(field)
    return {
        plain: named.pop() for plain, named in fields.items() if plain and len(named) == 1 and not named & _NEVER_LOOSE
    }


class Layout(NamedTuple):
    """The headings of one kind of file."""

    spellings: dict[str, str]
    """bare heading -> field."""
    required: tuple[str, ...]
    many: frozenset[str]
    """fields that several columns may claim."""
    yielding: frozenset[str] = frozenset()
    """bare headings that give way where another column names the field: TANGGAL beside TGL LAHIR."""
    words: Words = Words()
    plain: dict[str, str] = {}  # noqa: RUF012  read only
    """plain heading -> field, where only one field has it; of `plain_spellings`."""

    def field(self, heading: str) -> str | None:
        """Give the field a heading names: as spelt, in plainer words, or by parts that agree; None when none does."""
        return self._whole(bare_heading(heading)) or self._by_parts(heading)

    def gives_way(self, heading: str) -> bool:
        """Tell whether a heading names its field less clearly than a spelling of it does."""
        bare = bare_heading(heading)
        return bare not in self.spellings or bare in self.yielding

    def near_field(self, heading: str) -> str | None:
        """Give the field a heading names by a slip of a letter or two; None when in doubt."""
        bare = bare_heading(heading)
        if len(bare) < FUZZY_LETTERS:
            return None
        from rapidfuzz import fuzz, process

        best = process.extractOne(bare, self.spellings.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_SCORE)
        return self.spellings[best[0]] if best and len(best[0]) >= FUZZY_LETTERS else None

    def _whole(self, bare: str) -> str | None:
        joined = bare.replace(" ", "")
        return self.spellings.get(bare) or self.plain.get(joined) or self.plain.get(self.words.plain(bare))

    def _by_parts(self, heading: str) -> str | None:
        parts = [bare for part in _PARTING.split(_BRACKETS.sub(" ", heading.upper())) if (bare := bare_heading(part))]
        if len(parts) < 2:
            return None
        fields = {self._whole(part) for part in parts}
        if len(fields) == 1:
            return fields.pop()
        return _TOGETHER.get(frozenset(field for field in fields if field)) if None not in fields else None
