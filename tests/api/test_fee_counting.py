"""The fee is counted by unit-days: prices, empty homes, and days between two leases."""

from datetime import date
from decimal import Decimal

from tests.given import City
from tests.given_leases import lease
from tests.given_settlement import computed, homes, in_force, priced, the_month_of_e8


async def test_the_fee_counts_unit_days_and_rounds_once(city: City) -> None:
    """E8: 35,560 unit-days at 26.50 are 31,411.33, and the annex lacks 0.18."""
    made = await computed(city, await the_month_of_e8(city), "2025-04")

    assert made["state"] == "computed"
    assert made["unit_days"] == 35_560
    assert made["base_fen"] == 3_141_133
    assert made["rounding_fen"] == -18
    lines = [
        (one["from_on"], one["last_on"], one["units"], one["each_fen"]) for one in made["annex"]
    ]
    assert lines == [
        ("2025-04-01", "2025-04-20", 3, 1767),
        ("2025-04-01", "2025-04-30", 1150, 2650),
        ("2025-04-11", "2025-04-30", 50, 1767),
    ]
    assert sum(one["amount_fen"] for one in made["annex"]) - 18 == made["base_fen"]
    assert (made["coefficient"], made["coefficient_basis"]) == ("1", "provisional")
    assert made["net_fen"] + made["tax_fen"] == made["payable_fen"] == 3_141_133


async def test_a_price_that_changes_in_the_month_is_counted_on_both_sides(city: City) -> None:
    """E10: half of June at 26.50, half at 28.00 are 32,700.00."""
    project = await city.project()
    await homes(city, project, 1200)
    contract = await in_force(city, project)
    await priced(city, contract, "2025-06-16", 2800)

    made = await computed(city, contract, "2025-06")

    assert made["base_fen"] == 3_270_000
    assert [one["amount_fen"] for one in made["annex"]] == [1_590_000, 1_680_000]


async def test_a_quarter_adds_up_month_by_month(city: City) -> None:
    """E9: 31,411.33, 31,800.00 and 31,800.00 are 95,011.33."""
    contract = await the_month_of_e8(city)
    april = await computed(city, contract, "2025-04")
    later = [await computed(city, contract, month) for month in ("2025-05", "2025-06")]
    assert [one["base_fen"] for one in later] == [3_180_000, 3_180_000]
    assert sum(one["base_fen"] for one in (april, *later)) == 9_501_133


async def test_empty_homes_count_by_the_contracts_factor(city: City) -> None:
    """E8: 1,100 lived in and 100 empty at one half are 30,475.00."""
    project = await city.project()
    codes = await homes(city, project, 12)
    contract = await in_force(city, project, vacant_factor="0.5")
    units = (await city.officer.read("/units", project_id=project["id"], limit=200))["items"]
    for unit in units[:11]:
        await lease(city, project, unit)
    assert len(codes) == 12

    made = await computed(city, contract, "2025-04")

    assert made["base_fen"] == 11 * 2650 + 1325
    assert made["unit_days"] == 360
    empty = [one for one in made["annex"] if one["is_vacant"]]
    assert [(one["units"], one["each_fen"]) for one in empty] == [(1, 1325)]


async def test_days_between_two_leases_are_empty_and_no_day_counts_twice(city: City) -> None:
    from domain.leases import LeaseState

    project = await city.project()
    await homes(city, project, 1)
    contract = await in_force(city, project, vacant_factor="0.5")
    [unit] = (await city.officer.read("/units", project_id=project["id"]))["items"]
    left = date(2025, 4, 10)
    await lease(city, project, unit, vacated_on=left, state=LeaseState.TERMINATED)
    await lease(city, project, unit, starts_on=date(2025, 4, 21), contract_no="HT-2")

    made = await computed(city, contract, "2025-04")

    days = [(one["from_on"], one["last_on"], one["is_vacant"]) for one in made["annex"]]
    assert days == [
        ("2025-04-01", "2025-04-10", False),
        ("2025-04-11", "2025-04-20", True),
        ("2025-04-21", "2025-04-30", False),
    ]
    assert made["base_fen"] == 2208  # 25/30 of 26.50


async def test_edge_case_8_the_unit_day_of_a_hand_over_belongs_to_one_operator(city: City) -> None:
    """11.1, 8: the old contract's last day and the new one's first are counted once each."""
    project = await city.project()
    await homes(city, project, 10)
    first = await in_force(city, project, ends_on="2025-04-15")
    second = await in_force(city, project, starts_on="2025-04-16", ends_on="2025-12-31")
    made = [await computed(city, one, "2025-04") for one in (first, second)]
    assert [one["unit_days"] for one in made] == [150, 150]
    assert sum(Decimal(one["base_fen"]) for one in made) == 26_500
