"""The final bill to the fen: E2 and E12, holdover E13, back-rent and the fine's range E14."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, Period
from domain.deposits import DepositDemand
from domain.final_bills import (
    missing_clearances,
    reckon,
    rent_not_charged,
    rent_to_last_day,
    utility_cost,
)
from domain.holdover import HoldoverStep, above_contract, holdover_months
from domain.lease_terms import Charged, RentFrom
from domain.leases import Against
from domain.money import ZERO, Money, total
from domain.penalties import (
    BackRentBasis,
    FineAboveRange,
    back_rent,
    most_fine,
    require_within_range,
)
from domain.proration import Basis

yuan = Money.yuan
RENT = yuan("272.27")
MARKET = yuan("942.48")
CHENZHOU = (
    HoldoverStep(6, Decimal("1.0")),
    HoldoverStep(12, Decimal("1.2")),
    HoldoverStep(None, Decimal("1.5")),
)


def charged(month: str, basis: Basis = Basis.ACTUAL_DAYS) -> Charged:
    one = Month.parse(month)
    return Charged(one, Period(one.first, one.next.first), basis, 1, RENT)


def lived(last: date, *, counted: bool = True) -> Period:
    return Period.inclusive(date(2025, 1, 1), last) if counted else Period(date(2025, 1, 1), last)


QUARTER = [charged(month) for month in ("2025-06", "2025-07", "2025-08")]


@pytest.mark.parametrize(
    ("counted", "used", "refund"), [(True, "163.36", "653.45"), (False, "154.29", "662.52")]
)
def test_a_prepaid_quarter_costs_to_the_last_day_alone(
    *, counted: bool, used: str, refund: str
) -> None:
    found = rent_to_last_day(QUARTER, RENT, [], lived(date(2025, 6, 18), counted=counted))

    assert [one.due for one in found] == [yuan(used), ZERO, ZERO]
    assert total(-one.amount for one in found) == yuan(refund)


@pytest.mark.parametrize(
    ("basis", "due"), [(Basis.ACTUAL_DAYS, "97.24"), (Basis.FIXED_30, "90.76")]
)
def test_february_is_counted_as_its_charge_was(basis: Basis, due: str) -> None:
    [one] = rent_to_last_day([charged("2025-02", basis)], RENT, [], lived(date(2025, 2, 10)))

    assert one.due == yuan(due)


def test_whoever_stays_the_whole_month_gets_nothing_back() -> None:
    assert rent_to_last_day(QUARTER, RENT, [], lived(date(2025, 8, 31))) == []


def test_a_month_that_no_run_has_reached_is_charged_to_the_last_day() -> None:
    found = rent_not_charged(
        [Month(2025, 6)], RENT, [], Period(date(2025, 6, 1), date(2025, 7, 19))
    )

    assert [(one.month, one.due) for one in found] == [(Month(2025, 7), yuan("158.09"))]


def test_a_rent_that_changed_before_the_last_day_is_counted_in_its_parts() -> None:
    changes = [RentFrom(date(2025, 6, 11), yuan("300.00"))]
    [one, *_] = rent_to_last_day(QUARTER, RENT, changes, lived(date(2025, 6, 20)))

    assert one.due == yuan("90.76") + yuan("100.00")


@given(st.dates(date(2025, 5, 1), date(2025, 9, 30)))
def test_what_was_charged_and_what_comes_back_are_the_days_lived(last: date) -> None:
    found = rent_to_last_day(QUARTER, RENT, [], lived(last))
    kept = total(one.amount for one in QUARTER) + total(one.amount for one in found)
    days = Period(
        date(2025, 6, 1), max(date(2025, 6, 1), min(lived(last).until_on or last, date(2025, 9, 1)))
    )
    again = rent_not_charged([], RENT, [], days)

    assert kept == total(one.due for one in again)


DOOR = DepositDemand(Against.DAMAGE, yuan("180.00"), "客厅 入户门", "运营单位")
KEYS = DepositDemand(Against.DAMAGE, yuan("70.00"), "door ×2", "运营单位")


def test_e12_two_legs_with_two_sources() -> None:
    water = utility_cost(Decimal(12), Decimal("3.85"))
    power = utility_cost(Decimal(86), Decimal("0.48"))
    bills = [
        DepositDemand(Against.DAMAGE, water, "水费", "水务公司"),
        DepositDemand(Against.DAMAGE, power, "电费", "供电公司"),
    ]

    told = reckon(yuan("1000.00"), [DOOR, KEYS, *bills], rent_back=yuan("653.45"))

    assert (water, power) == (yuan("46.20"), yuan("41.28"))
    assert told.deposit_back == yuan("662.52")
    assert told.rent_back == yuan("653.45")
    assert told.to_tenant == yuan("1315.97")
    assert told.owed(Against.DAMAGE) == ZERO


SHORT = [
    DepositDemand(Against.RENT, yuan("163.36")),
    DepositDemand(Against.ADVANCE, yuan("244.54")),
    DepositDemand(Against.DAMAGE, yuan("820.00")),
]


@pytest.mark.parametrize(
    ("pro_rata", "paid"),
    [(False, ["163.36", "244.54", "592.10"]), (True, ["133.04", "199.15", "667.81"])],
)
def test_e12_a_deposit_that_is_short(*, pro_rata: bool, paid: list[str]) -> None:
    told = reckon(yuan("1000.00"), SHORT, pro_rata=pro_rata)

    assert [*told.settlement.paid] == [yuan(one) for one in paid]
    assert told.settlement.still_owed == yuan("227.90")
    assert told.to_tenant == ZERO


def test_rent_that_comes_back_never_pays_for_damage() -> None:
    told = reckon(yuan("100.00"), [DOOR], rent_back=yuan("653.45"))

    assert (told.rent_back, told.owed(Against.DAMAGE)) == (yuan("653.45"), yuan("80.00"))


def test_every_meter_is_billed_or_cleared_and_the_property_fee_proved() -> None:
    assert missing_clearances(["water", "power"], ["water"], []) == ["power", "property_fee"]
    assert missing_clearances(["water"], ["water"], ["property_fee"]) == []


def test_e13_two_months_of_relocation_then_the_table() -> None:
    stayed = Period.inclusive(date(2025, 9, 1), date(2025, 10, 12))
    found = holdover_months(MARKET, stayed)

    assert [one.due for one in found] == [MARKET, yuan("364.83")]
    assert total(one.due for one in found) + RENT + RENT == yuan("1851.85")
    assert above_contract(MARKET, RENT) == yuan("670.21")
    assert above_contract(RENT, MARKET) == ZERO


def test_e13_chenzhou_staircase() -> None:
    found = holdover_months(MARKET, Period.inclusive(date(2025, 1, 1), date(2026, 3, 31)), CHENZHOU)

    assert [one.monthly for one in found[5:7]] == [MARKET, yuan("1130.98")]
    assert found[12].monthly == yuan("1413.72")
    assert total(one.due for one in found) == yuan("16681.92")


MISUSED = Period.inclusive(date(2025, 2, 10), date(2025, 5, 20))


def test_e14_back_rent_for_subletting() -> None:
    assert back_rent(MARKET, RENT, MISUSED) == yuan("2227.60")
    assert back_rent(RENT, MARKET, MISUSED) == ZERO
    assert back_rent(MARKET, RENT, MISUSED, basis=BackRentBasis.MARKET) > yuan("2227.60")


@pytest.mark.parametrize(
    ("gain", "most"), [("0.00", "1000.00"), ("2400.00", "7200.00"), ("20000.00", "30000.00")]
)
def test_e14_the_fine_has_a_range_and_the_bureau_decides(gain: str, most: str) -> None:
    found = most_fine(yuan(gain), without_gain=yuan("1000.00"), with_gain=yuan("30000.00"))

    assert found == yuan(most)
    require_within_range(found, found)
    with pytest.raises(FineAboveRange):
        require_within_range(found + Money(1), found)
