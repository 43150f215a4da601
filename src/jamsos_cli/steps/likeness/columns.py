"""The same blocks as `blocks`, on whole columns: for a registry of a million."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.steps.likeness.blocks import (
    CAP,
    Skipped,
    full_name,
    rare_words,
    skipped,
    whole_name,
)
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
        self.village = _coded(one.village for one in everybody)
        self.mother = _coded(whole_name(one.mother) if one.mother else "" for one in everybody)
        self.name = _coded(full_name(one.words) for one in everybody)
        self.phone = _coded(one.phone for one in everybody)
        self.card = _coded(one.card for one in everybody)
        self.nik = np.fromiter((int(one.nik or -1) for one in everybody), dtype=np.int64, count=self.people)
        self.nik_digits = digits_of((one.nik for one in everybody), _NIK)
        self.nik_written = self.nik_digits[:, 6:12]
        self.number, self.around, self.serial = (
            np.where(self.nik < 0, -1, _number(self.nik_digits[:, kept])) for kept in (_NUMBER, _AROUND, _SERIAL)
        )
        self.born = digits_of(one.born for one in everybody)
        self.nik_born = digits_of(one.nik_born for one in everybody)
        self.dated = np.fromiter((one.dated for one in everybody), dtype=bool, count=self.people)
        self._words([rare_words(one.words) for one in everybody])
        self._days()

    def _words(self, parts: Sequence[tuple[str, ...]]) -> None:
        """Keep every rare word, and how it begins and ends, a row each."""
        import numpy as np

        codes: dict[str, int] = {}
        listed = [codes.setdefault(word, len(codes)) for own in parts for word in own]
        self.rare = Words(list(codes))
        self.words = np.array(listed, dtype=np.int64)
        count = np.fromiter(map(len, parts), dtype=np.int64, count=self.people)
        self.word_rows = np.repeat(np.arange(self.people, dtype=np.int64), count)
        self.letter_rows, self.letter_words = np.repeat(self.word_rows, 2), np.repeat(self.words, 2)
        self.letters = _coded(part for word in codes for part in _ends(word, 3)).reshape(-1, 2)[self.words].ravel()
        self.first, self.last = (_coded(_ends(word, 1)[at] for word in codes) for at in (0, 1))
        self.own_words = np.full((self.people, int(count.max(initial=0))), -1, dtype=np.int64)
        self.own_words[self.word_rows, np.arange(len(listed)) - np.repeat(np.cumsum(count) - count, count)] = self.words

    def _days(self) -> None:
        """Keep the days a record may be of, in two columns: `blocks.days_of`."""
        import numpy as np

        born, in_nik = _number(self.born), _number(self.nik_born)
        self.day = np.where(born == 0, -1, born)
        self.second_day = np.where((born == 0) | (in_nik == 0) | (in_nik == born), -1, in_nik)


def _ends(word: str, letters: int) -> tuple[str, str]:
    """Give how a word begins and ends, as `blocks.letters` writes it."""
    return word[:letters], "-" + word[-letters:]


def _coded(texts: Iterator[str]) -> "Whole":
    """Give a number for each different text, -1 for ""."""
    import numpy as np

    codes: dict[str, int] = {"": -1}
    return np.fromiter((codes.setdefault(text, len(codes)) for text in texts), dtype=np.int64)


def digits_of(texts: Iterator[str], digits: int = 6) -> "NDArray[np.uint8]":
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

    nik = columns.nik
    worth = (nik[left] != nik[right]) | (nik[left] < 0)
    column = _stand(columns.born, left, right)
    in_nik = _stand(columns.nik_born, left, right)
    far = np.flatnonzero(in_nik == 3)
    in_nik[far[_misread(columns.nik_written[left[far]], columns.nik_written[right[far]])]] = 2
    undated = ~(columns.dated[left] & columns.dated[right])
    same = (column == 1) | (in_nik == 1)
    near = (column == 2) | (undated & (in_nik == 2))
    more = (in_nik == 0) | ((columns.mother[left] >= 0) & (columns.mother[right] >= 0))
    for codes in (columns.serial, columns.around, columns.phone, columns.card):
        more |= (codes[left] == codes[right]) & (codes[left] >= 0)
    return np.asarray(worth & (same | (near & more)))


def _stand(digits: "NDArray[np.uint8]", left: "Whole", right: "Whole") -> "NDArray[np.int8]":
    """Compare dates as `numbers.dates_stand` does: 0 one is missing, 1 same, 2 near, 3 far."""
    import numpy as np

    there = digits[:, -1].astype(bool) | digits[:, -2].astype(bool)  # no date ends in day 00
    one, other = digits[left], digits[right]
    unlike = one != other
    count = unlike.sum(axis=1)
    found = np.where(count == 0, 1, np.where(count == 1, 2, 3)).astype(np.int8)
    two = np.flatnonzero(count == 2)
    if len(two):
        first = unlike[two].argmax(axis=1)
        second = 5 - unlike[two][:, ::-1].argmax(axis=1)
        swapped = (one[two, first] == other[two, second]) & (one[two, second] == other[two, first])
        found[two[swapped]] = 2
    more = np.flatnonzero((found == 3) & (count <= 4))
    if len(more):
        found[more[_years_or_swap(one[more], other[more])]] = 2
    found[~(there[left] & there[right])] = 0
    return found


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
