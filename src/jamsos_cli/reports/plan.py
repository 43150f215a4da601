"""A plan as tables: what a person costs, how many people for how long, what a change of tariff does."""

from typing import Any

from jamsos_cli.model.frame import records
from jamsos_cli.model.money import dotted, rupiah
from jamsos_cli.model.plan import ByPeople, Plan
from jamsos_cli.model.programme import AMOUNTS
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text

_BAR = 24
_ALWAYS = 120
_SECTORS = {"transport": Text("transportasi", "transport"), "other": Text("bukan transportasi", "not transport")}


def plan_tables(plan: Plan, lang: Lang) -> tuple[Table, ...]:
    """Give the tables of a plan; those that have nothing to say are left out."""
    tables = (_tariffs(plan, lang), _by_months(plan), _by_people(plan, lang), _borders(plan), _villages(plan))
    return tuple(table for table in tables if table is not None)


def _tariffs(plan: Plan, lang: Lang) -> Table:
    sector = _SECTORS[plan.sector].say(lang)
    rows = [
        (
            str(one.first), str(one.last) if one is not plan.tariffs[-1] else "…", one.premium.jkk, one.premium.jkm,
            one.premium.jht, one.premium.total,
        )
        for one in plan.tariffs
    ]  # fmt: skip
    columns = (
        text_column("Dari", "From", 10),
        text_column("Sampai", "To", 10),
        *(rupiah_column(name, name, 12) for name in ("JKK", "JKM", "JHT")),
        rupiah_column("Sebulan", "A month", 14),
    )
    note = None
    if plan.asked.budget is not None and plan.person_months is not None and plan.rest is not None:
        counted, amount = dotted(plan.person_months), rupiah(plan.asked.budget)
        note = Text(
            f"{amount} = {counted} orang-bulan pada tarif {plan.first.title}, sisa {rupiah(plan.rest)}.",
            f"{amount} = {counted} person-months at the tariff of {plan.first}, {rupiah(plan.rest)} left.",
        )
    title = f"{plan.title}, {plan.programmes}, {sector}"
    return Table(Text(f"Iuran seorang: {title}", f"What a person costs: {title}"), columns, rows, note=note)


def _by_months(plan: Plan) -> Table | None:
    if not plan.by_months:
        return None
    by_village, by_quota = bool(plan.asked.villages), bool(plan.asked.quota)
    most = max(*(one.people for one in plan.by_months), 1)
    rows = [
        (
            _starred(one.months, plan.asked.months), str(one.last), one.people,
            *((one.village_people,) if by_village else ()), *((one.full_villages,) if by_quota else ()),
            one.price, one.cost, one.left, "█" * max(one.people * _BAR // most, int(one.people > 0)),
        )
        for one in plan.by_months
    ]  # fmt: skip
    columns = (
        text_column("Bulan", "Months", 8),
        text_column("Sampai", "Until", 10),
        whole_column("Orang", "People", 12),
        *((whole_column("Per desa", "A village", 10),) if by_village else ()),
        *((whole_column("Kuota penuh (desa)", "Full quotas", 12),) if by_quota else ()),
        rupiah_column("Seorang", "A person", 14),
        rupiah_column("Biaya", "Cost", 18),
        rupiah_column("Sisa", "Left", 14),
        text_column("Perbandingan", "Compared", _BAR + 2),
    )
    amount = rupiah(plan.asked.budget or 0)
    title = Text(
        f"Sekian bulan, berapa orang: {amount} mulai {plan.first.title}",
        f"So many months, how many people: {amount} from {plan.first}",
    )
    return Table(title, columns, rows)


_OF_A_BUDGET = (
    text_column("Cukup untuk", "Lasts", 12),
    whole_column("Bulan penuh", "Whole months", 12),
    text_column("Sampai", "Until", 10),
    rupiah_column("Sisa", "Left", 16),
    whole_column("Orang bulan berikutnya", "People the month after", 14),
    text_column("Perbandingan", "Compared", _BAR + 2),
)


def _by_people(plan: Plan, lang: Lang) -> Table | None:
    if not plan.by_people:
        return None
    has_budget, months = plan.asked.budget is not None, plan.asked.months
    longest = max((_tenths(one) for one in plan.by_people), default=0) or 1
    rows = [
        (
            one.people,
            one.monthly,
            *(_of_a_budget(one, longest, lang) if has_budget else ()),
            *((one.cost,) if months else ()),
            *((one.short,) if has_budget and months else ()),
        )
        for one in plan.by_people
    ]
    cost = rupiah_column(f"Biaya {months} bulan", f"Cost of {months} months", 20)
    columns = (
        whole_column("Orang", "People", 12),
        rupiah_column("Bulan pertama", "First month", 18),
        *(_OF_A_BUDGET if has_budget else ()),
        *((cost,) if months else ()),
        *((rupiah_column("Kurang", "Short by", 18),) if has_budget and months else ()),
    )
    last = plan.first + (months - 1) if months else None
    spans = Text(f", sampai {last.title}", f", until {last}") if last else Text("", "")
    title = Text(
        f"Sekian orang, berapa lama: mulai {plan.first.title}{spans.id}",
        f"So many people, how long: from {plan.first}{spans.en}",
    )
    return Table(title, columns, rows)


def _of_a_budget(one: ByPeople, longest: int, lang: Lang) -> tuple[str | int | None, ...]:
    """Give the cells under `_OF_A_BUDGET`; a bar is as long as its months are to the longest, in tenths."""
    bar = "█" * (_tenths(one) * _BAR // longest)
    return _said_months(one, lang), one.whole, str(one.last or ""), one.left, one.next_people, bar


def _borders(plan: Plan) -> Table | None:
    if not plan.borders:
        return None
    has_budget = plan.asked.budget is not None
    rows = [
        (
            str(one.month), one.before, one.after,
            *((one.people_before, one.people_after) if has_budget else ()),
            *((one.people_months_before, one.people_months_after) if has_budget and one.months > 1 else ()),
        )
        for one in plan.borders
    ]  # fmt: skip
    months = plan.borders[0].months
    after = whole_column("sesudah", "after", 14)
    people = (whole_column(f"Orang {months} bulan, sebelum", f"People for {months}, before", 20), after)
    person_months = (whole_column("Orang-bulan, sebelum", "Person-months, before", 20), after)
    columns = (
        text_column("Mulai", "From", 10),
        rupiah_column("Sebelumnya", "Before", 14),
        rupiah_column("Menjadi", "After", 14),
        *(people if has_budget else ()),
        *(person_months if has_budget and months > 1 else ()),
    )
    return Table(
        Text("Tarif yang berubah", "Tariffs that change"),
        columns,
        rows,
        note=Text(
            "Setiap bulan iuran dihitung dengan tarifnya sendiri; dasar hukumnya: jamsos tariff --month BULAN.",
            "Every iuran month is reckoned at its own tariff; by which law: jamsos tariff --month MONTH.",
        ),
    )


def _villages(plan: Plan) -> Table | None:
    if plan.placed is None or plan.placed.filled.empty:
        return None
    rows = [
        (
            shown_name(one["village_name"]), one["covered"] + one["waiting"], one["quota"], one["covered"],
            max(one["quota"] - one["covered"], 0), one["waiting"],
        )
        for one in records(plan.placed.filled)
    ]  # fmt: skip
    columns = (
        text_column("Desa", "Village", 28), whole_column("Terdaftar", "Registered", 12),
        whole_column("Kuota", "Quota", 12), whole_column("Masuk", "In", 12), whole_column("Kosong", "Free", 12),
        whole_column("Menunggu", "Waiting", 12),
    )  # fmt: skip
    totals = (None, *(sum(int(row[place]) for row in rows) for place in range(1, 6)))
    return Table(
        Text(f"Siapa masuk, {plan.first.title}", f"Who would be in, {plan.first}"),
        columns,
        rows,
        totals,
        note=Text(
            "Nama yang menunggu: jamsos plan ... --format xlsx, atau jamsos worker waiting.",
            "Names of those who wait: jamsos plan ... --format xlsx, or jamsos worker waiting.",
        ),
    )


def plan_json(plan: Plan, lang: Lang) -> dict[str, Any]:
    """Give a plan for programs; months are yyyy-mm, money whole rupiah."""
    asked = plan.asked
    return {
        "version": 1,
        "source": plan.source,
        "programmes": plan.programmes,
        "sector": plan.sector,
        "from": str(plan.first),
        "budget": asked.budget,
        "months": asked.months,
        "villages": asked.villages,
        "quota": asked.quota or None,
        "person_months": plan.person_months,
        "left": plan.rest,
        "tariffs": [
            {"from": str(one.first), "to": str(one.last) if one is not plan.tariffs[-1] else None}
            | {name: getattr(one.premium, name) for name in AMOUNTS}
            for one in plan.tariffs
        ],
        "by_months": [one._asdict() | {"last": str(one.last)} for one in plan.by_months],
        "by_people": [one._asdict() | {"last": str(one.last) if one.last else None} for one in plan.by_people],
        "changes": [one._asdict() | {"month": str(one.month)} for one in plan.borders],
        "registered": plan.registered,
        "places": records(plan.placed.filled) if plan.placed is not None else [],
        "notes": [note.say(lang) for note in plan.notes],
    }


def _tenths(one: ByPeople) -> int:
    return (one.whole or 0) * 10 + (one.tenths or 0)


def _said_months(one: ByPeople, lang: Lang) -> str:
    """Give months with one digit behind the comma, rounded down: what is not paid for is not promised."""
    if (one.whole or 0) >= _ALWAYS:
        return Text("10 tahun lebih", "over 10 years").say(lang)
    mark = "," if lang == "id" else "."
    part = f"{mark}{one.tenths}" if one.tenths else ""
    return f"{one.whole}{part} {Text('bulan', 'months').say(lang)}"


def _starred(months: int, asked: int | None) -> str:
    return f"{months} *" if months == asked else str(months)
