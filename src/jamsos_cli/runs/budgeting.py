"""`jamsos budget`: ceilings of sources, how they stand, and what may be issued under them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli import law
from jamsos_cli.errors import UsageError
from jamsos_cli.model.budget import COSTS, Ceiling, Position
from jamsos_cli.model.continuity import LAPSE
from jamsos_cli.model.enrolment import holds_in
from jamsos_cli.model.frame import build
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.bills.ceilings import has_ceilings
from jamsos_cli.runs.bills.correcting import late_or_lapsed
from jamsos_cli.runs.bills.covering import narrowed
from jamsos_cli.runs.bills.issued_lines import issued_lines
from jamsos_cli.runs.bills.pledging import pledged
from jamsos_cli.runs.invoicing import regency_name
from jamsos_cli.runs.office.answerable import need_reason, who
from jamsos_cli.runs.office.workspace import Workspace, now, village_name
from jamsos_cli.runs.rosters.screening import barred, listed_persons, uncontested
from jamsos_cli.steps import budget
from jamsos_cli.steps.forecast import forecast
from jamsos_cli.steps.places import limited
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


def standing(workspace: Workspace, year: int) -> tuple[Position, ...]:
    """Give how every budget of a year stands today."""
    with open_registry(workspace.registry, write=False) as registry:
        return positions(registry, workspace, year)


def positions(registry: Registry, workspace: Workspace, year: int) -> tuple[Position, ...]:
    """Do the same with a registry that is open.

    The coming months are priced with the enrolments, exclusion lists and rulings of today, each month by its own
    tariff; of months that are issued, whoever was forgotten in the last three and may still pay is billed late, and
    who stood on a cancelled invoice is billed again. Who waits for a place of a quota, or is beyond what a sponsor
    has pledged, is in none of it; nor is whose NIK is contested and who was never billed.
    """
    issued, today = registry.issued_months(), workspace.today()
    coming = Month.parse(max(issued)) + 1 if issued else Month.of(today)
    empty = build(COSTS, ())
    cancelled = registry.cancelled_months()
    spent = budget.Spent(
        year, coming, registry.invoiced(year), registry.recorded(year), empty, registry.balances(), frozenset(cancelled)
    )
    book = law.load(own=workspace.law)
    if months := _priced_months(spent, issued, cancelled):
        spent = spent._replace(costs=_costs(registry, workspace, months, spent))
    held = budget.in_force(registry.ceilings(year), today.isoformat())
    found = budget.positions(spent, held, workspace.settings.sources, book, registry.excesses(year))
    return tuple(one._replace(payer_name=one.payer_name or village_name(one.payer)) for one in found)


def standing_if_any(workspace: Workspace, year: int) -> tuple[Position, ...]:
    """Give the same where a ceiling of the year was set, else nothing."""
    with open_registry(workspace.registry, write=False) as registry:
        return positions_if_any(registry, workspace, year)


def positions_if_any(registry: Registry, workspace: Workspace, year: int) -> tuple[Position, ...]:
    """Do the same with a registry that is open."""
    return positions(registry, workspace, year) if has_ceilings(registry, year) else ()


def _priced_months(spent: budget.Spent, issued: Sequence[str], cancelled: Sequence[str]) -> list[Month]:
    """Give the months of the year still to be invoiced, and earlier ones of which somebody may be billed yet.

    They are billed late on the coming invoice, or made again where an invoice was cancelled.
    """
    late = [spent.coming - back for back in range(LAPSE, 0, -1)] if spent.coming.year == spent.year else []
    again = {Month.parse(month) for month in cancelled if month < str(spent.coming)}
    again = {month for month in again if month.year == spent.year}
    return [*sorted({month for month in late if str(month) in issued} | again), *spent.open_months]


def _costs(registry: Registry, workspace: Workspace, months: Sequence[Month], spent: budget.Spent) -> "pd.DataFrame":
    import pandas as pd

    first, last = str(months[0]), str(months[-1])
    settings = workspace.settings
    sources = settings.sources
    enrolments = registry.enrolments(first, last)
    enrolments, _ = uncontested(registry, enrolments[enrolments["source"].isin([source.key for source in sources])])
    listed = listed_persons(registry, (first, last))
    late = [month for month in months if month < spent.coming and str(month) not in spent.cancelled]
    paid: dict[str, pd.Series[int]] = {}
    out: dict[str, pd.Series[int]] = {}
    for month in months:
        paid[str(month)] = registry.paying(str(month), str(month))["person_id"]
        away = barred(registry, enrolments, listed, month)
        out[str(month)] = pd.concat([away, paid[str(month)]], ignore_index=True)
    for at, persons in _lapsed(registry, enrolments, late, spent.coming, out).groupby("iuran_month")["person_id"]:
        out[str(at)] = pd.concat([out[str(at)], persons], ignore_index=True)
    terms, pledges = (law.load(own=workspace.law), regency_name(settings)), pledged(registry, settings)
    if pledges is None and not limited(sources):
        return forecast(enrolments, months, sources, *terms, out)
    # Who is beyond a pledge or waits for a place costs nothing, and who has one follows month by month.
    costs = []
    for month in months:
        issued = issued_lines(registry, month)
        asked = _asking(enrolments, month, out[str(month)], paid[str(month)])
        covered = narrowed(registry, (settings, pledges), asked, month, issued, past=month in late).places.enrolments
        costs.append(forecast(covered, [month], sources, *terms, out))
    return pd.concat(costs, ignore_index=True)


def _lapsed(
    registry: Registry,
    enrolments: "pd.DataFrame",
    late: Sequence[Month],
    coming: Month,
    out: "Mapping[str, pd.Series[int]]",
) -> "pd.DataFrame":
    """Give person_id and iuran_month of who was forgotten in a `late` month and is not billed for it any more."""
    import pandas as pd

    forgotten = [enrolments.iloc[:0].assign(iuran_month="")]
    for month in late:
        there = enrolments[holds_in(enrolments, month)]
        forgotten.append(there[~there["person_id"].isin(out[str(month)])].assign(iuran_month=str(month)))
    _, lapsed = late_or_lapsed(registry, pd.concat(forgotten, ignore_index=True), coming)
    return lapsed[["person_id", "iuran_month"]]


def _asking(enrolments: "pd.DataFrame", month: Month, out: "pd.Series[int]", paid: "pd.Series[int]") -> "pd.DataFrame":
    """Give the ENROLMENTS that ask for a place in a month; who is `out` of it but not `paid` takes none."""
    there = enrolments[holds_in(enrolments, month)]
    return there[~there["person_id"].isin(out[~out.isin(paid)])]


def withdraw(workspace: Workspace, number: int, reason: str, by: str) -> Ceiling:
    """Withdraw a ceiling that was a mistake; a UsageError where it is none in force or no reason is given."""
    reason = need_reason(reason)
    with open_registry(workspace.registry, write=True) as registry:
        done = registry.withdraw_ceiling(number, now(workspace.settings), who(by), reason)
        found = [one for one in registry.ceilings() if one.ceiling_id == number]
    if not done:
        raise UsageError(
            Text(
                f"Tidak ada pagu nomor {number} yang berlaku. Lihat: jamsos budget list.",
                f"No ceiling number {number} is in force. See: jamsos budget list.",
            )
        )
    return found[0]


def listed(workspace: Workspace, year: int | None) -> tuple[list[Ceiling], frozenset[int]]:
    """Give every ceiling of a year or of all, withdrawn ones too, and the numbers of those that hold today."""
    with open_registry(workspace.registry, write=False) as registry:
        found = registry.ceilings(year)
    held = budget.in_force(found, workspace.today().isoformat())
    return found, frozenset(one.ceiling_id for one in held)
