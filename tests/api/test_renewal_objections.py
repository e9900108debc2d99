"""Late applications, refusals, and objections to them."""

from datetime import date

from domain.access import Role
from tests.given import City
from tests.given_leasing import on
from tests.given_renewals import (
    ENDS,
    applied,
    at_home,
    checked,
    clock,
    go,
    housed,
    refused,
    state_of,
    tried,
)

FRONT_DESK = Role.FRONT_DESK
#: Five days after the decision of a Monday are a Saturday: the Monday after it.
OBJECT_BY = date(2026, 8, 10)


async def test_a_late_application_waits_for_the_approver(city: City) -> None:
    lease = await housed(city)
    late = date(2026, 8, 3)
    await clock(city, late)
    one = await applied(city, lease, late)
    with on(city, late):
        early = await tried(city.officer, one, "data-check")
        operator = await tried(city.officer, one, "late-grant")
        taken = await go(city.approver, one, "late-grant")
        again = await tried(city.approver, one, "late-grant")
        begun = await checked(city, one)

    assert one["is_late"]
    assert early.json()["code"] == "late_not_granted"
    assert operator.json()["code"] == "permission_missing"
    assert taken["late_granted_by"] == str(city.approver.person_id)
    assert again.json()["code"] == "not_late"
    assert begun["state"] == "data_check"
    assert await state_of(city, lease) == "renewal_review"


async def test_an_objection_is_answered_by_somebody_else(city: City) -> None:
    one = await refused(city, lease := await housed(city))
    tenant = await at_home(city, lease)
    other = await city.hire(Role.PURCHASER_APPROVER)
    with on(city, OBJECT_BY):
        objected = await go(tenant, one, "objection", {"objection": "房产已于2025年出售。"})
        own = await tried(city.approver, one, "objection-answer", {"upheld": True, "reply": "维持"})
        after = await go(other, one, "objection-answer", {"upheld": False, "reply": "登记有误"})

    assert (one["state"], one["object_by"]) == ("decided_no", OBJECT_BY.isoformat())
    assert objected["state"] == "objection"
    assert own.json()["code"] == "maker_is_checker"
    assert (after["state"], after["reply"]) == ("decided_ok", "登记有误")
    assert await state_of(city, lease) == "active"


async def test_who_objects_too_late_is_refused_for_good(city: City) -> None:
    one = await refused(city, lease := await housed(city))
    after = date(2026, 8, 11)
    with on(city, after):
        response = await tried(
            await at_home(city, lease), one, "objection", {"objection": "不同意"}
        )
    await clock(city, OBJECT_BY)
    standing = await city.officer.read(f"/renewals/{one['id']}")
    await clock(city, after)
    final = await city.officer.read(f"/renewals/{one['id']}")

    assert response.json()["code"] == "objection_too_late"
    assert standing["state"] == "decided_no"
    assert (final["state"], final["final_on"]) == ("final_no", "2026-08-11")


async def test_an_upheld_refusal_ends_in_relocation_at_the_leases_end(city: City) -> None:
    one = await refused(city, lease := await housed(city))
    other = await city.hire(Role.PURCHASER_APPROVER)
    with on(city, OBJECT_BY):
        await go(city[FRONT_DESK], one, "objection", {"objection": "不同意"})
        await go(other, one, "objection-answer", {"upheld": True, "reply": "维持原决定"})
    await clock(city, ENDS)
    before = await state_of(city, lease)
    await clock(city, date(2026, 11, 1))
    after = await city.officer.read(f"/leases/{lease['id']}")

    assert before == "renewal_review"
    assert (after["state"], after["relocation_until"]) == ("relocation", "2026-12-31")
