"""What an occupation says about a worker: the sector for the relief, and whether the law knows another segment."""

from typing import Literal, NamedTuple

Sector = Literal["transport", "other", "unknown"]
Status = Literal["worker", "state", "village_official", "other_segment"]


class Occupation(NamedTuple):
    """One occupation as the law reads it."""

    sector: Sector
    """transport: drivers and couriers (PP 50/2025); unknown: nothing written, or no work."""
    status: Status
    """worker: may be in. state: ASN, TNI, POLRI, never in. village_official: not from Dana Desa.
    other_segment: paid by an employer, another tariff."""
