"""What an occupation as people write it means for the law: the sector of the relief, and who may be in.

ASN, TNI and POLRI are never BPU workers; village officials may not be paid from Dana Desa (Permendesa 16/2025);
honorer and wage earners belong to another segment (Permenaker 5/2021); transport has its own relief (PP 50/2025).
The words are data in data/occupations.toml. An occupation no rule knows is a worker's, of another sector: a wrong
rejection leaves somebody uninsured, and outside lists (E06) find the officials who wrote something else.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from jamsos_cli.law.data_file import DATA, read_checked, wrong
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.occupation import Occupation, Status
from jamsos_cli.model.schema import listed, mapped, one_of, record, text, validator

Words = tuple[str, ...]

_SPACED_LETTERS = lazy_pattern(r"\b(?:[a-z0-9][. -]+){1,}[a-z0-9]\b")
_NOT_WORD = lazy_pattern("[^a-z0-9/]+")
_PARTING = lazy_pattern(r"[/,;()+&|]+|\s-+\s")


_WORD, _PHRASE = text("^[a-z0-9]+$"), text("^[a-z0-9]+( [a-z0-9]+)*$")
_SCHEMA = validator(
    record(
        {
            "checked": text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
            "joins": listed(_WORD),
            "unknown": listed(_PHRASE),
            "related": listed(_WORD),
            "former": listed(_WORD),
            "words": mapped(_WORD, listed(_WORD)),
            "rule": listed(
                record(
                    {
                        "says": one_of("state", "village_official", "other_segment", "transport"),
                        "phrases": listed(_PHRASE, least=1),
                        "legal_source": text(least=4),
                    },
                    {"never": listed(_PHRASE), "unless_after": listed(_WORD), "unless_with": _WORD},
                ),
                least=1,
            ),
        },
        {"offered": listed(text())},
    )
)
"""occupations.toml: a rule has phrases that say one thing of an occupation; `never` only look like one of them; after a
word of the lists `unless_after` the phrase is about somebody else; beside one of `unless_with` it says nothing."""


class _Ready(NamedTuple):
    """A rule with its phrases by first word, longest first."""

    says: str
    phrases: dict[str, list[Words]]
    never: dict[str, list[Words]]
    unless_after: frozenset[str]
    unless_with: frozenset[str]


class _Law(NamedTuple):
    rules: tuple[_Ready, ...]
    joins: re.Pattern[str]
    unknown: frozenset[str]
    former: frozenset[str]
    excuses: frozenset[str]
    """former and related."""
    offered: tuple[str, ...]


@lru_cache(maxsize=8192)
def classify(occupation: str) -> Occupation:
    """Give sector and status of an occupation as written; may be empty.

    >>> classify("Supir truk"), classify("Petani/PNS").status, classify("Istri PNS").status
    (Occupation(sector='transport', status='worker'), 'state', 'worker')
    >>> classify("-").sector
    'unknown'
    """
    law = _law()
    parts = _parts(occupation, law)
    whole = " ".join(word for part in parts for word in part)
    if sum(character.isalpha() for character in whole) < 2 or whole in law.unknown:
        return Occupation("unknown", "worker")
    says = [rule.says for rule in law.rules if _fires(rule, parts, law)]
    status: Status = "worker"
    for known in ("other_segment", "village_official", "state"):
        if known in says:
            status = known
    return Occupation("transport" if "transport" in says else "other", status)


def offered() -> tuple[str, ...]:
    """Give the occupations that the blank roster offers, in order of frequency; anything else may be written too."""
    return _law().offered


def _fires(rule: _Ready, parts: list[Words], law: _Law) -> bool:
    """Tell whether any part says so of the person: not of the husband, not of the past, not of what is sold."""
    excused_before = False
    for part, following in zip_longest(parts, parts[1:], fillvalue=()):
        if law.excuses.issuperset(part):
            # "Pensiunan (PNS)": the word speaks of what follows.
            excused_before = True
            continue
        at = _position(rule, part)
        if at is None:
            excused_before = False
            continue
        before, behind = law.excuses.intersection(part[:at]), law.former.intersection(part[at:])
        was = following and law.former.issuperset(following)
        # "Pensiunan TNI/Polri" has retired from one of them, whichever.
        excused_before = bool(before or behind or was or (excused_before and at == 0))
        if not excused_before and not rule.unless_after.intersection(part[:at]):
            return True
    return False


def _position(rule: _Ready, part: Words) -> int | None:
    """Give where a phrase of the rule begins in the part; None where none does."""
    if rule.unless_with.intersection(part):
        return None
    hidden: set[int] = set()
    for start in range(len(part)):
        hidden.update(range(start, start + _matched(rule.never, part, start)))
    for start in range(len(part)):
        length = _matched(rule.phrases, part, start)
        if length and hidden.isdisjoint(range(start, start + length)):
            return start
    return None


def _matched(phrases: dict[str, list[Words]], part: Words, start: int) -> int:
    """Give how many words from `start` make the longest phrase there; 0 for none."""
    for phrase in phrases.get(part[start], ()):
        if part[start : start + len(phrase)] == phrase:
            return len(phrase)
    return 0


def _parts(occupation: str, law: _Law) -> list[Words]:
    """Cut a cell into the occupations it names, each as plain lower-case words; "P.N.S." is one word."""
    plain = unicodedata.normalize("NFKD", occupation).encode("ascii", "ignore").decode().lower()
    plain = _PARTING.sub(" / ", plain.replace("'", ""))
    plain = _SPACED_LETTERS.sub(lambda found: re.sub("[^a-z0-9]", "", found.group()), plain)
    plain = law.joins.sub(" / ", _NOT_WORD.sub(" ", plain))
    return [tuple(words) for part in plain.split("/") if (words := part.split())]


@lru_cache(maxsize=1)
def _law() -> _Law:
    return read_occupations(DATA / "occupations.toml")


def read_occupations(path: Path) -> _Law:
    """Read the words of occupations; a rule that names a list of words that is not there is a SettingsError."""
    said = read_checked(path, _SCHEMA)
    former = frozenset(said["former"])
    return _Law(
        tuple(_ready(rule, said["words"], path) for rule in said["rule"]),
        lazy_pattern(rf"\b(?:{'|'.join(said['joins'])})\b"),
        frozenset(said["unknown"]),
        former,
        former.union(said["related"]),
        said.get("offered", ()),
    )


def _ready(rule: dict[str, Any], lists: dict[str, Words], path: Path) -> _Ready:
    beside = (rule["unless_with"],) if "unless_with" in rule else ()
    after = rule.get("unless_after", ())
    for name in (*after, *beside):
        if name not in lists:
            raise wrong(path, f"there is no list of words {name!r}")
    return _Ready(
        rule["says"],
        _by_first_word(rule["phrases"]),
        _by_first_word(rule.get("never", ())),
        frozenset().union(*(lists[name] for name in after)),
        frozenset().union(*(lists[name] for name in beside)),
    )


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[Words]]:
    by_first: dict[str, list[Words]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        parted = tuple(phrase.split())
        by_first.setdefault(parted[0], []).append(parted)
    return by_first
