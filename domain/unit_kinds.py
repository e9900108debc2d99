"""What a unit is let as: a home for households, or one of the premises beside the homes.

财资〔2018〕106号 counts public rooms, business premises, parking places and equipment rooms among
a project's assets. Households are housed in dwellings only; premises are let at the market.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.errors import Refused


class NoDwelling(Refused):
    """Shops, parking places and rooms are not allocated to households."""


class UnitKind(StrEnum):
    DWELLING = "dwelling"
    SHOP = "shop"
    PARKING = "parking"
    PUBLIC_ROOM = "public_room"
    EQUIPMENT_ROOM = "equipment_room"


class PriceBasis(StrEnum):
    """Where a unit's price comes from: the published standard, the market, or nowhere."""

    STANDARD = "standard"
    MARKET = "market"
    NONE = "none"


class Vat(StrEnum):
    """A note for the books. Rent of public rental homes is exempt while the preferential policy
    lasts (财政部 税务总局公告2019年第61号 and its extensions); shops and parking are taxed.
    """

    EXEMPT = "exempt"
    TAXED = "taxed"
    NO_RENT = "no_rent"


@dataclass(frozen=True, slots=True)
class KindFacts:
    """`has_keys`, `is_metered`: what a joint acceptance must count and read there."""

    price_basis: PriceBasis
    vat: Vat
    has_keys: bool
    is_metered: bool


KINDS: Final[Mapping[UnitKind, KindFacts]] = {
    UnitKind.DWELLING: KindFacts(PriceBasis.STANDARD, Vat.EXEMPT, has_keys=True, is_metered=True),
    UnitKind.SHOP: KindFacts(PriceBasis.MARKET, Vat.TAXED, has_keys=True, is_metered=True),
    UnitKind.PARKING: KindFacts(PriceBasis.MARKET, Vat.TAXED, has_keys=False, is_metered=False),
    UnitKind.PUBLIC_ROOM: KindFacts(PriceBasis.NONE, Vat.NO_RENT, has_keys=True, is_metered=False),
    UnitKind.EQUIPMENT_ROOM: KindFacts(
        PriceBasis.NONE, Vat.NO_RENT, has_keys=True, is_metered=False
    ),
}


def require_dwelling(kind: UnitKind) -> None:
    """Raises NoDwelling."""
    if kind is not UnitKind.DWELLING:
        raise NoDwelling(kind=kind)
