"""A rent is worked out of possible facts only."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain.money import ZERO, Money
from domain.rent import PLAIN, RentInputs, RentInputsInvalid, Tier, monthly_rent

HOME = RentInputs(Decimal("5.20"), Decimal("36.40"), Tier.LOW_INCOME, discount=Decimal("0.3"))


@pytest.mark.parametrize(
    ("fact", "pointer"),
    [
        ({"discount": Decimal(30)}, "/discount"),
        ({"discount": Decimal("-0.1")}, "/discount"),
        ({"discount": Decimal("NaN")}, "/discount"),
        ({"area_m2": Decimal(0)}, "/area_m2"),
        ({"area_m2": Decimal(-5)}, "/area_m2"),
        ({"price_per_m2": Decimal("-0.01")}, "/price_per_m2"),
        ({"price_per_m2": Decimal("Infinity")}, "/price_per_m2"),
    ],
)
def test_a_fact_out_of_range_is_refused_by_name(fact: dict[str, Any], pointer: str):
    with pytest.raises(RentInputsInvalid) as refusal:
        monthly_rent(PLAIN, replace(HOME, **fact))
    assert refusal.value.pointer == pointer


@pytest.mark.parametrize(
    ("discount", "rent"), [("0.3", "132.50"), ("0", "189.28"), ("1", "0.00"), (None, "189.28")]
)
def test_a_discount_is_a_part_of_one(discount: str | None, rent: str):
    off = None if discount is None else Decimal(discount)
    assert monthly_rent(PLAIN, replace(HOME, discount=off)).amount == Money.yuan(rent) >= ZERO
