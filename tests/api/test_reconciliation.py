"""Asset cards ↔ units ↔ leases: what does not agree is found, and what agrees is not."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from domain.access import Role
from domain.assets import Finding
from domain.housing import UnitState
from domain.leases import LeaseState
from persistence.tables.housing import UnitRow
from tests.given import City, found_city
from tests.given_leases import lease
from tests.given_settlement import in_force
from tests.given_units import card, in_state


@pytest.fixture
async def estate(city: City) -> Any:
    project = await city.project()
    return {"project": project, "building": await city.building(project)}


async def _home(city: City, estate: Any, room: str, **facts: Any) -> Any:
    """A home with its card, as it should be."""
    unit = await city.unit(estate["project"], estate["building"], room, **facts)
    await city.officer.act(f"/units/{unit['id']}/asset-card", card(f"ZC-{room}"))
    return unit


async def _found(city: City, estate: Any) -> dict[str, list[str]]:
    """Finding → unit codes."""
    path = f"/projects/{estate['project']['id']}/asset-reconciliation"
    told = await city[Role.AUDITOR].read(path)
    found: dict[str, list[str]] = {}
    for one in told["items"]:
        found.setdefault(one["finding"], []).append(one["unit_code"])
    assert {one["finding"]: one["count"] for one in told["counts"]} == {
        finding: len(codes) for finding, codes in found.items()
    }
    return found


async def test_books_that_agree_say_nothing(city: City, estate: Any) -> None:
    empty, let = [await _home(city, estate, room) for room in ("101", "102")]
    await lease(city, estate["project"], let)
    await city.draft(estate["project"], estate["building"], "103")

    path = f"/projects/{estate['project']['id']}/asset-reconciliation"
    told = await city.officer.read(path)

    assert (told["items"], told["counts"]) == ([], [])
    assert (told["units"], told["cards"], told["occupied_leases"]) == (2, 2, 1)
    assert told["original_value_fen"] == 2 * 18_432_000
    assert empty["state"] == "available"


async def test_every_kind_of_disagreement_is_found(city: City, estate: Any) -> None:
    homes = {room: await _home(city, estate, room) for room in map(str, range(1, 9))}
    bare = await city.unit(estate["project"], estate["building"], "bare")
    shop = await city.unit(estate["project"], estate["building"], "shop", kind="shop")
    await city.officer.act(f"/units/{shop['id']}/asset-card", card("ZC-shop"))
    year = city.runtime.clock.today().year
    term = {"starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31"}
    await in_force(city, estate["project"], units=[homes["5"]["code"]], **term)
    async with city.runtime.database.transaction(city.context) as session:
        row = UnitRow
        for room, values in {"1": {"asset_card_no": "旧号"}, "2": {"area_m2": 60}}.items():
            await session.execute(
                update(row).where(row.id == UUID(homes[room]["id"])).values(**values)
            )
    await city.officer.act(
        f"/units/{homes['3']['id']}/asset-card",
        card("ZC-3", after_edition=1, original_value_fen=0, reason="更正"),
    )
    await in_state(city, homes["4"], UnitState.WITHDRAWN)
    await in_state(city, homes["5"], UnitState.WITHDRAWN)
    await lease(city, estate["project"], homes["6"])
    await in_state(city, homes["6"], UnitState.AVAILABLE)
    await in_state(city, homes["7"], UnitState.LEASED)
    await lease(city, estate["project"], shop)
    over = await lease(city, estate["project"], homes["8"], state=LeaseState.TERMINATED)
    await in_state(city, homes["8"], UnitState.AVAILABLE)

    found = await _found(city, estate)

    assert over is not None
    assert found == {
        "unit_without_card": [bare["code"]],
        "card_number_differs": [homes["1"]["code"]],
        "card_area_differs": [homes["2"]["code"]],
        "card_without_value": [homes["3"]["code"]],
        "card_of_withdrawn_unit": [homes["4"]["code"], homes["5"]["code"]],
        "lease_in_empty_unit": [homes["6"]["code"]],
        "let_without_lease": [homes["7"]["code"]],
        "household_in_premises": [shop["code"]],
        "withdrawn_but_paid_for": [homes["5"]["code"]],
    }
    assert set(found) == set(Finding)


async def test_another_citys_books_are_not_there(
    city: City, estate: Any, stranger: Any, runtime: Any
) -> None:
    elsewhere = await found_city(runtime, stranger)

    response = await elsewhere.officer.get(
        f"/projects/{estate['project']['id']}/asset-reconciliation"
    )

    assert response.json()["code"] == "project_not_found"
