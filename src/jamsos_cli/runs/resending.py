"""`jamsos validate --against`: rosters beside the earlier ones, or beside what the registry has of their villages."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jamsos_cli.errors import FileError, UsageError
from jamsos_cli.model.month import LAST_MONTH, Month
from jamsos_cli.model.resent import Comparison
from jamsos_cli.model.roster_import import Enrolled
from jamsos_cli.model.sent import SentRow
from jamsos_cli.model.source import Payer
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office.workspace import Workspace, today
from jamsos_cli.runs.validate import Options, Validated, validate
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.enrol import Scope, scope_of
from jamsos_cli.steps.file_pairs import pair_files
from jamsos_cli.steps.resent import compare, compare_registered

REGISTRY = frozenset({"registry", "registri"})
"""What --against says for the registry, where no file is called so."""


def compare_sent(
    found: Validated,
    paths: Sequence[Path],
    against: Path,
    workspace: Workspace | None,
    options: Options,
    progress: Callable[[str], None],
) -> tuple[Comparison, ...]:
    """Compare rosters, judged with details and found under `paths`, with an earlier file or folder, or the registry.

    Of a folder compared with a folder, the earlier files that were not sent again are told, too; who names single
    files asks for those alone. A single earlier file that cannot be read is a FileError,
    the registry without a workspace a UsageError.
    """
    if str(against).lower() in REGISTRY and not against.exists():
        return _with_registry(found.judged, workspace, options)
    asked = Options(options.on, options.regency, jobs=options.jobs, details=True, out=options.out)
    earlier = validate([against], workspace, asked, progress)
    unreadable = next((one for one in earlier.judged if one.result.is_unreadable), None)
    if unreadable is not None and not against.is_dir():
        why = unreadable.result.findings[0]
        raise FileError(Text(f"{against}: {why.message('id')}", f"{against}: {why.message('en')}"))
    new = [(_below(one.result.file, paths), one) for one in found.judged]
    old = [(_below(one.result.file, [against]), one) for one in earlier.judged]
    pairs = pair_files(new, old)
    compared = [
        compare(one, earlier.judged[pairs[place]] if place in pairs else None) for place, one in enumerate(found.judged)
    ]
    if any(path.is_dir() for path in paths):
        compared += [compare(None, one) for place, one in enumerate(earlier.judged) if place not in pairs.values()]
    return tuple(compared)


def _below(name: str, roots: Sequence[Path]) -> str:
    """Give a file's name below the folder that was named, so that two folders can be laid side by side."""
    path = Path(name)
    root = next((root for root in roots if root.is_dir() and path.is_relative_to(root)), path.parent)
    return path.relative_to(root).as_posix()


def _with_registry(judged: Sequence[Accepted], workspace: Workspace | None, options: Options) -> tuple[Comparison, ...]:
    """Compare each roster with what is in force, from the month judged on, of the villages or sponsors it names."""
    from jamsos_cli.store import open_registry

    if workspace is None:
        raise UsageError(
            Text("--against registri perlu ruang kerja (--workspace).", "--against registry needs a workspace.")
        )
    first = str(Month.of(options.on or today(workspace.settings)))
    compared = []
    with open_registry(workspace.registry, write=False) as registry:
        for one in judged:
            enrolled = {
                person.person_id: person
                for scope in _scopes(one, workspace)
                for person in registry.enrolled(scope.source, [scope.key], first, LAST_MONTH, by=scope.by)
            }
            lists = ", ".join(sorted({person.file for person in enrolled.values()}))
            rows = [_registered(person) for person in enrolled.values()]
            compared.append(compare_registered(one, rows, lists or None))
    return tuple(compared)


def _scopes(file: Accepted, workspace: Workspace) -> list[Scope]:
    """Give the villages and sponsors of a roster; under every source where the roster names none.

    Where all its rows are rejected, nobody says a source: its villages under every source but the sponsors'.
    """
    sources = workspace.settings.sources
    found = {
        scope_of(worker, source) for worker in file.workers for source in sources if worker.source in {source.key, ""}
    }
    if not file.workers:
        named = {village.code or village.name for village in file.result.villages}
        found = {
            Scope(source.key, "village", key)
            for key in named
            for source in sources
            if source.payer is not Payer.SPONSOR
        }
    return sorted(scope for scope in found if scope.key)


def _registered(person: Enrolled) -> SentRow:
    return SentRow(person.sheet, person.row, person.nik, person.nik, person.name, person.birth_date, accepted=True)
