"""Rosters that still name somebody by a former NIK: the person is found, and it is told."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from jamsos_cli.steps.accept import Accepted

Current = Callable[[Collection[str]], Mapping[str, str]]
"""NIKs -> former NIK and the one its person has now, for those that are former."""


def with_current_niks(files: Sequence[Accepted], current: Current) -> list[Accepted]:
    """Give the same files with everybody under the NIK they have now; what the findings quote stays as written."""
    now = current({nik for file in files for nik in file.people.niks})
    return [_renamed(file, now) for file in files] if now else list(files)


def under_former_niks(file: Accepted, renamed: Accepted) -> tuple[str, ...]:
    """Give the names of the accepted workers whom a file names by a former NIK, in order."""
    both = zip(file.workers, renamed.workers, strict=True)
    return tuple(sorted(before.name for before, after in both if before.nik != after.nik))


def _renamed(file: Accepted, now: Mapping[str, str]) -> Accepted:
    if now.keys().isdisjoint(file.people.niks):
        return file
    return file._replace(
        workers=tuple(worker._replace(nik=now.get(worker.nik, worker.nik)) for worker in file.workers),
        people=replace(file.people, niks=[now.get(nik, nik) for nik in file.people.niks]),
    )
