"""Whatever belongs to another authority is answered like what never was, on every address."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import httpx
import pytest

from api.runtime import Runtime
from domain.access import POLICY, Role
from tests.contract.needed import NEEDED
from tests.contract.reading import Operation, operations, send
from tests.given import City, found_city
from tests.given_eligibility import ban as a_ban
from tests.given_eligibility import granted, number, proposed
from tests.given_payments import home, order, owes
from tests.given_rounds import homes, opened

#: What the other city has, by the name of the path's parameter.
Things = dict[str, str]
BY_ID = [
    operation for operation in operations() if "{" in operation.path and operation.id in NEEDED
]


@pytest.fixture(scope="module")
async def ours(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    return await found_city(runtime, stranger)


@pytest.fixture(scope="module")
async def theirs(runtime: Runtime, stranger: httpx.AsyncClient) -> Things:
    """A city with a home let, a debt, a payment, an adjustment and a hold."""
    city = await found_city(runtime, stranger)
    flat = await home(city)
    charge, *_ = await owes(city, flat, "2026-03")
    paid = await city.cashier.act("/payments", order(flat, 100))
    lease = await city.officer.read(f"/leases/{flat['id']}")
    hold = await city.officer.act(
        f"/leases/{flat['id']}/holds",
        {"kind": "hardship", "from_on": "2026-04-01", "reason": "经街道核实，缓交三个月。"},
    )
    household = await city.officer.read(f"/households/{lease['household_id']}")
    return await _in_the_queue(city) | {
        "project_id": flat["project"]["id"],
        "unit_id": flat["unit"]["id"],
        "lease_id": flat["id"],
        "household_id": lease["household_id"],
        "member_id": household["members"][0]["id"],
        "charge_id": str(charge),
        "payment_id": paid["id"],
        "hold_id": hold["id"],
        "person_id": str(city.cashier.person_id),
    }


async def _in_the_queue(city: City) -> Things:
    """Somebody granted a home, about whom there is a measure; a ban; a round with its people."""
    record = await granted(city)
    measure = await proposed(city, record)
    ban = await city.officer.act("/bans", a_ban(number()))
    project = await city.project("BBBB")
    one, [registration] = await opened(city, project, await homes(city, project, 2), people=1)
    return {
        "record_id": record["id"],
        "measure_id": measure["id"],
        "ban_id": ban["id"],
        "round_id": one["id"],
        "registration_id": registration["id"],
    }


@pytest.mark.parametrize("operation", BY_ID, ids=str)
async def test_a_foreign_id_is_answered_like_a_missing_one(
    ours: City, theirs: Things, operation: Operation
) -> None:
    client = ours[next(role for role in Role if POLICY[role] & NEEDED[operation.id])]

    foreign = await send(ours.http, operation, client.token, **theirs)
    missing = await send(ours.http, operation, client.token)

    assert foreign.status_code == missing.status_code == HTTPStatus.NOT_FOUND, foreign.text
    assert _body(foreign, theirs) == _body(missing, theirs)


def _body(response: httpx.Response, theirs: Things) -> dict[str, Any]:
    """The problem without the ids that were asked for and the id of the request."""
    told = response.json()
    facts = {name: "asked" if _is_id(value) else value for name, value in told["facts"].items()}
    return {**told, "request_id": "", "facts": facts}


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == len(str(uuid4()))
