"""The law as a price book: what one person's iuran month costs, and by which records.

PP 44/2015 and PP 46/2015 set the tariffs, PP 49/2020 and PP 50/2025 the reliefs; all of it is data (docs/LAW.md).
"""

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import SettingsError
from jamsos_cli.law import records
from jamsos_cli.law.bands import read_bands
from jamsos_cli.law.data_file import read_toml, wrong
from jamsos_cli.law.own import Records, with_own
from jamsos_cli.model.money import rupiah
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import InForce, Part, Premium, PriceRow
from jamsos_cli.model.programme import PROGRAMMES, THREE, TWO, Programme, Programmes
from jamsos_cli.model.source import Relief
from jamsos_cli.model.wording import Text, same

_SECTOR_WORDS: dict[records.Sector, Text] = {
    "transport": Text("sektor transportasi", "transport"),
    "other": Text("sektor lain", "other sectors"),
}


class _PriceList(NamedTuple):
    """Every premium of one month, sector, reading of the relief and choice of programmes."""

    income_from: tuple[int, ...]
    """rupiah, ascending from 0: where a premium changes."""
    premiums: tuple[Premium, ...]

    def premium(self, income: int | None) -> Premium:
        return self.premiums[max(bisect_right(self.income_from, income or 0) - 1, 0)]


class Law:
    """All tariffs and reliefs; a PriceBook. Nothing changes it after it is made."""

    def __init__(self, known: Records) -> None:
        self.tariffs = known.tariffs
        self.reliefs = known.reliefs
        self.tables = known.tables
        self.origins = known.origins
        # Thousands of workers share a handful of price lists; each is worked out once.
        self._known: dict[tuple[Month, records.Sector, bool, Programmes], _PriceList] = {}

    def premium(
        self, month: Month, *, sector: str, relief: Relief, income: int | None, programmes: Programmes
    ) -> Premium:
        """Price one person for one iuran month, as `PriceBook` says; every month on its own.

        The relief of PP 50/2025 holds for sources set "included"; excluded and undecided pay in full. JHT is never
        relieved. A programme without a value for the month is a SettingsError naming both.

        >>> from jamsos_cli.law import load
        >>> load().premium(Month(2026, 11), sector="other", relief=Relief.INCLUDED, income=None, programmes=TWO)
        Premium(jkk=5000, jkm=3400, jht=0, records='jkk-2015+jkm-2015+pp50-2025-other')
        """
        counted: records.Sector = "transport" if sector == "transport" else "other"
        asked = (month, counted, relief is Relief.INCLUDED, programmes)
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = self._price_list(*asked)
        return known.premium(income)

    def in_force(self, month: Month) -> tuple[InForce, ...]:
        """List every record that holds in a month, tariffs first; a SettingsError when a programme has no value."""
        tariffs = (self._tariff(programme, month) for programme in PROGRAMMES)
        reliefs = (eased for eased in self.reliefs if eased.holds(month))
        return (*(self._shown_tariff(tariff) for tariff in tariffs), *(self._shown_relief(eased) for eased in reliefs))

    def price_table(self, month: Month) -> tuple[PriceRow, ...]:
        """Give the prices of the lowest income by kind of payer and sector, as in the table of PP 50/2025's effects."""
        kinds: tuple[tuple[Text, Relief, records.Sector], ...] = (
            (Text("APBD, sektor apa pun", "APBD, any sector"), Relief.EXCLUDED, "other"),
            (
                Text("sponsor atau sendiri, bukan transportasi", "sponsor or self, not transport"),
                Relief.INCLUDED,
                "other",
            ),
            (Text("sponsor atau sendiri, transportasi", "sponsor or self, transport"), Relief.INCLUDED, "transport"),
        )
        return tuple(
            PriceRow(
                payer,
                relief,
                sector,
                self.premium(month, sector=sector, relief=relief, income=None, programmes=TWO),
                self.premium(month, sector=sector, relief=relief, income=None, programmes=THREE),
            )
            for payer, relief, sector in kinds
        )

    def parts(
        self, month: Month, *, sector: str, relief: Relief, income: int | None, programmes: Programmes
    ) -> tuple[Part, ...]:
        """Give the same price as `premium`, programme by programme with the records it came from."""
        parts = []
        for name in PROGRAMMES if programmes == THREE else PROGRAMMES[:2]:
            tariff, eased = self._tariff(name, month), self._relief(name, month, sector)
            taken = eased is not None and (relief is Relief.INCLUDED or eased.payers == "all")
            full = self._amount(tariff, income or 0)
            bands = self.tables[tariff.table] if tariff.table is not None else None
            place = bands.band(income or 0) if bands else 0
            band = (bands.income_from[place], bands.income_basis[place]) if bands else None
            due = eased.due(full) if eased is not None and taken else full
            shown = self._shown_relief(eased) if eased is not None else None
            parts.append(Part(name, self._shown_tariff(tariff), band, full, due, shown, taken))
        return tuple(parts)

    def named(self, key: str) -> InForce | None:
        """Give the record of a key as invoices name it; None when the data have none any more."""
        for tariff in self.tariffs:
            if tariff.key == key:
                return self._shown_tariff(tariff)
        return next((self._shown_relief(eased) for eased in self.reliefs if eased.key == key), None)

    def basis(self, used: str) -> str:
        """Say, as a paper does, the law behind the records of a Premium; a key the data have no more stays as it is.

        >>> from jamsos_cli.law import load
        >>> load().basis("jkm-2015+pp50-2025-other")
        'JKM: PP 44/2015; keringanan JKK+JKM, sektor lain: PP 50/2025 pasal 3 dan 4'
        """
        said = {tariff.key: f"{tariff.tariff.upper()}: {tariff.legal_source}" for tariff in self.tariffs}
        shown = (self._shown_relief(eased) for eased in self.reliefs)
        said |= {one.key: f"{one.what.id}: {one.legal_source}" for one in shown}
        return "; ".join(said.get(key, key) for key in used.split("+"))

    def changing(self, since: Month) -> tuple[InForce, ...]:
        """List every record that begins in a month or later, or ended just before it or later; oldest first."""
        shown = [self._shown_tariff(tariff) for tariff in self.tariffs]
        shown += [self._shown_relief(eased) for eased in self.reliefs]
        changing = (r for r in shown if r.first_month >= since or (r.last_month and r.last_month + 1 >= since))
        return tuple(sorted(changing, key=lambda record: (record.first_month, record.key)))

    def _tariff(self, programme: Programme, month: Month) -> records.Tariff:
        for tariff in self.tariffs:
            if tariff.tariff == programme and tariff.holds(month):
                return tariff
        name = programme.upper()
        raise SettingsError(
            Text(
                f"Tarif {name} untuk bulan {month} tidak ada dalam data hukum. Periksa bulannya.",
                f"The law data have no {name} tariff for {month}. Check the month.",
            )
        )

    def _relief(self, programme: Programme, month: Month, sector: str) -> records.Relief | None:
        counted = "transport" if sector == "transport" else "other"
        for eased in self.reliefs:
            if eased.holds(month) and counted in eased.sectors and programme in eased.programmes:
                return eased
        return None

    def _price_list(self, month: Month, sector: records.Sector, relieved: bool, programmes: Programmes) -> _PriceList:
        names = PROGRAMMES if programmes == THREE else PROGRAMMES[:2]
        tariffs = [self._tariff(name, month) for name in names]
        reliefs = [self._relief(name, month, sector) for name in names]
        taken = [eased if eased and (relieved or eased.payers == "all") else None for eased in reliefs]
        used = [tariff.key for tariff in tariffs] + [eased.key for eased in taken if eased]
        starts = sorted({0}.union(*(self.tables[tariff.table].income_from for tariff in tariffs if tariff.table)))
        premiums = []
        for start in starts:
            full = [self._amount(tariff, start) for tariff in tariffs]
            jkk, jkm, *jht = (eased.due(amount) if eased else amount for amount, eased in zip(full, taken, strict=True))
            premiums.append(Premium(jkk, jkm, sum(jht), "+".join(dict.fromkeys(used))))
        return _PriceList(tuple(starts), tuple(premiums))

    def _amount(self, tariff: records.Tariff, income: int) -> int:
        return self.amounts(tariff)[0 if tariff.table is None else self.tables[tariff.table].band(income)]

    def amounts(self, tariff: records.Tariff) -> tuple[int, ...]:
        """Give the full amounts of a tariff, rupiah, one a band from the lowest; a single one without bands."""
        if tariff.table is None:
            return (tariff.value or 0,)
        bands = self.tables[tariff.table]
        return bands.jkk if tariff.tariff == "jkk" else bands.jht

    def _shown_tariff(self, tariff: records.Tariff) -> InForce:
        name = tariff.tariff.upper()
        low, high = (rupiah(self.amounts(tariff)[index]) for index in (0, -1))
        value = same(low)
        if tariff.table is not None:
            value = Text(f"{low} sampai {high} menurut penghasilan", f"{low} to {high} by income")
        what = Text(f"iuran {name} sebulan", f"{name} premium a month")
        return self._shown(tariff, what, value)

    def _shown_relief(self, eased: records.Relief) -> InForce:
        programmes = "+".join(programme.upper() for programme in eased.programmes)
        sectors = [_SECTOR_WORDS[sector] for sector in eased.sectors]
        what = Text(
            f"keringanan {programmes}, {' dan '.join(s.id for s in sectors)}",
            f"relief of {programmes}, {' and '.join(s.en for s in sectors)}",
        )
        value = Text(f"dibayar {eased.percent_due}% dari tarif", f"{eased.percent_due}% of the tariff is due")
        if eased.payers == "by_source":
            value = Text(f"{value.id}; tidak bila dibayar APBN atau APBD", f"{value.en}; not when APBN or APBD pays")
        return self._shown(eased, what, value)

    def _shown(self, record: records.Record, what: Text, value: Text) -> InForce:
        return InForce(
            record.key,
            what,
            value,
            record.first_month,
            record.last_month,
            record.legal_source,
            record.checked,
            self.origins.get(record.key, ""),
        )


@lru_cache(maxsize=8)
def read(folder: Path) -> Law:
    """Read the law of a data folder; a mistake in it is a SettingsError."""
    tariffs = read_toml(folder / "tariffs.toml", records.Tariffs).tariff
    reliefs = read_toml(folder / "reliefs.toml", records.Reliefs).relief
    tables = {tariff.table: read_bands(folder / tariff.table) for tariff in tariffs if tariff.table is not None}
    law = Law(Records(tariffs, reliefs, tables, {}))
    _check_whole(law, folder / "reliefs.toml")
    return law


def read_with(folder: Path, own: Path) -> Law:
    """Read the law of a data folder and of the office's own files; a mistake in them is a SettingsError."""
    shipped = read(folder)
    law = Law(with_own(Records(shipped.tariffs, shipped.reliefs, shipped.tables, shipped.origins), own))
    _check_whole(law, own)
    return law


def _check_whole(law: Law, where: Path) -> None:
    """Half a rupiah must never come up while invoices are made: every amount is tried under every relief now."""
    for tariff in law.tariffs:
        for eased in law.reliefs:
            if tariff.tariff in eased.programmes and tariff.meets(eased):
                try:
                    list(map(eased.due, law.amounts(tariff)))
                except ValueError as error:
                    raise wrong(where, str(error)) from None
