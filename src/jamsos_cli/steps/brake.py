"""The brake: a file most of whose rows are doubles, or one of whose people resembles many, is held.

A copied list under another village's name, a column filled downwards, or a placeholder for a NIK look like that. A list
that is sent again for the same village does not: its own older rows are no doubles.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jamsos_cli.model.showing import as_typed
from jamsos_cli.model.wording import Text

LEAST_ROWS = 5
"""Of fewer rows nobody can say that most are doubles: two of three is chance."""


class Seat(NamedTuple):
    """A row that names somebody: of a file at hand, or of a list that is in force."""

    file: str
    place: tuple[str, int]
    """sheet and row."""
    nik: str
    village: str
    """code, else name, "" unknown."""


class Braked(NamedTuple):
    """Why a file is held."""

    doubles: int
    """rows that are doubles; 0 where one person resembles too many."""
    rows: int
    others: int
    """how many others the one person resembles; 0 where the rows are doubles."""
    resembles: tuple[str, ...]
    """the files that hold the others, most first; the file itself for rows that are doubles of each other."""


def brake(
    seats: Sequence[Seat], known: Iterable[Seat], probable: Iterable[tuple[Seat, Seat]], limits: tuple[float, int]
) -> dict[str, Braked]:
    """Give the files to be held, by name.

    `seats` are the rows of all files at hand, `known` what is in force elsewhere, `probable` pairs under different
    NIKs; `limits` the share of doubles and the number of others that are still let pass. The order of nothing matters.
    """
    share, most = limits
    mine = {(seat.file, seat.place) for seat in seats}
    others: dict[str, dict[tuple[str, int], set[Seat]]] = defaultdict(lambda: defaultdict(set))
    for left, right in _pairs(seats, known, probable):
        for seat, other in ((left, right), (right, left)):
            if (seat.file, seat.place) in mine and _elsewhere(seat, other):
                others[seat.file][seat.place].add(other)
    held = {}
    for file, rows in sorted(Counter(seat.file for seat in seats).items()):
        found = others[file]
        told = Counter(one for there in found.values() for one in sorted({other.file for other in there}))
        resembles = tuple(sorted(told, key=lambda name: (-told[name], name)))
        crowd = max((len(there) for there in found.values()), default=0)
        if rows >= LEAST_ROWS and len(found) > share * rows:
            held[file] = Braked(len(found), rows, 0, resembles)
        elif crowd > most:
            held[file] = Braked(0, rows, crowd, resembles)
    return held


def _pairs(
    seats: Sequence[Seat], known: Iterable[Seat], probable: Iterable[tuple[Seat, Seat]]
) -> Iterable[tuple[Seat, Seat]]:
    by_nik: dict[str, list[Seat]] = defaultdict(list)
    for seat in dict.fromkeys((*seats, *known)):
        by_nik[seat.nik].append(seat)
    for group in by_nik.values():
        for place, seat in enumerate(group):
            # One person in hundreds of places is told by the first few.
            yield from ((seat, other) for other in group[place + 1 : place + 50])
    yield from probable


def _elsewhere(seat: Seat, other: Seat) -> bool:
    """Tell whether another row speaks against this one: of the same file, or of another village."""
    if seat.file == other.file:
        return seat.place != other.place
    return seat.village != other.village if seat.village and other.village else seat.village == other.village


def said(braked: Braked, name: str, terms: str = "") -> Text:
    """Say why a file is held and how to let it pass; `terms` are the options it was sent with, as they are typed."""
    passed = f"jamsos import {as_typed(name)}{terms} --add"
    files = [one for one in braked.resembles if one != name][:3]
    indonesian = f" ({', '.join(files)})" if files else " (di berkas itu sendiri)"
    english = f" ({', '.join(files)})" if files else " (in the file itself)"
    if braked.others:
        return Text(
            f"Ditahan: satu orang di berkas ini mirip {braked.others} orang lain{indonesian}. Periksa NIK-nya. "
            f"Bila memang benar: {passed}.",
            f"Held: one person of this file resembles {braked.others} others{english}. Look at the NIK. "
            f"If it is right: {passed}.",
        )
    if not files:
        return Text(
            f"Ditahan: {braked.doubles} dari {braked.rows} baris menyebut orang yang sama atau mirip di berkas itu "
            f"sendiri. Mungkin satu baris tersalin ke bawah. Bila memang benar: {passed}.",
            f"Held: {braked.doubles} of {braked.rows} rows name the same or a like person in the file itself. Perhaps "
            f"one row was copied downwards. If it is right: {passed}.",
        )
    return Text(
        f"Ditahan: {braked.doubles} dari {braked.rows} baris dengan NIK sudah ada di tempat lain{indonesian}. Mungkin "
        f"salah salin daftar desa lain. Bila memang benar: {passed}.",
        f"Held: {braked.doubles} of {braked.rows} rows with a NIK stand elsewhere already{english}. Perhaps a copy "
        f"of another village's list. If it is right: {passed}.",
    )
