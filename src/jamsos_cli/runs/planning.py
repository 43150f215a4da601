"""`jamsos plan`: what a budget buys; with a workspace also who would be in and who would wait."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.errors import UsageError
from jamsos_cli.law.regions import regency
from jamsos_cli.law.villages import VillageFinder
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.money import has_sen, read_amount
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import Placed
from jamsos_cli.model.plan import Asked, MonthPrice, Plan
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.region import Village
from jamsos_cli.model.source import Relief, Source
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.runs.office.workspace import Workspace, named_regency, named_source, read_month, settings_of, today
from jamsos_cli.runs.rosters.import_options import need_programmes
from jamsos_cli.runs.rosters.judging import source_keys
from jamsos_cli.settings import Settings
from jamsos_cli.steps import plan as reckoned

if TYPE_CHECKING:
    import pandas as pd

_ALL, _BOTH = {"all", "semua"}, {"all+kelurahan", "semua+kelurahan"}
_LARGE = lazy_pattern(r"(?i)(?:rp\.?\s*)?([0-9]+)(?:[.,]([0-9]{1,3}))?\s*(miliar|milyar|m|triliun)")


class Said(NamedTuple):
    """What the command line says; None or "" where it says nothing."""

    source: str
    budget: str | None
    months: int | None
    first: str
    villages: str | None
    regency: str | None
    quota: int | None
    people: tuple[int, ...]
    programmes: str | None
    sector: str


def plan(workspace: Workspace | None, said: Said) -> Plan:
    """Reckon a plan. A UsageError says what is missing, wrong or of no use."""
    settings = settings_of(workspace)
    source = _source(settings, said.source)
    programmes = need_programmes(said.programmes) if said.programmes else source.programmes
    first = read_month(said.first, today(settings))
    quota = said.quota if said.quota is not None else source.quota
    there = _villages(said, settings)
    book = law.load(own=workspace.law if workspace else None)
    prices = [
        MonthPrice(
            month,
            book.premium(month, sector=said.sector, relief=source.relief, income=None, programmes=programmes),
        )
        for month in first.run(max(reckoned.HORIZON, said.months or 0))
    ]
    registered, placed = _registered(workspace, source, first, quota, there)
    if said.quota is not None and there is None and placed is None:
        raise UsageError(_QUOTA)
    villages = len(there) if isinstance(there, tuple) else there
    people = _people(said, villages, quota, registered)
    asked = Asked(_budget(said.budget), said.months, people, villages, quota if villages else 0)
    if asked.budget is None and not people:
        raise UsageError(_NOTHING)
    tariffs = reckoned.tariffs(prices)
    notes = (
        *((_UNDECIDED.fill(source=source.title),) if _matters(source, book, said, prices) else ()),
        *_of_villages(said, there),
    )
    return Plan(
        source.key, source.title, programmes, said.sector, first, asked, tariffs,
        None if asked.budget is None else asked.budget // prices[0].premium.total,
        None if asked.budget is None else asked.budget % prices[0].premium.total,
        reckoned.by_months(asked, prices),
        tuple(reckoned.by_people(asked, one, prices) for one in people),
        reckoned.borders(asked, tariffs), registered, placed, notes,
    )  # fmt: skip


def read_budget(text: str) -> int | None:
    """Read an amount as people say a budget; None when it is none.

    >>> [read_budget(text) for text in ("1000000000", "1.000.000.000", "Rp1 miliar", "2,5 miliar", "500 juta", "?")]
    [1000000000, 1000000000, 1000000000, 2500000000, 500000000, None]
    """
    if found := _LARGE.fullmatch(text.strip()):
        scale = 12 if found[3].lower() == "triliun" else 9
        return int((found[1] + (found[2] or "")) + "0" * (scale - len(found[2] or "")))
    return read_amount(text)


def _budget(text: str | None) -> int | None:
    if text is None:
        return None
    amount = read_budget(text)
    if amount is not None and has_sen(text) and not _LARGE.fullmatch(text.strip()):
        raise UsageError(_SEN.fill(said=repr(text)))
    if amount is None or amount <= 0:
        raise UsageError(_BUDGET.fill(said=repr(text)))
    return amount


def _source(settings: Settings, text: str) -> Source:
    key = source_keys(settings.sources, "")(text)
    return named_source(settings, key or text)


def _matters(source: Source, book: PriceBook, said: Said, prices: Sequence[MonthPrice]) -> bool:
    """Tell whether nobody has decided about a relief that would change a price within the year."""
    if source.relief is not Relief.UNDECIDED:
        return False
    relieved = (
        book.premium(
            one.month, sector=said.sector, relief=Relief.INCLUDED, income=None, programmes=source.programmes
        ).jkk
        for one in prices[:12]
    )
    return any(half != one.premium.jkk for half, one in zip(relieved, prices, strict=False))


def _villages(said: Said, settings: Settings) -> tuple[Village, ...] | int | None:
    """Give the villages meant, or only how many; None where none were said."""
    if said.villages is None:
        return None
    words = said.villages.strip().lower()
    if words.isascii() and words.isdigit() and int(words):
        if said.regency:
            raise UsageError(_ONLY_COUNTED)
        return int(words)
    code = said.regency or settings.office.regency
    if not code:
        raise UsageError(_NO_REGENCY)
    place = regency(named_regency(code).code)
    everywhere = place.villages if place else ()
    if words in _ALL | _BOTH:
        return tuple(one for one in everywhere if words in _BOTH or not one.is_kelurahan)
    if place is None:
        raise UsageError(_NO_REGENCY)
    find = VillageFinder(place)
    found = []
    for name in said.villages.split(","):
        match = find(name.strip())
        if match.village is None:
            raise UsageError(_VILLAGE.fill(said=repr(name.strip()), regency=place.name))
        found.append(match.village)
    return tuple(dict.fromkeys(found))


def _of_villages(said: Said, there: tuple[Village, ...] | int | None) -> tuple[Text, ...]:
    if isinstance(there, tuple) and said.villages and said.villages.strip().lower() in _ALL:
        return (_DESA_ONLY.fill(villages=len(there)),)
    return ()


def _people(said: Said, villages: int | None, quota: int, registered: int | None) -> tuple[int, ...]:
    """Give the numbers of people to reckon with: those said, the quota of the villages, those of the registry."""
    wanted = [*said.people, *([villages * quota] if villages and quota else [])]
    if not said.people and registered:
        wanted.append(registered)
    return tuple(dict.fromkeys(one for one in wanted if one > 0))


def _registered(
    workspace: Workspace | None, source: Source, first: Month, quota: int, there: tuple[Village, ...] | int | None
) -> tuple[int | None, Placed | None]:
    """Count who is enrolled under a source in a month, in the villages named if any, and say who would have a place."""
    if workspace is None or not workspace.registry.exists():
        return None, None
    from jamsos_cli.runs.bills.covering import places_of
    from jamsos_cli.runs.rosters.screening import may_be_billed
    from jamsos_cli.store import open_registry

    with open_registry(workspace.registry, write=False) as registry:
        enrolments, _, _ = may_be_billed(registry, registry.enrolments(str(first), str(first)), first)
        mine, placed = _asked(enrolments, source, there), None
        if quota and len(mine):
            # Of everybody, for whom another source pays takes no place of this one.
            others = [one for one in workspace.settings.sources if one.key != source.key]
            own = source if source.quota == quota else source._replace(quota=quota, quotas={})
            found = places_of(registry, workspace.settings._replace(sources=(*others, own)), enrolments, first)
            waiting, filled = (_asked(one, source, there) for one in (found.waiting, found.filled))
            placed = found._replace(waiting=waiting, filled=filled)
    return int(mine["person_id"].nunique()), placed


def _asked(frame: "pd.DataFrame", source: Source, there: tuple[Village, ...] | int | None) -> "pd.DataFrame":
    """Give the rows of a source, in the villages named if any."""
    mine = frame[frame["source"] == source.key]
    return mine[mine["village"].isin({one.code for one in there})] if isinstance(there, tuple) else mine


_BUDGET = Text(
    "Anggaran {said} tidak dikenal. Tulis 1000000000, 1.000.000.000, atau '1 miliar'.",
    "Budget {said} is not understood. Write 1000000000, 1.000.000.000 or '1 miliar'.",
)
_SEN = Text(
    "Anggaran {said} punya sen. Anggaran ditulis dalam rupiah utuh: 1000000000 atau 1.000.000.000.",
    "Budget {said} has a part of a rupiah. A budget is whole rupiah: 1000000000 or 1.000.000.000.",
)
_NOTHING = Text(
    "Sebut anggarannya (--budget 1000000000), atau berapa orang (--people 5000, --villages 64 --quota 100).",
    "Say the budget (--budget 1000000000), or how many people (--people 5000, --villages 64 --quota 100).",
)
_QUOTA = Text(
    "--quota hanya dipakai bersama --villages, atau di ruang kerja yang pesertanya sudah terdaftar.",
    "--quota is used with --villages, or in a workspace that has people enrolled.",
)
_NO_REGENCY = Text(
    "Desa mana? Sebut kabupatennya: --regency 51.04, atau banyaknya desa saja: --villages 64.",
    "Which villages? Name the regency: --regency 51.04, or only how many there are: --villages 64.",
)
_ONLY_COUNTED = Text(
    "--regency tidak dipakai bila --villages hanya bilangan. Tulis --villages all, nama desanya, atau tanpa --regency.",
    "--regency is not used with a number of --villages. Write --villages all, their names, or leave --regency out.",
)
_VILLAGE = Text("{said} tidak ada di {regency}.", "There is no {said} in {regency}.")
_UNDECIDED = Text(
    "{source}: keringanan PP 50/2025 belum diputuskan; dihitung tarif penuh.",
    "{source}: nobody has decided about the relief of PP 50/2025; reckoned in full.",
)
_DESA_ONLY = Text(
    "Semua {villages} desa; kelurahan ikut dengan --villages all+kelurahan.",
    "All {villages} desa; with kelurahan: --villages all+kelurahan.",
)


def write_plan(path: Path, made: Plan, lang: Lang) -> None:
    """Write a plan as a workbook, with the names of who would wait."""
    from jamsos_cli.reports.places import waiting_tables
    from jamsos_cli.reports.plan import plan_tables
    from jamsos_cli.runs.rosters.documents import write_tables

    names = waiting_tables(made.placed.waiting, (), made.first) if made.placed is not None else ()
    write_tables(path, (*plan_tables(made, lang), *names), made.first.first_day)
