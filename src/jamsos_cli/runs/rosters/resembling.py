"""Which people of the registry those of rosters are compared with, for whom they resemble under another NIK."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter

from jamsos_cli.model.frame import records
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.person import Known
from jamsos_cli.model.person_name import name_words
from jamsos_cli.model.place import Place
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.store import Registry


def alike_elsewhere(files: Sequence[Accepted], registry: Registry, replaced: Collection[str]) -> Iterator[Identity]:
    """Give who is enrolled in the same villages, or shares a card, or birth date and a word of the name, with a roster.

    Each once for what is said of one; those of lists that are `replaced` are left out.
    """
    villages, days, cards = (
        {value for file in files for value in values(file.people) if value}
        for values in (attrgetter("villages"), attrgetter("birth_dates"), attrgetter("family_cards"))
    )
    found = registry.described(sorted(villages), sorted(days), sorted(cards))
    words = _words_by_day(files) if len(found) else {}
    seen: set[Known] = set()
    for row in records(found):
        known = Known.of(row)
        near = known.village in villages or known.family_card in cards
        near = near or not words.get(known.birth_date, set()).isdisjoint(name_words(known.name))
        if near and row["file"] not in replaced and known not in seen:
            seen.add(known)
            place = Place(row["file"], row["sheet"] or None, row["row"])
            yield Identity(accepted=True, place=place, **known._asdict())


def _words_by_day(files: Sequence[Accepted]) -> dict[str, set[str]]:
    """Give the words of the names of whoever was born on a day."""
    words: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for day, name in zip(file.people.birth_dates, file.people.names, strict=True):
            if day:
                words[day].update(name_words(name))
    return words
