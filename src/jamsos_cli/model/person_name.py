"""Names as people write them, made comparable: particles, caste titles, short forms and degrees resolved."""

import unicodedata
from functools import lru_cache

from jamsos_cli.model.lazy_pattern import lazy_pattern

_SHORT = {
    "WY": "WAYAN", "WYN": "WAYAN", "MD": "MADE", "KD": "KADEK", "KDK": "KADEK", "NYM": "NYOMAN", "NYMN": "NYOMAN",
    "KM": "KOMANG", "KMG": "KOMANG", "KT": "KETUT", "KTT": "KETUT", "PT": "PUTU", "GD": "GEDE", "GDE": "GEDE",
    "NGH": "NENGAH", "NGR": "NGURAH", "LH": "LUH", "MUH": "MUHAMMAD", "MUHAMAD": "MUHAMMAD", "MOCH": "MUHAMMAD",
    "MOH": "MUHAMMAD", "MOHAMAD": "MUHAMMAD", "MOHAMMAD": "MUHAMMAD", "M": "M", "GST": "GUSTI", "DW": "DEWA",
    "DSK": "DESAK", "TJOK": "COKORDA", "COK": "COKORDA", "TJOKORDA": "COKORDA", "AA": "ANAKAGUNG", "IB": "IDABAGUS",
    "IA": "IDAAYU", "IGA": "GUSTI", "IGN": "NGURAH",
}  # fmt: skip
_TITLES = frozenset({
    "I", "NI", "IDA", "BAGUS", "AYU", "ANAK", "AGUNG", "ANAKAGUNG", "IDABAGUS", "IDAAYU", "COKORDA", "GUSTI",
    "DESAK", "DEWA", "NGAKAN", "SANG", "SI", "PANDE", "JERO", "BIN", "BINTI", "ALM", "ALMH", "BAPAK", "IBU", "BPK",
    "SDR", "SDRI", "TN", "NY", "NN", "BP", "H", "HJ", "KH", "DRS", "DRA", "DR", "PROF", "IR", "SH", "SE", "ST", "SPD",
    "SAG", "SKOM", "SSOS", "SP", "SIP", "SKM", "SKEP", "MPD", "MM", "MH", "MSI", "MAG", "MT", "AMD", "AMKEB", "BA",
    "SPT", "SSN", "STP", "SPDH", "SST",
})  # fmt: skip
_PARTICLES = frozenset({"I", "NI"})
_UNFINISHED = frozenset({"IDA", "ANAK", "GUSTI", "DEWA", "SANG"})
"""Titles with one of `_ALSO_GIVEN` behind them are still only titles."""
_ALSO_GIVEN = frozenset({"AGUNG", "AYU", "BAGUS", "DEWA", "PANDE"})
"""Parts of titles that are names where no title stands before them: AGUNG, NI AYU."""
_BALINESE_GIVEN = ("WAYAN", "PUTU", "GEDE", "MADE", "KADEK", "NENGAH", "NYOMAN", "KOMANG", "KETUT", "LUH", "GUSTI")
_ORDER_OF_BIRTH = frozenset(_BALINESE_GIVEN) - {"GUSTI"}
_SHORT_GIVEN = ("WY", "WYN", "MD", "KD", "KDK", "NYM", "KM", "KMG", "KT", "KTT", "PT", "GD", "GDE", "NGH", "LH", "GST")
_RUN_TOGETHER = lazy_pattern(rf"^(I|NI)({'|'.join((*_BALINESE_GIVEN, *_SHORT_GIVEN))})$")
_LONG, _JOINED = 8, 5
"""Letters from which on a word may have two slips, or another word run together with it."""
_SPELLINGS = (("OE", "U"), ("TJ", "C"), ("DJ", "J"), ("SJ", "SY"))
_NOT_LETTER = lazy_pattern("[^A-Z ]+")
# "S.Pd." without a comma before it; A.Md. must not become Made.
_DEGREES = lazy_pattern(
    r"\b(?:[SMA]\.|[SM]\.\s(?=\w+\.?(?:\s?H\.)?$))(?:PD|KOM|SOS|AG|MD|KEP|KEB|TP|IP|PT|SN|SI|HUM|KES|FARM|PSI|AK)\b\.?(?:\s?H\.)?"
)
_INITIALS = lazy_pattern(r"\b(A\.\s?A|I\.\s?B|I\.\s?A)\.?(?=\s|$)")


def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name that tell people apart: titles off, short forms written out.

    Birth-order names (Wayan, Made) stay: they are part of the name, only common.

    >>> name_words("I WY. SUDARMA, S.Pd."), name_words("IWayan Soedarma")
    (('WAYAN', 'SUDARMA'), ('WAYAN', 'SUDARMA'))
    >>> name_words("Ida Bagus"), name_words("Bagus")
    ((), ('BAGUS',))
    """
    simple = _simple_words(name)
    if simple:
        return simple
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    upper = plain.upper()
    if "." in upper:
        upper = _INITIALS.sub(lambda found: found[1].replace(".", "").replace(" ", ""), upper)
    head, *degrees = (_DEGREES.sub(" ", part) if "." in part else part for part in upper.split(","))
    letters = _NOT_LETTER.sub(" ", head.replace("'", "").replace("`", ""))
    words = tuple(part for word in letters.split() for part in _plain(word))
    kept = tuple(word for word in words if word not in _TITLES and len(word) > 1) or _given_like_title(words)
    return kept or tuple(word for part in degrees for word in name_words(part))


def _simple_words(name: str) -> tuple[str, ...]:
    """Give the words of a name of letters and short forms (WY.) only, most names are such; () for any other."""
    if not name.isascii():
        return ()
    kept: tuple[str, ...] = ()
    for word in name.upper().split():
        found = plain_word(word)
        if found is None:
            return ()
        kept += found
    return kept


@lru_cache(maxsize=65_536)
def plain_word(word: str) -> tuple[str, ...] | None:
    """Give what of a word in capitals tells people apart; None where only the whole name says how it is to be read.

    >>> plain_word("WY."), plain_word("NI"), plain_word("S.PD.")
    (('WAYAN',), (), None)
    """
    bare = word.removesuffix(".") if len(word) > 2 else word
    return tuple(part for part in _plain(bare) if part not in _TITLES and len(part) > 1) if bare.isalpha() else None


def name_key(name: str) -> str:
    """Give `name_words` as one text, by which an index finds the same name; "" where there are none.

    >>> name_key("I WYN. SUDARMA, S.Pd.")
    'WAYAN SUDARMA'
    """
    return " ".join(name_words(name))


def tells_apart(name: str) -> bool:
    """Tell whether `name_words` has any word; mostly the second word is one.

    >>> tells_apart("I Wayan Sudarma"), tells_apart("Ida Bagus")
    (True, False)
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        for word in name.upper().split():
            if _says_who(word):
                return True
    return bool(name_words(name))


@lru_cache(maxsize=65_536)
def _says_who(word: str) -> bool:
    return any(len(part) > 1 and part not in _TITLES for part in _plain(word))


def _given_like_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the last word of a name that is only titles where it is a name after all: AGUNG, but not ANAK AGUNG."""
    if not words or words[-1] not in _ALSO_GIVEN or _UNFINISHED.intersection(words[:-1]):
        return ()
    return () if words[-1] == "DEWA" and _PARTICLES.intersection(words) else words[-1:]


def clearly_different(left: str, right: str) -> bool:
    """Tell whether two names share no word; a name of only titles is different from nobody.

    >>> clearly_different("I Wayan Sudarma", "Ni Made Sari"), clearly_different("I WY SUDARMA", "Wayan Sudarma")
    (True, False)
    """
    if left == right:
        return False
    first, second = set(name_words(left)), set(name_words(right))
    return bool(first and second) and not first & second


def another_name(left: str, right: str) -> bool:
    """Tell whether two names are hardly one person's: clearly different, or alike in birth-order names alone.

    Half of Bali shares those, so no row is held for them; but what was said of one such name is not said of another.

    >>> another_name("I Made Aryasni", "I Made Gunarna"), another_name("I Made Aryasni", "MADE ARIASNI")
    (True, False)
    >>> another_name("I Made Aryasni", "I Made"), another_name("I Made Aryasni", "Ni Luh Sari")
    (False, True)
    """
    if left == right:
        return False
    first, second = set(name_words(left)), set(name_words(right))
    if not first or not second:
        return False
    mine, theirs = first - _ORDER_OF_BIRTH, second - _ORDER_OF_BIRTH
    if not first & second or not mine or not theirs:
        return not first & second
    return not any(_one_word(one, other) for one in mine for other in theirs)


def _one_word(one: str, other: str) -> bool:
    """Tell whether two words may be one, written otherwise: run together with another, or with a slip or two."""
    shorter = min(len(one), len(other))
    if shorter >= _JOINED and one[:shorter] == other[:shorter]:
        return True
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(one, other) <= (1 if shorter < _LONG else 2)


@lru_cache(maxsize=4096)
def _plain(word: str) -> tuple[str, ...]:
    """Give one word in its plain form, in two where it was run together; few words make up most names."""
    return tuple(_respelled(_SHORT.get(part, part)) for part in _parted(word))


def _parted(word: str) -> tuple[str, ...]:
    found = _RUN_TOGETHER.match(word)
    return (found[1], found[2]) if found else (word,)


def _respelled(word: str) -> str:
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return word
