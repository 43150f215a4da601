"""`jamsos why`: how an amount came about, from the roster's row to the invoice, article by article."""

from typing import TYPE_CHECKING, Any, cast

from jamsos_cli import law
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import Part
from jamsos_cli.model.programme import Programmes
from jamsos_cli.model.reckoning import Reckoning
from jamsos_cli.model.source import Payer, Relief
from jamsos_cli.rules.on_list import on_list
from jamsos_cli.runs.invoicing import regency_name
from jamsos_cli.runs.people import person
from jamsos_cli.runs.pledging import pledged, within_pledges
from jamsos_cli.runs.screening import may_be_billed
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.steps.exclusion import on_list_findings
from jamsos_cli.steps.price import price
from jamsos_cli.store import open_registry

if TYPE_CHECKING:
    import pandas as pd

    from jamsos_cli.law.book import Law


def why(workspace: Workspace, nik: str, month: Month) -> Reckoning:
    """Reckon one person and month; a UsageError when it is no NIK or nobody has it (it is not repeated)."""
    found = person(workspace, nik)
    settings, book, asked = workspace.settings, law.load(own=workspace.law), str(month)
    history = found.enrolments
    there = history[(history["first_month"] <= asked) & (history["last_month"] >= asked)]
    in_force = there.loc[there["superseded_by"] == "", list(ENROLMENTS)]
    standing, day, kept, listed = _registered(workspace, {span.nik for span in found.niks}, month, in_force)
    unpledged = len(kept) > 0
    kept = kept[~kept["enrolment_id"].isin(_beyond_pledge(workspace, month, kept))]
    unpledged &= kept.empty
    lines, findings = price(kept, month, settings.sources, book, regency_name(settings))
    nothing = "beyond_pledge" if unpledged else "not_enrolled"
    status, issued_on = ("excluded" if listed else "not_drafted" if len(lines) else nothing), ""
    if len(standing):
        lines, status, issued_on = standing, str(standing["status"].iloc[0]), day
    reckoned = Reckoning(
        nik=found.niks[-1].nik,
        month=month,
        enrolments=history,
        line=None,
        status=status,
        issued_on=issued_on,
        source=None,
        sources=settings.sources,
        parts=(),
        records=(),
        findings=(*listed, *findings),
        written=found.lines[found.lines["iuran_month"] == asked],
    )
    if lines.empty:
        return reckoned
    line = lines.iloc[0]
    source = next((one for one in settings.sources if one.key == line["source"]), None)
    billed = history[history["enrolment_id"] == line["enrolment_id"]].iloc[0]
    return reckoned._replace(
        enrolments=history[history.index.isin(there.index) | (history["enrolment_id"] == line["enrolment_id"])],
        line=line,
        source=source,
        parts=() if source is None else _parts(book, month, source.relief, billed),
        records=tuple((key, book.named(key)) for key in str(line["tariff"]).split("+")),
    )


def _registered(
    workspace: Workspace, niks: set[str], month: Month, in_force: "pd.DataFrame"
) -> "tuple[pd.DataFrame, str, pd.DataFrame, list[Finding]]":
    """Ask what the registry has of a person and month.

    Gives the lines in force; the day their invoice was issued, which may have been made for a later month; the
    enrolments that may be billed; E06 where a list keeps the person out.
    """
    with open_registry(workspace.registry, write=False) as registry:
        lines = registry.billed_months([(nik, str(month)) for nik in niks])
        day = registry.issued_on(int(lines["invoice_id"].iloc[0])) if len(lines) else ""
        kept, out, _ = may_be_billed(registry, in_force, month)
    mine = out[out["enrolment_id"].isin(in_force["enrolment_id"])]
    return lines, day, kept, on_list_findings(mine, on_list)


def _beyond_pledge(workspace: Workspace, month: Month, kept: "pd.DataFrame") -> set[int]:
    """Give the enrolments among these that no pledge of their sponsor pays for."""
    settings = workspace.settings
    sponsoring = {source.key for source in settings.sources if source.payer is Payer.SPONSOR}
    if not kept["source"].isin(sponsoring).any():
        return set()
    with open_registry(workspace.registry, write=False) as registry:
        there = pledged(registry, settings)
        if there is None:
            return set()
        everybody = registry.enrolments(str(month), str(month))
        return set(within_pledges(registry, everybody, month, settings, there).out["enrolment_id"])


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
