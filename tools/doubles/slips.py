"""Slips of the pen: how one person's NIK, name and birth date come to be written in two ways."""

import random
from collections.abc import Callable
from datetime import date, timedelta

SHORT = {"WAYAN": ("WY.", "WYN", "WY"), "MADE": ("MD.", "MD"), "NYOMAN": ("NYM.", "NYM"), "KETUT": ("KT.", "KTT"),
         "PUTU": ("PT.",), "KADEK": ("KD.", "KDK"), "KOMANG": ("KM.",), "NENGAH": ("NGH.",), "GEDE": ("GD.", "GDE"),
         "GUSTI": ("GST.",), "DEWA": ("DW.",), "DESAK": ("DSK.",), "NGURAH": ("NGR.",), "LUH": ("LH.",)}  # fmt: skip
_DEGREES = (", S.Pd.", ", S.E.", " SH", ", S.Kom", ", A.Md.", ", S.Ag.")
_SOUNDS = (("U", "OE"), ("C", "TJ"), ("J", "DJ"), ("Y", "J"), ("I", "Y"), ("D", "DH"), ("W", "V"), ("TA", "THA"),
           ("K", "KH"), ("A", "HA"), ("E", "A"), ("S", "SS"), ("NA", "NNA"), ("WIDIA", "WIDYA"),
           ("UA", "UWA"))  # fmt: skip
_LETTERS = "ABDEGIKLMNOPRSTUWY"


def wrong_digit(nik: str, chance: random.Random) -> str:
    """Give the NIK with one digit mistyped."""
    place = chance.randrange(16)
    return nik[:place] + str((int(nik[place]) + chance.randrange(1, 10)) % 10) + nik[place + 1 :]


def swapped_digits(nik: str, chance: random.Random) -> str:
    """Give the NIK with two neighbouring digits swapped."""
    places = [place for place in range(15) if nik[place] != nik[place + 1]]
    place = chance.choice(places)
    return nik[:place] + nik[place + 1] + nik[place] + nik[place + 2 :]


def shifted_date(born: date, chance: random.Random) -> date:
    """Give a date a digit off, with day and month swapped, or ten years off."""
    way = chance.random()
    if way < 0.3 and born.day <= 12 and born.day != born.month:
        return date(born.year, born.day, born.month)
    if way < 0.5:
        return _moved_year(born, chance.choice((-10, 10)))
    if way < 0.7:
        return _moved_year(born, chance.choice((-1, 1, 2, -2, 3)))
    while True:
        digits = list(f"{born:%d%m%Y}")
        place = chance.choice((0, 1, 1, 2, 3, 3, 6, 7, 7))
        digits[place] = str(chance.randrange(10))
        text = "".join(digits)
        day, month, year = int(text[:2]), int(text[2:4]), int(text[4:])
        if 1 <= month <= 12 and 1 <= day <= 28 and 1940 < year < 2010 and text != f"{born:%d%m%Y}":
            return date(year, month, day)


def _moved_year(born: date, years: int) -> date:
    day = born + timedelta(days=1) if (born.month, born.day) == (2, 29) else born
    return day.replace(year=day.year + years)


def _abbreviated(words: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(SHORT[word]) if word in SHORT else word for word in words]


def _joined(words: list[str], chance: random.Random) -> list[str]:
    if len(words) < 2:
        return words
    place = chance.randrange(len(words) - 1)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def _parted(words: list[str], chance: random.Random) -> list[str]:
    word = words[-1]
    if len(word) < 8:
        return words
    place = chance.randrange(3, len(word) - 3)
    return [*words[:-1], word[:place], word[place:]]


def _dropped(words: list[str], chance: random.Random) -> list[str]:
    if len(words) < 3:
        return words
    # The last word stays where it is all that tells people apart: nobody knows who NI MADE is.
    place = chance.randrange(len(words) - 1) if len(words) < 4 or chance.random() < 0.7 else len(words) - 1
    return words[:place] + words[place + 1 :]


def _initial(words: list[str], chance: random.Random) -> list[str]:
    places = [place for place, word in enumerate(words) if len(word) > 3]
    if len(places) < 2:
        return words
    place = chance.choice(places[:-1])
    return [*words[:place], words[place][0] + chance.choice(("", ".")), *words[place + 1 :]]


def _respelled(words: list[str], chance: random.Random) -> list[str]:
    ways = [(old, new) for old, new in _SOUNDS if old in words[-1][1:]]
    if not ways:
        return words
    old, new = chance.choice(ways)
    return [*words[:-1], words[-1][0] + words[-1][1:].replace(old, new, 1)]


def _mistyped(words: list[str], chance: random.Random) -> list[str]:
    long = [place for place, word in enumerate(words) if len(word) > 3]
    if not long:
        return words
    place = chance.choice(long)
    word, at, way = words[place], chance.randrange(1, len(words[place])), chance.random()
    if way < 0.35:
        made = word[:at] + word[at + 1 :]
    elif way < 0.6 and at + 1 < len(word):
        made = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif way < 0.8:
        made = word[:at] + chance.choice(_LETTERS) + word[at:]
    else:
        made = word[:at] + chance.choice(_LETTERS) + word[at + 1 :]
    return [*words[:place], made, *words[place + 1 :]]


_WAYS: tuple[tuple[float, Callable[[list[str], random.Random], list[str]]], ...] = (
    (0.35, _abbreviated), (0.06, _joined), (0.03, _parted), (0.07, _dropped), (0.05, _initial), (0.14, _respelled),
    (0.10, _mistyped),
)  # fmt: skip


def written(name: str, chance: random.Random, share: float = 1.0) -> str:
    """Write a name as another clerk would; `share` makes every slip rarer or commoner."""
    words = name.split()
    for likely, way in _WAYS:
        if chance.random() < likely * share:
            words = way(words, chance)
    if words[0] in {"I", "NI"} and chance.random() < 0.2 * share:
        words = words[1:] if chance.random() < 0.6 else [words[0] + words[1], *words[2:]]
    text = " ".join(words)
    if chance.random() < 0.04 * share:
        text += chance.choice(_DEGREES)
    return text.title() if chance.random() < 0.5 else text
