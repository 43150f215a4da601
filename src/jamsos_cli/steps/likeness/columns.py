"""The same blocks as `blocks`, on whole columns: for a registry of a million."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.steps.likeness.blocks import CAP, Skipped, skipped
from jamsos_cli.steps.likeness.name_columns import NameColumns
from jamsos_cli.steps.likeness.numbering import coded
from jamsos_cli.steps.likeness.numbers import YEARS
from jamsos_cli.steps.likeness.traits import Traits
from jamsos_cli.steps.likeness.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_NIK = 16
_SERIAL = slice(12, 16)
_NUMBER, _AROUND = [*range(6), *range(12, 16)], [*range(11), *range(13, 16)]
"""Digits of the region and serial, and of all but the year's last and the serial's first (`around_serial`)."""
_NIBBLES = [16**place for place in range(5, -1, -1)]
_AT_ONCE = 2_000_000
"""Pairs looked at in one piece; a million take some hundred MiB."""
_LETTERED = frozenset({"day-letters", "village-letters"})
"""Kinds whose rows are not people but their words."""
_NAMED = frozenset({"nik", "mother"})
"""Kinds of which names must nearly agree: thousands of strangers have the next serial, or a mother of that name."""


class Columns:
    """What records are compared by, as whole numbers: equal numbers are equal texts, -1 is none."""

    def __init__(self, everybody: Sequence[Traits]) -> None:
        import numpy as np

        self.people = len(everybody)
        self.village, self.villages = coded(map(attrgetter("village"), everybody), "")
        self.phone, self.card = (coded(map(attrgetter(name), everybody), "")[0] for name in ("phone", "card"))
        self.names, self.mothers = (NameColumns([*map(attrgetter(name), everybody)]) for name in ("words", "mother"))
        self.name, self.mother = self.names.whole, self.mothers.rare_whole
        self.nik = np.fromiter((int(one.nik or -1) for one in everybody), dtype=np.int64, count=self.people)
        self.nik_digits = digits_of(map(attrgetter("nik"), everybody), _NIK)
        self.nik_written = self.nik_digits[:, 6:12]
        self.number, self.around, self.serial = (
            np.where(self.nik < 0, -1, _number(self.nik_digits[:, kept])) for kept in (_NUMBER, _AROUND, _SERIAL)
        )
        self.born, self.nik_born = (
            digits_of(map(attrgetter(name), everybody)) @ _NIBBLES for name in ("born", "nik_born")
        )
        """a digit in four bits each; 0 is none."""
        self.dated = np.fromiter(map(attrgetter("dated"), everybody), dtype=bool, count=self.people)
        self._words()
        self._days()

    def _words(self) -> None:
        """Keep every rare word, and how it begins and ends, a row each."""
        import numpy as np

        sounds = self.names.sounds
        self.rare, self.own_words = Words(sounds), self.names.rare
        there = self.own_words >= 0
        self.word_rows, self.words = np.nonzero(there)[0], self.own_words[there]
        self.letter_rows, self.letter_words = np.repeat(self.word_rows, 2), np.repeat(self.words, 2)
        self.letters = coded(part for word in sounds for part in _ends(word, 3))[0].reshape(-1, 2)[self.words].ravel()
        self.first, self.last = (coded(_ends(word, 1)[at] for word in sounds)[0] for at in (0, 1))

    def _days(self) -> None:
        """Keep the days a record may be of, in two columns: `blocks.days_of`."""
        import numpy as np

        born, in_nik = (_number(_digits(days)) for days in (self.born, self.nik_born))
        self.day = np.where(born == 0, -1, born)
        self.second_day = np.where((born == 0) | (in_nik == 0) | (in_nik == born), -1, in_nik)


def _ends(word: str, letters: int) -> tuple[str, str]:
    """Give how a word begins and ends: a slip leaves one of the two as it is."""
    return word[:letters], "-" + word[-letters:]


def digits_of(texts: Iterable[str], digits: int = 6) -> "NDArray[np.uint8]":
    """Give the digits of dates or NIKs, one a column; zeros where there is none."""
    import numpy as np

    joined = "".join(text or "0" * digits for text in texts)
    return (np.frombuffer(joined.encode("ascii"), dtype=np.uint8) - 48).reshape(-1, digits)


def _number(digits: "NDArray[np.uint8]") -> "Whole":
    """Give the number that digits make, those of the first column first."""
    import numpy as np

    places = digits.shape[1]
    made: Whole = digits.astype(np.int64) @ (10 ** np.arange(places - 1, -1, -1, dtype=np.int64))
    return made


def _keys(columns: Columns) -> Iterator[tuple[str, "Whole", "Whole"]]:
    """Give kind, rows and keys of every kind of block; a row stands there once a key.

    Of `_LETTERED` kinds the rows are those of `letter_rows`.
    """
    import numpy as np

    everyone = np.arange(columns.people, dtype=np.int64)
    rows, words = columns.word_rows, columns.words
    by_letter, letters, spots = columns.letter_rows, columns.letters, np.arange(len(columns.letters), dtype=np.int64)
    kinds: dict[str, list[tuple[Whole, Whole]]] = {"day-letters": [], "day-village": [], "day-mother": []}
    for day in (columns.day, columns.second_day):
        kinds["day-letters"].append(_packed(spots, day[by_letter], letters))
        kinds["day-village"].append(_packed(everyone, day, columns.village))
        kinds["day-mother"].append(_packed(everyone, day, columns.mother))
    for kind, parts in kinds.items():
        yield kind, *(np.concatenate(part) for part in zip(*parts, strict=True))  # type: ignore[misc]
    yield "village-word", *_packed(rows, columns.village[rows], words)
    yield "mother-word", *_packed(rows, columns.mother[rows], words)
    yield "number-word", *_packed(rows, columns.number[rows], words)
    for place in range(_NIK - 1):
        high, low = columns.nik // 10 ** (_NIK - place), columns.nik % 10 ** (_NIK - 2 - place)
        yield "nik", *_packed(everyone, np.where(columns.nik < 0, -1, high * 10 ** (_NIK - 2 - place) + low))
    for mask in _masks(columns.day):
        yield "name", *_packed(everyone, mask, columns.name)
        yield "mother", *_packed(everyone, mask, columns.mother)
        yield "village-letters", *_packed(spots, mask[by_letter], columns.village[by_letter], letters)
    yield "phone", *_packed(everyone, columns.phone)
    yield "card", *_packed(everyone, columns.card)


def _masks(day: "Whole") -> "Iterator[Whole]":
    """Give days (yymmdd) without the day, the year and the month in them, and with these two in order; -1 for none."""
    import numpy as np

    year, month, date = day // 10_000, day // 100 % 100, day % 100
    low, high = np.minimum(month, date), np.maximum(month, date)
    masks = (year * 100 + month, month * 100 + date, year * 100 + date, year * 10_000 + low * 100 + high)
    yield from (np.where(day < 0, -1, mask) for mask in masks)


def _packed(rows: "Whole", *parts: "Whole") -> "tuple[Whole, Whole]":
    """Give rows and one number for several, without the rows that lack any."""
    there, keys = parts[0] >= 0, parts[0]
    for part in parts[1:]:
        there = there & (part >= 0)
        keys = keys * (int(part.max(initial=0)) + 1) + part
    return rows[there], keys[there]


class Candidates(NamedTuple):
    """Places of records to be scored, the smaller on the left, in order; and what was not looked at."""

    left: "Whole"
    right: "Whole"
    skipped: tuple[Skipped, ...]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The same, pair by pair."""
        return list(zip(self.left.tolist(), self.right.tolist(), strict=True))

    def only(self, kept: "NDArray[np.bool_]") -> "Candidates":
        """Give those that are marked."""
        return self._replace(left=self.left[kept], right=self.right[kept])


def candidates(columns: Columns, fresh: int = 0) -> Candidates:
    """Give the pairs that `blocks.Few.candidates` gives; the second of each from `fresh` on."""
    import numpy as np

    over: dict[str, list[int]] = {}
    pieces = [np.empty(0, dtype=np.int64)]
    for kind, unsorted_rows, unsorted_keys in _keys(columns):
        order = np.argsort(unsorted_keys)
        rows, keys = unsorted_rows[order], unsorted_keys[order]
        begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, dtype=np.int64)
        sizes = np.diff(np.r_[begins, len(keys)])
        over.setdefault(kind, []).extend(sizes[sizes > CAP].tolist())
        small = (sizes > 1) & (sizes <= CAP)
        for left, right in _within(rows, begins[small], sizes[small]):
            low, high = _compared(columns, kind, left, right)
            worth = (high >= fresh) & _worth(columns, low, high)
            pieces.append(low[worth] * columns.people + high[worth])
    found = np.unique(np.concatenate(pieces))
    return Candidates(*divmod(found, columns.people or 1), skipped(over))


def _compared(columns: Columns, kind: str, left: "Whole", right: "Whole") -> "tuple[Whole, Whole]":
    """Give the people of pairs of a kind, the smaller first; without those whose words or NIKs only nearly agree."""
    import numpy as np

    if kind in _LETTERED:
        agree = columns.rare.agree(columns.letter_words[left], columns.letter_words[right])
        left, right = columns.letter_rows[left[agree]], columns.letter_rows[right[agree]]
    if kind == "nik":
        near = _misread(columns.nik_digits[left], columns.nik_digits[right])
        left, right = left[near], right[near]
    if kind in _NAMED:
        agree = _names_agree(columns, left, right)
        left, right = left[agree], right[agree]
    return np.minimum(left, right), np.maximum(left, right)


def _names_agree(columns: Columns, left: "Whole", right: "Whole") -> "NDArray[np.bool_]":
    """Tell which pairs of people have a word each that begin or end with one letter and may be one."""
    import numpy as np

    agree = np.zeros(len(left), dtype=bool)
    for one in columns.own_words.T:
        for other in columns.own_words.T:
            ours, theirs = one[left], other[right]
            alike = (columns.first[ours] == columns.first[theirs]) | (columns.last[ours] == columns.last[theirs])
            asked = np.flatnonzero(~agree & (ours >= 0) & (theirs >= 0) & alike)
            agree[asked] = columns.rare.agree(ours[asked], theirs[asked])
    return agree


def _within(rows: "Whole", begins: "Whole", sizes: "Whole") -> "Iterator[tuple[Whole, Whole]]":
    """Give all pairs within each block, in pieces."""
    import numpy as np

    ends = np.cumsum(sizes * (sizes - 1) // 2)
    start = 0
    while start < len(begins):
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + _AT_ONCE)), start + 1)
        size, begin = sizes[start:stop], begins[start:stop]
        places = np.repeat(begin, size) + _counting(size)
        after = np.repeat(begin + size, size) - places - 1
        first = np.repeat(places, after)
        second = first + 1 + _counting(after)
        yield rows[first], rows[second]
        start = stop


def _counting(sizes: "Whole") -> "Whole":
    """Give 0, 1, .. size - 1 for each size, one after the other."""
    import numpy as np

    ends = np.cumsum(sizes)
    return np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.int64) - np.repeat(ends - sizes, sizes)


def _worth(columns: Columns, left: "Whole", right: "Whole") -> "NDArray[np.bool_]":
    """Tell which pairs have other NIKs and may be one person by their dates; `blocks.worth` in columns."""
    import numpy as np

    column, in_nik = _stand(columns.born, left, right), _stand(columns.nik_born, left, right)
    far = np.flatnonzero(in_nik == 3)
    in_nik[far[_misread(columns.nik_written[left[far]], columns.nik_written[right[far]])]] = 2
    worth = (column == 1) | (in_nik == 1)
    near = np.flatnonzero(~worth & ((column == 2) | (in_nik == 2)))
    one, other = left[near], right[near]
    dated = columns.dated[one] & columns.dated[other]
    more = (in_nik[near] == 0) | ((columns.mother[one] >= 0) & (columns.mother[other] >= 0))
    for codes in (columns.serial, columns.around, columns.phone, columns.card):
        more |= (codes[one] == codes[other]) & (codes[one] >= 0)
    worth[near] = more & ((column[near] == 2) | ~dated)
    asked = np.flatnonzero(worth)
    niks = columns.nik[left[asked]]
    worth[asked] = (niks != columns.nik[right[asked]]) | (niks < 0)
    return np.asarray(worth, dtype=bool)


def _stand(days: "Whole", left: "Whole", right: "Whole") -> "NDArray[np.int8]":
    """Compare dates as `numbers.dates_stand` does: 0 one is missing, 1 same, 2 near, 3 far."""
    import numpy as np

    one, other = days[left], days[right]
    unlike = one ^ other
    unlike = (unlike | unlike >> 1 | unlike >> 2 | unlike >> 3) & 0x111111
    times = np.bitwise_count(unlike)
    found = np.where(times == 0, 1, np.where(times == 1, 2, 3)).astype(np.int8)
    # Nearly all are far: two digits differ, or the year is the same.
    asked = np.flatnonzero((times == 2) | ((times > 2) & (unlike >> 16 == 0)))
    ours, theirs = _digits(one[asked]), _digits(other[asked])
    found[asked[one_slip(ours, theirs) | _years_or_swap(ours, theirs)]] = 2
    found[(one == 0) | (other == 0)] = 0
    return found


def _digits(days: "Whole") -> "NDArray[np.uint8]":
    """Give the digits of days again, one a column."""
    import numpy as np

    return ((days[:, np.newaxis] >> np.arange(20, -1, -4)) & 15).astype(np.uint8)


def _misread(one: "NDArray[np.uint8]", other: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    """Tell what `numbers.misread` does, in columns."""
    near, first, last = _slips(one, other)
    return near & (last - first < 2)


def one_slip(one: "NDArray[np.uint8]", other: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    """Tell which numbers differ in one digit, or in two that are swapped: NEAR of `digits_stand`."""
    return _slips(one, other)[0]


def _slips(one: "NDArray[np.uint8]", other: "NDArray[np.uint8]") -> "tuple[NDArray[np.bool_], Whole, Whole]":
    """Tell the same, and which digits are the first and the last that differ."""
    import numpy as np

    unlike = one != other
    rows, first, last = np.arange(len(one)), unlike.argmax(axis=1), one.shape[1] - 1 - unlike[:, ::-1].argmax(axis=1)
    swapped = (one[rows, first] == other[rows, last]) & (one[rows, last] == other[rows, first])
    count = unlike.sum(axis=1)
    return np.asarray((count == 1) | ((count == 2) & swapped)), first, last


def _years_or_swap(one: "NDArray[np.uint8]", other: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    """Tell which dates are years apart that are easily taken for each other, or have day and month swapped."""
    import numpy as np

    same_end = (one[:, 2:] == other[:, 2:]).all(axis=1)
    years = np.abs(one[:, :2].astype(np.int64) @ (10, 1) - other[:, :2].astype(np.int64) @ (10, 1))
    same_year = (one[:, :2] == other[:, :2]).all(axis=1)
    swapped = (one[:, 2:4] == other[:, 4:]).all(axis=1) & (one[:, 4:] == other[:, 2:4]).all(axis=1)
    return np.asarray((same_end & np.isin(years, tuple(YEARS))) | (same_year & swapped))
