"""Full numbers: for a reason that is kept, not many in an hour, and noticed before that."""

from http import HTTPStatus
from uuid import uuid4

import pytest
from sqlalchemy import text

from api.households.commands import MANY_REVEALS
from domain.access import Role
from tests.given import City
from tests.given_bad_inputs import is_problem
from tests.given_books import real_books
from tests.given_limits import limited, served, through

REASON = {"reason": "核对合同原件"}


async def test_the_thirty_first_number_in_an_hour_is_not_shown(city: City) -> None:
    path = await _tenant(city)
    async with served(limited(city.runtime, token_limit=1_000_000)) as http:
        manager = through(http, city.manager)
        shown = [await manager.post(path, REASON) for _ in range(30)]
        refused = await manager.post(path, REASON)
        another = await through(http, await city.hire(Role.OPERATOR_MANAGER)).post(path, REASON)

    assert {one.status_code for one in shown} == {200}
    is_problem(refused, 429, "rate_limited")
    assert 60 < int(refused.headers["Retry-After"]) <= 3600
    assert "150203" not in refused.text
    assert another.status_code == HTTPStatus.OK
    assert await _events(city, "households.identity.revealed") == 31


async def test_twenty_in_an_hour_are_noticed_once(city: City) -> None:
    path = await _tenant(city)
    async with served(limited(city.runtime, token_limit=1_000_000)) as http:
        manager = through(http, city.manager)
        for _ in range(MANY_REVEALS - 1):
            await manager.act(path, REASON)
        before = await _events(city, "households.identity.revealed_often")
        for _ in range(4):
            await manager.act(path, REASON)

    assert before == 0
    assert await _events(city, "households.identity.revealed_often") == 1


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.TENANT])
async def test_who_may_not_see_a_number_is_refused_before_it_counts(city: City, role: Role) -> None:
    path = await _tenant(city)
    async with served(limited(city.runtime, reveal_limit=1, token_limit=1_000_000)) as http:
        nobody = [await through(http, city[role]).post(path, REASON) for _ in range(3)]
        unknown = [
            await through(http, city.manager).post(
                path.replace(path.split("/")[2], str(uuid4())), REASON
            )
            for _ in range(3)
        ]
        shown = await through(http, city.manager).post(path, REASON)

    assert {one.status_code for one in nobody} == {403}
    assert {one.status_code for one in unknown} == {404}
    assert shown.status_code == HTTPStatus.OK


async def _tenant(city: City) -> str:
    await real_books(city)
    [household] = (await city.cashier.read("/households", q="张秀国"))["items"]
    member = (await city.cashier.read(f"/households/{household['id']}"))["members"][0]
    return f"/households/{household['id']}/members/{member['id']}/reveal"


async def _events(city: City, action: str) -> int:
    async with city.runtime.database.transaction(city.context) as session:
        found = await session.scalar(
            text("select count(*) from audit_events where action = :action"), {"action": action}
        )
    return found or 0
