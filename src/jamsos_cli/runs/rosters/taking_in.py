"""One judged roster into the registry, a whole file or nothing of it; and rows of it that a ruling lets in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.model.finding import Finding
from jamsos_cli.model.month import ALWAYS, Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster_import import Admission, Cut, Enrolled, ImportPlan, RosterImport
from jamsos_cli.model.showing import as_typed
from jamsos_cli.model.source import Payer, titles_of
from jamsos_cli.model.wording import Text, same
from jamsos_cli.model.worker import Worker
from jamsos_cli.reports.endings import said_of
from jamsos_cli.rules import duplicates, imported_before
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.runs.rosters import screening
from jamsos_cli.runs.rosters.admitting import held_rows, let_in
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.brake import Braked, said
from jamsos_cli.steps.ending import still_listed
from jamsos_cli.steps.enrol import (
    Enrolment,
    Held,
    Scope,
    enrol,
    is_nowhere,
    months_of,
    scope_of,
    scope_of_enrolled,
    settle,
    spared,
    together,
    vanish,
    with_period,
)
from jamsos_cli.store import Registry


class Sent(NamedTuple):
    """A file to be judged."""

    path: Path
    sha256: str
    options: Options
    """as the command line says, or said when rows of the file were held."""
    admission: Admission | None = None
    """set where only held rows come in."""


def taken_in(
    accepted: Accepted,
    sent: Sent,
    braked: Braked | None,
    workspace: Workspace,
    registry: Registry,
    sent_with: Collection[str],
) -> Outcome:
    """Import a file as it was sent, or the rows of it that a ruling lets in; the brake holds new files only.

    `sent_with` are the files that came in by the same command, of which nobody knows whether they are older.
    """
    if sent.admission is not None:
        return _let_in(accepted, sent.admission, sent.options, workspace, registry)
    if braked is not None:
        return Outcome(accepted.result, "held", why=said(braked, accepted.result.file, _typed(sent.options)))
    return _import(accepted, workspace, sent.options, registry, sent_with)


def known_already(name: str, sha256: str, before: RosterImport | None, twin: str, registry: Registry) -> Outcome:
    """Give what becomes of a file with the content of an earlier import, or of its `twin` in this one.

    It counts with the rows it had accepted and rejected, and the sheets: what was wrong in it still is.
    """
    where = f"{before.file}, {before.imported_at[:10]}" if before else twin
    rows = (before.rows_read, before.accepted, before.rejected) if before else (0, 0, 0)
    why = same(where)
    result = FileResult(name, sha256, *rows, 0, (imported_before.file_known(name, why),))
    if before is not None and before.accepted and not registry.enrolled_by_bytes([sha256]):
        why = Text(f"{where}; sudah digantikan, --again memakainya lagi", f"{where}; replaced since, --again uses it")
    sheets = before.sheets_refused if before else 0
    if sheets:
        why = Text(f"{why.id}; {sheets} lembar masih ditolak", f"{why.en}; sheets still refused: {sheets}")
    return Outcome(result, "known", why=why, sheets_refused=sheets)


def _let_in(
    accepted: Accepted, admission: Admission, options: Options, workspace: Workspace, registry: Registry
) -> Outcome:
    result, plan = accepted.result, let_in(accepted, admission, options, workspace)
    if not plan.enrol:  # something else is wrong with these rows by now
        before = registry.imported(result.sha256, options.terms)
        return known_already(result.file, result.sha256, before, "", registry)
    if not options.dry_run:
        _save(accepted, plan, options._replace(again=True), workspace, registry)
    rows = len(plan.enrol)
    came = Text(f"{rows} baris yang ditahan (D04) masuk.", f"Held rows (D04) that came in: {rows}.")
    return Outcome(result, "admitted", joined=rows, why=came)


def _import(
    accepted: Accepted, workspace: Workspace, options: Options, registry: Registry, sent_with: Collection[str]
) -> Outcome:
    result = accepted.result
    if result.is_unreadable:
        return Outcome(result, "unreadable")
    if not accepted.workers:
        return Outcome(result, "empty")
    if any(not worker.source for worker in accepted.workers):
        return Outcome(result, "no_source", why=_NO_SOURCE)
    found = _enrolment(accepted.workers, workspace, options, registry, result.file, sent_with)
    if found.held:
        held, sent = found.held[0], f"{as_typed(result.file)}{_typed(options)}"
        why = _HELD_TOGETHER if held.file in sent_with else _HELD
        return Outcome(result, "held", why=why.fill(**held._asdict(), sent=sent))
    already = _already_enrolled(accepted, found.plan, workspace, registry, everybody=options.mode == "add")
    if not options.dry_run and (stamp := _save(accepted, found.plan, options, workspace, registry)):
        return Outcome(result, "known", why=same(stamp))
    return Outcome(
        result._replace(findings=(*result.findings, *already)),
        "imported",
        joined=found.joined,
        stayed=found.stayed,
        left=found.left,
        shortened=found.shortened,
        beside=found.beside,
        unaddressed=_unaddressed(found.plan, workspace),
        past=_past(found.plan, min(Month.of(workspace.today()), options.first_month(workspace))),
        ended=_still_listed(found.plan, registry),
    )


def _unaddressed(plan: ImportPlan, workspace: Workspace) -> int:
    """Count who comes in under a source that villages pay, of no village."""
    by_village = {source.key for source in workspace.settings.sources if source.payer is Payer.VILLAGE}
    nowhere = (one for one in plan.enrol if not one.village and not one.village_name.strip())
    return len({one.nik for one in nowhere if one.source in by_village})


def _past(plan: ImportPlan, first: Month) -> int:
    """Count who is enrolled for no month from `first` on."""
    by_period = {(one.first_month, one.months): one for one in plan.enrol}  # a list has few
    over = {period for period, one in by_period.items() if months_of([one])[1] < str(first)}
    if not over:
        return 0
    lasting = {one.nik for one in plan.enrol if (one.first_month, one.months) not in over}
    return len({one.nik for one in plan.enrol} - lasting)


def _typed(options: Options) -> str:
    """Give the options a file was sent with as they are typed; the month too where a month's run names it."""
    said = dict(part.split("=", 1) for part in options.terms.split())
    if options.first is not None and options.runs:
        said.setdefault("from", str(options.first))
    return "".join(f" --{name} {value}" for name, value in said.items())


def _save(
    accepted: Accepted, plan: ImportPlan, options: Options, workspace: Workspace, registry: Registry
) -> str | None:
    """Carry out a plan; gives the time where it was not, since the file was known already."""
    result, stamp = accepted.result, now(workspace.settings)
    terms = f"{options.terms} again={stamp}".strip() if options.again else options.terms
    rows = result.rows_read, result.accepted, result.rejected
    record = RosterImport(result.file, result.sha256, stamp, *rows, terms, result.sheets_refused)
    first = options.first_month(workspace)
    return None if registry.save_import(record, plan, held_rows(accepted), str(first)) else stamp


def _still_listed(plan: ImportPlan, registry: Registry) -> tuple[Text, ...]:
    """Say who is enrolled by a list for months in which their cover has ended: the list does not bring them back."""
    ended = registry.endings([one.nik for one in plan.enrol])
    months = (
        {one.nik: (one.first_month, str(Month.parse(one.first_month) + one.months)) for one in plan.enrol}
        if ended
        else {}
    )
    return tuple(said_of(one) for one in still_listed(ended, months))


def _already_enrolled(
    accepted: Accepted, plan: ImportPlan, workspace: Workspace, registry: Registry, *, everybody: bool
) -> tuple[Finding, ...]:
    """Give D06 for who is enrolled for the same months and source by what this roster leaves in force.

    That is asked of those the registry or another file has too (D02), and of everybody where the list is to stand
    beside the older one of its name.
    """
    doubles = {
        (finding.place.sheet or "", finding.place.row)
        for finding in accepted.result.findings
        if finding.kind is duplicates.ACROSS_FILES
    }
    asked = [worker for worker in plan.enrol if everybody or (worker.sheet, worker.row) in doubles]
    if not asked:
        return ()
    cut = {one.enrolment_id for one in plan.cuts}
    staying = [one for one in registry.known([w.nik for w in asked], *ALWAYS) if one.enrolment_id not in cut]
    titles = titles_of(workspace.settings.sources)
    return tuple(imported_before.already_enrolled(asked, staying, titles))


def _enrolment(
    workers: Iterable[Worker],
    workspace: Workspace,
    options: Options,
    registry: Registry,
    file: str,
    sent_with: Collection[str],
) -> Enrolment:
    """Plan the import of a file: scope by scope, then for who is on it no more, or was in no village."""
    settings, first = workspace.settings, options.first_month(workspace)
    by_scope: dict[Scope, list[Worker]] = defaultdict(list)
    for worker in workers:
        source = settings.source(worker.source)
        by_scope[scope_of(worker, source)].append(with_period(worker, first, options.months, source))
    parts = []
    seen: dict[int, Enrolled] = {}
    for scope, people in sorted(by_scope.items()):
        enrolled = registry.enrolled(scope.source, [scope.key], *months_of(people), by=scope.by)
        seen |= {person.enrolment_id: person for person in enrolled}
        parts.append(enrol(people, enrolled, file, options.mode, settings.limits.held_share))
    everybody = [worker for people in by_scope.values() for worker in people]
    months, staying = months_of(everybody), {worker.nik for worker in everybody}
    corrected = {seen[cut.enrolment_id].file for part in parts for cut in part.plan.cuts} - {file}
    older = [person for person in registry.enrolled_from(file, *months) if person.enrolment_id not in seen]
    for name in sorted(corrected):
        left = [person for person in registry.enrolled_from(name, *months) if person.enrolment_id not in seen]
        # Where it has other villages still, it is a list of several, and of them this one says nothing.
        older += left if all(is_nowhere(person, everybody) for person in left) else []
    for scope, gone in sorted(_by_scope(older).items()):
        if scope not in by_scope:
            parts.append(vanish(gone, months, staying, options.mode, settings.limits.held_share))
    left = [one for one in (*seen.values(), *older) if one.nik not in staying]
    found = together(parts)
    if options.mode == "auto":
        beside = [one for one in (*seen.values(), *older) if one.file in sent_with and one.first_month >= months[0]]
        found = found._replace(held=(*found.held, *_held_together(found.plan.cuts, beside, staying)))
    cuts = _spared(found.plan.cuts, left, registry, str(Month.of(workspace.today())))
    if options.mode != "add":
        cuts += _settled(by_scope, {cut.enrolment_id for cut in cuts}, registry)
    return found._replace(plan=found.plan._replace(cuts=cuts))


def _held_together(cuts: Iterable[Cut], beside: Sequence[Enrolled], staying: Collection[str]) -> tuple[Held, ...]:
    """Hold a list that would drop somebody of `beside`: which is newer nobody knows.

    These came in by the same command, by lists that begin with no earlier month.
    """
    cut = {one.enrolment_id for one in cuts}
    dropped = [person for person in beside if person.enrolment_id in cut and person.nik not in staying]
    files = sorted({person.file for person in dropped})
    return tuple(Held(file, _people_of(file, dropped), _people_of(file, beside)) for file in files)


def _people_of(file: str, enrolled: Iterable[Enrolled]) -> int:
    return len({person.nik for person in enrolled if person.file == file})


def _spared(cuts: tuple[Cut, ...], left: Sequence[Enrolled], registry: Registry, today: str) -> tuple[Cut, ...]:
    """Leave who is not on the new list, since their cover has ended, what they had before that."""
    cut = {one.enrolment_id for one in cuts}
    leaving = {person.enrolment_id: person.nik for person in left if person.enrolment_id in cut}
    if not leaving:
        return cuts
    months = min(one.first_month for one in left), max(one.last_month for one in left)
    ends = screening.known_ends(registry, set(leaving.values()), months)
    return spared(cuts, leaving, ends, today)


def _settled(by_scope: Mapping[Scope, Sequence[Worker]], cut: Collection[int], registry: Registry) -> tuple[Cut, ...]:
    """Plan for people whom older lists have in no village, and this one in one; what is `cut` already stays so."""
    settled: list[Cut] = []
    for source in sorted({scope.source for scope in by_scope if scope.by == "village"}):
        workers = [one for scope, people in by_scope.items() if scope[:2] == (source, "village") for one in people]
        for coded in (True, False):
            there = [one for one in workers if bool(one.village) is coded and one.village_name]
            if there:
                nowhere = registry.enrolled_nowhere(source, *months_of(there), named=coded)
                settled += settle(there, [person for person in nowhere if person.enrolment_id not in cut])
    return tuple(settled)


def _by_scope(enrolled: Iterable[Enrolled]) -> dict[Scope, list[Enrolled]]:
    parted: dict[Scope, list[Enrolled]] = defaultdict(list)
    for person in enrolled:
        parted[scope_of_enrolled(person)].append(person)
    return parted


_NO_SOURCE = Text(
    "Sumber dana tidak disebut. Taruh berkasnya di rosters/<sumber>/ atau tambahkan --source KUNCI.",
    "No funding source is given. Put the file under rosters/<source>/ or add --source KEY.",
)
_HELD = Text(
    "Ditahan: {gone} dari {people} orang di {file} tidak ada lagi di daftar ini. Bila memang menggantikan: "
    "jamsos import {sent} --replace. Bila daftar tambahan: --add.",
    "Held: {gone} of {people} people of {file} are not on this list. If it replaces it: "
    "jamsos import {sent} --replace. If it is a further list: --add.",
)
_HELD_TOGETHER = Text(
    "Ditahan: datang bersama {file}, dan {gone} dari {people} orang di situ tidak ada di daftar ini; mana yang lebih "
    "baru tidak diketahui. Bila yang ini: jamsos import {sent} --replace. Bila daftar tambahan: --add. Bila yang itu: "
    "pindahkan yang ini dari rosters/.",
    "Held: it came together with {file}, of which {gone} of {people} people are not on this list; nobody knows which "
    "is newer. If it is this one: jamsos import {sent} --replace. If it is a further list: --add. If it is that one: "
    "take this one out of rosters/.",
)
