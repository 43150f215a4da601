"""The cores of the PC: pieces of work that know nothing of each other go to all of them, with the results of one.

Processes are forked only by `ready`, on Linux, while nothing is open and no thread runs: a copy of an open registry or
of a lock would belong to two, and threads, also the PDF engine's, are not copied. Elsewhere they are spawned, which
takes each a third of a second of imports. What many items share
(settings, NIKs) travels once a chunk, because pickle writes the same object once.
"""

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, TypeVar

from jamsos_cli.errors import FileError
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_T = TypeVar("_T")
_R = TypeVar("_R")
COLLECTED = 10_000_000, 10, 10
"""How seldom our processes search for garbage: nearly all that a command makes is needed to its end."""
_WORTH = 8
"""Fewer pieces than this are done sooner than a second process has started."""
_MOST = 61
"""Windows waits for no more processes at a time."""
_pools: dict[int, "ProcessPoolExecutor"] = {}
_open: set["ProcessPoolExecutor"] = set()
"""Every pool that was begun, also one that broke."""
_DIED = Text("Proses pembantu berhenti di tengah kerja.", "A process died at its work.")


def each(
    work: Callable[[_T], _R], items: Sequence[_T], jobs: int | None, lost: Callable[[_T], _R] | None = None
) -> Iterator[_R]:
    """Do the same work on every item and give the results in order, on `jobs` processes (None: all cores).

    Other processes begin at once, whenever the results are asked for. `lost` gives the result of an item at which a
    process died; without it that is a FileError.
    """
    workers = _workers(len(items), jobs)
    if workers <= 1:
        return map(work, items)
    from concurrent.futures.process import BrokenProcessPool

    try:
        pool = _pool(workers)
        with _interrupts_held():
            begun = pool.map(work, items, chunksize=max(1, len(items) // (workers * 8)))
    except BrokenProcessPool:
        _pools.pop(workers, None)
        return _one_by_one(work, items, lost or _refuse)
    return _gathered(begun, workers, work, items, lost or _refuse)


def _gathered(
    begun: Iterator[_R], workers: int, work: Callable[[_T], _R], items: Sequence[_T], lost: Callable[[_T], _R]
) -> Iterator[_R]:
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    try:
        for result in begun:
            yield result
            done += 1
    except BrokenProcessPool:
        _pools.pop(workers, None)
        yield from _one_by_one(work, items[done:], lost)


def ready(pieces: int, jobs: int | None) -> None:
    """Start the processes that `each` will need for so many pieces; call it before a registry or a lock is open."""
    workers = _workers(pieces, jobs)
    if workers <= 1 or workers in _pools or sys.platform != "linux" or _has_threads():
        return
    _pools[workers] = _new_pool(workers, "fork")
    with _interrupts_held():
        _pools[workers].submit(_settle)  # the first piece of work starts them all


def _has_threads() -> bool:
    """Tell whether this process has threads, also a library's: a copy lacks them, and waits for them for ever."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) > 1
    except OSError:
        return threading.active_count() > 1


def _workers(pieces: int, jobs: int | None) -> int:
    """Give how many processes to use: those that are there already, where they are enough."""
    if jobs is None and pieces < _WORTH:
        return 1
    wanted = min(jobs or os.cpu_count() or 1, pieces, _MOST)
    return min((there for there in _pools if there >= wanted), default=wanted) if wanted > 1 else wanted


def later(work: Callable[..., _R], *arguments: object) -> Callable[[], _R]:
    """Begin a piece of work if processes are there for it; the function given back waits for the result.

    Where no processes were started before, the work is done when the result is asked for. FileError when its process
    dies, and another one too.
    """
    if not _pools:
        return partial(work, *arguments)
    from concurrent.futures.process import BrokenProcessPool

    workers = next(reversed(_pools))
    try:
        with _interrupts_held():
            begun = _pools[workers].submit(work, *arguments)
    except BrokenProcessPool:
        _pools.pop(workers)
        return partial(_alone, work, *arguments)

    def finish() -> _R:
        try:
            return begun.result()
        except BrokenProcessPool:
            _pools.pop(workers, None)
            return _alone(work, *arguments)

    return finish


def _one_by_one(work: Callable[[_T], _R], items: Sequence[_T], lost: Callable[[_T], _R]) -> Iterator[_R]:
    """Go on with one process that has one item at a time, so that it is known at which it dies."""
    from concurrent.futures.process import BrokenProcessPool

    pool = _new_pool(1)
    for item in items:
        try:
            with _interrupts_held():
                begun = pool.submit(work, item)
            result = begun.result()
        except BrokenProcessPool:
            pool = _new_pool(1)
            result = lost(item)
        yield result
    pool.shutdown()
    _open.discard(pool)


def _alone(work: Callable[..., _R], *arguments: object) -> _R:
    calls: Sequence[Callable[[], _R]] = [partial(work, *arguments)]
    (result,) = _one_by_one(_called, calls, _refuse)
    return result


def _called(work: Callable[[], _R]) -> _R:
    return work()


def _refuse(_: object) -> NoReturn:
    raise FileError(_DIED)


def _pool(workers: int) -> "ProcessPoolExecutor":
    if workers not in _pools:
        _pools[workers] = _new_pool(workers)
    return _pools[workers]


def _new_pool(workers: int, start: Literal["fork", "spawn"] = "spawn") -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(workers, mp_context=get_context(start), initializer=_settle)
    if not _open:
        atexit.register(_close)
    _open.add(pool)
    return pool


def _close() -> None:
    """Let go of every pool while the interpreter is whole; one that is collected later prints a traceback.

    By then its processes have ended with their work, so nothing is waited for.
    """
    while _open:
        _open.pop().shutdown()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: they never see it, and this one sees it right after.

    A terminal sends it to all of them; each would print a traceback of its own.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle() -> None:
    """As the command line does: what is imported stays, and need not be searched for garbage; Ctrl-C is not for us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*COLLECTED)
