"""The workers of accepted rows: who pays for them, where they live, which months the row asks for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from jamsos_cli.model import nik as niks
from jamsos_cli.model.judging import Case, Judgement, VillageMatch
from jamsos_cli.model.month import Month
from jamsos_cli.model.roster_entry import Period
from jamsos_cli.model.source import Payer
from jamsos_cli.model.sponsor import number_code, sponsor_key
from jamsos_cli.model.worker import Worker

_NUMBER_DIGITS = 8
"""Fewer digits are no NIP or NIK."""


def sponsor_ids(cases: Iterable[Case]) -> dict[str, str]:
    """Give the one NIP or NIK a file has of each sponsor, by key of name and office: rows without it mean the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        if number := _sponsor_id(case):
            found[sponsor_key(*_sponsor_named(case))].add(number)
    return {named: ids.pop() for named, ids in found.items() if len(ids) == 1}


def _sponsor_id(case: Case) -> str:
    """Give a sponsor's NIP or NIK as bare characters; "" for none, "-" and "belum ada"."""
    if not case.entry.sponsor_id:
        return ""
    number = niks.clean(case.entry.sponsor_id)
    return number if sum(c.isdigit() for c in number) >= _NUMBER_DIGITS else ""


def _sponsor_named(case: Case) -> tuple[str, str]:
    titles = case.sheet.titles
    return case.entry.sponsor or titles.get("sponsor", ""), case.entry.opd or titles.get("opd", "")


def _sponsor(case: Case, judgement: Judgement, ids: Mapping[str, str]) -> tuple[str, str, str]:
    """Give key, name and office of who sponsors a row; all "" where no sponsor pays."""
    if case.source is None or case.source.payer is not Payer.SPONSOR:
        return "", "", ""
    name, opd = _sponsor_named(case)
    number = _sponsor_id(case) or (ids.get(sponsor_key(name, opd), "") if name else "")
    if not number:
        name = name or case.entry.sponsor_id
    key = sponsor_key(name, opd, number, judgement.office)
    if name or not number:
        return key, name, opd
    kind = "NIK" if niks.is_nik_shaped(number) else "NIP"
    return key, f"{kind} {niks.mask(number)} ({number_code(number, judgement.office)})", opd


def worker_of(case: Case, judgement: Judgement, ids: Mapping[str, str]) -> Worker:
    """Give the worker of an accepted row; `ids` is what `sponsor_ids` gives of its file."""
    entry, source = case.entry, case.source
    first, months = asked_months(entry.start, entry.period, entry.end, judgement.on)
    village, village_name = village_of(case)
    sponsor, sponsor_name, opd = _sponsor(case, judgement, ids)
    return Worker(
        file=case.file,
        sheet=case.sheet.name,
        row=case.row.number,
        nik=entry.nik or "",
        name=entry.name or "",
        birth_date=born.isoformat() if (born := case.born) else "",
        sex=entry.sex or (parts.sex if (parts := case.nik_parts) else ""),
        village=village,
        village_name=village_name,
        address=entry.address,
        occupation=entry.occupation,
        sector=judgement.classify(entry.occupation).sector,
        income=entry.income if entry.income is not None and entry.income > 0 else None,
        phone=entry.phone,
        mother=entry.mother,
        source=source.key if source else "",
        programmes=entry.programmes
        or case.sheet.titled_programmes
        or judgement.default_programmes
        or (source.programmes if source else ""),
        first_month=str(first) if first else "",
        months=months,
        sponsor=sponsor,
        sponsor_name=sponsor_name,
        opd=opd,
        decile=entry.decile,
        family_card=entry.kk,
    )


def asked_months(start: Month | None, period: Period | None, end: Month | None, on: date) -> tuple[Month | None, int]:
    """First month and number of months a row asks for; 0 months when it leaves that to the file."""
    first = start or (period.first if period else None)
    if end is not None:
        first = first or Month.of(on)
        return first, first.until(end)
    return first, (period.months or 0) if period else 0


def village_of(case: Case) -> tuple[str, str]:
    """Give code and name of a row's village: "" and the name as written where the code is not known."""
    match: VillageMatch | None = case.match
    if match is not None and match.village is not None:
        return match.village.code, match.village.name
    return "", case.entry.village or case.sheet.titles.get("village", "")
