"""A rent rule that is mistyped is refused where it is wrong, never read as another rule."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rent import Coefficient, How, RentRule, Share, Tier, TierTerms
from domain.rent_rules import RentRuleInvalid, as_json, from_json

NUMBERS = st.decimals(0, 999_999, places=4)
SHARES = NUMBERS.flatmap(
    lambda number: st.sampled_from([Share(percent=number), Share(flat_price=number)])
)
RULES = st.builds(
    RentRule,
    name=st.sampled_from(["price × area", "幸福家园"]),
    coefficients=st.lists(
        st.builds(
            Coefficient,
            feature=st.sampled_from(["top_floor", "orientation"]),
            equals=st.sampled_from(["南", True, False, 6]),
            how=st.sampled_from(How),
            value=NUMBERS,
        ),
        max_size=3,
    ).map(tuple),
    guaranteed_m2=st.lists(NUMBERS, max_size=4).map(sorted).map(tuple),
    tiers=st.dictionaries(st.sampled_from(Tier), st.builds(TierTerms, SHARES, SHARES)),
    discount_percent=st.decimals(0, 100, places=2),
    deferred_discount_percent=st.decimals(0, 100, places=2),
    unit_fen=st.sampled_from([1, 10, 100]),
)


def rule(**fields: Any) -> dict[str, Any]:
    return {"name": "a", **fields}


def coefficient(**fields: Any) -> dict[str, Any]:
    whole = {"feature": "top_floor", "equals": True, "how": "points", "value": "-10"}
    return rule(coefficients=[whole, {**whole, **fields}])


def within(share: Any) -> dict[str, Any]:
    return rule(tiers={"low_income": {"within": share, "beyond": {"percent": "85"}}})


@given(RULES)
def test_every_rule_comes_back_from_json_as_it_was(made: RentRule):
    assert from_json(as_json(made)) == made


def test_only_the_name_must_be_said():
    assert from_json({"name": "price × area"}) == RentRule("price × area", tiers={})


WRONG: list[tuple[object, str, str]] = [
    (None, "", "format"),
    ([], "", "format"),
    ({}, "", "format"),
    ({"name": ""}, "/name", "format"),
    ({"name": None}, "/name", "format"),
    ({"name": "x" * 201}, "/name", "format"),
    (rule(tier={}), "", "format"),
    (rule(guaranteed_m2="45"), "/guaranteed_m2", "format"),
    (rule(guaranteed_m2=[45.1]), "/guaranteed_m2/0", "format"),
    (rule(guaranteed_m2=["30", "NaN"]), "/guaranteed_m2/1", "format"),
    (rule(guaranteed_m2=["30", "-1"]), "/guaranteed_m2/1", "not_negative"),
    (rule(guaranteed_m2=["60", "45"]), "/guaranteed_m2", "guaranteed_m2_order"),
    (rule(guaranteed_m2=["1"] * 101), "/guaranteed_m2", "too_long"),
    (rule(discount_percent=0.1), "/discount_percent", "format"),
    (rule(discount_percent=True), "/discount_percent", "format"),
    (rule(discount_percent="1e1"), "/discount_percent", "format"),
    (rule(discount_percent="１0"), "/discount_percent", "format"),
    (rule(discount_percent="100.01"), "/discount_percent", "percent_range"),
    (rule(deferred_discount_percent="-1"), "/deferred_discount_percent", "percent_range"),
    (rule(unit_fen="10"), "/unit_fen", "unit_fen"),
    (rule(unit_fen=True), "/unit_fen", "unit_fen"),
    (rule(unit_fen=1.0), "/unit_fen", "unit_fen"),
    (rule(coefficients={}), "/coefficients", "format"),
    (coefficient(equals=[1]), "/coefficients/1/equals", "format"),
    (coefficient(equals=1.5), "/coefficients/1/equals", "format"),
    (coefficient(how="times"), "/coefficients/1/how", "format"),
    (coefficient(value=10**9), "/coefficients/1/value", "format"),
    (coefficient(how="factor", value="-1"), "/coefficients/1/value", "not_negative"),
    (coefficient(feature=" "), "/coefficients/1/feature", "format"),
    (coefficient(note="x"), "/coefficients/1", "format"),
    (rule(tiers={"nobility": {}}), "/tiers", "format"),
    (rule(tiers={"low_income": {}}), "/tiers/low_income", "format"),
    (within({}), "/tiers/low_income/within", "percent_or_flat_price"),
    (
        within({"percent": "1", "flat_price": "1"}),
        "/tiers/low_income/within",
        "percent_or_flat_price",
    ),
    (within({"percent": None}), "/tiers/low_income/within/percent", "format"),
    (within({"flat_price": "1e999999"}), "/tiers/low_income/within/flat_price", "format"),
]


@pytest.mark.parametrize(("told", "pointer", "why"), WRONG)
def test_a_flaw_is_named_by_its_place(told: object, pointer: str, why: str):
    with pytest.raises(RentRuleInvalid) as refusal:
        from_json(told)
    assert (refusal.value.pointer, refusal.value.facts["why"]) == (pointer, why)


def test_decimals_are_told_without_exponents():
    told = as_json(RentRule("a", guaranteed_m2=(Decimal("1E+2"),)))
    assert told["guaranteed_m2"] == ["100"]
