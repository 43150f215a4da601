"""`jamsos why`: how an amount came about, from the roster's row to the invoice, article by article."""

from typing import TYPE_CHECKING, Any, cast

from jamsos_cli import law
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import Part
from jamsos_cli.model.programme import Programmes
from jamsos_cli.model.reckoning import Reckoning
from jamsos_cli.model.source import Relief
from jamsos_cli.runs.invoicing import regency_name
from jamsos_cli.runs.people import person
from jamsos_cli.runs.workspace import Workspace
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
    lines, findings = price(in_force, month, settings.sources, book, regency_name(settings))
    written = found.lines[found.lines["iuran_month"] == asked]
    status, issued_on = "not_drafted" if len(lines) else "not_enrolled", ""
    standing, day = _standing(workspace, {span.nik for span in found.niks}, asked)
    if len(standing):
        lines, status, issued_on = standing, str(standing["status"].iloc[0]), day
    if lines.empty:
        nik, sources = found.niks[-1].nik, settings.sources
        return Reckoning(nik, month, history, None, status, "", None, sources, (), (), (), written)
    line = lines.iloc[0]
    source = next((one for one in settings.sources if one.key == line["source"]), None)
    billed = history[history["enrolment_id"] == line["enrolment_id"]].iloc[0]
    parts = () if source is None else _parts(book, month, source.relief, billed)
    records = tuple((key, book.named(key)) for key in str(line["tariff"]).split("+"))
    enrolments = history[history.index.isin(there.index) | (history["enrolment_id"] == line["enrolment_id"])]
    return Reckoning(
        found.niks[-1].nik,
        month,
        enrolments,
        line,
        status,
        issued_on,
        source,
        settings.sources,
        parts,
        records,
        tuple(findings),
        written,
    )


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


def _standing(workspace: Workspace, niks: set[str], month: str) -> "tuple[pd.DataFrame, str]":
    """Give the person's lines in force for a month, and the day their invoice was issued.

    It may have been made for a later month.
    """
    with open_registry(workspace.registry, write=False) as registry:
        lines = registry.billed_months([(nik, month) for nik in niks])
        return lines, registry.issued_on(int(lines["invoice_id"].iloc[0])) if len(lines) else ""
