"""A household changes while its lease runs on: proved, checked, decided, from a day on."""

import asyncio
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from sqlalchemy import text

from api.lease_changes.timetable import carry_out_changes
from domain.access import Role
from tests.given import City, Client, found_city
from tests.given_check_ins import given_to_another_operator
from tests.given_eligibility import OPERATORS, granted, number
from tests.given_exits import findings
from tests.given_lease_changes import TODAY, members, proposed, step, wanted, who
from tests.given_leasing import DRAFTED, kept, on
from tests.given_renewals import housed

FRONT_DESK = Role.FRONT_DESK


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The fifteenth of June, unless a test says another day."""
    with on(city, TODAY):
        yield


async def couple(city: City) -> Any:
    """A household of two: 赵福生, the tenant, and 王秀兰."""
    with on(city, DRAFTED):
        wife = {"name": "王秀兰", "relation": "配偶", "national_id": number()}
        reservation = await kept(city, record=await granted(city, members=[wife]))
    lease = await housed(city, reservation=reservation)
    return {**lease, "wife": await who(city, lease, "王秀兰")}


async def tried(city: City, lease: Any, *told: str, **facts: Any) -> str:
    desk = city[FRONT_DESK]
    response = await desk.post(f"/leases/{lease['id']}/changes", await wanted(desk, *told, **facts))
    return response.json().get("code", "done")


async def refused(client: Client, one: Any, name: str, body: Any = None) -> str:
    version = (await client.read(f"/lease-changes/{one['id']}"))["version"]
    path = f"/lease-changes/{one['id']}/{name}"
    response = await client.post(path, body, **{"If-Match": f'"{version}"'})
    return response.json()["code"]


OK = {"ok": True, "decision_no": "包住保变〔2026〕12 号"}


async def decided(city: City, one: Any) -> Any:
    await step(city.officer, one, "check")
    return await step(city.approver, one, "decision", OK)


async def test_a_child_is_born_and_lives_there_from_its_day(city: City) -> None:
    lease = await housed(city)
    one = await proposed(city, lease)
    before = await members(city, lease)
    checked = await step(city.officer, one, "check")
    done = await step(city.approver, one, "decision", OK)
    household = await city.officer.read(f"/households/{lease['household_id']}")
    history = (await city.officer.read(f"/leases/{lease['id']}/history"))["items"]

    assert (one["state"], checked["state"], done["state"]) == ("submitted", "checked", "effective")
    assert "赵小宝" not in before
    assert (household["size"], household["members"][-1]["relation"]) == (2, "子女")
    assert (history[-1]["event"], history[-1]["document_id"]) == ("household_changed", one["id"])
    assert history[-1]["from_state"] == history[-1]["to_state"] == "active"


async def test_who_leaves_stays_on_file(city: City) -> None:
    lease = await couple(city)
    done = await decided(
        city, await proposed(city, lease, "leave", "moved_out", member_id=lease["wife"])
    )
    async with city.runtime.database.snapshot(city.context) as session:
        left = await session.scalar(
            text("select left_on from members where id = :id"), {"id": lease["wife"]}
        )
    household = await city.officer.read(f"/households/{lease['household_id']}")

    assert (done["state"], done["before"]) == ("effective", {"name": "王秀兰"})
    assert (left, household["size"]) == (TODAY, 1)


async def test_edge_case_1_the_tenant_dies_and_the_lease_goes_on_with_its_debts(city: City) -> None:
    """民法典 Art. 732: no exit, no new lease; what is owed stays with the account."""
    lease = await couple(city)
    owed = (await city.cashier.read(f"/leases/{lease['id']}/statement"))["closing_fen"]
    done = await decided(
        city, await proposed(city, lease, "substitute", "death", member_id=lease["wife"])
    )
    after = await city.officer.read(f"/leases/{lease['id']}")
    people = await members(city, lease)

    assert (done["state"], done["before"]["tenant_name"]) == ("effective", "赵福生")
    assert (after["state"], after["tenant_name"]) == ("active", "王秀兰")
    assert (people["王秀兰"]["is_tenant"], people["王秀兰"]["relation"]) == (True, "本人")
    assert (people["赵福生"]["is_tenant"], people["赵福生"]["relation"]) == (False, "原承租人")
    assert (await city.cashier.read(f"/leases/{lease['id']}/statement"))["closing_fen"] == owed
    assert await findings(city) == []


async def test_the_tenant_does_not_just_leave(city: City) -> None:
    lease = await couple(city)
    tenant = await who(city, lease, "赵福生")

    assert await tried(city, lease, "leave", "death", member_id=tenant) == "tenant_stays"
    assert await tried(city, lease, "substitute", "death", member_id=tenant) == "already_tenant"


async def test_a_later_day_waits_for_the_clock(city: City) -> None:
    lease = await housed(city)
    done = await decided(city, await proposed(city, lease, effective_on="2026-07-01"))
    await carry_out_changes(city.runtime, city.authority_id)
    before = await members(city, lease)
    with on(city, date(2026, 7, 1)):
        await carry_out_changes(city.runtime, city.authority_id)
        await carry_out_changes(city.runtime, city.authority_id)
    after = await members(city, lease)
    now = await city.officer.read(f"/lease-changes/{done['id']}")

    assert done["state"] == "approved"
    assert ("赵小宝" in before, "赵小宝" in after) == (False, True)
    assert (now["state"], now["took_effect_on"]) == ("effective", "2026-07-01")


async def test_back_dating_needs_a_reason_and_an_open_month(city: City) -> None:
    lease = await housed(city)
    silent = await tried(city, lease, effective_on="2026-06-01")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update books set closed_through = '2026-05-01' where project_id = :p"),
            {"p": lease["project_id"]},
        )
    closed = await tried(city, lease, effective_on="2026-05-20", reason="当时未报")
    said = await proposed(city, lease, effective_on="2026-06-01", reason="出生证明迟到")

    assert (silent, closed, said["state"]) == (
        "backdating_needs_reason",
        "period_closed",
        "submitted",
    )


async def test_what_a_change_needs_is_named(city: City) -> None:
    lease = await housed(city)

    assert await tried(city, lease, relation=None) == "lease_change_incomplete"
    assert await tried(city, lease, "join", "death") == "cause_of_other_change"
    assert await tried(city, lease, "leave", "death", member_id=lease["id"]) == "member_not_found"
    assert await tried(city, lease, file_ids=[]) == "request_invalid"


async def test_somebody_housed_elsewhere_does_not_move_in(city: City) -> None:
    lease, elsewhere = await housed(city), number()
    with on(city, DRAFTED):
        project = await city.officer.read(f"/projects/{lease['project_id']}")
        record = await granted(city, national_id=elsewhere)
        reservation = await kept(city, project, "102", record=record)
    await housed(city, reservation={**reservation, "project": project})

    assert await tried(city, lease, national_id=elsewhere) == "member_housed"


async def test_the_same_person_does_not_move_in_twice(city: City) -> None:
    lease, child = await housed(city), number()
    first = await proposed(city, lease, national_id=child)
    second = await proposed(city, lease, national_id=child)
    await decided(city, first)
    await step(city.officer, second, "check")

    assert await refused(city.approver, second, "decision", OK) == "lives_there_already"
    assert await tried(city, lease, national_id=child) == "lives_there_already"


async def test_two_substitutions_at_once_are_one(city: City) -> None:
    lease, desk = await couple(city), city[FRONT_DESK]
    bodies = [await wanted(desk, "substitute", "death", member_id=lease["wife"]) for _ in range(2)]
    both = await asyncio.gather(
        *(desk.post(f"/leases/{lease['id']}/changes", body) for body in bodies)
    )

    assert sorted(one.status_code for one in both) == [HTTPStatus.CREATED, HTTPStatus.CONFLICT]


async def test_nobody_decides_what_they_put_down_or_checked(city: City) -> None:
    one = await proposed(city, await housed(city))
    early = await refused(city.approver, one, "decision", OK)
    await step(city.officer, one, "check")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update lease_changes set checked_by = :who where id = :id"),
            {"who": city.approver.person_id, "id": one["id"]},
        )

    assert early == "transition_refused"
    assert await refused(city.approver, one, "decision", OK) == "maker_is_checker"


@pytest.mark.parametrize("role", OPERATORS)
async def test_the_operator_decides_no_change(city: City, role: Role) -> None:
    one, version = await proposed(city, await housed(city)), {"If-Match": '"1"'}
    for name, body in (("check", None), ("decision", OK)):
        response = await city[role].post(f"/lease-changes/{one['id']}/{name}", body, **version)
        assert response.json()["code"] == "permission_missing"


async def test_a_rejected_change_changes_nothing(city: City) -> None:
    lease = await housed(city)
    one = await proposed(city, lease)
    done = await step(city.approver, one, "decision", {"ok": False, "decision": "出生证明不符"})

    assert (done["state"], done["decision"]) == ("rejected", "出生证明不符")
    assert "赵小宝" not in await members(city, lease)
    assert await refused(city[FRONT_DESK], one, "withdrawal") == "transition_refused"


async def test_a_change_that_is_not_wanted_any_more_is_withdrawn(city: City) -> None:
    one = await proposed(city, await housed(city))

    assert (await step(city[FRONT_DESK], one, "withdrawal"))["state"] == "withdrawn"


async def test_terms_follow_from_a_change(city: City) -> None:
    lease = await housed(city)
    done = await decided(city, await proposed(city, lease))
    body = {
        "tier": "low_income",
        "decided_on": TODAY.isoformat(),
        "document_no": "包住保〔2026〕31 号",
        "reason": "家庭人口增加。",
        "change_id": done["id"],
    }
    terms = await city.officer.act(f"/leases/{lease['id']}/terms", body)
    strange = await city.officer.post(
        f"/leases/{lease['id']}/terms", {**body, "change_id": lease["id"]}
    )

    assert terms["change_id"] == done["id"]
    assert strange.json()["code"] == "lease_change_not_found"


async def test_a_lease_that_has_ended_has_no_changes(city: City) -> None:
    lease = await housed(city)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update leases set state = 'terminated' where id = :id"), {"id": lease["id"]}
        )

    assert await tried(city, lease) == "lease_not_lived_in"


async def test_changes_are_seen_by_whom_they_concern(
    city: City, runtime: Any, stranger: Any
) -> None:
    lease = await housed(city)
    one = await proposed(city, lease)
    path = f"/lease-changes/{one['id']}"
    elsewhere = await found_city(runtime, stranger)
    listed = await city.officer.read("/lease-changes", lease_id=lease["id"])
    other = await elsewhere.officer.get(path)
    await given_to_another_operator(city, lease["project_id"])
    operator = await city[FRONT_DESK].get(path)

    assert [each["id"] for each in listed["items"]] == [one["id"]]
    assert [each.json()["code"] for each in (other, operator)] == ["lease_change_not_found"] * 2


async def test_a_list_names_the_lease_and_whom_a_change_is_about(city: City) -> None:
    lease = await couple(city)
    joining = await proposed(city, lease)
    await proposed(city, lease, "leave", "moved_out", member_id=lease["wife"])
    tenant = await who(city, lease, "赵福生")
    right = await proposed(city, lease, "name", "written_wrong", member_id=tenant, name="赵福升")
    listed = (await city.officer.read("/lease-changes", lease_id=lease["id"]))["items"]
    about = {one["kind"]: one["member_name"] for one in listed}

    assert {(one["contract_no"], one["tenant_name"]) for one in listed} == {
        (lease["contract_no"], "赵福生")
    }
    assert about == {"join": None, "leave": "王秀兰", "name": "赵福生"}
    assert (listed[0]["building"], listed[0]["room"]) == (lease["building"], lease["room"])
    assert joining["possible"] == ["check", "reject", "withdraw"]
    assert right["possible"] == ["confirm", "reject", "withdraw"]
