"""How two names stand, word by word: the same, spelled otherwise, one within the other, or only alike."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.person_name import name_words, plain_word

(
    NAME_NONE, NAME_SAME, NAME_SPELLED, NAME_CONTAINED, NAME_ORDER, NAME_PARTIAL, NAME_COMMON, NAME_DIFFERENT,
    NAME_CLOSE, NAME_RHYMES,
) = range(10)  # fmt: skip
"""How two names stand: one is missing; the same words; the same but for spelling; one has words more; the same rare
words with another order of birth (Wayan, Made); some rare words; only common ones; nothing shared; some rare words,
and the rest looks alike; the same but for a letter, as parents rhyme the names of twins (Rini, Rina)."""
EXACT, SOUND, TYPO, INITIAL, RHYME = range(5)
"""How a word was found in the other name."""
VOWELS = frozenset("AIUEO")
ORDERS = frozenset({
    "WAYAN", "PUTU", "GEDE", "LUH", "MADE", "KADEK", "NENGAH", "NYOMAN", "KOMANG", "KETUT",
})  # fmt: skip
"""Names that say who was born first: half of Bali shares four of them, and two children of one house do not."""
_RUN_TOGETHER = lazy_pattern(rf"(?:I|NI)?({'|'.join(sorted(order for order in ORDERS if len(order) > 3))})(.{{5,}})")
CUT, CUT_FROM = 3, 5
"""Letters that may be cut off a word, and how many must be left."""
_LONG = 9
"""Letters of a word from which on two slips are passed over."""
_MOST = 8
"""Words of a name: more are no name, and every word is compared with every other."""
_SEAM = 3
"""Letters that two words run together may lose or win."""
_BINTI = lazy_pattern("^BINTI(?=.{3})|(?<=.{3})BINTI$")
_INITIAL = lazy_pattern(r"(?<![\w.,'])([A-Z])\.?(?=\s|$)")
CLOSE, CLOSE_LETTERS = 0.76, 6
"""How much alike two names must be that share no word, as `Indel.normalized_similarity`; and how long at the least."""


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """Give the words of a name, each once, and its initials; an order of birth run together is a word of its own.

    >>> words_of("Ni Wayansukerti"), words_of("I M. Sudarma, S.Pd.")
    (('WAYAN', 'SUKERTI'), ('SUDARMA', 'M'))
    """
    parts = [*map(_parts, name.upper().split())] if name.isascii() else []
    words = () if None in parts else dict.fromkeys(chain.from_iterable(filter(None, parts)))
    return tuple(words)[:_MOST] or _odd_words(name)


@lru_cache(maxsize=65_536)
def _parts(word: str) -> tuple[str, ...] | None:
    """Give the words in one that is letters, or a short form; None where only the whole name says how it is read."""
    plain = None if len(word) == 1 and word not in "IH" else plain_word(word)
    return plain and tuple(part for one in plain for part in _parted(_BINTI.sub("", one, count=1)))


def _odd_words(name: str) -> tuple[str, ...]:
    words = (_BINTI.sub("", word, count=1) for word in name_words(name))
    initials = (found for found in _INITIAL.findall(name.upper()) if found not in "IH")
    return tuple(dict.fromkeys((*chain.from_iterable(map(_parted, words)), *initials)))[:_MOST]


@lru_cache(maxsize=65_536)
def _parted(word: str) -> tuple[str, ...]:
    found = _RUN_TOGETHER.fullmatch(word)
    return (found[1], found[2]) if found else (word,)


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Give how a word sounds: one letter for spellings that are said alike.

    >>> skeleton("WIDHYA") == skeleton("WIDIA"), skeleton("SUWARTHA") == skeleton("SUARTA")
    (True, True)
    """
    said = word.replace("UWA", "UA").replace("IYA", "IA").replace("H", "").replace("Y", "I").replace("V", "W")
    said = said.replace("Z", "S").replace("F", "P").replace("Q", "K").replace("CK", "K")
    return "".join(c for place, c in enumerate(said) if place == 0 or c != said[place - 1]) or word


@lru_cache(maxsize=131_072)
def compare_names(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Compare the words of two names; gives the level, and the words found in both with how they were found.

    Of two spellings the word is the first in the alphabet, whichever name comes first.
    """
    if not one or not other:
        return NAME_NONE, ()
    if one > other:
        one, other = other, one
    matched = [(word, EXACT) for word in one if word in other]
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    if left and right:
        _match_joined(left, right, matched)
        _match_joined(right, left, matched)
        _match_spelled(left, right, matched)
    level = _name_level(left, right, matched)
    if level in (NAME_PARTIAL, NAME_COMMON, NAME_DIFFERENT) and _close(left, right):
        level = NAME_CLOSE
        matched += [(word, TYPO) for word in min(left, right, key=len) if word not in ORDERS]
    return level, tuple(matched)


def _match_joined(single: list[str], parted: list[str], matched: list[tuple[str, int]]) -> None:
    """Take out words of one name that are two words of the other, run together."""
    if len(parted) < 2:
        return
    for word in list(single):
        for first, second in pairwise(parted):
            if _run_together(word, first, second):
                single.remove(word)
                parted.remove(first)
                parted.remove(second)
                matched += [(first, SOUND), (second, SOUND)]
                break


def _run_together(word: str, first: str, second: str) -> bool:
    """Tell whether a word is two others, or sounds like them; its length mostly says that it does not."""
    if abs(len(word) - len(first) - len(second)) > _SEAM:
        return False
    return word == first + second or skeleton(word) == skeleton(first + second)


def _match_spelled(left: list[str], right: list[str], matched: list[tuple[str, int]]) -> None:
    """Take out words that sound alike, then those a slip of the pen apart, then initials."""
    alike = {(one, other): how for one in left for other in right if (how := _alike(one, other))}
    for how in (SOUND, RHYME, TYPO, INITIAL) if alike else ():
        for one in list(left):
            found = next((other for other in right if alike.get((one, other)) == how), None)
            if found is not None:
                left.remove(one)
                right.remove(found)
                matched.append((min(one, found), how))


def _alike(one: str, other: str) -> int:
    """Give how two different words may be one; EXACT where they are not alike at all."""
    if _sound_alike(one, other):
        return SOUND
    if a_slip_apart(one, other):
        return RHYME if _rhyme(one, other) else TYPO
    return INITIAL if _begins(one, other) else EXACT


def _rhyme(one: str, other: str) -> bool:
    """Tell whether of two words a slip apart a vowel stands for a vowel or a consonant for a consonant.

    All other slips make no name.
    """
    if len(one) != len(other):
        return False
    unlike = [(a in VOWELS, b in VOWELS) for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) == 1 and unlike[0][0] == unlike[0][1]


def _begins(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _sound_alike(one: str, other: str) -> bool:
    return skeleton(one) == skeleton(other) or (_is_bin(one, other) if len(one) > len(other) else _is_bin(other, one))


def _is_bin(longer: str, shorter: str) -> bool:
    """Tell whether a word is the other with BIN before or behind it, run together."""
    return longer in ("BIN" + shorter, shorter + "BIN")


def without_bin(word: str) -> str:
    """Give a word without the BIN that is run together with it, before or behind it; "" where there is none."""
    return word[3:] if word.startswith("BIN") else word[:-3] if word.endswith("BIN") else ""


def a_slip_apart(one: str, other: str) -> bool:
    """Tell whether one word may be the other misspelled, or cut off; an order of birth never is."""
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    size, more = len(shorter), len(longer)
    if size < 3 or more < 4 or more - size > CUT or one in ORDERS or other in ORDERS:
        return False
    if size < _LONG and one[0] != other[0] and one[-1] != other[-1]:
        return False  # one slip leaves an end as it is
    return (size >= CUT_FROM and longer.startswith(shorter)) or slips(one, other, 1 if size < _LONG else 2)


def slips(one: str, other: str, most: int) -> bool:
    """Tell whether two words are so few letters (or swaps of two) apart; rapidfuzz is loaded for long words only."""
    if abs(len(one) - len(other)) > most:
        return False
    if most == 1:
        return _one_slip(one, other)
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most) <= most


def _one_slip(one: str, other: str) -> bool:
    begin = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        swapped = one[begin : begin + 2] == other[begin : begin + 2][::-1] and one[begin + 2 :] == other[begin + 2 :]
        return swapped or one[begin + 1 :] == other[begin + 1 :]
    shorter, longer = sorted((one, other), key=len)
    return shorter[begin:] == longer[begin + 1 :]


def _name_level(left: Sequence[str], right: Sequence[str], matched: Sequence[tuple[str, int]]) -> int:
    found = {how for word, how in matched if word not in ORDERS}
    if not left and not right:
        if RHYME in found:
            return NAME_RHYMES
        return NAME_SAME if all(how == EXACT for _, how in matched) else NAME_SPELLED
    rare = not found <= {INITIAL}
    left_rare, right_rare = ([word for word in side if word not in ORDERS] for side in (left, right))
    if rare and not (left_rare and right_rare):
        if (left_rare or right_rare) and any(how == INITIAL for _, how in matched):
            return NAME_PARTIAL  # R. ELDEDIE LAMBUNG need not be RAAKUS LAMBUNG
        if (left_rare or right_rare) and found <= {RHYME, INITIAL}:
            return NAME_PARTIAL  # nor TINA ASANG DINA
        clash = len(left_rare) < len(left) and len(right_rare) < len(right)
        if RHYME in found:
            return NAME_PARTIAL if clash else NAME_RHYMES
        return NAME_ORDER if clash else NAME_CONTAINED
    if rare:
        return NAME_PARTIAL
    return NAME_COMMON if matched else NAME_DIFFERENT


def _close(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether what is left of two names looks alike once it is run together."""
    one, other = ("".join(word for word in words if word not in ORDERS) for words in (left, right))
    most, shorter = CLOSE * (len(one) + len(other)) / 2, min(len(one), len(other))
    if shorter < max(CLOSE_LETTERS, most) or sum(min(one.count(c), other.count(c)) for c in set(one)) < most:
        return False
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other, score_cutoff=CLOSE) >= CLOSE
