"""Rent rules as JSON: how they are stored, sent and read back."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar, cast

from domain.errors import Invalid
from domain.rent import Coefficient, How, RentRule, Share, Tier, TierTerms

_T = TypeVar("_T")
_ROUNDING_UNITS: Final = frozenset({1, 10, 100})
_HUNDRED: Final = Decimal(100)
#: Plain decimals, short enough that exact arithmetic stays cheap; a JSON float is never exact.
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,8})?")
_OPTIONAL: Final = frozenset(
    {
        "coefficients",
        "guaranteed_m2",
        "tiers",
        "discount_percent",
        "deferred_discount_percent",
        "unit_fen",
    }
)
_TOO_LARGE: Final = 10**9
_LONGEST_TEXT: Final = 200
_LONGEST_LIST: Final = 100


class RentRuleInvalid(Invalid):
    """Not a rent rule; `why` and the pointer say where."""


def as_json(rule: RentRule) -> dict[str, Any]:
    """The rule in JSON; decimals are strings. `from_json` gives the rule back."""
    return {
        "name": rule.name,
        "coefficients": [
            {"feature": c.feature, "equals": c.equals, "how": c.how.value, "value": _plain(c.value)}
            for c in rule.coefficients
        ],
        "guaranteed_m2": [_plain(area) for area in rule.guaranteed_m2],
        "tiers": {
            tier.value: {"within": _share_json(terms.within), "beyond": _share_json(terms.beyond)}
            for tier, terms in (rule.tiers or {}).items()
        },
        "discount_percent": _plain(rule.discount_percent),
        "deferred_discount_percent": _plain(rule.deferred_discount_percent),
        "unit_fen": rule.unit_fen,
    }


def from_json(told: object) -> RentRule:
    """Read a rule; raises RentRuleInvalid.

    Whatever is unknown, misshapen or out of range is refused with its pointer, so that no
    mistyped rule quietly becomes another one.
    """
    fields = _object(told, "", required={"name"}, optional=_OPTIONAL)
    areas = _list(fields.get("guaranteed_m2", []), "/guaranteed_m2", _not_negative)
    if list(areas) != sorted(areas):
        raise RentRuleInvalid(why="guaranteed_m2_order", pointer="/guaranteed_m2")
    return RentRule(
        name=_text(fields["name"], "/name"),
        coefficients=_list(fields.get("coefficients", []), "/coefficients", _coefficient),
        guaranteed_m2=areas,
        tiers=_tiers(fields.get("tiers", {}), "/tiers"),
        discount_percent=_percent_off(fields.get("discount_percent", 0), "/discount_percent"),
        deferred_discount_percent=_percent_off(
            fields.get("deferred_discount_percent", 0), "/deferred_discount_percent"
        ),
        unit_fen=_unit(fields.get("unit_fen", 1), "/unit_fen"),
    )


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _share_json(share: Share) -> dict[str, str]:
    if share.flat_price is not None:
        return {"flat_price": _plain(share.flat_price)}
    return {"percent": _plain(share.percent or Decimal(0))}


def _coefficient(told: object, at: str) -> Coefficient:
    fields = _object(told, at, required={"feature", "equals", "how", "value"})
    equals, how = fields["equals"], fields["how"]
    if not isinstance(equals, str | bool | int):
        raise RentRuleInvalid(why="format", pointer=f"{at}/equals")
    if how not in list(How):
        raise RentRuleInvalid(why="format", pointer=f"{at}/how")
    read = _not_negative if how == How.FACTOR else _number
    value = read(fields["value"], f"{at}/value")
    return Coefficient(_text(fields["feature"], f"{at}/feature"), equals, How(how), value)


def _tiers(told: object, at: str) -> dict[Tier, TierTerms]:
    fields = _object(told, at, optional={tier.value for tier in Tier})
    return {Tier(tier): _terms(terms, f"{at}/{tier}") for tier, terms in fields.items()}


def _terms(told: object, at: str) -> TierTerms:
    fields = _object(told, at, required={"within", "beyond"})
    return TierTerms(
        _share(fields["within"], f"{at}/within"), _share(fields["beyond"], f"{at}/beyond")
    )


def _share(told: object, at: str) -> Share:
    fields = _object(told, at, optional={"percent", "flat_price"})
    if len(fields) != 1:
        raise RentRuleInvalid(why="percent_or_flat_price", pointer=at)
    (kind, value), *_ = fields.items()
    number = _not_negative(value, f"{at}/{kind}")
    return Share(percent=number) if kind == "percent" else Share(flat_price=number)


def _percent_off(told: object, at: str) -> Decimal:
    value = _number(told, at)
    if not 0 <= value <= _HUNDRED:
        raise RentRuleInvalid(why="percent_range", pointer=at)
    return value


def _unit(told: object, at: str) -> int:
    if type(told) is not int or told not in _ROUNDING_UNITS:
        raise RentRuleInvalid(why="unit_fen", pointer=at, possible=sorted(_ROUNDING_UNITS))
    return told


def _not_negative(told: object, at: str) -> Decimal:
    value = _number(told, at)
    if value < 0:
        raise RentRuleInvalid(why="not_negative", pointer=at)
    return value


def _number(told: object, at: str) -> Decimal:
    """A decimal written as a string, or a whole JSON number."""
    whole = type(told) is int and abs(told) < _TOO_LARGE
    written = str(told) if whole or isinstance(told, str) else ""
    if not _NUMBER.fullmatch(written):
        raise RentRuleInvalid(why="format", pointer=at)
    return Decimal(written)


def _text(told: object, at: str) -> str:
    if not isinstance(told, str) or not 0 < len(told.strip()) <= len(told) <= _LONGEST_TEXT:
        raise RentRuleInvalid(why="format", pointer=at)
    return told


def _list(told: object, at: str, read: Callable[[object, str], _T]) -> tuple[_T, ...]:
    if not isinstance(told, list | tuple):
        raise RentRuleInvalid(why="format", pointer=at)
    entries = cast("Sequence[object]", told)
    if len(entries) > _LONGEST_LIST:
        raise RentRuleInvalid(why="too_long", pointer=at, limit=_LONGEST_LIST)
    return tuple(read(entry, f"{at}/{index}") for index, entry in enumerate(entries))


def _object(
    told: object,
    at: str,
    *,
    required: set[str] | frozenset[str] = frozenset(),
    optional: set[str] | frozenset[str] = frozenset(),
) -> Mapping[str, Any]:
    """An object with every required field and no unknown one."""
    if not isinstance(told, Mapping):
        raise RentRuleInvalid(why="format", pointer=at)
    fields = cast("Mapping[str, Any]", told)
    wrong = (required - fields.keys()) | (fields.keys() - required - optional)
    if wrong:
        raise RentRuleInvalid(why="format", pointer=at, fields=sorted(map(str, wrong)))
    return fields
