"""The purchaser holds a lease; dunning rests and the contract may leave its rent out."""

from http import HTTPStatus
from typing import Any

from tests.given import City
from tests.given_month import estate

HOLD = {"kind": "hardship", "from_on": "2025-04-01", "reason": "突发重大疾病"}


async def lease_path(city: City) -> str:
    home = await estate(city, {"甲": 27227})
    return f"/leases/{home.leases['甲']}/holds"


async def test_a_hold_is_placed_listed_and_ended(city: City) -> None:
    path = await lease_path(city)
    placed = await city.officer.act(path, HOLD)
    ended = await city.officer.act(f"/holds/{placed['id']}/end", {"until_on": "2025-06-30"})

    listed = await city.cashier.read(path)

    assert (placed["until_on"], ended["until_on"]) == (None, "2025-06-30")
    assert listed["items"] == [ended]


async def test_the_operator_cannot_excuse_its_own_tenants(city: City) -> None:
    path = await lease_path(city)

    response = await city.manager.post(path, HOLD)

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_a_hold_ends_once_and_not_before_it_began(city: City) -> None:
    path = await lease_path(city)
    placed = await city.officer.act(path, HOLD)

    async def end(until_on: str) -> Any:
        return await city.officer.post(f"/holds/{placed['id']}/end", {"until_on": until_on})

    early = await end("2025-03-31")
    first = await end("2025-04-01")
    second = await end("2025-05-01")

    assert early.json()["code"] == "hold_ends_before_it_begins"
    assert early.json()["errors"][0]["pointer"] == "/until_on"
    assert first.status_code == HTTPStatus.CREATED
    assert second.json()["code"] == "hold_ended"
