"""What an occupation as people write it means for the law: the sector of the relief, and who may be in.

ASN, TNI and POLRI are never BPU workers; village officials may not be paid from Dana Desa (Permendesa 16/2025);
honorer and wage earners belong to another segment (Permenaker 5/2021); transport has its own relief (PP 50/2025).
The words are data in data/occupations.toml. An occupation no rule knows is a worker's, of another sector: a wrong
rejection leaves somebody uninsured, and outside lists (E06) find the officials who wrote something else.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from jamsos_cli.law.data_file import DATA, read_toml
from jamsos_cli.model.occupation import Occupation, Status

Word = Annotated[str, Field(pattern="^[a-z0-9]+$")]
Phrase = Annotated[str, Field(pattern="^[a-z0-9]+( [a-z0-9]+)*$")]
Words = tuple[str, ...]

_SPACED_LETTERS = re.compile(r"\b(?:[a-z0-9][. -]+){1,}[a-z0-9]\b")
_NOT_WORD = re.compile("[^a-z0-9/]+")
_PARTING = re.compile(r"[/,;()+&|]+|\s-+\s")


class _Frozen(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Rule(_Frozen):
    """Phrases that say one thing about an occupation, and what must not stand with them."""

    says: Literal["state", "village_official", "other_segment", "transport"]
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    never: tuple[Phrase, ...] = ()
    """phrases that only look like one of them."""
    unless_after: tuple[Word, ...] = ()
    """lists of words; after one of these the phrase is about somebody or something else."""
    unless_with: Word | None = None
    """list of words; beside one of these the phrase says nothing."""
    legal_source: Annotated[str, Field(min_length=4)]


class OccupationWords(_Frozen):
    """occupations.toml."""

    checked: date
    joins: tuple[Word, ...]
    unknown: tuple[Phrase, ...]
    related: tuple[Word, ...]
    former: tuple[Word, ...]
    words: dict[Word, tuple[Word, ...]]
    rule: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _lists_are_there(self) -> Self:
        for rule in self.rule:
            for name in (*rule.unless_after, *((rule.unless_with,) if rule.unless_with else ())):
                if name not in self.words:
                    raise ValueError(f"there is no list of words {name!r}")
        return self


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
    words = read_toml(DATA / "occupations.toml", OccupationWords)
    rules = tuple(
        _Ready(
            rule.says,
            _by_first_word(rule.phrases),
            _by_first_word(rule.never),
            frozenset().union(*(words.words[name] for name in rule.unless_after)),
            frozenset(words.words[rule.unless_with] if rule.unless_with else ()),
        )
        for rule in words.rule
    )
    joins = re.compile(rf"\b(?:{'|'.join(words.joins)})\b")
    former = frozenset(words.former)
    return _Law(rules, joins, frozenset(words.unknown), former, former.union(words.related))


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[Words]]:
    by_first: dict[str, list[Words]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        parted = tuple(phrase.split())
        by_first.setdefault(parted[0], []).append(parted)
    return by_first
