"""From draft to lease, step by step: what may follow, and what is put aside."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest

from api.reservations.timetable import lapse_reservations
from domain.access import Role
from domain.leases import LeaseState
from tests.given import City
from tests.given_eligibility import granted
from tests.given_leases import lease as let
from tests.given_leasing import DRAFTED, drafted, kept, on, ready, signed, step, tried, tried_draft
from tests.given_units import stored

FRONT_DESK = Role.FRONT_DESK


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The tenth of April, unless a test says another day."""
    with on(city, DRAFTED):
        yield


async def test_a_lease_put_aside_by_a_second_person_leaves_the_home_kept(city: City) -> None:
    home = await kept(city)
    lease = await drafted(city, home)

    alone = await tried(city[FRONT_DESK], lease, "voiding", {"reason": "写错了"})
    void = await step(city.manager, lease, "voiding", {"reason": "写错了"})
    unit = await city.officer.read(f"/units/{home['unit']['id']}")
    again = await tried_draft(city, home)

    assert alone.json()["code"] == "maker_is_checker"
    assert (void["state"], void["possible"]) == ("void", [])
    assert unit["state"] == "reserved"
    assert again.status_code == HTTPStatus.CREATED


async def test_a_signed_lease_put_aside_frees_the_home(city: City) -> None:
    lease = await signed(city)

    void = await step(city.manager, lease, "voiding", {"reason": "承租人放弃"})
    unit = await city.officer.read(f"/units/{lease['unit_id']}")

    assert (void["state"], unit["state"]) == ("void", "available")


async def test_a_lease_with_money_is_not_put_aside_before_that_went_back(city: City) -> None:
    lease = await signed(city)
    body = {
        "lease_id": lease["id"],
        "channel": "cash",
        "amount_fen": 27227,
        "received_on": city.runtime.clock.today().isoformat(),
        "payer_name": "赵福生",
    }
    await city.cashier.act("/deposit-receipts", body)

    held = await tried(city.manager, lease, "voiding", {"reason": "放弃"})
    refund = {"lease_id": lease["id"], "amount_fen": 27227, "reason": "未入住"}
    one = await city.cashier.act("/deposit-refunds", refund)
    await city.manager.act(f"/deposit-refunds/{one['id']}/payment", {"slip_no": "T1"}, version=1)
    free = await step(city.manager, lease, "voiding", {"reason": "放弃"})

    assert held.json()["code"] == "lease_has_money"
    assert free["state"] == "void"


async def test_a_draft_of_a_home_that_lapsed_gives_way(city: City) -> None:
    home = await kept(city)
    stale = await drafted(city, home)

    with on(city, DRAFTED + timedelta(days=60)):
        await lapse_reservations(city.runtime, city.authority_id)
        other = await granted(city, "钱大有")
        paper = {"unit_id": home["unit"]["id"], "record_id": other["id"], "decision_no": "2号"}
        files = {"reason": "直接配租", "file_ids": [await stored(city.officer)]}
        made = await city.officer.act("/direct-allocations", paper | files)
        again = await city.approver.act(f"/direct-allocations/{made['id']}/approval", version=1)
        lease = await drafted(city, again, starts_on="2026-07-01")

    assert lease["state"] == "draft"
    assert (await city.officer.read(f"/leases/{stale['id']}"))["state"] == "void"


#: What the front desk can try by itself, with a body that would do.
STEPS: dict[str, Any] = {
    "explanation": {"acknowledgement": "at_counter", "acknowledged_by": "赵福生"},
    "signing": None,
    "signatures": {
        "side": "operator",
        "way": "scanned",
        "name": "李",
        "file_id": "0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11",
    },
    "voiding": {"reason": "x"},
}
ALLOWED = {
    LeaseState.DRAFT: {"explanation", "voiding"},
    LeaseState.EXPLAINED: {"signing", "voiding"},
    LeaseState.PENDING_SIGN: {"signatures", "voiding"},
    LeaseState.SIGNED: {"voiding"},
}


@pytest.mark.parametrize("state", LeaseState)
async def test_every_step_outside_its_state_is_refused_with_what_is_possible(
    city: City, state: LeaseState
) -> None:
    project = await city.project()
    unit = await city.unit(project, await city.building(project))
    lease = {"id": str(await let(city, project, unit, state=state))}
    possible = (await city.officer.read(f"/leases/{lease['id']}"))["possible"]

    for action in STEPS.keys() - ALLOWED.get(state, set()):
        response = await tried(
            city.manager if action == "voiding" else city[FRONT_DESK], lease, action, STEPS[action]
        )

        assert response.json()["code"] == "transition_refused", (action, response.text)
        assert response.json()["facts"]["possible"] == possible


async def test_the_history_tells_every_step(city: City) -> None:
    lease = await signed(city, await ready(city))

    steps = (await city.officer.read(f"/leases/{lease['id']}/history"))["items"]

    assert [(one["event"], one["from_state"], one["to_state"]) for one in steps] == [
        ("draft", None, "draft"),
        ("explain", "draft", "explained"),
        ("send_to_sign", "explained", "pending_sign"),
        ("sign", "pending_sign", "signed"),
    ]
    assert all(one["maker_id"] for one in steps)
