"""Who may exchange a home, when, and for which; and the order of steps."""

from datetime import date
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_eligibility import OPERATORS
from tests.given_exchanges import (
    ASKED,
    ENDS,
    MOVES,
    OK,
    approved,
    asked,
    go,
    neighbour,
    transferred,
    tried,
    vacant,
    wish,
)
from tests.given_exits import findings
from tests.given_leases import billed
from tests.given_leasing import on, place
from tests.given_renewals import housed

FRONT_DESK = Role.FRONT_DESK


async def refusal(city: City, lease: Any, partner: Any = None, **facts: Any) -> str:
    desk = city[FRONT_DESK]
    with on(city, ASKED):
        response = await desk.post(f"/leases/{lease['id']}/exchanges", wish(partner, **facts))
    return response.json()["code"]


async def test_nobody_moves_before_the_day_or_unsigned(city: City) -> None:
    lease = await housed(city, ENDS)
    one = await approved(city, await asked(city, lease, await neighbour(city, lease)))
    desk = city[FRONT_DESK]
    with on(city, ASKED):
        drafted = await go(desk, one, "acceptance", {"moves_on": MOVES.isoformat()})
    with on(city, MOVES):
        unsigned = await tried(desk, drafted, "completion")
        officer = await tried(city.officer, drafted, "completion")

    assert (unsigned["code"], officer["code"]) == ("exchange_not_ready", "permission_missing")
    assert await findings(city) == []


async def test_one_lives_in_a_home_a_year_before_one_changes_it(city: City) -> None:
    lease = await housed(city, ENDS)

    assert await refusal(city, lease, reason_code="work") == "exchange_too_early"
    assert await refusal(city, lease, reason_code="school") == "exchange_too_early"


async def test_between_two_exchanges_lie_two_years(city: City) -> None:
    lease = await housed(city, ENDS)
    done = await transferred(city, lease, await vacant(city, lease))
    path = f"/leases/{done['next_lease_id']}/exchanges"
    with on(city, date(2027, 10, 1)):
        response = await city[FRONT_DESK].post(path, wish(reason_code="work"))

    assert response.json()["code"] == "exchange_too_early"
    assert response.json()["facts"]["earliest"] == "2028-09-16"


async def test_who_owes_rent_stays(city: City) -> None:
    lease = await housed(city, ENDS)
    with on(city, date(2026, 8, 1)):
        await billed(city, {"id": lease["project_id"]}, "2026-08")

    assert await refusal(city, lease) == "arrears_open"


async def test_who_is_leaving_does_not_exchange(city: City) -> None:
    lease = await housed(city, ENDS)
    with on(city, ASKED):
        body = {
            "lease_id": lease["id"],
            "track": "voluntary",
            "ground": "own_wish",
            "leaves_on": "2026-10-10",
            "reason": "迁往外地",
        }
        await city[FRONT_DESK].act("/exit-cases", body)

    assert await refusal(city, lease) == "exchange_not_possible"


async def test_a_home_too_large_is_not_offered_nor_one_of_another_project(city: City) -> None:
    lease = await housed(city, ENDS)
    one = await approved(city, await asked(city, lease))
    large = await vacant(city, lease, layout="三室一厅")
    other = await place(city, code="LYJY", name="绿园家园")
    elsewhere = await city.unit(other, await city.building(other), "101")
    with on(city, ASKED):
        too_large = await tried(city.officer, one, "offer", {"unit_id": large["id"]})
        foreign = await tried(city.officer, one, "offer", {"unit_id": elsewhere["id"]})
        taken = await tried(city.officer, one, "offer", {"unit_id": lease["unit_id"]})

    assert too_large["code"] == "home_too_large"
    assert foreign["code"] == "exchange_across_projects"
    assert taken["code"] == "unit_taken"


async def test_a_swap_names_its_partner_and_has_no_offer(city: City) -> None:
    lease = await housed(city, ENDS)
    partner = await neighbour(city, lease)
    alone = await refusal(city, lease, kind="swap")
    itself = await refusal(city, lease, lease)
    one = await approved(city, await asked(city, lease, partner))
    with on(city, ASKED):
        response = await tried(city.officer, one, "offer", {"unit_id": lease["unit_id"]})

    assert (alone, itself) == ("swap_partner_missing", "swap_partner_missing")
    assert response["code"] == "no_offer_in_swap"


async def test_without_an_offer_nothing_is_accepted(city: City) -> None:
    one = await approved(city, await asked(city, await housed(city, ENDS)))
    with on(city, ASKED):
        response = await tried(city[FRONT_DESK], one, "acceptance", {"moves_on": MOVES.isoformat()})

    assert response["code"] == "home_not_kept"


@pytest.mark.parametrize("role", OPERATORS)
async def test_the_operator_approves_no_exchange(city: City, role: Role) -> None:
    one = await asked(city, await housed(city, ENDS))
    version = {"If-Match": f'"{one["version"]}"'}
    with on(city, ASKED):
        response = await city[role].post(f"/exchanges/{one['id']}/decision", OK, **version)
        unit = {"unit_id": one["lease_id"]}
        offer = await city[role].post(f"/exchanges/{one['id']}/offer", unit, **version)

    assert [each.json()["code"] for each in (response, offer)] == ["permission_missing"] * 2


async def test_steps_come_in_their_order(city: City) -> None:
    one = await asked(city, await housed(city, ENDS))
    with on(city, ASKED):
        early = await tried(city.approver, one, "decision", OK)
        own = await tried(city[FRONT_DESK], one, "check")
        await go(city.manager, one, "check")
        no = {"ok": False, "decision_no": "1", "decision": "理由不成立"}
        done = await go(city.approver, one, "decision", no)
        late = await tried(city[FRONT_DESK], one, "withdrawal")

    assert (early["code"], own["code"]) == ("transition_refused", "permission_missing")
    assert done["state"] == "rejected"
    assert late["code"] == "transition_refused"
