"""The cores of the PC: pieces of work that know nothing of each other go to all of them, with the results of one."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_T = TypeVar("_T")
_R = TypeVar("_R")
_WORTH = 8
"""Fewer pieces than this are done sooner than a second process has started."""
_started: list[int] = []


def each(work: Callable[[_T], _R], items: Sequence[_T], jobs: int | None) -> Iterator[_R]:
    """Do the same work on every item and give the results in order, on `jobs` processes (None: all cores)."""
    workers = min(jobs or os.cpu_count() or 1, len(items))
    if workers <= 1 or (jobs is None and len(items) < _WORTH):
        return map(work, items)
    return _pool(workers).map(work, items, chunksize=max(1, len(items) // (workers * 8)))


def later(work: Callable[..., _R], *arguments: object) -> Callable[[], _R]:
    """Begin a piece of work if processes are there for it; the function given back waits for the result.

    Where no processes were started before, the work is done when the result is asked for.
    """
    if not _started:
        return partial(work, *arguments)
    return _pool(_started[-1]).submit(work, *arguments).result


@cache
def _pool(workers: int) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor

    _started.append(workers)
    return ProcessPoolExecutor(workers)
