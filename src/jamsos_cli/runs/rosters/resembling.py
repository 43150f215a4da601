"""Which people of the registry those of rosters are compared with, for whom they resemble under another NIK."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from jamsos_cli.model.frame import records
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.person import Known
from jamsos_cli.model.person_name import name_words
from jamsos_cli.model.place import Place
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.store import Registry


def alike_elsewhere(files: Sequence[Accepted], registry: Registry, replaced: Collection[str]) -> Iterator[Identity]:
    """Give who is enrolled in the same villages, has a card in common with somebody on a roster, or a birth date and a
    word of the name.

    Each once for what is said of one; those of lists that are `replaced` are left out.
    """
    villages: set[str] = set()
    cards: set[str] = set()
    words: dict[str, set[str]] = defaultdict(set)
    for file in files:
        villages.update(file.people.villages)
        cards.update(file.people.family_cards)
        for day, name in zip(file.people.birth_dates, file.people.names, strict=True):
            if day:
                words[day].update(name_words(name))
    villages.discard("")
    cards.discard("")
    seen: set[Known] = set()
    for row in records(registry.described(sorted(villages), sorted(words), sorted(cards))):
        known = Known.of(row)
        near = known.village in villages or known.family_card in cards
        near = near or not words[known.birth_date].isdisjoint(name_words(known.name))
        if near and row["file"] not in replaced and known not in seen:
            seen.add(known)
            place = Place(row["file"], row["sheet"] or None, row["row"])
            yield Identity(accepted=True, place=place, **known._asdict())
