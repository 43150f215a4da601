"""What issued invoices say against what the registry owes today: the corrections that a month's drafts carry."""

from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.continuity import LAPSE
from jamsos_cli.model.correction import CREDITS, ENDED, EXCLUDED, NOT_OWED, SAME_PERSON
from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.sponsor import Pledged
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.bills.covering import narrowed
from jamsos_cli.runs.bills.issued_lines import as_enrolled, issued_lines
from jamsos_cli.runs.rosters.screening import Barred, may_be_billed, one_key
from jamsos_cli.settings import Settings
from jamsos_cli.steps.correct import Differences, arrears, differences
from jamsos_cli.steps.price import price
from jamsos_cli.store import Registry

if TYPE_CHECKING:
    import pandas as pd


class Terms(NamedTuple):
    """What a month is priced and corrected by."""

    month: Month
    """the invoices are made for it."""
    settings: Settings
    book: PriceBook
    regency: str
    """name of who pays for sources of the regency."""
    take: bool
    """whether corrections go on the drafts, or are only counted."""
    pledged: Pledged | None = None
    """what sponsors have promised; None for nothing."""


class Own(NamedTuple):
    """The month itself."""

    issued: "pd.DataFrame"
    """BILLED: its issued lines in force."""
    owed: "pd.DataFrame"
    """LINES owed for it today."""
    barred: Barred
    """whom lists keep out of it."""


class Proposed(NamedTuple):
    """What the drafts of a month hold."""

    credits: "pd.DataFrame"
    """CREDITS."""
    lines: "pd.DataFrame"
    """LINES: the month's own that were not billed yet; in the place of what is taken back; late ones."""
    notices: tuple[Text, ...]


def propose(registry: Registry, terms: Terms, own: Own) -> Proposed:
    """Compare what was issued with what is owed, for this and earlier months.

    Earlier months are corrected by the newest invoices alone: where a later month is issued, nothing is proposed.
    """
    import pandas as pd

    month, issued_months = terms.month, registry.issued_months()
    if not issued_months:
        return Proposed(build(CREDITS, ()), own.owed, ())
    newest = max([*issued_months, str(month)])
    current, first_keys = registry.current_keys(), registry.first_keys()
    mine = _differences(own, current, first_keys)
    found = [mine]
    late = [build(LINES, ())]
    if newest == str(month):
        for at, one in _of_earlier_months(registry, terms, current, first_keys):
            found.append(one)
            late += [one.unbilled] if str(at) in issued_months else []
    instead = pd.concat([one.instead for one in found], ignore_index=True)
    allowed, lapsed = late_or_lapsed(registry, pd.concat(late, ignore_index=True), month)
    taken_back = _with_endings(registry, pd.concat([one.credits for one in found], ignore_index=True), first_keys)
    added = pd.concat([instead, allowed], ignore_index=True)
    notices = _notices(terms, newest, (taken_back, added, lapsed))
    if not terms.take or newest != str(month):
        return Proposed(build(CREDITS, ()), mine.unbilled, notices)
    return Proposed(taken_back, pd.concat([mine.unbilled, added], ignore_index=True), notices)


def _differences(own: Own, current: dict[int, int], first_keys: dict[int, int]) -> Differences:
    """Compare a month; whoever is kept out on a doubt alone (a list without the day of the event) stays billed."""
    issued, barred = own.issued, own.barred
    if barred.all and len(issued):
        persons = one_key(issued["person_id"], first_keys)
        issued = issued[~persons.isin(barred.all - barred.sure)]
    found = differences(issued, own.owed, current, first_keys)
    persons, reason = one_key(found.credits["person_id"], first_keys), found.credits["reason"]
    # A second membership that is lawful no more has a key of its own, but the person is billed all the same.
    still_owed = (reason == NOT_OWED) & persons.isin(one_key(own.owed["person_id"], first_keys))
    reason = reason.mask(still_owed, SAME_PERSON).mask(persons.isin(barred.sure), EXCLUDED)
    return found._replace(credits=found.credits.assign(reason=reason))


def _with_endings(registry: Registry, taken_back: "pd.DataFrame", first_keys: dict[int, int]) -> "pd.DataFrame":
    """Say of CREDITS that nobody owes any more which of them are so because somebody's cover has ended."""
    persons, reason = one_key(taken_back["person_id"], first_keys), taken_back["reason"]
    for month in taken_back["iuran_month"].unique():
        gone = (taken_back["iuran_month"] == month) & persons.isin(registry.ended(month))
        reason = reason.mask(gone & (reason == NOT_OWED), ENDED)
    return taken_back.assign(reason=reason)


def _of_earlier_months(
    registry: Registry, terms: Terms, current: dict[int, int], first_keys: dict[int, int]
) -> list[tuple[Month, Differences]]:
    """Compare each earlier month that has issued lines, as far back as the settings say."""
    settings = terms.settings
    known = {source.key for source in settings.sources}
    found = []
    for back in range(settings.limits.correction_months, 0, -1):
        at = terms.month - back
        lines = issued_lines(registry, at)
        if lines.empty:
            continue
        # What is left of a source that the settings no longer have is for a person, not for this month's invoices.
        is_known = lines["source"].isin(known)
        # Asked a month at a time: which second membership is lawful depends on the month.
        enrolments = registry.enrolments(str(at), str(at))
        kept, _, barred = may_be_billed(registry, enrolments[enrolments["source"].isin(known)], at)
        then = as_enrolled(registry, lines, enrolments)
        asked = settings, terms.pledged
        kept = narrowed(registry, asked, kept, at, lines, past=True).places.enrolments
        owed, _ = price(kept, at, settings.sources, terms.book, terms.regency, then)
        owed = owed[~owed["person_id"].isin(then.loc[~is_known, "person_id"])]
        lines = lines.assign(payer=then["payer"])[is_known]
        found.append((at, _differences(Own(lines, owed, barred), current, first_keys)))
    return found


def late_or_lapsed(registry: Registry, unbilled: "pd.DataFrame", month: Month) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Part what nobody was billed for into what may be billed late with `month` and what lapsed.

    Of `unbilled` (LINES, or enrolments a month) person_id, enrolment_id and iuran_month are asked.
    """
    if unbilled.empty:
        return unbilled, unbilled
    enrolments = registry.enrolments(str(unbilled["iuran_month"].min()), str(month))
    enrolments = enrolments[enrolments["enrolment_id"].isin(unbilled["enrolment_id"])]
    # Of an enrolment that an ending cut in two its first month counts.
    enrolments = enrolments.drop_duplicates(["enrolment_id", "person_id"])
    return arrears(unbilled, registry.paid(set(unbilled["person_id"])), enrolments, month)


def _notices(terms: Terms, newest: str, found: "tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]") -> tuple[Text, ...]:
    """Say how many corrections there are and what becomes of them; nothing where there are none."""
    taken_back, added, lapsed = found
    month = terms.month
    notices = []
    if len(taken_back) or len(added):
        notices.append(_counted(taken_back, added, _becomes(terms, newest)))
    recent = lapsed[lapsed["iuran_month"] >= str(month - (LAPSE + 1))]
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


def _becomes(terms: Terms, newest: str) -> Text:
    if newest != str(terms.month):
        return Text(f"masuk pada tagihan {newest} atau sesudahnya", f"they go on the invoices of {newest} or later")
    if not terms.take:
        return Text("tidak dimasukkan (--no-corrections)", "left out (--no-corrections)")
    return Text(
        "menjadi koreksi pada tagihan ini; tanpa koreksi: --no-corrections",
        "they are corrections on these invoices; without them: --no-corrections",
    )


def _counted(taken_back: "pd.DataFrame", added: "pd.DataFrame", what: Text) -> Text:
    listed = int((taken_back["reason"] == EXCLUDED).sum())
    which = (
        Text(f" ({listed} menurut daftar pengecualian)", f" ({listed} by exclusion lists)") if listed else Text("", "")
    )
    return Text(
        f"{len(taken_back)} baris tagihan terbit tidak sesuai lagi{which.id}, {len(added)} baris pengganti atau "
        f"susulan: {what.id}.",
        f"{len(taken_back)} issued lines no longer fit{which.en}, {len(added)} lines in their place or late: "
        f"{what.en}.",
    )
