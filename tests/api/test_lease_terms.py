"""A lease's rent changes by decision, from a day on; what was charged before is put right."""

import asyncio
from http import HTTPStatus

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_terms import FULL, LOW, approved, changed, charges, decision, drafted, let


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
