"""`jamsos exclude`: lists of people who must not be enrolled or billed, taken in, shown and withdrawn."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.errors import Exit, JamsosError, UsageError
from jamsos_cli.law.headings import exclusion_headings
from jamsos_cli.model.exclusion import KINDS, Entry, ExclusionList, ListFile, Refused, kind_of
from jamsos_cli.model.month import LAST_MONTH, Month
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.exclusions import read_exclusions
from jamsos_cli.readers.file_bytes import FileBytes, read_bytes
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.runs.rosters import judging, screening
from jamsos_cli.steps import exclusion
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


class Options(NamedTuple):
    """What the command line says of the lists."""

    kind: str | None = None
    """key; None: by the file's own column, else its folder."""
    origin: str = ""
    dated: date | None = None
    """day the lists speak of; None: today."""
    note: str = ""
    dry_run: bool = False
    known_once: bool = False
    """whether a list that was withdrawn stays out although its file is still there."""


_WHILE_ACTIVE = frozenset({"civil-servant", "wage-earner"})
"""Kinds of lists whose people are kept out only as long as they are what the list says."""


class Taken(NamedTuple):
    """One list of a file (a file with a column of kinds holds several), and what became of it."""

    status: str
    """new, known, withdrawn."""
    record: ExclusionList
    refused: tuple[Refused, ...]
    enrolled: "pd.DataFrame | None" = None
    """LISTED once a person: who is enrolled this month or later and on this list; None where nothing was asked."""
    questioned: "pd.DataFrame | None" = None
    """QUESTIONED: issued lines that this list bars."""
    other_names: int = 0
    """people enrolled under a NIK of the list, but clearly under another name: `dedupe` asks about them."""
    inactive: tuple[str, ...] = ()
    """cells of a list of workers that say somebody is none any more; they are kept out all the same."""


class Excluded(NamedTuple):
    """What became of all files, in order of name."""

    taken: tuple[Taken, ...]
    troubles: tuple[JamsosError, ...]
    """files that cannot be used; the others were taken in."""

    @property
    def exit_code(self) -> Exit:
        """The gravest."""
        return max((Exit(trouble.exit_code) for trouble in self.troubles), default=Exit.CLEAN)


def options(
    workspace: Workspace, *, kind: str | None, origin: str, dated: date | None, note: str, dry_run: bool
) -> Options:
    """Check what the command line says; a UsageError says what it may be."""
    key = kind_of(kind) if kind is not None else None
    if kind is not None and key is None:
        raise UsageError(_NO_KIND.fill(kind=kind, known=_KNOWN))
    if dated is not None and dated > workspace.today():
        raise UsageError(_AHEAD.fill(dated=dated))
    return Options(key, origin.strip(), dated, note.strip(), dry_run)


def exclude(paths: Sequence[Path], workspace: Workspace, options: Options, progress: Callable[[str], None]) -> Excluded:
    """Take in lists, one transaction each; without paths those of lists/ that were never taken in."""
    files = judging.found_rosters(paths) if paths else found_lists(workspace)
    asked = options if paths else options._replace(known_once=True)
    with open_registry(workspace.registry, write=True) as registry:
        return take_in(registry, files, workspace, asked, progress)


def found_lists(workspace: Workspace) -> list[Path]:
    """Give the files of lists/, in order of name; there may be none, nor the folder."""
    folder = workspace.root / "lists"
    return judging.found_rosters([folder], may_be_none=True) if folder.is_dir() else []


def take_in(
    registry: Registry, files: Sequence[Path], workspace: Workspace, options: Options, progress: Callable[[str], None]
) -> Excluded:
    """Do the same with a registry that is open."""
    taken: list[Taken] = []
    troubles: list[JamsosError] = []
    for path in files:
        try:
            taken += _file(registry, path, workspace, options)
        except JamsosError as trouble:
            troubles.append(trouble)
        progress(workspace.name_of(path))
    return Excluded(tuple(taken), tuple(troubles))


def _file(registry: Registry, path: Path, workspace: Workspace, options: Options) -> list[Taken]:
    read = read_bytes(path, workspace.settings.limits.file_mib)
    if options.known_once and read.sha256:
        # Read no more: lists of a province are large, and one that was withdrawn must not come back by itself.
        known = [one for one in registry.exclusion_lists() if one.sha256 == read.sha256]
        if known:
            return [Taken("withdrawn" if known[-1].withdrawn_at else "known", known[-1], ())]
    found = _read(path, read, workspace)
    kind = options.kind or _kind_of_folder(workspace.name_of(path))
    parted: dict[str, list[Entry]] = {}
    for entry in found.entries:
        parted.setdefault(entry.kind or kind or "", []).append(entry)
    if "" in parted:
        raise UsageError(_WHICH_KIND.fill(name=found.file, known=_KNOWN))
    return [_take(registry, _record(found, key, parted[key], workspace, options), parted[key], found, options)
            for key in sorted(parted)]  # fmt: skip


def _read(path: Path, read: FileBytes, workspace: Workspace) -> ListFile:
    settings = workspace.settings
    layout = exclusion_headings(settings.headings)
    found = read_exclusions(workspace.name_of(path), read, layout, settings.limits, workspace.today())
    if found.unread_kinds:
        raise UsageError(_NO_SUCH_KIND.fill(name=found.file, kind=found.unread_kinds[0], known=_KNOWN))
    return found


def _kind_of_folder(name: str) -> str | None:
    """Give the kind of a list by its folder: lists/<kind>/..."""
    parts = Path(name).parts
    return kind_of(parts[1]) if len(parts) >= 3 and parts[0] == "lists" else None


def _record(
    found: ListFile, kind: str, entries: Sequence[Entry], workspace: Workspace, options: Options
) -> ExclusionList:
    by_nik = sum(bool(entry.nik) for entry in entries)
    return ExclusionList(
        list_id=0,
        kind=kind,
        origin=options.origin,
        dated=(options.dated or workspace.today()).isoformat(),
        note=options.note,
        file=found.file,
        sha256=found.sha256,
        imported_at=now(workspace.settings),
        rows_read=found.rows_read,
        by_nik=by_nik,
        by_name=len(entries) - by_nik,
        unusable=found.unusable,
    )


def _take(
    registry: Registry, record: ExclusionList, entries: Sequence[Entry], found: ListFile, options: Options
) -> Taken:
    """Save a list and ask whom it concerns; a known one is asked again, for people may have been enrolled since."""
    with registry.rehearsal() if options.dry_run else nullcontext():
        return _saved(registry, record, entries, found)


def _saved(registry: Registry, record: ExclusionList, entries: Sequence[Entry], found: ListFile) -> Taken:
    known = registry.exclusion_list(record.sha256, record.kind)
    number = known or registry.save_exclusions(record, entries) or 0
    kept = next(one for one in registry.exclusion_lists() if one.list_id == number)
    today = str(Month.of(date.fromisoformat(record.imported_at[:10])))
    meant, others = exclusion.other_names(registry.enrolled_on_lists(today, LAST_MONTH, number), registry.replay())
    enrolled = exclusion.on_lists(meant)
    lines = screening.questioned(registry, number=number)
    inactive = found.inactive if record.kind in _WHILE_ACTIVE else ()
    return Taken(
        "known" if known else "new", kept, found.refused, enrolled, lines, others["person_id"].nunique(), inactive
    )


def lists(workspace: Workspace) -> list[ExclusionList]:
    """Give every list of the registry, withdrawn ones too."""
    with open_registry(workspace.registry, write=False) as registry:
        return registry.exclusion_lists()


def withdraw(workspace: Workspace, number: int, why: str) -> tuple[ExclusionList, bool]:
    """Withdraw a list; gives it, and whether it was in force. No such list or no reason is a UsageError."""
    if not why.strip():
        raise UsageError(_NO_REASON)
    with open_registry(workspace.registry, write=True) as registry:
        done = registry.withdraw_exclusions(number, now(workspace.settings), why.strip())
        found = next((one for one in registry.exclusion_lists() if one.list_id == number), None)
    if found is None:
        raise UsageError(_NO_LIST.fill(number=number))
    return found, done


_KNOWN = ", ".join(f"{kind.key} ({kind.title.id})" for kind in KINDS)
_NO_KIND = Text("Jenis {kind!r} tidak ada. Pilih: {known}.", "There is no kind {kind!r}. Choose: {known}.")
_NO_SUCH_KIND = Text(
    "{name}: kata {kind!r} di kolom JENIS DAFTAR tidak dikenal. Pilih: {known}.",
    "{name}: the word {kind!r} in the column JENIS DAFTAR is not known. Choose: {known}.",
)
_WHICH_KIND = Text(
    "{name}: jenis daftarnya belum disebut. Tambahkan --kind, atau taruh di lists/meninggal/ dan seterusnya. "
    "Pilih: {known}.",
    "{name}: the kind of the list is not given. Add --kind, or put it in lists/meninggal/ and so on. Choose: {known}.",
)
_AHEAD = Text("Tanggal daftar {dated} belum tiba.", "The date of the list, {dated}, is still to come.")
_NO_REASON = Text("--withdraw perlu --reason ALASAN.", "--withdraw needs --reason WHY.")
_NO_LIST = Text(
    "Tidak ada daftar nomor {number}. Lihat: jamsos exclude --list.",
    "There is no list number {number}. See: jamsos exclude --list.",
)
