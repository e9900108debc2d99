"""A lease's rent changes by decision, from a day on; what was charged before is put right."""

import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_month import Estate, estate

FULL, LOW = 34800, 20130


async def let(city: City, rent: int = FULL, **terms: Any) -> Estate:
    return await estate(city, {"甲": rent}, **terms)


def decision(**facts: Any) -> dict[str, Any]:
    return {
        "tier": "low_income",
        "monthly_rent_fen": LOW,
        "decided_on": "2025-05-16",
        "document_no": "包住保〔2025〕31 号",
        "reason": "年审：家庭收入降至低收入标准。",
        **facts,
    }


async def drafted(home: Estate, **facts: Any) -> Any:
    path = f"/leases/{home.leases['甲']}/terms"
    return await home.city.officer.act(path, decision(**facts))


async def approved(home: Estate, terms: Any, **body: Any) -> Any:
    path = f"/lease-terms/{terms['id']}/approval"
    return await home.city.approver.act(path, body, version=terms["version"])


async def changed(home: Estate, **facts: Any) -> Any:
    """A decision that may reach back, in force."""
    return await approved(home, await drafted(home, **facts), is_retroactive=True)


async def charges(home: Estate) -> list[tuple[str, int, int, int, int]]:
    """(month, line, amount, owed, reduced) of each charge, the oldest first."""
    found = await home.city.cashier.read("/charges", lease_id=str(home.leases["甲"]))
    return sorted(
        (
            one["month"],
            one["line"],
            one["amount_fen"],
            one["owed_fen"],
            one["reduced_fen"],
        )
        for one in found["items"]
    )


async def test_e3_a_tier_changes_with_the_next_month(city: City) -> None:
    home = await let(city)
    terms = await drafted(home)
    await approved(home, terms)

    await home.bill("2025-05")
    await home.bill("2025-06")

    assert terms["valid_from"] == "2025-06-01"
    assert [fen for _, _, fen, _, _ in await charges(home)] == [FULL, LOW]


async def test_e3_from_the_day_where_the_city_says_so(city: City) -> None:
    """348.00 × 15/31 + 201.30 × 16/31 = 168.39 + 103.90 = 272.29."""
    setting = {"key": "lease.change_from", "value": "from_the_day", "valid_from": "2025-01-01"}
    await city.officer.act("/parameters", setting | {"legal_basis": "八号文"})
    home = await let(city)
    terms = await drafted(home)
    await approved(home, terms)

    await home.bill("2025-05")
    [may] = (await city.cashier.read("/charges", lease_id=str(home.leases["甲"])))["items"]
    trace = (await city.cashier.read(f"/charges/{may['id']}"))["trace"]

    assert terms["valid_from"] == "2025-05-16"
    assert may["amount_fen"] == 27229
    assert [(part["rent_fen"], part["amount_fen"]) for part in trace["parts"]] == [
        (FULL, 16839),
        (LOW, 10390),
    ]
    assert await home.findings() == []


async def test_a_draft_changes_nothing_and_shows_what_it_would(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")

    terms = await drafted(home, valid_from="2025-05-01")
    await home.bill("2025-06")
    seen = await city.approver.read(f"/lease-terms/{terms['id']}")
    lease = await city.officer.read(f"/leases/{home.leases['甲']}")

    assert [fen for _, _, fen, _, _ in await charges(home)] == [FULL, FULL]
    assert [(one["month"], one["difference_fen"]) for one in seen["months"]] == [
        ("2025-05", LOW - FULL),
        ("2025-06", LOW - FULL),
    ]
    assert (lease["monthly_rent_fen"], lease["terms_from"]) == (FULL, None)


async def test_e4_what_was_charged_too_little_is_one_supplementary_line(city: City) -> None:
    """5.20 → 5.60 from July: 41.90 for July and August; the old lines are not edited."""
    home = await let(city, 27227)
    for month in ("2025-06", "2025-07", "2025-08"):
        await home.bill(month)

    done = await changed(
        home,
        tier="lower_middle",
        monthly_rent_fen=29322,
        decided_on="2025-06-20",
        valid_from="2025-07-01",
    )

    booked = city.runtime.clock.today().isoformat()[:7]
    found = await charges(home)
    assert [one for one in found if one[0] < booked] == [
        (month, 1, 27227, 27227, 0) for month in ("2025-06", "2025-07", "2025-08")
    ]
    [extra] = [one for one in found if one[0] == booked]
    assert extra[1:] == (2, 4190, 4190, 0)
    [line] = [
        one
        for one in (await city.cashier.read("/charges", lease_id=str(home.leases["甲"])))["items"]
        if one["line"] == 2
    ]
    assert (line["from_on"], line["until_on"]) == ("2025-07-01", "2025-09-01")
    assert line["due_on"] > city.runtime.clock.today().isoformat(), "due with notice"
    assert [(one["month"], one["difference_fen"]) for one in done["months"]] == [
        ("2025-07", 2095),
        ("2025-08", 2095),
    ]
    assert await home.findings() == []


async def test_the_month_of_a_supplementary_line_is_still_charged_itself(city: City) -> None:
    home = await let(city, 27227)
    await home.bill("2025-08")
    await changed(home, monthly_rent_fen=29322, valid_from="2025-08-01")
    booked = city.runtime.clock.today().isoformat()[:7]
    before = await home.checks(booked)

    await home.bill(booked)

    checks = {one["code"]: one["facts"] for one in before["items"]}
    assert checks["every_live_lease_charged"] == {"live_leases": 1, "charged_leases": 0}
    assert [one[:3] for one in await charges(home) if one[0] == booked] == [
        (booked, 1, 29322),
        (booked, 2, 2095),
    ]
    assert await home.findings() == []


async def test_reaching_back_must_be_meant(city: City) -> None:
    home = await let(city)
    terms = await drafted(home, valid_from="2025-05-31")
    path = f"/lease-terms/{terms['id']}/approval"

    response = await city.approver.post(path, {}, **{"If-Match": '"1"'})

    assert (response.status_code, response.json()["code"]) == (409, "terms_retroactive")
    assert response.json()["facts"] == {"valid_from": "2025-05-31", "effect_on": "2025-06-01"}
    assert (await approved(home, terms, is_retroactive=True))["is_retroactive"] is True


async def test_rent_that_is_not_owed_after_all_comes_off_what_is_owed(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")
    await home.bill("2025-06")
    await home.pay("甲", 10000, "2025-06-10")

    await changed(home, valid_from="2025-05-01")

    assert await charges(home) == [
        ("2025-05", 1, FULL, LOW - 10000, FULL - LOW),
        ("2025-06", 1, FULL, LOW, FULL - LOW),
    ]
    assert await home.findings() == []


async def test_rent_that_was_paid_and_is_not_owed_becomes_credit(city: City) -> None:
    """May is paid in full; what is too much of it pays June, and the rest waits."""
    home = await let(city)
    await home.bill("2025-05")
    await home.pay("甲", FULL, "2025-05-10")
    await home.bill("2025-06")

    done = await changed(home, valid_from="2025-05-01")

    over = FULL - LOW
    assert await charges(home) == [
        ("2025-05", 1, FULL, 0, over),
        ("2025-06", 1, FULL, LOW - over, over),
    ]
    assert [one["credited_fen"] for one in done["months"]] == [over, 0]
    assert await home.findings() == []


async def test_an_advanced_month_gives_the_operators_claim_back_first(city: City) -> None:
    """The operator advanced rent that is not owed: treasury gives the difference back."""
    home = await let(city)
    await home.bill("2025-05")
    await home.pay("甲", 10000, "2025-05-10")
    await home.advance("2025-05", "2025-06-09")

    await changed(home, valid_from="2025-05-01")

    balances = await home.balances("2027-12")
    assert await charges(home) == [("2025-05", 1, FULL, LOW - 10000, FULL - LOW)]
    assert (balances["A2"], balances["T1"]) == (LOW - 10000, FULL - LOW)
    assert await home.findings() == []


@pytest.mark.parametrize("advanced", [False, True])
async def test_a_payment_taken_back_later_leaves_the_lower_rent(city: City, advanced: bool) -> None:
    home = await let(city)
    await home.bill("2025-05")
    if advanced:
        await home.advance("2025-05", "2025-06-09")
    paid = await home.pay("甲", FULL, "2025-06-10")
    await changed(home, valid_from="2025-05-01")
    assert (await city.cashier.read(f"/payments/{paid['id']}"))["unallocated_fen"] == FULL - LOW

    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})

    assert await charges(home) == [("2025-05", 1, FULL, LOW, FULL - LOW)]
    assert (await city.cashier.read(f"/payments/{paid['id']}"))["unallocated_fen"] == 0
    assert await home.findings() == []
    account = await city.cashier.read(f"/leases/{home.leases['甲']}/statement")
    assert account["closing_fen"] == LOW


async def test_a_second_decision_puts_right_only_what_is_left_to(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")
    await changed(home, valid_from="2025-05-01")

    again = await changed(home, valid_from="2025-05-01", monthly_rent_fen=LOW - 130)
    third = await changed(home, valid_from="2025-05-01", monthly_rent_fen=LOW)

    assert [one["difference_fen"] for one in again["months"]] == [-130]
    assert [one["difference_fen"] for one in third["months"]] == [130]
    assert sum(owed for *_, owed, _ in await charges(home)) == LOW
    assert await home.findings() == []


async def test_a_closed_month_is_put_right_in_the_open_one(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")
    await home.pay("甲", FULL, "2025-05-10")
    await home.remit("2025-05-31")
    closing = await home.close("2025-05")

    await changed(home, valid_from="2025-05-01")

    verified = await city.finance.read(f"/month-closings/{closing['id']}/verification")
    assert verified["holds"] is True
    payments = await city.cashier.read("/payments", lease_id=str(home.leases["甲"]))
    assert [one["unallocated_fen"] for one in payments["items"]] == [FULL - LOW]
    assert await home.findings() == []


async def test_without_a_sum_the_rule_gives_the_rent(city: City) -> None:
    home = await let(city)
    rule = {
        "project_id": home.id,
        "valid_from": "2025-01-01",
        "rule": {
            "name": "低收入五折",
            "tiers": {"low_income": {"within": {"percent": "50"}, "beyond": {"percent": "50"}}},
        },
        "basis": "actual_days",
        "legal_basis": "九号文",
    }
    await city.officer.act("/rent-rules", rule)

    terms = await drafted(home, monthly_rent_fen=None)

    assert terms["monthly_rent_fen"] == terms["rule_rent_fen"] == 13614


async def test_the_lease_shows_the_terms_of_today(city: City) -> None:
    home = await let(city)
    await changed(home)
    await approved(home, await drafted(home, valid_from="2099-01-01", monthly_rent_fen=1))

    lease = await city.officer.read(f"/leases/{home.leases['甲']}")
    listed = await city.officer.read(f"/leases/{home.leases['甲']}/terms")

    assert (lease["monthly_rent_fen"], lease["tier"]) == (LOW, "low_income")
    assert lease["terms_from"] == "2025-06-01"
    assert [one["valid_from"] for one in listed["items"]] == ["2099-01-01", "2025-06-01"]


async def test_whoever_drafted_it_does_not_approve_it(city: City) -> None:
    home = await let(city)
    terms = await drafted(home)

    wrong = await city.officer.post(
        f"/lease-terms/{terms['id']}/approval", {}, **{"If-Match": '"1"'}
    )
    rejected = await city.approver.act(f"/lease-terms/{terms['id']}/rejection", version=1)
    late = await city.approver.post(
        f"/lease-terms/{terms['id']}/approval", {}, **{"If-Match": '"2"'}
    )

    assert wrong.json()["code"] == "permission_missing"
    assert rejected["state"] == "rejected"
    assert late.json()["code"] == "transition_refused"


async def test_eight_approvals_at_once_put_right_once(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")
    terms = await drafted(home, valid_from="2025-05-01")
    path = f"/lease-terms/{terms['id']}/approval"

    answers = await asyncio.gather(
        *(
            city.approver.post(path, {"is_retroactive": True}, **{"If-Match": '"1"'})
            for _ in range(8)
        )
    )

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert await charges(home) == [("2025-05", 1, FULL, LOW, FULL - LOW)]
    assert await home.findings() == []


async def test_a_decision_of_tomorrow_is_refused(city: City) -> None:
    home = await let(city)
    path = f"/leases/{home.leases['甲']}/terms"

    response = await city.officer.post(path, decision(decided_on="2099-01-01"))

    assert response.json()["code"] == "decided_in_future"


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.CASHIER, Role.OPERATOR_MANAGER])
async def test_the_operator_decides_no_rent(city: City, role: Role) -> None:
    home = await let(city)

    response = await city[role].post(f"/leases/{home.leases['甲']}/terms", decision())

    assert response.json()["code"] == "permission_missing"


async def test_another_citys_terms_are_not_there(city: City) -> None:
    home = await let(city)
    terms = await drafted(home)
    elsewhere = await found_city(city.runtime, city.http)

    answer = await elsewhere.approver.get(f"/lease-terms/{terms['id']}")

    assert (answer.status_code, answer.json()["code"]) == (404, "terms_not_found")


async def test_a_decision_waits_for_another_person_in_the_inbox(city: City) -> None:
    home = await let(city)
    first = await drafted(home)
    await drafted(home, monthly_rent_fen=LOW - 100, document_no="包住保〔2025〕32 号")

    [waits] = (await city.approver.read("/approvals", kind="lease_terms"))["items"]

    changes = {one["field"]: (one["before"], one["after"]) for one in waits["changes"]}
    assert changes["monthly_rent_fen"] == (FULL, LOW), "the older of the two"
    assert waits["facts"]["document_no"] == "包住保〔2025〕31 号"
    assert waits["subject_id"] == str(home.leases["甲"])
    assert (await city.officer.read("/approvals", kind="lease_terms"))["items"] == []
    approve = waits["ways"][0]["path"]
    assert approve == f"/v1/lease-terms/{first['id']}/approval"

    await city.approver.act(approve.removeprefix("/v1"), {}, version=waits["version"])
    [second] = (await city.approver.read("/approvals", kind="lease_terms"))["items"]

    changes = {one["field"]: (one["before"], one["after"]) for one in second["changes"]}
    assert changes["monthly_rent_fen"] == (LOW, LOW - 100), "against what has come to hold"
    reject = second["ways"][1]["path"].removeprefix("/v1")
    await city.approver.act(reject, version=second["version"])
    assert (await city.approver.read("/approvals", kind="lease_terms"))["items"] == []


async def test_whoever_put_down_a_decision_does_not_see_it_as_theirs_to_decide(
    city: City,
) -> None:
    home = await let(city)
    await drafted(home)

    desk = await city.officer.read("/desk")

    assert "lease_terms" not in {one["kind"] for one in desk["items"]}
    assert [one["action"] for one in desk["handed_over"] if one["kind"] == "lease_terms"] == [
        "decide"
    ]
