"""`jamsos sponsor`: forms taken in, what sponsors hold, what ends soon, a pledge that ends early."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.errors import Exit, JamsosError, UsageError
from jamsos_cli.law.headings import sponsor_headings
from jamsos_cli.model import nik as niks
from jamsos_cli.model.free_name import free_name, plain_name
from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import Month
from jamsos_cli.model.pledge_form import FormFile
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.source import Payer, Source, sponsor_keys
from jamsos_cli.model.sponsor import NIP_DIGITS, PlacesHeld, Pledge, Pledged, SponsorBook
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.readers.sponsors import Layouts, read_forms
from jamsos_cli.reports.sponsors import end_message, ending
from jamsos_cli.runs.bills import pledging
from jamsos_cli.runs.bills.covering import in_line_for, places_of
from jamsos_cli.runs.office.answerable import need_reason, who
from jamsos_cli.runs.office.workspace import Workspace, named_source, now, office_of, read_month
from jamsos_cli.runs.rosters import judging
from jamsos_cli.runs.rosters.import_options import mode
from jamsos_cli.runs.rosters.screening import may_be_billed
from jamsos_cli.settings import Settings
from jamsos_cli.steps.enrol import Mode
from jamsos_cli.steps.freed_places import offered
from jamsos_cli.steps.pledged_places import free_places, places_held, unpledged
from jamsos_cli.steps.pledges import JudgedForms, Terms, judge_forms, paid_elsewhere
from jamsos_cli.store import Registry, open_registry
from jamsos_cli.writers.drafts import Drafts

if TYPE_CHECKING:
    import pandas as pd


class Options(NamedTuple):
    """What the command line says of forms."""

    source: Source
    start: Month | None
    """first month of rows that name none."""
    mode: Mode
    dry_run: bool


class Taken(NamedTuple):
    """What became of the forms."""

    results: tuple[FileResult, ...]
    pledges: tuple[int, ...]
    """how many each file made."""
    places: tuple[int, ...]
    """how many places those are."""
    troubles: tuple[JamsosError, ...]
    """files that cannot be used; the others were taken in."""

    @property
    def exit_code(self) -> Exit:
        """The gravest."""
        rejected = Exit.FINDINGS if any(one.rejected for one in self.results) else Exit.CLEAN
        return max((Exit(trouble.exit_code) for trouble in self.troubles), default=rejected)


class Rows(NamedTuple):
    """Who is enrolled and who is billed in a month."""

    month: Month
    enrolments: "pd.DataFrame"
    """ENROLMENTS."""
    billed: "pd.DataFrame"
    """BILLED."""


class Held(NamedTuple):
    """What all sponsors hold in a month."""

    month: Month
    held: tuple[PlacesHeld, ...]
    pledged: Pledged | None
    free: tuple[FreedPlace, ...]
    """free places, with who waits in the sponsor's village."""
    unpledged: tuple[tuple[str, str, int], ...] = ()
    """(name, office, people) of sponsors whom rosters name and no form does."""


def options(
    workspace: Workspace, *, source: str | None, start: str | None, replace: bool, add: bool, dry_run: bool
) -> Options:
    """Check what the command line says; a UsageError says what it may be."""
    chosen = mode(replace=replace, add=add)
    first = read_month(start, workspace.today()) if start else None
    return Options(sponsor_source(workspace.settings, source), first, chosen, dry_run)


def sponsor_source(settings: Settings, key: str | None) -> Source:
    """Give the source that sponsors pay: the one named, else the only one, else a UsageError."""
    paying = [source for source in settings.sources if source.payer is Payer.SPONSOR]
    if key is not None:
        paying = [source for source in (named_source(settings, key),) if source in paying]
    if len(paying) != 1:
        listed = ", ".join(sponsor_keys(settings.sources)) or "-"
        raise UsageError(_WHICH_SOURCE.fill(listed=listed))
    return paying[0]


def take_in(paths: Sequence[Path], workspace: Workspace, asked: Options, progress: Callable[[str], None]) -> Taken:
    """Judge forms and keep the pledges of all rows without an error, one transaction a file."""
    results: list[FileResult] = []
    counts: list[tuple[int, int]] = []
    troubles: list[JamsosError] = []
    with (
        open_registry(workspace.registry, write=True) as registry,
        registry.rehearsal() if asked.dry_run else nullcontext(),
    ):
        for path in judging.found_rosters(paths):
            try:
                form = _read(path, workspace)
                judged = _judged(registry, form, workspace, asked)
            except JamsosError as trouble:
                troubles.append(trouble)
            else:
                registry.save_pledges(judged.new, now(workspace.settings))
                results.append(_result(form, judged))
                counts.append((len(judged.new), sum(one.workers for one in judged.new)))
            progress(workspace.name_of(path))
    return Taken(tuple(results), tuple(n for n, _ in counts), tuple(n for _, n in counts), tuple(troubles))


def _read(path: Path, workspace: Workspace) -> FormFile:
    layouts = Layouts(sponsor_headings(named=True), sponsor_headings(named=False))
    limits = workspace.settings.limits
    return read_forms(workspace.name_of(path), read_bytes(path, limits.file_mib), layouts, limits)


def _judged(registry: Registry, form: FormFile, workspace: Workspace, asked: Options) -> JudgedForms:
    there = registry.pledges()
    book = law.load(own=workspace.law)
    sponsors = SponsorBook(there, office_of(workspace.settings))
    judged = judge_forms(form, Terms(asked.source, book, asked.start, sponsors, there, asked.mode))
    named = sorted({worker.nik for one in judged.new for worker in one.named} - {""})
    if not named:
        return judged
    first, last = min(one.first_month for one in judged.new), max(one.last_month for one in judged.new)
    enrolled = registry.known(named, first, last)
    said = paid_elsewhere(form, judged.new, enrolled, {one.key: one for one in workspace.settings.sources})
    return judged._replace(findings=(*judged.findings, *said))


def _result(form: FormFile, judged: JudgedForms) -> FileResult:
    accepted = judged.rows_read - judged.rejected
    skipped = len(form.skipped)
    return FileResult(
        form.file, form.sha256, judged.rows_read, accepted, judged.rejected, skipped, tuple(judged.findings)
    )


def held(workspace: Workspace, month: Month, opd: str | None = None) -> Held:
    """Give what every sponsor holds in a month; those of one office where `opd` is part of its name."""
    with open_registry(workspace.registry, write=False) as registry:
        rows = Rows(month, registry.enrolments(str(month), str(month)), registry.billed(str(month)))
        found = of_month(registry, workspace, rows, opd)
    without = unpledged(rows.enrolments, month, workspace.settings.sources, found.pledged)
    return found._replace(unpledged=tuple(one for one in without if (opd or "").casefold() in one[1].casefold()))


def of_month(registry: Registry, workspace: Workspace, rows: Rows, opd: str | None = None) -> Held:
    """Give the same from rows that are known already."""
    month, enrolments, billed = rows
    there = pledging.pledged(registry, workspace.settings)
    if there is None:
        return Held(month, (), None, ())
    sources = workspace.settings.sources
    kept, _, _ = may_be_billed(registry, enrolments, month)
    barred = {*enrolments["person_id"]} - {*kept["person_id"]}
    found = places_held(enrolments, registry.keyed(billed, str(month)), month, sources, there, barred)
    if opd is not None:
        found = [one for one in found if opd.casefold() in one.pledge.opd.casefold()]
    places = free_places(found, workspace_villages(workspace))
    if places.empty:
        return Held(month, tuple(found), there, ())
    line = in_line_for(registry, month, billed, places_of(registry, workspace.settings, enrolments, month))
    return Held(month, tuple(found), there, tuple(offered(places, line)))


def workspace_villages(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Give plain name -> (code, name) of the regency's villages; of a name that two share nothing."""
    from jamsos_cli.law import regions

    code = workspace.settings.office.regency
    found = regions.regency(code) if code else None
    named: dict[str, list[tuple[str, str]]] = {}
    for village in found.villages if found else ():
        named.setdefault(village.name.casefold(), []).append((village.code, village.name))
    return {name: those[0] for name, those in named.items() if len(those) == 1}


def find(workspace: Workspace, said: str) -> tuple[Pledged, list[Pledge]]:
    """Give the pledges of the one sponsor meant by a number of `sponsor list`, a NIP or NIK, or part of the name.

    A UsageError where it is nobody, or several; no NIP is repeated in it.
    """
    with open_registry(workspace.registry, write=False) as registry:
        there = pledging.pledged(registry, workspace.settings)
    if there is None:
        raise UsageError(_NONE)
    number = niks.clean(said.strip())
    if number.isdigit() and len(number) in {16, NIP_DIGITS}:
        who = {one.sponsor_id for one in there.pledges if number in {one.nip, one.nik}}
    elif number.isdigit():
        who = {one.sponsor_id for one in there.pledges if one.sponsor_id == int(number)}
    else:
        who = {one.sponsor_id for one in there.pledges if said.strip().casefold() in one.name.casefold()}
    if not who:
        raise UsageError(_NOBODY)
    if len(who) > 1:
        listed = ", ".join(f"{one} {there.of(one)[-1].name}" for one in sorted(who)[:9])
        raise UsageError(_SEVERAL.fill(listed=listed))
    return there, there.of(who.pop())


def end(workspace: Workspace, said: str, month: str, *, why: str, by: str, pledge: int | None) -> Pledge:
    """End a sponsor's pledge: `month` is the last that it pays. A UsageError says what may be ended, and when."""
    reason = need_reason(why)
    last = read_month(month, workspace.today())
    _, theirs = find(workspace, said)
    if pledge is None:
        ending = [one for one in theirs if one.until >= one.first_month and one.until > str(last)]
    else:  # said by its number, so that a wrong end is mended by a later one
        ending = [one for one in theirs if one.pledge_id == pledge and not one.replaced]
    if len(ending) != 1:
        listed = "; ".join(_holding(one) for one in ending or theirs)
        raise UsageError((_WHICH if ending else _ENDED_BEFORE).fill(month=last, listed=listed))
    one = ending[0]
    if not str(Month.parse(one.first_month) - 1) <= str(last) <= one.last_month:
        raise UsageError(_NOT_THEN.fill(month=last, first=one.first_month, last=one.last_month))
    with open_registry(workspace.registry, write=True) as registry:
        registry.end_pledge(one.pledge_id, str(last), why=reason, by=who(by), at=now(workspace.settings))
        return next(made for made in registry.pledges() if made.pledge_id == one.pledge_id)


def _holding(one: Pledge) -> str:
    months = f"{one.first_month}..{one.until}" if one.until >= one.first_month else f"{one.first_month}: 0"
    return f"--pledge {one.pledge_id} ({months})"


def workers_of(workspace: Workspace, month: Month, there: Pledged, sponsor_id: int) -> "pd.DataFrame":
    """Give the ENROLMENTS of a month that name a sponsor, with `payer_source` and `status` of who is billed."""
    with open_registry(workspace.registry, write=False) as registry:
        enrolments = registry.enrolments(str(month), str(month))
        lines = registry.keyed(registry.billed(str(month)), str(month))
    keys = [key for key in enrolments["sponsor"].unique() if key and there.book.find(key) == sponsor_id]
    ours = enrolments[enrolments["sponsor"].isin(keys)]
    billed = lines.drop_duplicates("person_id").set_index("person_id")
    return ours.assign(
        payer_source=ours["person_id"].map(billed["source"]).fillna(""),
        status=ours["person_id"].map(billed["status"]).fillna(""),
    )


def write_messages(folder: Path, found: Held, workspace: Workspace, within: int) -> list[Path]:
    """Write a message to every sponsor whose pledge ends soon, all or none; gives the files."""
    taken: set[str] = set()
    written = []
    with Drafts() as drafts:
        for one in ending(found.held, found.month, within):
            named = plain_name(f"{one.pledge.opd}-{one.pledge.name}") or "sponsor"
            path = Path(free_name(str(folder / named), taken, ".txt"))
            drafts.write(path, end_message(one, workspace.settings.office.name).encode("utf-8"))
            written.append(path)
    return written


_WHICH_SOURCE = Text(
    "Sebut sumber dana yang dibayar sponsor dengan --source. Yang ada: {listed}.",
    "Name the source that sponsors pay with --source. There are: {listed}.",
)
_NONE = Text(
    "Belum ada janji sponsor. Masukkan formulirnya: jamsos sponsor import BERKAS (kosong: jamsos template sponsors).",
    "No sponsor has pledged yet. Take a form in: jamsos sponsor import FILE (blank: jamsos template sponsors).",
)
_NOBODY = Text(
    "Tidak ada sponsor seperti itu. Lihat: jamsos sponsor list.", "There is no such sponsor. See: jamsos sponsor list."
)
_SEVERAL = Text("Beberapa sponsor cocok; sebut nomornya: {listed}.", "Several sponsors fit; say the number: {listed}.")
_WHICH = Text("Beberapa janji berlaku sesudah {month}; pilih: {listed}.", "Several hold then; choose: {listed}.")
_ENDED_BEFORE = Text(
    "Tidak ada janji yang masih berlaku sesudah {month}. Bila akhirnya keliru, ulangi dengan nomor janjinya: {listed}.",
    "No pledge holds after {month}. To mend an end that was a mistake, say the pledge: {listed}.",
)
_NOT_THEN = Text(
    "{month} di luar janji ({first} sampai {last}). --month adalah bulan terakhir yang dibayar.",
    "{month} is outside the pledge ({first} to {last}). --month is the last month that is paid.",
)
