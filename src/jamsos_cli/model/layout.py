"""How headings are recognised: spellings of each field, as data, and what an office or one file adds to them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made
from functools import cache, cached_property
from typing import Literal, NamedTuple
from unicodedata import combining, normalize

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.place import column_number

_BRACKETS = lazy_pattern(r"[(\[{][^)\]}]*[)\]}]")
_MARKS = lazy_pattern(r"[^0-9A-Z]+")
_NUMBERED = lazy_pattern(
    r"^\s*\(?(?:[0-9]{1,2}|[A-Z](?=[.)]\s))[.)]+\s*(?=\S)|(?<=\S)[^\S\n]*\n[^\S\n]*\(?[0-9]{1,2}\)?$"
)
"""2. NIK, B. NAMA, a number below the heading in its own cell: as questions of a form are numbered."""
_EXPLAINED = lazy_pattern(
    r"(?is)(?<=\w)[^\w(]+(?:jangan|tanpa\s+spasi|mohon|harap|pastikan|contoh|misal\w*|(?:di)?tulis\w*|isi(?:kan|lah)?|gunakan|format)\b.*"
)
"""NIK, jangan pakai spasi: what a form says of how to fill it in, and not of whom or what."""
_LETTERS = lazy_pattern("[A-Z]{1,2}")
_LOOK_ALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXABEZHIKMNOPTYX")
"""Cyrillic and Greek capitals that nobody can tell from Latin ones."""
FUZZY_LETTERS = 6
"""A heading shorter than this must be spelt right: NO KK and NO WA are one letter apart."""
FUZZY_SCORE = 90.0
LAST_COLUMN = 256
"""Two letters beyond this column (IV), such as NO and JK, are a heading and no column."""
How = Literal["exact", "own", "fixed", "plain", "fuzzy", "together"]
"""By a spelling of the data, by one of the office's, fixed for this file, in other words, a letter or two apart."""
_REMEMBERED, _LONGEST_REMEMBERED = 20_000, 200
"""headings, and letters of one, whose field is remembered."""
_PARTINGS = tuple(lazy_pattern(rf"[{marks}]|\b(?:DAN|ATAU)\b") for marks in ("/,;&+|", "/,;&+|\n"))
"""What parts a heading; a line end only where it is not just a blank ("JENIS\nUSAHA / PEKERJAAN")."""
_TOGETHER = {
    frozenset({"birth_place", "birth_date"}): "ttl",
    frozenset({"address", "hamlet"}): "address",
}
"""What one column is called that holds two fields."""
_NEVER_LOOSE = frozenset({"number"})
"""NO PESERTA is no running number."""
_ONLY_BARE = frozenset({"TGL"})
"""TGL LAHIR may be written TGL, but TGL AKTIF and TANGGAL BANTUAN are other days."""
_OF_A_PERSON = frozenset(
    ("nik", "name", "birth_place", "birth_date", "ttl", "sex", "address", "hamlet", "village", "district", "regency")
) | {"birth_year", "occupation", "income", "phone", "decile"}
"""What everybody has: below a word for somebody else it is theirs."""
_SHORT_WORD = 4
"""letters of a word that must be spelt right: DATA is not DANA."""


def bare_heading(text: str) -> str:
    """Give a heading in the form that is compared: capitals, marks as blanks, brackets dropped.

    >>> bare_heading("Tempat/Tgl. Lahir (dd-mm-yyyy)"), bare_heading("NO.\\nKTP *)")
    ('TEMPAT TGL LAHIR', 'NO KTP')
    """
    upper = text.upper() if text.isascii() else _plain_letters(text)
    return _MARKS.sub(" ", _BRACKETS.sub(" ", upper)).strip() or _MARKS.sub(" ", upper).strip()


def _plain_letters(text: str) -> str:
    """Full-width and bold letters are letters, accents are none, and what looks like a Latin capital is one."""
    return "".join(c for c in normalize("NFKD", text) if not combining(c)).upper().translate(_LOOK_ALIKES)


def column_index(text: str) -> int | None:
    """Give the column (from 0) that one or two capital letters name; None where the text is a heading.

    >>> column_index("C"), column_index("AB"), column_index("NO"), column_index("NIK")
    (2, 27, None, None)
    """
    if not _LETTERS.fullmatch(text):
        return None
    number = column_number(text)
    return number - 1 if number <= LAST_COLUMN else None


class Recognised(NamedTuple):
    """How a heading came to be read as a field."""

    how: How
    score: int = 100
    """likeness of 100 at most, for a fuzzy one."""


class Words(NamedTuple):
    """How headings that are no spelling are made plainer."""

    same: dict[str, str] = {}  # noqa: RUF012  read only
    """a short form or slip of a word -> the word."""
    dropped: tuple[str, ...] = ()
    """words that only say whose or how."""
    others: tuple[str, ...] = ()
    """words for somebody else than the worker."""
    groups: tuple[str, ...] = ()
    """words that stand above several columns and say nothing of them: DATA PESERTA, IDENTITAS."""

    def plain(self, bare: str) -> str:
        """Give a bare heading without blanks, words in one form, those that say nothing left out; lines stay lines."""
        words = [self.same.get(word, word) for word in bare.replace("\n", " \n ").split(" ")]
        last_words, phrases = _phrases(self.dropped)
        if last_words.isdisjoint(words):
            return "".join(words)
        text = _apart(" ".join(words))
        for phrase in phrases:
            text = text.replace(phrase, "")
        return text.replace(" ", "")

    def is_of_group(self, bare: str) -> bool:
        """Tell whether a bare heading has such words for groups alone, with others that say nothing."""
        rest = _apart(bare)
        for phrase in map(_apart, self.groups):
            rest = rest.replace(phrase, "")
        return rest != _apart(bare) and not self.plain(" ".join(rest.split()))


@cache
def _phrases(dropped: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the last words of phrases that say nothing, and the phrases as they are looked for."""
    return frozenset(phrase.split()[-1] for phrase in dropped), tuple(map(_apart, dropped))


def _remembered(known: dict[str, str | None], heading: str, ask: Callable[[str], str | None]) -> str | None:
    """Give what was answered for a heading before, else ask; the long and those beyond thousands are asked anew."""
    if heading in known:
        return known[heading]
    field = ask(heading)
    if len(known) < _REMEMBERED and len(heading) <= _LONGEST_REMEMBERED:
        known[heading] = field
    return field


def _apart(text: str) -> str:
    """Give each word blanks of its own, so that one can go without its neighbour's."""
    return f" {text.replace(' ', '  ')} "


@dataclass(frozen=True)
class Layout:
    """The headings of one kind of file."""

    spellings: dict[str, str]
    """bare heading -> field."""
    required: tuple[str, ...]
    many: frozenset[str]
    """fields that several columns may claim."""
    yielding: frozenset[str] = frozenset()
    """bare headings that give way where another column names the field: TANGGAL beside TGL LAHIR."""
    alone: dict[str, str] = made(default_factory=dict)
    """bare heading -> field, only where no other column names the field: NAMA JELAS."""
    words: Words = made(default_factory=Words)
    own: frozenset[str] = frozenset()
    """bare headings that the office added."""
    fixed: dict[str, str] = made(default_factory=dict)
    """bare heading -> field, for this file alone; no other column may claim these fields."""
    columns: dict[int, str] = made(default_factory=dict)
    """column from 0 -> field, for this file alone; whatever the column is called."""
    heading_row: int | None = None
    """row of the last heading line as Excel shows it, 0 where there is none; None: it is looked for."""
    _fields: dict[str, str | None] = made(default_factory=dict, init=False, repr=False, compare=False)
    """heading -> field, as it was asked: the same words stand in thousands of cells."""
    _near: dict[str, str | None] = made(default_factory=dict, init=False, repr=False, compare=False)
    """heading -> field it is a slip away from, likewise."""

    @cached_property
    def plain(self) -> dict[str, str]:
        """Plain heading -> field of all spellings, leaving out what two fields would share; most files need none."""
        fields: dict[str, set[str]] = {}
        plainer = self.words.plain("\n".join(self.spellings)).split("\n")
        for (spelling, named), plain in zip(self.spellings.items(), plainer, strict=True):
            for form in (plain, spelling.replace(" ", "")):
                fields.setdefault(form, set()).add(named)
        return {form: who.pop() for form, who in fields.items() if form and len(who) == 1 and not who & _NEVER_LOOSE}

    @cached_property
    def known(self) -> frozenset[str]:
        """The fields that this kind of file has."""
        return frozenset(self.spellings.values())

    def field(self, heading: str) -> str | None:
        """Give the field a heading names: as spelt, in plainer words, or by parts that agree; None when none does."""
        return _remembered(self._fields, heading, self._named)

    def field_below(self, group: str, heading: str) -> str | None:
        """Give the field of a heading below one for somebody else: NIP below SPONSOR, but not NAMA below ISTRI."""
        whose = (group, *self._others_in(group))
        both = self.field(f"{group} {heading}") or next(
            (f for who in whose if (f := self.field(f"{heading} {who}"))), None
        )
        own = self.field(heading)
        return both or (own if own not in _OF_A_PERSON else None)

    def names_another(self, group: str) -> bool:
        """Tell whether a heading above others says that they are about somebody else than the worker."""
        return next(self._others_in(group), None) is not None

    def says_nothing(self, group: str) -> bool:
        """Tell whether a heading above others says no more than whose they are, the worker's: DATA DIRI PESERTA."""
        return self.words.is_of_group(bare_heading(group))

    def _others_in(self, group: str) -> Iterator[str]:
        """Give the words for somebody else in a heading above others: ASN in DATA ASN, none in TENAGA NON ASN."""
        words = f" {bare_heading(group)} "
        return (other for other in self.words.others if f" {other} " in words and f" NON {other} " not in words)

    def gives_way(self, heading: str) -> bool:
        """Tell whether a heading names its field less clearly than a spelling of it does."""
        bare = bare_heading(heading)
        return bare in self.yielding or (bare not in self.spellings and bare not in self.fixed)

    def near_field(self, heading: str) -> str | None:
        """Give the field a heading names where no other does: by a slip of a letter or two; None when in doubt."""
        return _remembered(self._near, heading, self._nearly_named)

    def _named(self, heading: str) -> str | None:
        bare = bare_heading(heading)
        named = self.fixed.get(bare) or self._free(self._whole(bare) or self._by_parts(heading))
        plainer = heading if named else _EXPLAINED.sub("", _NUMBERED.sub("", heading))
        return named if plainer == heading else self._named(plainer)

    def _nearly_named(self, heading: str) -> str | None:
        bare = bare_heading(heading)
        if bare in self.alone:
            return self._free(self.alone[bare])
        if len(bare) < FUZZY_LETTERS:
            return None
        from rapidfuzz import fuzz, process

        best = process.extractOne(bare, self.spellings.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_SCORE)
        if best is None or len(best[0]) < FUZZY_LETTERS or self._is_another_word(bare.split(), best[0].split()):
            return None
        return self._free(self.spellings[best[0]])

    def _is_another_word(self, written: list[str], spelt: list[str]) -> bool:
        """Tell whether two headings differ by a word that is one of its own (BULAN LAHIR, BULAN AKHIR), or is short."""
        if len(written) != len(spelt):
            return False
        unlike = [(one, other) for one, other in zip(written, spelt, strict=True) if one != other]
        return any(one in self._vocabulary or max(len(one), len(other)) <= _SHORT_WORD for one, other in unlike)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for spelling in self.spellings for word in spelling.split())

    def _free(self, field: str | None) -> str | None:
        return None if field in self.fixed_fields else field

    def _whole(self, bare: str) -> str | None:
        joined = bare.replace(" ", "")
        if named := self.spellings.get(bare) or self.plain.get(joined):
            return named
        plain = self.words.plain(bare)
        return None if plain in _ONLY_BARE and " " in bare else self.plain.get(plain)

    def _by_parts(self, heading: str) -> str | None:
        text = _BRACKETS.sub(" ", heading.upper())
        return next((field for parting in _PARTINGS if (field := self._of_parts(parting.split(text)))), None)

    def _of_parts(self, written: list[str]) -> str | None:
        parts = [bare for part in written if (bare := bare_heading(part))]
        if len(parts) < 2:
            return None
        fields = {self._whole(part) for part in parts}
        if len(fields) == 1:
            return fields.pop()
        return _TOGETHER.get(frozenset(field for field in fields if field)) if None not in fields else None

    @property
    def fixed_fields(self) -> frozenset[str]:
        """The fields that this file's own mapping has given a column."""
        return frozenset((*self.fixed.values(), *self.columns.values())) if self.fixed or self.columns else frozenset()

    def with_spellings(self, own: Mapping[str, Sequence[str]]) -> "Layout":
        """Give the layout with an office's own spellings, which win over those of the data."""
        if not own:
            return self
        added = {bare_heading(spelling): field for field, spellings in own.items() for spelling in spellings}
        spellings = self.spellings | added
        return replace(self, spellings=spellings, own=frozenset(added))

    def fixed_to(self, columns: Mapping[str, str], heading_row: int | None) -> "Layout":
        """Give the layout of a file whose columns (field -> letters or heading) are fixed."""
        by_letter = {index: field for field, said in columns.items() if (index := column_index(said)) is not None}
        by_name = {bare_heading(said): field for field, said in columns.items() if column_index(said) is None}
        return replace(self, fixed=by_name, columns=by_letter, heading_row=heading_row)

    def recognised(self, column: int, heading: str, field: str) -> Recognised:
        """Tell how a column came to be read as a field; of a heading over two lines either may have named it."""
        whole = bare_heading(heading)
        words = whole.split()
        lines = [" ".join(part) for cut in range(1, len(words)) for part in (words[cut:], words[:cut])]
        if self.columns.get(column) == field or any(self.fixed.get(part) == field for part in (whole, *lines)):
            return Recognised("fixed")
        if self.alone.get(whole) == field:
            return Recognised("plain")
        if self.field(heading) != field and self.near_field(heading) == field:
            from rapidfuzz import fuzz

            mine = (spelling for spelling, meant in self.spellings.items() if meant == field)
            return Recognised("fuzzy", round(max(fuzz.ratio(whole, spelling) for spelling in mine)))
        named = next((part for part in (whole, *lines) if self.spellings.get(part) == field), None)
        if named is not None:
            return Recognised("own" if named in self.own else "exact")
        return Recognised("plain")
