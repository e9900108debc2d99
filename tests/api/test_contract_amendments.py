"""Homes join and leave a contract, and its price changes, by a second person."""

from typing import Any

import pytest

from tests.given import City
from tests.given_settlement import current, homes, in_force, priced, stock_changed


async def test_units_join_and_leave_from_a_day_on(city: City) -> None:
    project = await city.project()
    codes = await homes(city, project, 20)
    contract = await in_force(city, project, units=codes[:19])

    changed = await stock_changed(city, contract, "2025-04-21", join=codes[19:], leave=codes[:2])

    assert (changed["joined"], changed["left"]) == (1, 2)
    assert changed["increase"]["warns"] is False
    stock = await city.officer.read(f"/service-contracts/{contract['id']}/units", limit=200)
    by_code = {one["code"]: one for one in stock["items"]}
    assert by_code[codes[0]]["until_on"] == "2025-04-21"
    assert by_code[codes[19]]["from_on"] == "2025-04-21"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "amendment_empty"),
        ({"join": ["XFJY-1-00001"]}, "units_in_stock"),
        ({"join": ["NOWHERE"]}, "units_unknown"),
        ({"leave": ["XFJY-1-00003"]}, "units_not_in_stock"),
        ({"leave": ["XFJY-1-00001"], "from_on": "2025-01-01"}, "units_not_in_stock"),
        ({"leave": ["XFJY-1-00001"], "from_on": "2026-01-01"}, "amendment_outside_term"),
        ({"join": ["XFJY-1-00003"]}, "increase_not_acknowledged"),
    ],
)
async def test_a_wrong_change_of_stock_changes_nothing(
    city: City, change: dict[str, Any], code: str
) -> None:
    project = await city.project()
    codes = await homes(city, project, 3)
    contract = await in_force(city, project, units=codes[:2])
    body = {"from_on": "2025-02-01", "reason": "移交", "document_no": "补1", **change}

    response = await city.officer.post(
        f"/service-contracts/{contract['id']}/units",
        body,
        **{"If-Match": f'"{contract["version"]}"'},
    )

    assert response.json()["code"] == code
    assert (await current(city, contract))["version"] == contract["version"]


async def test_a_price_is_proposed_by_one_and_approved_by_another(city: City) -> None:
    """E10: 26.50 to 28.00 from 16 June is 3.07 % of the year, without a warning."""
    project = await city.project()
    await homes(city, project, 1200)
    contract = await in_force(city, project)

    changed = await priced(city, contract, "2025-06-16", 2800)

    assert changed["increase"] == {
        "original_fen": 38_160_000,
        "adjusted_fen": 39_330_000,
        "added_fen": 1_170_000,
        "percent": "3.07",
        "cap_percent": "10",
        "warns": False,
    }
    prices = await city.manager.read(f"/service-contracts/{contract['id']}/prices")
    assert [one["price_fen"] for one in prices["items"]] == [2650, 2800]
    now = await city.officer.read("/service-contracts", on="2025-06-16")
    assert now["items"][0]["price_fen"] == 2800


@pytest.mark.parametrize(("fen", "warns"), [(3139, False), (3140, True)])
async def test_a_tenth_of_the_original_amount_must_be_acknowledged(
    city: City, fen: int, warns: bool
) -> None:
    """E10: the guard is reached above 31.39 元/套/月 from 16 June."""
    project = await city.project()
    await homes(city, project, 12)
    contract = await in_force(city, project)
    path = f"/service-contracts/{contract['id']}/prices"
    body = {
        "valid_from": "2025-06-16",
        "price_fen": fen,
        "reason": "成本上升",
        "document_no": "补3",
    }
    version = contract["version"]
    made = await city.officer.act(path, body, version=version)
    assert made["increase"]["warns"] is warns
    assert made["price"]["checker_id"] is None

    approval = f"{path}/{made['price']['id']}/approval"
    response = await city.approver.post(approval, **{"If-Match": f'"{version}"'})
    assert response.status_code == (409 if warns else 200)
    if warns:
        assert response.json()["code"] == "increase_not_acknowledged"
        said = {"acknowledge_increase": True}
        done = await city.approver.act(approval, said, version=version)
        assert done["price"]["checker_id"] == str(city.approver.person_id)


async def test_two_prices_from_one_day_cannot_both_be_in_force(city: City) -> None:
    project = await city.project()
    await homes(city, project, 12)
    contract = await in_force(city, project)
    await priced(city, contract, "2025-06-16", 2700)
    now = await current(city, contract)
    path = f"/service-contracts/{contract['id']}/prices"
    body = {"valid_from": "2025-06-16", "price_fen": 2710, "reason": "x", "document_no": "y"}
    made = await city.officer.act(path, body, version=now["version"])

    response = await city.approver.post(
        f"{path}/{made['price']['id']}/approval", **{"If-Match": f'"{now["version"]}"'}
    )

    assert response.json()["code"] == "already_done"
