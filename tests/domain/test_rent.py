"""A rent rule gives the figure of its city, and tells every value on the way (E3)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import ZERO, Money
from domain.rent import (
    PLAIN,
    TIER_NAMES,
    Coefficient,
    How,
    RentInputs,
    RentRule,
    Share,
    Tier,
    TierTerms,
    after_deferred_discount,
    monthly_rent,
)
from domain.rent_rules import RentRuleInvalid, as_json, from_json


def percent(share: str) -> Share:
    return Share(percent=Decimal(share))


def flat(price: str) -> Share:
    return Share(flat_price=Decimal(price))


def same(share: Share) -> TierTerms:
    return TierTerms(share, share)


YUYAO = RentRule(
    "Yuyao",
    guaranteed_m2=(Decimal(45),),
    tiers={
        Tier.MINIMUM_LIVING: TierTerms(percent("0"), percent("50")),
        Tier.LOW_INCOME: TierTerms(percent("50"), percent("85")),
    },
)
PREFECTURE = RentRule(
    "a prefecture city, main district",
    tiers={
        Tier.MINIMUM_LIVING: same(percent("0")),
        Tier.LOW_INCOME: same(percent("20")),
        Tier.INELIGIBLE: same(flat("8")),
    },
)
GUANGDONG = RentRule(
    "a Guangdong city",
    tiers={
        Tier.MINIMUM_LIVING: same(percent("3")),
        Tier.LOWER_MIDDLE: same(percent("30")),
    },
)
TIANJIN = RentRule(
    "Tianjin",
    coefficients=(
        Coefficient("top_floor", equals=True, how=How.POINTS, value=Decimal(-10)),
        Coefficient("south_window", equals=False, how=How.POINTS, value=Decimal(-10)),
    ),
    unit_fen=100,
)
INLAND = RentRule("an inland city", tiers={Tier.MINIMUM_LIVING: same(flat("2.86"))})
BAOKANG = RentRule(
    "Baokang",
    tiers={Tier.MINIMUM_LIVING: same(flat("0.6")), Tier.LOWER_MIDDLE: same(flat("3"))},
)
XIAMEN = RentRule("Xiamen, firms", deferred_discount_percent=Decimal(30))
FACTORS = RentRule(
    "floor and orientation",
    coefficients=(
        Coefficient("floor_band", equals="middle", how=How.FACTOR, value=Decimal("1.05")),
        Coefficient("orientation", equals="南", how=How.FACTOR, value=Decimal("1.02")),
    ),
)
BY_SIZE = RentRule(
    "by people",
    guaranteed_m2=(Decimal(30), Decimal(45)),
    tiers={Tier.LOW_INCOME: TierTerms(percent("50"), percent("100"))},
)
ALL = [YUYAO, PREFECTURE, GUANGDONG, TIANJIN, INLAND, BAOKANG, XIAMEN, FACTORS, BY_SIZE, PLAIN]

FIGURES: list[tuple[RentRule, str, Tier, dict[str, Any], str]] = [
    (PLAIN, "6.00", Tier.LOWER_MIDDLE, {}, "348.00"),
    (YUYAO, "6.00", Tier.LOWER_MIDDLE, {}, "348.00"),
    (YUYAO, "6.00", Tier.LOW_INCOME, {}, "201.30"),
    (YUYAO, "6.00", Tier.MINIMUM_LIVING, {}, "39.00"),
    (PREFECTURE, "4.8", Tier.LOW_INCOME, {}, "55.68"),
    (PREFECTURE, "4.8", Tier.MINIMUM_LIVING, {}, "0.00"),
    (PREFECTURE, "4.8", Tier.INELIGIBLE, {}, "464.00"),
    (GUANGDONG, "18.50", Tier.LOWER_MIDDLE, {}, "321.90"),
    (GUANGDONG, "18.50", Tier.MINIMUM_LIVING, {}, "32.19"),
    (TIANJIN, "12.50", Tier.LOWER_MIDDLE, {"top_floor": True}, "653"),
    (TIANJIN, "12.50", Tier.LOWER_MIDDLE, {"south_window": False}, "653"),
    (TIANJIN, "12.50", Tier.LOWER_MIDDLE, {"top_floor": True, "south_window": False}, "580"),
    (INLAND, "9.00", Tier.MINIMUM_LIVING, {}, "165.88"),
    (BAOKANG, "9.00", Tier.MINIMUM_LIVING, {}, "34.80"),
    (BAOKANG, "9.00", Tier.LOWER_MIDDLE, {}, "174.00"),
    (FACTORS, "6.00", Tier.LOWER_MIDDLE, {"floor_band": "middle", "orientation": "南"}, "372.71"),
]


def inputs(price: str, tier: Tier, **facts: Any) -> RentInputs:
    return RentInputs(Decimal(price), Decimal("58.00"), tier, **facts)


@pytest.mark.parametrize(("rule", "price", "tier", "features", "rent"), FIGURES)
def test_a_citys_rule_gives(
    rule: RentRule, price: str, tier: Tier, features: dict[str, Any], rent: str
) -> None:
    found = monthly_rent(rule, inputs(price, tier, features=features))

    assert found.amount == Money.yuan(rent)


def test_the_common_unit_costs_272_27() -> None:
    u1 = RentInputs(Decimal("5.20"), Decimal("52.36"), Tier.LOWER_MIDDLE)

    assert monthly_rent(PLAIN, u1).amount == Money.yuan("272.27")


def test_a_discount_is_earned_by_the_bill_before() -> None:
    quarter = Money.yuan(3600)

    assert after_deferred_discount(XIAMEN, quarter, quarter) == Money.yuan(2520)
    assert after_deferred_discount(XIAMEN, Money.yuan(1000), quarter) == ZERO


@pytest.mark.parametrize(("people", "rent"), [(1, "258.00"), (2, "213.00"), (7, "213.00")])
def test_a_larger_household_is_guaranteed_more(people: int, rent: str) -> None:
    found = monthly_rent(BY_SIZE, inputs("6.00", Tier.LOW_INCOME, household_size=people))

    assert found.amount == Money.yuan(rent)


def test_the_paper_discount_counts_only_where_the_rule_is_silent() -> None:
    stated = Decimal("0.3")
    plain = RentInputs(Decimal("5.20"), Decimal("36.40"), Tier.LOW_INCOME, discount=stated)
    listed = inputs("4.8", Tier.LOW_INCOME, discount=stated)

    assert monthly_rent(PLAIN, plain).amount == Money.yuan("132.50")
    assert monthly_rent(PREFECTURE, listed).amount == Money.yuan("55.68")


def test_the_trace_tells_every_intermediate_value() -> None:
    trace = monthly_rent(YUYAO, inputs("6.00", Tier.LOW_INCOME)).trace

    assert trace == {
        "rule": "Yuyao",
        "price_per_m2": "6",
        "coefficients": [],
        "coefficient": "1",
        "adjusted_price_per_m2": "6",
        "area_m2": "58",
        "within_m2": "45",
        "beyond_m2": "13",
        "tier": "low_income",
        "household_size": 1,
        "within_price_per_m2": "3",
        "beyond_price_per_m2": "5.1",
        "within_yuan": "135",
        "beyond_yuan": "66.3",
        "discount": "0",
        "exact_yuan": "201.3",
        "unit_fen": 1,
        "amount_fen": 20130,
    }


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_a_rule_survives_json(rule: RentRule) -> None:
    told = as_json(rule)

    assert as_json(from_json(told)) == told
    assert from_json(told) == RentRule(
        rule.name,
        rule.coefficients,
        rule.guaranteed_m2,
        rule.tiers or {},
        rule.discount_percent,
        rule.deferred_discount_percent,
        rule.unit_fen,
    )


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "format"),
    ({"name": "a", "tiers": {"nobility": {}}}, "format"),
    ({"name": "a", "tiers": {"low_income": {"within": {}, "beyond": {}}}}, "percent_or_flat_price"),
    ({"name": "a", "guaranteed_m2": ["60", "45"]}, "guaranteed_m2_order"),
    ({"name": "a", "guaranteed_m2": ["-1"]}, "not_negative"),
    ({"name": "a", "discount_percent": "101"}, "percent_range"),
    ({"name": "a", "discount_percent": "NaN"}, "format"),
    ({"name": "a", "unit_fen": 7}, "unit_fen"),
]


@pytest.mark.parametrize(("told", "why"), WRONG)
def test_what_is_not_a_rule_is_refused(told: dict[str, Any], why: str) -> None:
    with pytest.raises(RentRuleInvalid) as refused:
        from_json(told)

    assert refused.value.facts["why"] == why


def test_every_tier_has_its_word() -> None:
    assert set(TIER_NAMES) == set(Tier)


@given(
    st.sampled_from(ALL),
    st.decimals(0, 100, places=4),
    st.decimals("0.01", 500, places=2),
    st.sampled_from(Tier),
)
def test_no_rent_is_negative_and_larger_homes_are_never_cheaper(
    rule: RentRule, price: Decimal, area: Decimal, tier: Tier
) -> None:
    small = monthly_rent(rule, RentInputs(price, area, tier)).amount
    large = monthly_rent(rule, RentInputs(price, area + 1, tier)).amount

    assert ZERO <= small <= large


def test_the_first_floor_is_no_yes() -> None:
    rule = RentRule("首层", (Coefficient("floor", True, How.POINTS, Decimal(-10)),))

    found = monthly_rent(rule, inputs("5.20", Tier.LOWER_MIDDLE, features={"floor": 1}))

    assert found.amount == monthly_rent(PLAIN, inputs("5.20", Tier.LOWER_MIDDLE)).amount
