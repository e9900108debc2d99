"""A household moves in when money, papers and home are right, and rent runs from that day."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from domain.check_ins import MACHINE, CheckInEvent, CheckInState
from tests.given import City, found_city
from tests.given_check_ins import (
    BOOKED,
    booked,
    contracted,
    given_to_another_operator,
    go,
    handed_over,
    looked_over,
    moved_in,
    paid,
    tried,
    verified,
)
from tests.given_eligibility import decided, granted, number
from tests.given_leases import billed
from tests.given_leasing import DRAFTED, drafted, kept, on, place
from tests.given_leasing import tried as lease_tried
from tests.given_units import PDF, stored

FRONT_DESK = Role.FRONT_DESK
DAY = {"booked_on": BOOKED.isoformat()}


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The sixth of May, a Wednesday, unless a test says another day."""
    with on(city, BOOKED):
        yield


def waiver(**facts: Any) -> dict[str, Any]:
    return {
        "deposit": True,
        "first_rent": True,
        "document_no": "包住保〔2026〕58号",
        "reason": "特困家庭，缓交。",
        **facts,
    }


async def test_a_household_moves_in_and_its_home_is_let(city: City) -> None:
    done = await moved_in(city)

    lease = await city.officer.read(f"/leases/{done['lease_id']}")
    unit = await city.officer.read(f"/units/{lease['unit_id']}")
    history = (await city.officer.read(f"/leases/{lease['id']}/history"))["items"]

    assert (done["state"], lease["state"], unit["state"]) == ("registered", "active", "leased")
    assert (done["charged_from"], lease["charged_from"]) == ("2026-05-06", "2026-05-06")
    assert history[-1]["event"] == "check_in"
    assert history[-1]["document_id"] == done["id"]


async def test_the_first_month_is_charged_from_the_day_of_the_keys(city: City) -> None:
    """E1: 12 March of 31 days, 272.27 × 20/31 = 175.66."""
    with on(city, date(2025, 3, 1)):
        lease = await contracted(city, starts_on="2025-03-01")
    with on(city, date(2025, 3, 12)):
        one = await booked(city, lease, date(2025, 3, 12))
        await moved_in(city, one)
        await billed(city, {"id": lease["project_id"]}, "2025-03")

    [charge] = (await city.cashier.read("/charges", lease_id=lease["id"]))["items"]
    assert one["first_rent_due_fen"] == 17566
    assert (charge["amount_fen"], charge["owed_fen"]) == (17566, 0)


async def test_a_city_may_let_rent_run_from_the_first_day_on_the_paper(city: City) -> None:
    body = {"key": "lease.charge_from", "value": "lease_start", "valid_from": "2026-01-01"}
    await city.officer.act("/parameters", body | {"legal_basis": "租赁合同"})

    done = await moved_in(city)

    assert done["handed_over_on"] == "2026-05-06"
    assert done["charged_from"] == "2026-05-01"


async def test_nobody_moves_in_before_the_money_is_there(city: City) -> None:
    one = await booked(city)

    bare = await tried(city[FRONT_DESK], one, "money-confirmation")
    later = await paid(city, one)

    assert bare.json()["code"] == "money_missing"
    assert bare.json()["facts"] == {"deposit_fen": 27227, "first_rent_fen": 22836}
    assert later["state"] == "money_ok"


async def test_the_purchaser_may_let_them_in_before_they_pay(city: City) -> None:
    one = await booked(city)

    desk = await tried(city[FRONT_DESK], one, "money-waiver", waiver())
    nothing = await tried(
        city.approver, one, "money-waiver", waiver(deposit=False, first_rent=False)
    )
    await go(city.approver, one, "money-waiver", waiver(first_rent=False))
    half = await tried(city[FRONT_DESK], one, "money-confirmation")
    await go(city.approver, one, "money-waiver", waiver())
    done = await go(city[FRONT_DESK], one, "money-confirmation")

    assert desk.json()["code"] == "permission_missing"
    assert nothing.json()["code"] == "waiver_empty"
    assert half.json()["facts"] == {"deposit_fen": 0, "first_rent_fen": 22836}
    assert (done["state"], done["waived_by"]) == ("money_ok", str(city.approver.person_id))


async def test_money_that_bounced_stops_the_keys(city: City) -> None:
    one = await paid(city, await booked(city))
    one = await verified(city, await looked_over(city, one))
    [receipt] = (await city.cashier.read("/deposit-receipts"))["items"]
    await city.manager.act(
        f"/deposit-receipts/{receipt['id']}/reversal",
        {"reason": "退票"},
        version=receipt["version"],
    )

    refused = await tried(city[FRONT_DESK], one, "hand-over", {"repair_split_explained": True})

    assert refused.json()["code"] == "money_missing"


async def test_every_member_shows_who_they_are_and_hears_about_repairs(city: City) -> None:
    spouse = {"name": "钱秀英", "relation": "配偶", "national_id": number()}
    record = await granted(city, members=[spouse], size=2)
    lease = await contracted(city, await kept(city, record=record))
    one = await looked_over(city, await paid(city, await booked(city, lease)))
    first = {"member_id": one["members"][0]["member_id"], "identity_way": "household_register"}
    one = await go(city[FRONT_DESK], one, "members", first)

    again = await tried(city[FRONT_DESK], one, "members", first)
    silent = await tried(city[FRONT_DESK], one, "hand-over", {"repair_split_explained": False})
    short = await tried(city[FRONT_DESK], one, "hand-over", {"repair_split_explained": True})

    assert len(one["members"]) == 2
    assert again.json()["code"] == "already_done"
    assert silent.json()["code"] == "repair_split_unexplained"
    assert short.json()["code"] == "members_unverified"
    assert short.json()["facts"]["members"] == [one["members"][1]["member_id"]]


async def test_both_sides_sign_before_the_keys_go_over(city: City) -> None:
    one = await looked_over(city, await paid(city, await booked(city)), signs=False)
    one = await verified(city, one)

    refused = await tried(city[FRONT_DESK], one, "hand-over", {"repair_split_explained": True})

    assert refused.json()["code"] == "sheet_unsigned"


async def test_a_critical_defect_holds_the_household_back_until_it_is_put_right(
    city: City,
) -> None:
    one = await paid(city, await booked(city))
    leak = [{"place": "厨房", "what": "燃气泄漏", "severity": "critical"}]
    with pytest.raises(AssertionError, match="critical_defect"):
        await looked_over(city, one, defects=leak)

    held = await go(city[FRONT_DESK], one, "defect", {"reason": "燃气泄漏"})
    stuck = await tried(city[FRONT_DESK], one, "money-confirmation")
    again = await go(city[FRONT_DESK], one, "defect-clearance")

    assert (held["state"], held["held_for"]) == ("defect_hold", "燃气泄漏")
    assert stuck.json()["facts"]["possible"] == ["cancel", "clear_defect"]
    assert (again["state"], again["held_for"]) == ("booked", None)


async def test_who_did_not_come_gets_another_day(city: City) -> None:
    one = await booked(city)

    missed = await go(city[FRONT_DESK], one, "absence", {"reason": "电话无人接听"})
    again = await go(city[FRONT_DESK], one, "rebooking", {"booked_on": "2026-05-11"})

    assert missed["state"] == "no_show"
    assert (again["state"], again["booked_on"]) == ("booked", "2026-05-11")


async def test_a_sheet_of_somebody_else_is_no_check_in(city: City) -> None:
    project = await place(city)
    mine = await paid(city, await booked(city, await contracted(city, await kept(city, project))))
    other = await contracted(city, await kept(city, project, "102"))
    theirs = await looked_over(city, await paid(city, await booked(city, other)))

    body = {"handover_id": theirs["sheet"]["id"]}
    refused = await tried(city[FRONT_DESK], mine, "inspection", body)

    assert refused.json()["code"] == "sheet_of_other_lease"


async def test_only_a_signed_lease_is_moved_in_under_and_once(city: City) -> None:
    with on(city, DRAFTED):
        draft = await drafted(city)
    early = await city[FRONT_DESK].post(f"/leases/{draft['id']}/check-in", DAY)
    other = await place(city, code="HQXC", name="和庆小区")
    first = await booked(city, await contracted(city, await kept(city, other)))
    again = await city[FRONT_DESK].post(f"/leases/{first['lease_id']}/check-in", DAY)

    assert early.json()["code"] == "transition_refused"
    assert first["state"] == "booked"
    assert again.json()["code"] == "already_done"


async def test_a_household_whose_grant_was_taken_does_not_move_in(city: City) -> None:
    lease = await contracted(city)
    one = await handed_over(city, await booked(city, lease))
    await decided(city, lease["record"], effective_on="2026-05-01")

    refused = await tried(city[FRONT_DESK], one, "registration", {})

    assert refused.json()["code"] == "household_not_eligible"


async def test_keys_of_an_earlier_day_need_a_reason_and_an_open_month(city: City) -> None:
    one = await paid(city, await booked(city))
    one = await verified(city, await looked_over(city, one))
    body = {"repair_split_explained": True, "handed_over_on": "2026-05-04"}

    bare = await tried(city[FRONT_DESK], one, "hand-over", body)
    future = await tried(
        city[FRONT_DESK], one, "hand-over", body | {"handed_over_on": "2026-05-09"}
    )
    one = await go(city[FRONT_DESK], one, "hand-over", body | {"reason": "当日系统停机"})
    silent = await tried(city[FRONT_DESK], one, "registration", {})

    assert bare.json()["code"] == "backdating_needs_reason"
    assert future.json()["code"] == "date_not_reached"
    assert silent.json()["code"] == "backdating_needs_reason"


async def test_papers_of_moving_in_belong_to_the_lease(city: City) -> None:
    one = await handed_over(city)
    paper = await stored(city[FRONT_DESK], "同意书.pdf", PDF)
    await go(city[FRONT_DESK], one, "registration", {"file_ids": [paper]})

    files = (await city.officer.read(f"/leases/{one['lease_id']}/files"))["items"]

    assert paper in [file["file_id"] for file in files]


async def test_a_lease_put_aside_takes_its_check_in_with_it(city: City) -> None:
    one = await booked(city)
    void = await lease_tried(city.manager, one["lease"], "voiding", {"reason": "放弃入住"})
    after = await city.officer.read(f"/check-ins/{one['id']}")

    assert void.status_code == HTTPStatus.CREATED, void.text
    assert after["state"] == "cancelled"


#: What each step needs in its body to be understood.
BODIES: dict[CheckInEvent, tuple[str, Any]] = {
    CheckInEvent.CONFIRM_MONEY: ("money-confirmation", None),
    CheckInEvent.MISS: ("absence", {"reason": "未到"}),
    CheckInEvent.REBOOK: ("rebooking", {"booked_on": "2026-05-11"}),
    CheckInEvent.FIND_DEFECT: ("defect", {"reason": "漏水"}),
    CheckInEvent.CLEAR_DEFECT: ("defect-clearance", None),
    CheckInEvent.HAND_OVER: ("hand-over", {"repair_split_explained": True}),
    CheckInEvent.REGISTER: ("registration", {}),
}


async def test_no_step_is_taken_out_of_turn(city: City) -> None:
    one = await booked(city)
    for state, prepare in (
        (CheckInState.BOOKED, None),
        (CheckInState.MONEY_OK, paid),
        (CheckInState.INSPECTED, looked_over),
    ):
        one = await prepare(city, one) if prepare else one
        for event, (path, body) in BODIES.items():
            if event in MACHINE.possible(state):
                continue
            refused = await tried(city[FRONT_DESK], one, path, body)
            assert refused.json()["code"] == "transition_refused", (state, event)
            assert refused.json()["facts"]["possible"] == sorted(MACHINE.possible(state))


async def test_another_city_and_another_project_know_nothing_of_it(city: City) -> None:
    one = await booked(city)
    other = await found_city(city.runtime, city.http)
    await given_to_another_operator(city, one["project_id"])

    foreign = await other[FRONT_DESK].get(f"/check-ins/{one['id']}")
    elsewhere = await city[FRONT_DESK].get(f"/check-ins/{one['id']}")
    listed = await city[FRONT_DESK].read("/check-ins")
    officer = await tried(city.officer, one, "absence", {"reason": "未到"})

    assert foreign.json()["code"] == elsewhere.json()["code"] == "check_in_not_found"
    assert listed["items"] == []
    assert officer.json()["code"] == "permission_missing"
