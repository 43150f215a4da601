"""Which files an import holds because most of them stands elsewhere already."""

from collections.abc import Sequence

from jamsos_cli.model.identity import Identity
from jamsos_cli.model.month import ALWAYS
from jamsos_cli.settings import Limits
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.brake import Braked, Seat, brake
from jamsos_cli.steps.identities import Resembled
from jamsos_cli.store import Registry


def braked(files: Sequence[Accepted], registry: Registry, limits: Limits, alike: Resembled) -> dict[str, Braked]:
    """Give the files to be held, by name; their people stand under the NIKs they have now.

    `alike` are those under two NIKs. A list of the registry under the name of a file at hand is the one that this file
    replaces.
    """
    seats = [seat for file in files for seat in _seats(file)]
    names = {file.result.file for file in files}
    known = [
        Seat(one.file, (one.sheet, one.row), one.nik, one.village or one.village_name)
        for one in registry.known({seat.nik for seat in seats}, *ALWAYS)
        if one.file not in names
    ]
    own = [_of_registry(one) for one in alike.people[: alike.known]] + seats
    probable = [(own[pair.left], own[pair.right]) for pair in alike.pairs]
    return brake(seats, known, probable, (limits.doubles_share, limits.resembling_people))


def _of_registry(person: Identity) -> Seat:
    place = person.place
    return Seat(place.file, (place.sheet or "", place.row or 0), person.nik, person.village)


def _seats(file: Accepted) -> list[Seat]:
    village = {(there.sheet, row): there.code or there.name for there in file.result.villages for row in there.rows}
    people = file.people
    places = ((sheet or "", row) for sheet, row in zip(people.sheets, people.rows, strict=True))
    return [
        Seat(file.result.file, place, nik, village.get(place, ""))
        for place, nik in zip(places, people.niks, strict=True)
    ]
