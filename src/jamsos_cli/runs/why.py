"""`jamsos why`: how an amount came about, from the roster's row to the invoice, article by article."""

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from jamsos_cli import law
from jamsos_cli.model.enrolment import ENROLMENTS, holds_in
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import Part
from jamsos_cli.model.programme import Programmes
from jamsos_cli.model.reckoning import Reckoning
from jamsos_cli.model.source import Relief, sponsor_keys
from jamsos_cli.rules.on_list import on_list
from jamsos_cli.runs.bills.covering import narrowed
from jamsos_cli.runs.bills.issued_lines import issued_lines
from jamsos_cli.runs.bills.pledging import pledged
from jamsos_cli.runs.invoicing import regency_name
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.people import person
from jamsos_cli.runs.rosters.screening import may_be_billed
from jamsos_cli.steps.exclusion import on_list_findings
from jamsos_cli.steps.places import limited
from jamsos_cli.steps.price import price
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from jamsos_cli.law.book import Law


def why(workspace: Workspace, nik: str, month: Month) -> Reckoning:
    """Reckon one person and month; a UsageError when it is no NIK or nobody has it (it is not repeated)."""
    found = person(workspace, nik)
    settings, book, asked = workspace.settings, law.load(own=workspace.law), str(month)
    history = found.enrolments
    there = history[holds_in(history, month)]
    in_force = there.loc[there["superseded_by"] == "", list(ENROLMENTS)]
    ended = next((one for one in found.endings if one.holds_in(month)), None)
    today = _today(workspace, {span.nik for span in found.niks}, month, in_force if ended is None else in_force[:0])
    lines, findings = price(today.kept, month, settings.sources, book, regency_name(settings))
    status = "ended" if ended is not None and len(in_force) else today.status
    if not today.status and len(lines):
        status = "not_drafted"
    if len(today.standing):
        lines, status = today.standing, str(today.standing["status"].iloc[0])
    reckoned = Reckoning(
        nik=found.niks[-1].nik,
        month=month,
        enrolments=history,
        line=None,
        status=status or "not_enrolled",
        issued_on=today.issued_on,
        source=None,
        sources=settings.sources,
        parts=(),
        records=(),
        findings=(*today.listed, *findings),
        written=found.lines[found.lines["iuran_month"] == asked],
        ended=ended,
        in_line=today.in_line,
        second=lines.iloc[1:],
    )
    if lines.empty:
        return reckoned
    line = lines.iloc[0]
    source = next((one for one in settings.sources if one.key == line["source"]), None)
    billed = next(rows.iloc[0] for kept in (today.kept, history) if len(rows := _of(kept, [line["enrolment_id"]])))
    return reckoned._replace(
        enrolments=history[history.index.isin(there.index) | (history["enrolment_id"] == line["enrolment_id"])],
        line=line,
        source=source,
        parts=() if source is None else _parts(book, month, source.relief, billed),
        records=tuple((key, book.named(key)) for key in str(line["tariff"]).split("+")),
    )


class _Today(NamedTuple):
    """What the registry has of a person and month, and what a draft made now would take."""

    standing: "pd.DataFrame"
    """BILLED: the lines in force."""
    issued_on: str
    """the day their invoice was issued, which may have been made for a later month."""
    kept: "pd.DataFrame"
    """ENROLMENTS that would be billed, as lists, pledges and places leave them: a pledge may be without JHT."""
    listed: list[Finding]
    """E06 where a list keeps the person out."""
    status: str
    """what keeps every enrolment out: excluded, contested, beyond_pledge, waiting; "" where nothing does."""
    in_line: int


def _today(workspace: Workspace, niks: set[str], month: Month, in_force: "pd.DataFrame") -> _Today:
    """Ask what stands of a person and month, and narrow the enrolments down as a draft does: lists, pledges, places."""
    with open_registry(workspace.registry, write=False) as registry:
        lines = registry.billed_months([(nik, str(month)) for nik in niks])
        day = registry.issued_on(int(lines["invoice_id"].iloc[0])) if len(lines) else ""
        if in_force["source"].nunique() > 1:  # a second membership that is ruled lawful has a key of its own
            everybody = registry.enrolments(str(month), str(month))
            in_force = _of(everybody, in_force["enrolment_id"])
        kept, out, _ = may_be_billed(registry, in_force, month)
        mine = _of(out, in_force["enrolment_id"])
        status, in_line = "excluded" if len(mine) else "contested" if len(in_force) else "", 0
        if len(kept):
            kept, status, in_line = _narrowed(registry, workspace, kept, month)
    return _Today(lines, day, kept, on_list_findings(mine, on_list), status, in_line)


def _narrowed(
    registry: Registry, workspace: Workspace, mine: "pd.DataFrame", month: Month
) -> "tuple[pd.DataFrame, str, int]":
    """Leave of one person's ENROLMENTS what a pledge pays for and what has a place; that, why none, number in line.

    Who has a place depends on everybody: all enrolments of the month are asked, where a source has pledges or places.
    """
    settings = workspace.settings
    limits = bool(limited(settings.sources))
    # Whom a pledge leaves out takes a place of another source.
    there = pledged(registry, settings) if limits or mine["source"].isin(sponsor_keys(settings.sources)).any() else None
    if there is None and not limits:
        return mine, "", 0
    everybody, _, _ = may_be_billed(registry, registry.enrolments(str(month), str(month)), month)
    _, places = narrowed(registry, (settings, there), everybody, month, issued_lines(registry, month))
    covered = _of(places.enrolments, mine["enrolment_id"])
    if len(covered):
        return covered, "", 0
    numbers = places.waiting.loc[places.waiting["person_id"].isin(mine["person_id"]), "number"]
    return covered, "waiting" if len(numbers) else "beyond_pledge", int(numbers.min()) if len(numbers) else 0


def _of(enrolments: "pd.DataFrame", ids: "Sequence[int] | pd.Series[int]") -> "pd.DataFrame":
    return enrolments[enrolments["enrolment_id"].isin(ids)]


def _parts(book: "Law", month: Month, relief: Relief, billed: "pd.Series[Any]") -> tuple[Part, ...]:
    import pandas as pd

    income = billed["income"]
    return book.parts(
        month,
        sector=str(billed["sector"]),
        relief=relief,
        income=None if pd.isna(income) else int(income),
        programmes=cast(Programmes, billed["programmes"]),
    )
