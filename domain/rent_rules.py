"""Rent rules as JSON: how they are stored, sent and read back."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from domain.errors import Invalid
from domain.rent import Coefficient, How, RentRule, Share, Tier, TierTerms

_ROUNDING_UNITS: Final = frozenset({1, 10, 100})
_HUNDRED: Final = Decimal(100)


class RentRuleInvalid(Invalid):
    """Not a rent rule; `why` and the pointer say where."""


def as_json(rule: RentRule) -> dict[str, Any]:
    """The rule in JSON; decimals are strings. `from_json` gives the rule back."""
    return {
        "name": rule.name,
        "coefficients": [
            {"feature": c.feature, "equals": c.equals, "how": c.how.value, "value": str(c.value)}
            for c in rule.coefficients
        ],
        "guaranteed_m2": [str(area) for area in rule.guaranteed_m2],
        "tiers": {
            tier.value: {"within": _share_json(terms.within), "beyond": _share_json(terms.beyond)}
            for tier, terms in (rule.tiers or {}).items()
        },
        "discount_percent": str(rule.discount_percent),
        "deferred_discount_percent": str(rule.deferred_discount_percent),
        "unit_fen": rule.unit_fen,
    }


def from_json(told: Mapping[str, Any]) -> RentRule:
    """Read a rule. Raises RentRuleInvalid."""
    try:
        rule = RentRule(
            name=str(told["name"]),
            coefficients=tuple(map(_coefficient, told.get("coefficients", ()))),
            guaranteed_m2=tuple(map(Decimal, told.get("guaranteed_m2", ()))),
            tiers={Tier(tier): _terms(terms) for tier, terms in told.get("tiers", {}).items()},
            discount_percent=Decimal(told.get("discount_percent", "0")),
            deferred_discount_percent=Decimal(told.get("deferred_discount_percent", "0")),
            unit_fen=int(told.get("unit_fen", 1)),
        )
        _check(rule)
    except (KeyError, TypeError, AttributeError, ValueError, InvalidOperation) as error:
        raise RentRuleInvalid(why="format") from error
    return rule


def _share_json(share: Share) -> dict[str, str]:
    if share.flat_price is not None:
        return {"flat_price": str(share.flat_price)}
    return {"percent": str(share.percent)}


def _coefficient(told: Mapping[str, Any]) -> Coefficient:
    return Coefficient(
        str(told["feature"]), told["equals"], How(told["how"]), Decimal(told["value"])
    )


def _terms(told: Mapping[str, Any]) -> TierTerms:
    return TierTerms(_share(told["within"]), _share(told["beyond"]))


def _share(told: Mapping[str, Any]) -> Share:
    percent, flat_price = told.get("percent"), told.get("flat_price")
    if (percent is None) == (flat_price is None):
        raise RentRuleInvalid(why="percent_or_flat_price")
    if flat_price is not None:
        return Share(flat_price=Decimal(flat_price))
    return Share(percent=Decimal(percent))  # pyright: ignore[reportArgumentType]


def _check(rule: RentRule) -> None:
    """What a rule must be beyond its shape: numbers in range, areas that grow."""
    shares = [share for t in (rule.tiers or {}).values() for share in (t.within, t.beyond)]
    numbers = [
        *rule.guaranteed_m2,
        *(share.percent or share.flat_price or Decimal(0) for share in shares),
        *(one.value for one in rule.coefficients if one.how is How.FACTOR),
    ]
    flaws = {
        "not_negative": any(not number.is_finite() or number < 0 for number in numbers),
        "percent_range": not (
            0 <= rule.discount_percent <= _HUNDRED
            and 0 <= rule.deferred_discount_percent <= _HUNDRED
        ),
        "guaranteed_m2_order": list(rule.guaranteed_m2) != sorted(rule.guaranteed_m2),
        "unit_fen": rule.unit_fen not in _ROUNDING_UNITS,
        "points": any(not one.value.is_finite() for one in rule.coefficients),
    }
    for why, is_flaw in flaws.items():
        if is_flaw:
            raise RentRuleInvalid(why=why)
