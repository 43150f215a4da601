"""`jamsos reconcile`: billed against recorded for a month."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.model.frame import conform, from_columns
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.money import rupiah
from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import shown_names
from jamsos_cli.model.statement import REMARKS_PARTED, STATEMENT_LINES, UNKNOWN_STATUS, begins
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.statement import Statement
from jamsos_cli.runs.bills.papers import Papers, add_reconciliation
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.runs.rosters import judging
from jamsos_cli.runs.statements import read
from jamsos_cli.steps.reconcile import asked_before, elsewhere, reconcile, with_credits
from jamsos_cli.steps.ruled import under_billed_niks, under_niks_of_then
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


_UNKNOWN = Text(
    "{lines} baris laporan berstatus yang tidak dikenal dan dihitung aktif: {words}.",
    "{lines} statement lines have a status that is not known and count as active: {words}.",
)


_NO_STATEMENT = Text(
    "Tidak ada catatan BPJS di {where}. Simpan berkas dari BPJS di sana, atau ketik isinya: jamsos template statement.",
    "There is no statement in {where}. Save the insurer's file there, or type it: jamsos template statement.",
)


class MonthReconciled(NamedTuple):
    """What became of a month, and the papers that say so."""

    month: Month
    matches: "pd.DataFrame"
    statements: tuple[str, ...]
    files: tuple[Path, ...]
    notices: tuple[Text, ...] = ()
    """what must not pass in silence: nothing billed, only drafts, lines of other months."""
    unbilled: bool = False
    """whether nobody was billed for the month: then nothing is in order, however few differences there are."""


def reconcile_month(workspace: Workspace, month: Month, paths: Sequence[Path]) -> MonthReconciled:
    """Read the statements given and reconcile the month with them; one that cannot be read is a FileError."""
    statements = [read(workspace, month, path) for path in judging.found_files(paths)]
    if not statements:
        raise UsageError(_NO_STATEMENT.fill(where=", ".join(str(path) for path in paths)))
    with open_registry(workspace.registry, write=True) as registry, Papers() as papers:
        return reconcile_onto(papers, registry, workspace, month, statements, pdf=True)


def reconcile_onto(
    papers: Papers,
    registry: Registry,
    workspace: Workspace,
    month: Month,
    statements: Sequence[Statement],
    *,
    pdf: bool = False,
) -> MonthReconciled:
    """Compare statements with what was billed and keep the result; its papers are left to whoever writes `papers`."""
    statements = _distinct(statements)
    whole = [list(chain(*(statement.lines[name] for statement in statements))) for name in STATEMENT_LINES]
    lines = from_columns(STATEMENT_LINES, whole)
    billed, lines = _under_one_nik(registry, month, lines)
    drafts = registry.invoices(str(month))["status"].eq("draft").any()
    matches = with_credits(reconcile(billed, lines, month), _taken_back(registry, month), month)
    before = _asked_before(registry, matches, month)
    there, matches = matches[before], matches[~before].reset_index(drop=True)
    known = [(statement.file, statement.sha256) for statement in statements]
    registry.save_reconciliation(str(month), known, matches, now(workspace.settings))
    files = add_reconciliation(papers, workspace, month, matches, pdf=pdf)
    names = tuple(statement.file for statement in statements)
    unbilled = not (billed["iuran_month"] == str(month)).any()
    away = elsewhere(billed, lines, month)
    columns = [(lines[away], "total"), (there, "recorded")]
    aside = [one for frame, amount in columns for one in frame[["iuran_month", amount]].itertuples(index=False)]
    notices = _notices(month, unbilled=unbilled, drafts=bool(drafts), aside=aside)
    return MonthReconciled(month, matches, names, files, (*notices, *_unknown(lines[~away])), unbilled)


def _asked_before(registry: Registry, matches: "pd.DataFrame", month: Month) -> "pd.Series[bool]":
    """Tell which MATCHES the kept result of another month asks about already."""
    others = set(matches.loc[matches["state"] == "recorded_not_billed", "iuran_month"]) - {"", str(month)}
    return asked_before(matches, {one: registry.reconciliation(one) for one in sorted(others)}, month)


def _taken_back(registry: Registry, month: Month) -> dict[str, str]:
    """Give every NIK of those whose lines of a month were credited -> number of the invoice that credits them."""
    found = registry.taken_back(str(month))
    chains = registry.nik_chains(set(found)) if found else []
    number_of = ((span.nik, found[one.nik]) for chain in chains for one in chain if one.nik in found for span in chain)
    return dict(number_of) | found


def _notices(month: Month, *, unbilled: bool, drafts: bool, aside: Sequence[tuple[str, int]]) -> tuple[Text, ...]:
    """Say what must not pass in silence; `aside` are the (iuran month, rupiah) of lines that count elsewhere."""
    notices = []
    if unbilled:
        notices.append(
            Text(
                f"Belum ada tagihan {month.title}, jadi tidak ada yang dicocokkan. "
                f"Buat dulu: jamsos invoice --month {month}.",
                f"Nothing was billed for {month}, so nothing was compared. First: jamsos invoice --month {month}.",
            )
        )
    elif drafts:
        notices.append(
            Text(
                f"Tagihan {month.title} masih rancangan; terbitkan dengan: jamsos invoice --month {month} --issue.",
                f"The invoices of {month} are drafts still; issue them with: jamsos invoice --month {month} --issue.",
            )
        )
    if aside:
        months = ", ".join(sorted({named for named, _ in aside}))
        amount = rupiah(sum(total for _, total in aside))
        notices.append(
            Text(
                f"{len(aside)} baris laporan ({amount}) milik bulan lain dan tidak dihitung di sini: {months}.",
                f"{len(aside)} statement lines ({amount}) belong to other months and do not count here: {months}.",
            )
        )
    return tuple(notices)


def _unknown(lines: "pd.DataFrame") -> tuple[Text, ...]:
    """Say which words of the insurer for a state nobody knows: their lines count as active."""
    begin = begins(UNKNOWN_STATUS)
    said = [part for remark in lines["remark"] for part in remark.split(REMARKS_PARTED) if part.startswith(begin)]
    if not said:
        return ()
    words = shown_names(sorted({one.removeprefix(begin) for one in said}))
    return (_UNKNOWN.fill(lines=len(said), words=words),)


def speaks_of(statement: Statement, month: Month, registry: Registry) -> bool:
    """Tell whether a statement is one of the month: a line says so, or it names no month and belongs to no other."""
    if statement.says_month:
        return str(month) in statement.lines["iuran_month"]
    return registry.statement_month(statement.sha256) in {None, str(month)}


def _distinct(statements: Sequence[Statement]) -> list[Statement]:
    """The same content given twice counts once, whatever the files are called."""
    return list({statement.sha256: statement for statement in reversed(statements)}.values())[::-1]


def _under_one_nik(registry: Registry, month: Month, lines: "pd.DataFrame") -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Give what was billed and the statement's lines, with who has had several NIKs under the one billed."""
    asked = set(lines.loc[lines["usable"], "nik"].tolist())
    said = registry.nik_chains(asked)
    others = {span.nik: {other.nik for other in chain} for chain in said for span in chain}
    billed = _billed(registry, month, lines, others)
    chains = registry.nik_chains({*billed["nik"].tolist(), *asked})
    billed = under_niks_of_then(billed, chains)
    return billed, under_billed_niks(lines, billed, chains, str(month))


def _billed(registry: Registry, month: Month, lines: "pd.DataFrame", others: Mapping[str, set[str]]) -> "pd.DataFrame":
    """The month's person-months, and those of other months that the statement names, by any NIK of the person."""
    import pandas as pd

    ours = registry.billed(str(month))
    strays = lines[lines["usable"] & (lines["iuran_month"] != str(month)) & (lines["iuran_month"] != "")]
    named = strays[["nik", "iuran_month"]].itertuples(index=False, name=None)
    pairs = {(one, asked) for nik, asked in named for one in others.get(nik, {nik})}
    if not pairs:
        return conform(LINES, ours)
    both = (conform(LINES, frame) for frame in (ours, registry.billed_months(pairs)))
    return pd.concat(both, ignore_index=True)
