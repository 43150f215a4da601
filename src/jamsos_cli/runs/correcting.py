"""What issued invoices say against what the registry owes today: the corrections that a month's drafts carry."""

from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.model.correction import CREDITS
from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.steps.correct import LAPSE, Differences, arrears, differences
from jamsos_cli.steps.price import price
from jamsos_cli.store import Registry

if TYPE_CHECKING:
    import pandas as pd


class Proposed(NamedTuple):
    """Corrections for the drafts of a month."""

    credits: "pd.DataFrame"
    """CREDITS."""
    lines: "pd.DataFrame"
    """LINES of earlier months: in the place of what is taken back, or late."""
    notices: tuple[Text, ...]


def propose(
    registry: Registry,
    workspace: Workspace,
    month: Month,
    own: "tuple[pd.DataFrame, pd.DataFrame]",
    regency: str,
    *,
    take: bool,
) -> Proposed:
    """Compare what was issued with what is owed, for this and earlier months; `own` are BILLED and LINES of this one.

    Earlier months are corrected by the newest invoices alone: where a later month is issued, nothing is proposed.
    Without `take` it is only counted.
    """
    import pandas as pd

    issued_months = registry.issued_months()
    newest = max([*issued_months, str(month)])
    credits_, lines, late = [differences(*own).credits], [], [build(LINES, ())]
    if newest == str(month):
        earlier = _of_earlier_months(registry, workspace, month, regency)
        credits_ += [one.credits for _, one in earlier]
        lines += [one.instead for _, one in earlier]
        late += [one.unbilled for at, one in earlier if str(at) in issued_months]
    unbilled = pd.concat(late, ignore_index=True)
    allowed, lapsed = _arrears(registry, unbilled, month)
    taken_back, added = pd.concat(credits_, ignore_index=True), pd.concat([*lines, allowed], ignore_index=True)
    notices = _notices(month, newest, (taken_back, added, lapsed), take=take)
    if not take or newest != str(month):
        return Proposed(build(CREDITS, ()), build(LINES, ()), notices)
    return Proposed(taken_back, added, notices)


def _of_earlier_months(
    registry: Registry, workspace: Workspace, month: Month, regency: str
) -> list[tuple[Month, Differences]]:
    """Compare each earlier month that has issued lines, as far back as the settings say."""
    settings = workspace.settings
    known = {source.key for source in settings.sources}
    there = [month + -back for back in range(settings.limits.correction_months, 0, -1)]
    issued = {at: _issued(registry, at) for at in there}
    asked = [at for at in there if len(issued[at])]
    if not asked:
        return []
    enrolments = registry.enrolments(str(asked[0]), str(asked[-1]))
    # What is left of a source that the settings no longer have is for a person, not for this month's invoices.
    enrolments = enrolments[enrolments["source"].isin(known)]
    found = []
    for at in asked:
        lines = issued[at]
        is_known = lines["source"].isin(known)
        owed, _ = price(enrolments, at, settings.sources, law.load(), regency, lines)
        owed = owed[~owed["person_id"].isin(lines.loc[~is_known, "person_id"])]
        found.append((at, differences(lines[is_known], owed)))
    return found


def _issued(registry: Registry, month: Month) -> "pd.DataFrame":
    lines = registry.billed(str(month))
    return lines[lines["status"] == "issued"]


def _arrears(registry: Registry, unbilled: "pd.DataFrame", month: Month) -> "tuple[pd.DataFrame, pd.DataFrame]":
    if unbilled.empty:
        return unbilled, unbilled
    persons = set(unbilled["person_id"])
    enrolments = registry.enrolments(str(unbilled["iuran_month"].min()), str(month))
    enrolments = enrolments[enrolments["person_id"].isin(persons)]
    return arrears(unbilled, registry.paid(persons), enrolments, month)


def _notices(
    month: Month, newest: str, found: "tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]", *, take: bool
) -> tuple[Text, ...]:
    """Say how many corrections there are and what becomes of them; nothing where there are none."""
    taken_back, added, lapsed = found
    notices = []
    if len(taken_back) or len(added):
        counted = (
            f"{len(taken_back)} baris tagihan terbit tidak sesuai lagi, {len(added)} baris pengganti atau susulan",
            f"{len(taken_back)} issued lines no longer fit, {len(added)} lines in their place or late",
        )
        if newest != str(month):
            what = (f"masuk pada tagihan {newest} atau sesudahnya", f"they go on the invoices of {newest} or later")
        elif not take:
            what = ("tidak dimasukkan (--no-corrections)", "left out (--no-corrections)")
        else:
            what = (
                "menjadi koreksi pada tagihan ini; tanpa koreksi: --no-corrections",
                "they are corrections on these invoices; without them: --no-corrections",
            )
        notices.append(Text(f"{counted[0]}: {what[0]}.", f"{counted[1]}: {what[1]}."))
    recent = lapsed[lapsed["iuran_month"] >= str(month + (-LAPSE - 1))]
    if len(recent):
        people, named = recent["person_id"].nunique(), ", ".join(sorted(set(recent["iuran_month"])))
        notices.append(
            Text(
                f"{people} orang terdaftar tanpa iuran lebih dari {LAPSE} bulan ({named}) dan tidak ditagih susulan: "
                "kepesertaan dihitung baru (Permenaker 5/2021 pasal 44).",
                f"{people} people were enrolled without premiums for more than {LAPSE} months ({named}) and are not "
                "billed late: cover begins anew (Permenaker 5/2021 art. 44).",
            )
        )
    return tuple(notices)
