"""The shape of a record of law: what holds, in which months, by which law, and when somebody last looked."""

from datetime import date
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import Programme

Sector = Literal["transport", "other"]


def _month(value: object) -> Month:
    if not isinstance(value, str):
        raise ValueError('a month is written "2026-11"')
    return Month.parse(value)


MonthField = Annotated[Month, PlainValidator(_month)]


class Record(BaseModel):
    """What every record of law says of itself."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    key: Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    """how invoices name it."""
    first_month: MonthField
    """first iuran month it holds."""
    last_month: MonthField | None = None
    """last iuran month it holds; without one it holds until somebody closes it."""
    legal_source: Annotated[str, Field(min_length=4)]
    checked: date
    """day somebody last compared it with the law."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.last_month is not None and self.last_month < self.first_month:
            raise ValueError(f"{self.key}: last_month lies before first_month")
        return self

    def holds(self, month: Month) -> bool:
        """Tell whether it holds in an iuran month."""
        return self.first_month <= month and (self.last_month is None or month <= self.last_month)

    def meets(self, other: "Record") -> bool:
        """Tell whether there is a month in which both hold."""
        first = max(self.first_month, other.first_month)
        return self.holds(first) and other.holds(first)


class Tariff(Record):
    """The premium of one programme: one amount for everybody, or a column of a table of income bands."""

    tariff: Programme
    value: Annotated[int, Field(ge=0)] | None = None
    """rupiah a month."""
    table: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.csv$")] | None = None
    """file beside the tariffs whose column of the programme's name holds the amounts."""

    @model_validator(mode="after")
    def _has_one_amount(self) -> Self:
        if (self.value is None) == (self.table is None):
            raise ValueError(f"{self.key}: a tariff has either a value or a table")
        if self.table is not None and self.tariff == "jkm":
            raise ValueError(f"{self.key}: the table of bands has no column jkm")
        return self


class Relief(Record):
    """A share of the tariff that stays to be paid."""

    programmes: Annotated[tuple[Programme, ...], Field(min_length=1)]
    percent_due: Annotated[int, Field(ge=0, le=99)]
    sectors: Annotated[tuple[Sector, ...], Field(min_length=1)]
    payers: Literal["all", "by_source"]
    """by_source: only what a source pays whose relief is "included"."""

    def due(self, amount: int) -> int:
        """Give what stays to be paid of an amount; a ValueError when that is no whole rupiah."""
        whole, rest = divmod(amount * self.percent_due, 100)
        if rest:
            raise ValueError(f"{self.key}: {self.percent_due}% of {amount} is no whole rupiah")
        return whole


class Tariffs(BaseModel):
    """tariffs.toml."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    tariff: Annotated[tuple[Tariff, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order_and_apart(self) -> Self:
        for earlier, later in combinations(self.tariff, 2):
            if earlier.key == later.key:
                raise ValueError(f"two tariffs have the key {earlier.key}")
            if earlier.tariff != later.tariff:
                continue
            if later.first_month < earlier.first_month:
                raise ValueError(f"{later.key} stands after {earlier.key} but begins before it")
            if earlier.meets(later):
                raise ValueError(f"{earlier.key} and {later.key} overlap: close the earlier with last_month")
        return self


class Reliefs(BaseModel):
    """reliefs.toml."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    relief: tuple[Relief, ...]

    @model_validator(mode="after")
    def _apart(self) -> Self:
        for one, other in combinations(self.relief, 2):
            if one.key == other.key:
                raise ValueError(f"two reliefs have the key {one.key}")
            if (
                set(one.sectors) & set(other.sectors)
                and set(one.programmes) & set(other.programmes)
                and one.meets(other)
            ):
                raise ValueError(f"{one.key} and {other.key} overlap for the same sector and programme")
        return self
