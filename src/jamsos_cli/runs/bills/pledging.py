"""Pledges put to use: whom a month's invoices leave out because no sponsor has pledged for them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import sponsor_keys
from jamsos_cli.model.sponsor import Pledged, Promise, SponsorBook, promise
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office.workspace import office_of
from jamsos_cli.runs.rosters.screening import one_key
from jamsos_cli.settings import Settings
from jamsos_cli.steps.pledged_places import Within, within
from jamsos_cli.store import Registry

if TYPE_CHECKING:
    import pandas as pd

_NAMED = 5


def pledged(registry: Registry, settings: Settings) -> Pledged | None:
    """Give all pledges; None where there is none, which costs one small question."""
    there = tuple(registry.pledges())
    if not there:
        return None
    return Pledged(there, SponsorBook(there, office_of(settings)), registry.pledged_workers())


def within_pledges(
    registry: Registry, enrolments: "pd.DataFrame", month: Month, settings: Settings, there: Pledged | None
) -> Within:
    """Leave out of a month's ENROLMENTS whom no pledge of their sponsor pays for; who was billed keeps the place.

    Billed for the month itself, or for the last issued one before it.
    """
    if there is None:
        return Within(enrolments, enrolments.iloc[:0].assign(places=0), 0)
    before = max((one for one in registry.issued_months() if one < str(month)), default="")
    sponsoring = sponsor_keys(settings.sources)
    paid = [_by_keys_of(registry, registry.paid_by(at, sponsoring), month) for at in (str(month), before)]
    return within(enrolments, month, settings.sources, there, paid)


def _by_keys_of(registry: Registry, lines: "pd.DataFrame", month: Month) -> "pd.DataFrame":
    """Give lines by the keys that enrolments have in a month.

    Those of a second membership that is lawful no more keep its key: nobody is owed them.
    """
    today, second = one_key(lines["person_id"], registry.current_keys()), list(registry.first_keys())
    keyed = registry.keyed(lines, str(month))
    return keyed.assign(person_id=keyed["person_id"].mask(today.isin(second), today))


def as_pledged(registry: Registry, settings: Settings, enrolments: "pd.DataFrame", month: Month) -> "pd.DataFrame":
    """Give ENROLMENTS up to the month before the first, from `month` on, that no pledge of their sponsor pays.

    Their programmes are those of the last month that is paid: a pledge may be without JHT.
    """
    there = pledged(registry, settings)
    if there is None:
        return enrolments
    sponsored = enrolments.loc[enrolments["source"].isin(sponsor_keys(settings.sources)), "person_id"]
    mine = enrolments[enrolments["person_id"].isin(sponsored)]
    over = max(Month.parse(one.until) for one in there.pledges) + 1
    last, programmes = enrolments["last_month"].copy(), enrolments["programmes"].copy()
    for at in reversed(list(month.run(max(0, month.until(over)) + 1))):
        found = within_pledges(registry, mine, at, settings, there)
        last[found.out.index] = str(at - 1)
        paid = found.enrolments["programmes"]
        paid = paid[last[paid.index] == str(at)]
        programmes[paid.index] = paid
    kept = enrolments.assign(last_month=last, programmes=programmes)
    return kept[last >= kept["first_month"]]


def promises(registry: Registry, settings: Settings, payers: Iterable[str], month: Month) -> dict[str, Promise]:
    """Give payer -> what it has pledged for a month, of those who have."""
    there = pledged(registry, settings)
    if there is None:
        return {}
    return {payer: found for payer in payers if (found := promise(there, payer, month))}


def notices(found: Within, there: Pledged | None, month: Month) -> tuple[Text, ...]:
    """Say which sponsors are not billed for whom, and why."""
    if there is None or not (len(found.out) or found.less):
        return ()
    said = []
    for sentence, out in ((_ENDED, found.out[found.out["places"] == 0]), (_BEYOND, found.out[found.out["places"] > 0])):
        if len(out):
            people, who = out["person_id"].nunique(), _who(out, there, month)
            said.append(sentence.fill(people=people, title=month.title, month=month, who=who))
    if found.less:
        said.append(_LESS.fill(people=found.less))
    return tuple(said)


def _who(out: "pd.DataFrame", there: Pledged, month: Month) -> Text:
    """Name the sponsors with the newest pledge of each."""
    held: Sequence[int] = sorted({int(one) for one in out["sponsor_id"]})
    newest = [there.newest(one, str(month)) for one in held]
    more = f", … (+{len(newest) - _NAMED})" if len(newest) > _NAMED else ""
    named = [(shown_name(one.name), one) for one in newest[:_NAMED]]
    return Text(
        ", ".join(f"{name} ({one.workers} tempat, {one.first_month} s.d. {one.until})" for name, one in named) + more,
        ", ".join(f"{name} ({one.workers} places, {one.first_month} to {one.until})" for name, one in named) + more,
    )


_ENDED = Text(
    "{people} pekerja sponsor tidak ditagih {title}: janji sponsornya sudah berakhir. {who}. "
    "Perpanjangan: jamsos sponsor import.",
    "{people} sponsored workers are not billed for {month}: the pledge has ended. {who}. "
    "Renewal: jamsos sponsor import.",
)
_BEYOND = Text(
    "{people} pekerja sponsor tidak ditagih {title}: melebihi tempat yang dijanjikan. {who}.",
    "{people} sponsored workers are not billed for {month}: beyond the pledged places. {who}.",
)
_LESS = Text(
    "{people} pekerja sponsor ditagih JKK+JKM saja: janjinya tanpa JHT.",
    "{people} sponsored workers are billed JKK+JKM alone: the pledge has no JHT.",
)
