"""`jamsos export`: files with full NIKs, each recorded in the audit trail before it appears."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.law.bands import USUAL, read_bands
from jamsos_cli.law.data_file import DATA
from jamsos_cli.law.layouts import FOLDER, upload_layout
from jamsos_cli.model.free_name import free_name, plain_name
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.source import Payer, Source
from jamsos_cli.model.wording import Text
from jamsos_cli.reports import exports
from jamsos_cli.reports.letters import NO_OPD
from jamsos_cli.runs.bills.pledging import as_pledged
from jamsos_cli.runs.invoicing import shown
from jamsos_cli.runs.office.auditing import audit_entry
from jamsos_cli.runs.office.workspace import Workspace, named_source
from jamsos_cli.runs.rosters.screening import one_key
from jamsos_cli.store import Registry, open_registry
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.locked_workbook import locked
from jamsos_cli.writers.upload_workbook import upload_workbook
from jamsos_cli.writers.workbook import workbook_bytes

if TYPE_CHECKING:
    import pandas as pd

What = Literal["upload", "annex", "deductions"]
_LEAST_PASSWORD = 8
_NOBODY = Text(
    "Tidak ada orang untuk diekspor: {month} belum punya tagihan{which}. Buat dulu: jamsos invoice --month {month}.",
    "There is nobody to export: nothing is billed for {month}{which} yet. Bill it first: jamsos invoice --month "
    "{month}.",
)
_NOBODY_NEW = Text(
    "Tidak ada orang baru pada bulan {month}: semuanya sudah ditagih bulan sebelumnya. --all menyertakan mereka.",
    "Nobody is new in {month}: all were billed the month before. --all takes them too.",
)
_BY_SPONSORS = Text(" yang dibayar sponsor", " that sponsors pay")
_OF_SOURCE = Text(" dari {source}", " from {source}")


class Asked(NamedTuple):
    """What is to be exported, and how."""

    what: What
    source: str | None = None
    """key of one source, None for all that fit."""
    layout: str = ""
    """of the upload file."""
    everybody: bool = False
    """upload also who was billed the month before."""
    password: str | None = None
    """None for files that open without."""
    out: Path | None = None
    """folder, None for out/<month>/ekspor/."""
    reason: str = ""
    """kept in the audit trail."""


class Exported(NamedTuple):
    """The files that were made."""

    files: tuple[Path, ...]
    people: int
    notices: tuple[Text, ...] = ()


class _File(NamedTuple):
    name: str
    content: bytes
    people: int


def export(workspace: Workspace, month: Month, asked: Asked) -> Exported:
    """Make the files of a month; a UsageError when there is nobody in them, the source is none or the password short.

    Drafts of bills count too: who is new must be registered before the bill is paid.
    """
    if asked.password is not None and len(asked.password) < _LEAST_PASSWORD:
        raise UsageError(
            Text(f"Sandi paling sedikit {_LEAST_PASSWORD} huruf.", f"The password needs {_LEAST_PASSWORD} characters.")
        )
    folder = asked.out or workspace.out(month) / "ekspor"
    with open_registry(workspace.registry, write=True) as registry:
        files, notices = _made(registry, workspace, month, asked)
        if not files:
            raise UsageError(_nobody(registry, workspace, month, asked))
        if asked.password is not None:
            files = [one._replace(content=locked(one.content, asked.password)) for one in files]
        with Drafts() as drafts:
            for one in files:
                drafts.write(folder / one.name, one.content)
            # Before the files get their names: one in the trail that never appeared is better than the reverse.
            command, reason = f"export {asked.what}", mask_numbers(asked.reason)
            entries = [audit_entry(workspace, command, one.name, one.content, one.people) for one in files]
            registry.record([one._replace(month=str(month), reason=reason) for one in entries])
    return Exported(tuple(folder / one.name for one in files), sum(one.people for one in files), notices)


def _nobody(registry: Registry, workspace: Workspace, month: Month, asked: Asked) -> Text:
    """Say what is missing where there is nobody to export: bills of the month, those of sponsors, or anybody new."""
    keys = [source.key for source in _sources(workspace, asked)]
    if registry.billed(str(month))["source"].isin(keys).any():
        return _NOBODY_NEW.fill(month=month)
    which = Text("", "")
    if asked.source:
        which = _OF_SOURCE.fill(source=workspace.settings.source(asked.source).title)
    elif asked.what == "deductions":
        which = _BY_SPONSORS
    return _NOBODY.fill(month=month, which=which)


def _made(registry: Registry, workspace: Workspace, month: Month, asked: Asked) -> tuple[list[_File], tuple[Text, ...]]:
    sources = _sources(workspace, asked)
    people = _to_the_end(registry, workspace, month, registry.enrolments_billed(str(month)))
    if asked.what == "upload":
        before = None if asked.everybody else _persons(registry, registry.billed(str(month - 1)))
        chosen = _new(_persons(registry, people), registry.billed(str(month)), sources, before)
        return _upload(workspace, month, asked, chosen)
    lines = _in_force(registry, month)
    if asked.what == "annex":
        return _annexes(lines, people, sources, month), ()
    return _deductions(lines, people, sources, month), ()


def _to_the_end(registry: Registry, workspace: Workspace, month: Month, people: "pd.DataFrame") -> "pd.DataFrame":
    """Give BILLED_PEOPLE to the last month that is paid, where a sponsor's pledge ends before the roster does."""
    enrolments = registry.enrolments(str(month), str(month))
    paid = as_pledged(registry, workspace.settings, enrolments, month).groupby("enrolment_id")["last_month"].max()
    return people.assign(last_month=people["enrolment_id"].map(paid).fillna(people["last_month"]))


def _persons(registry: Registry, frame: "pd.DataFrame") -> "pd.DataFrame":
    """Give a frame by the first key of each person: the insurer knows one, whichever key an enrolment or line has."""
    return frame.assign(person_id=one_key(frame["person_id"], registry.first_keys()))


def _in_force(registry: Registry, month: Month) -> "pd.DataFrame":
    """Give the LEDGER of the month's invoices, none of cancelled ones: with corrections, so that it adds up to them."""
    books = shown(registry, month).books
    return books.ledger[~books.ledger["invoice_id"].isin(books.cancellations["invoice_id"])]


def _sources(workspace: Workspace, asked: Asked) -> list[Source]:
    chosen = [named_source(workspace.settings, asked.source)] if asked.source else list(workspace.settings.sources)
    if asked.what != "deductions":
        return chosen
    sponsors = [source for source in chosen if source.payer is Payer.SPONSOR]
    if not sponsors:
        raise UsageError(
            Text("Potongan hanya untuk sumber yang dibayar sponsor.", "Deductions are for sources that sponsors pay.")
        )
    return sponsors


def _new(
    people: "pd.DataFrame", lines: "pd.DataFrame", sources: Sequence[Source], before: "pd.DataFrame | None"
) -> "pd.DataFrame":
    """Choose who is billed by these sources, once each, without those billed the month before."""
    mine = lines[lines["source"].isin([source.key for source in sources])]
    chosen = people[people["enrolment_id"].isin(mine["enrolment_id"])].drop_duplicates("person_id", keep="last")
    return chosen if before is None else chosen[~chosen["person_id"].isin(before["person_id"])]


def _upload(
    workspace: Workspace, month: Month, asked: Asked, people: "pd.DataFrame"
) -> tuple[list[_File], tuple[Text, ...]]:
    layout = upload_layout(asked.layout, workspace.root / FOLDER)
    if people.empty:
        return [], ()
    bands = read_bands(DATA / USUAL)
    made = exports.upload_rows(people, layout, lambda income: bands.income_basis[bands.band(income)])
    headings = [column.heading for column in layout.columns]
    content = upload_workbook(layout.sheet, headings, made.rows, created=month.first_day)
    notices = tuple(
        Text(f"{count} orang tanpa {heading}.", f"{count} people have no {heading}.")
        for heading, count in made.lacking.items()
    )
    return [_File(f"upload-{asked.layout}-{month}.xlsx", content, len(made.rows))], notices


def _annexes(lines: "pd.DataFrame", people: "pd.DataFrame", sources: Sequence[Source], month: Month) -> list[_File]:
    files = []
    for source in sources:
        ours = exports.full_lines(lines, people, [source.key])
        if ours:
            content = workbook_bytes((exports.annex_table(ours, source.title, month),), created=month.first_day)
            files.append(_File(f"rincian-{source.key}-{month}.xlsx", content, _count(ours)))
    return files


def _deductions(lines: "pd.DataFrame", people: "pd.DataFrame", sources: Sequence[Source], month: Month) -> list[_File]:
    ours = exports.full_lines(lines, people, [source.key for source in sources])
    taken: set[str] = set()
    files = []
    for opd, theirs in exports.by_office(ours).items():
        name = free_name(f"potongan-{plain_name(opd) or plain_name(NO_OPD)}-{month}", taken, ".xlsx")
        content = workbook_bytes((exports.deduction_table(theirs, opd, month),), created=month.first_day)
        files.append(_File(name, content, _count(theirs)))
    return files


def _count(lines: "Sequence[dict[str, object]]") -> int:
    return len({line["person_id"] for line in lines})
