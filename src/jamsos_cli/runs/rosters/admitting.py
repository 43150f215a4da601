"""Rows that an earlier import held for a NIK with two names (D04) and that a ruling lets in without a word.

Only these rows come in, for the months the file was sent for; who else stands on it stays as the registry has it.
"""

from collections.abc import Mapping

from jamsos_cli.model.finding import Level
from jamsos_cli.model.month import Month
from jamsos_cli.model.roster_import import Admission, HeldRow, ImportPlan
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.rules.duplicates import OTHER_PERSON
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.enrol import until, with_period
from jamsos_cli.store import open_registry

_BY_ITSELF = Text(
    "Baris yang tadinya ditahan (D04), bila tidak ada salahnya yang lain, masuk sendiri pada jamsos run atau "
    "jamsos import rosters berikutnya: {files}.",
    "Rows that were held (D04) and have nothing else wrong come in by themselves with the next jamsos run or "
    "jamsos import rosters: {files}.",
)
_NAMED = Text(
    "Baris yang tadinya ditahan (D04), bila tidak ada salahnya yang lain, masuk bila berkasnya diimpor sekali lagi, "
    "jamsos import BERKAS: {files}.",
    "Rows that were held (D04) and have nothing else wrong come in when their file is imported once more, "
    "jamsos import FILE: {files}.",
)


def as_it_was_sent(options: Options, admission: Admission) -> Options:
    """Give the options of an earlier import, carried out as this command is."""
    said = dict(part.split("=", 1) for part in admission.terms.split())
    return options._replace(
        source=said.get("source"),
        programmes=said.get("programmes"),
        first=Month.parse(admission.first_month),
        months=int(said["months"]) if "months" in said else None,
        terms=admission.terms,
    )


def let_in(accepted: Accepted, admission: Admission, options: Options, workspace: Workspace) -> ImportPlan:
    """Plan the rows that were held and are accepted now; nothing is cut for them."""
    rows = [worker for worker in accepted.workers if (worker.sheet, worker.row) in admission.rows and worker.source]
    first, source = options.first_month(workspace), workspace.settings.source
    return ImportPlan(
        (), until([with_period(one, first, options.months, source(one.source)) for one in rows], admission.last_month)
    )


def held_rows(accepted: Accepted) -> tuple[HeldRow, ...]:
    """Give the rows of a judged file that a ruling may let in; none that is rejected for something else, too."""
    findings = accepted.result.findings
    asked = [finding for finding in findings if finding.kind is OTHER_PERSON and finding.value]
    if not asked:
        return ()
    fatal = {one.place[1:3] for one in findings if one.kind.level is Level.ERROR and one.kind is not OTHER_PERSON}
    found = (finding for finding in asked if finding.place[1:3] not in fatal)
    return tuple(HeldRow(one.place.sheet or "", one.place.row or 0, str(one.value)) for one in found)


def coming(workspace: Workspace) -> tuple[Text, ...]:
    """Say of which files rows come in with the next import, and which of them must be named to it."""
    with open_registry(workspace.registry, write=False) as registry:
        found = registry.admissions()
    rosters, there, away = workspace.root / "rosters", dict[str, int](), dict[str, int]()
    for one in found:
        path = workspace.root / one.file
        if not path.is_file() or rosters not in path.parents:
            away[one.file] = max(len(one.rows), away.get(one.file, 0))
        elif read_bytes(path, workspace.settings.limits.file_mib).sha256 == one.sha256:  # no newer list lies there
            there[one.file] = max(len(one.rows), there.get(one.file, 0))
    return tuple(_said(says, files) for says, files in ((_BY_ITSELF, there), (_NAMED, away)) if files)


def _said(says: Text, files: Mapping[str, int]) -> Text:
    indonesian = ", ".join(f"{file} ({rows} baris)" for file, rows in files.items())
    english = ", ".join(f"{file} ({rows} {'row' if rows == 1 else 'rows'})" for file, rows in files.items())
    return Text(says.id.format(files=indonesian), says.en.format(files=english))
