"""How headings are recognised: spellings of each field, as data."""

import re
from typing import NamedTuple

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_MARKS = re.compile(r"[^0-9A-Z]+")
FUZZY_LETTERS = 6
"""A heading shorter than this must be spelt right: NO KK and NO WA are one letter apart."""
FUZZY_SCORE = 90.0


def bare_heading(text: str) -> str:
    """Give a heading in the form that is compared: capitals, marks as blanks, brackets dropped.

    >>> bare_heading("Tempat/Tgl. Lahir (dd-mm-yyyy)"), bare_heading("NO.\\nKTP *)")
    ('TEMPAT TGL LAHIR', 'NO KTP')
    """
    upper = text.upper()
    return _MARKS.sub(" ", _BRACKETS.sub(" ", upper)).strip() or _MARKS.sub(" ", upper).strip()


class Layout(NamedTuple):
    """The headings of one kind of file."""

    spellings: dict[str, str]
    """bare heading -> field."""
    required: tuple[str, ...]
    many: frozenset[str]
    """fields that several columns may claim."""

    def field(self, heading: str) -> str | None:
        """Give the field a heading names exactly, None when none does."""
        return self.spellings.get(bare_heading(heading))

    def near_field(self, heading: str) -> str | None:
        """Give the field a heading names by a slip of a letter or two; None when in doubt."""
        bare = bare_heading(heading)
        if len(bare) < FUZZY_LETTERS:
            return None
        from rapidfuzz import fuzz, process

        best = process.extractOne(bare, self.spellings.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_SCORE)
        return self.spellings[best[0]] if best and len(best[0]) >= FUZZY_LETTERS else None
