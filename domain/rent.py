"""A home's monthly rent: an ordered rule list from the published price to whole fen.

Price → physical coefficients → within and beyond the guaranteed area 保障面积 → household tier →
special discount → rounding (domain.md 2.1; 公共租赁住房管理办法 Art. 19, 21). A rule is data and
every intermediate value is told, so that a household can be shown each fen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from domain.errors import Invalid
from domain.money import Money, half_up

_PERCENT: Final = Fraction(1, 100)
_FEN: Final = 100
_EXACT_DIGITS: Final = 80


class RentInputsInvalid(Invalid):
    """A rent cannot be worked out of these facts; the pointer names the one out of range."""


class Tier(StrEnum):
    """保障类别: what the purchaser has found the household to be."""

    MINIMUM_LIVING = "minimum_living"
    LOW_INCOME = "low_income"
    LOWER_MIDDLE = "lower_middle"
    NEW_WORKER = "new_worker"
    MIGRANT_WORKER = "migrant_worker"
    INELIGIBLE = "ineligible"


TIER_NAMES: Final[Mapping[Tier, str]] = {
    Tier.MINIMUM_LIVING: "低保",
    Tier.LOW_INCOME: "低收入",
    Tier.LOWER_MIDDLE: "中等偏下",
    Tier.NEW_WORKER: "新就业",
    Tier.MIGRANT_WORKER: "外来务工",
    Tier.INELIGIBLE: "不符合条件",
}


class How(StrEnum):
    """How a physical property acts on the price: times a factor, or percent points added."""

    FACTOR = "factor"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A physical property that changes the price: acts where the unit's feature has this value."""

    feature: str
    equals: str | bool | int
    how: How
    value: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """What a square metre costs a tier: so many percent of the price, or a flat 元/㎡·月."""

    percent: Decimal | None = None
    flat_price: Decimal | None = None

    def of(self, price: Fraction) -> Fraction:
        if self.flat_price is not None:
            return Fraction(self.flat_price)
        return price * Fraction(self.percent or 0) * _PERCENT


FULL: Final = Share(percent=Decimal(100))


@dataclass(frozen=True, slots=True)
class TierTerms:
    """What a tier pays within the guaranteed area and beyond it."""

    within: Share = FULL
    beyond: Share = FULL


@dataclass(frozen=True, slots=True)
class RentRule:
    """The rule list of a project from a day on.

    `guaranteed_m2` is the guaranteed area of households of 1, 2, 3 … people, the last for all
    larger ones; empty: the whole home. A tier not in `tiers` pays the full price.
    `discount_percent` is taken off everybody's rent, `deferred_discount_percent` off the next
    bill (先缴后返). `unit_fen` is the rounding unit: 1 fen, 10 jiao, 100 yuan.
    """

    name: str
    coefficients: tuple[Coefficient, ...] = ()
    guaranteed_m2: tuple[Decimal, ...] = ()
    tiers: Mapping[Tier, TierTerms] | None = None
    discount_percent: Decimal = Decimal(0)
    deferred_discount_percent: Decimal = Decimal(0)
    unit_fen: int = 1

    def terms_of(self, tier: Tier) -> TierTerms:
        return (self.tiers or {}).get(tier, TierTerms())


#: Where nothing is set: price × area, less what the paper states.
PLAIN: Final = RentRule("price × area")


@dataclass(frozen=True, slots=True)
class RentInputs:
    """What the rent of one home depends on. `features` are the unit's physical properties.

    `discount` is the 减免比例 that a paper states (0.3 is 30 % off); it counts only for a tier
    that the rule itself does not list, so that nothing is taken off twice.
    """

    price_per_m2: Decimal
    area_m2: Decimal
    tier: Tier
    household_size: int = 1
    features: Mapping[str, Any] | None = None
    discount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RentResult:
    """The month's rent, and every value on the way to it as exact decimals in words of JSON."""

    amount: Money
    trace: Mapping[str, Any]


def monthly_rent(rule: RentRule, inputs: RentInputs) -> RentResult:
    """The rent of a month by the rule. Rounded once, at the end. Raises RentInputsInvalid."""
    _check(inputs)
    coefficient, applied = _coefficient(rule, inputs.features or {})
    price = Fraction(inputs.price_per_m2) * coefficient
    within_m2, beyond_m2 = _areas(rule, inputs)
    terms = rule.terms_of(inputs.tier)
    within, beyond = terms.within.of(price) * within_m2, terms.beyond.of(price) * beyond_m2
    off = _discount(rule, inputs)
    exact = (within + beyond) * (1 - off)
    amount = Money(half_up(exact * _FEN, rule.unit_fen))
    trace = {
        "rule": rule.name,
        "price_per_m2": _told(inputs.price_per_m2),
        "coefficients": applied,
        "coefficient": _told(coefficient),
        "adjusted_price_per_m2": _told(price),
        "area_m2": _told(inputs.area_m2),
        "within_m2": _told(within_m2),
        "beyond_m2": _told(beyond_m2),
        "tier": inputs.tier.value,
        "household_size": inputs.household_size,
        "within_price_per_m2": _told(terms.within.of(price)),
        "beyond_price_per_m2": _told(terms.beyond.of(price)),
        "within_yuan": _told(within),
        "beyond_yuan": _told(beyond),
        "discount": _told(off),
        "exact_yuan": _told(exact),
        "unit_fen": rule.unit_fen,
        "amount_fen": amount.fen,
    }
    return RentResult(amount, trace)


def after_deferred_discount(rule: RentRule, bill: Money, paid_before: Money) -> Money:
    """The bill less the discount earned by paying the one before it in full (Xiamen, E3 e)."""
    earned = half_up(paid_before.fen * Fraction(rule.deferred_discount_percent) * _PERCENT)
    return bill - Money(min(earned, bill.fen))


def _check(inputs: RentInputs) -> None:
    """Refuse what would give a negative rent, such as 30 where 0.3 off is meant."""
    discount = Decimal(0) if inputs.discount is None else inputs.discount
    in_range = {
        "/price_per_m2": inputs.price_per_m2.is_finite() and inputs.price_per_m2 >= 0,
        "/area_m2": inputs.area_m2.is_finite() and inputs.area_m2 > 0,
        "/discount": discount.is_finite() and 0 <= discount <= 1,
    }
    for pointer, fits in in_range.items():
        if not fits:
            raise RentInputsInvalid(pointer=pointer)


def _coefficient(rule: RentRule, features: Mapping[str, Any]) -> tuple[Fraction, list[Any]]:
    """Factors multiply; points add up first, as a percentage of the whole (never below 0)."""
    factor, points, applied = Fraction(1), Fraction(0), list[Any]()
    for one in rule.coefficients:
        if not _acts(one, features.get(one.feature)):
            continue
        applied.append({"feature": one.feature, "how": one.how.value, "value": _told(one.value)})
        if one.how is How.FACTOR:
            factor *= Fraction(one.value)
        else:
            points += Fraction(one.value)
    return factor * max(1 + points * _PERCENT, Fraction(0)), applied


def _acts(one: Coefficient, known: Any) -> bool:
    """The first floor is no yes, as Python would have it."""
    return known == one.equals and isinstance(known, bool) == isinstance(one.equals, bool)


def _areas(rule: RentRule, inputs: RentInputs) -> tuple[Fraction, Fraction]:
    """Square metres within the guaranteed area, and beyond."""
    area = Fraction(inputs.area_m2)
    if not rule.guaranteed_m2:
        return area, Fraction(0)
    row = min(max(inputs.household_size, 1), len(rule.guaranteed_m2)) - 1
    within = min(area, Fraction(rule.guaranteed_m2[row]))
    return within, area - within


def _discount(rule: RentRule, inputs: RentInputs) -> Fraction:
    """What is taken off in all, as a ratio."""
    stated = Fraction(0) if inputs.tier in (rule.tiers or {}) else Fraction(inputs.discount or 0)
    return 1 - (1 - Fraction(rule.discount_percent) * _PERCENT) * (1 - stated)


def _told(value: Fraction | Decimal) -> str:
    """An exact decimal: sums and products of decimals, and hundredths, always end."""
    exact = Fraction(value)
    with localcontext(prec=_EXACT_DIGITS):
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return format(quotient.normalize(), "f")
