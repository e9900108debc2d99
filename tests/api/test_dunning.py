"""Arrears are dunned step by step, and a payment stops it at once."""

import asyncio
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_dunning import months, opened, refused, said, step
from tests.given_payments import home, order, owes

PDF = b"%PDF-1.7 signed receipt"


@pytest.fixture
async def behind(city: City) -> Any:
    """A lease that owes three months: 27227 each."""
    flat = await home(city)
    await owes(city, flat, *months(city, 3))
    return flat


async def test_a_case_is_opened_for_what_is_owed_and_says_what_is_due(
    city: City, behind: Any
) -> None:
    case = await opened(city, behind)

    assert (case["state"], case["overdue_fen"], case["months_owed"]) == ("open", 3 * 27227, 3)
    assert case["step"]["code"] == "employer_letter", "rungs passed over are not caught up"
    assert case["limitation_on"] > city.runtime.clock.today().isoformat()


async def test_whoever_owes_nothing_has_no_case(city: City) -> None:
    flat = await home(city)

    response = await city[Role.FRONT_DESK].post("/arrears-cases", {"lease_id": flat["id"]})

    assert (response.status_code, response.json()["code"]) == (409, "nothing_overdue")


async def test_a_lease_has_one_case_under_way(city: City, behind: Any) -> None:
    body = {"lease_id": behind["id"]}

    answers = await asyncio.gather(
        *(city[Role.FRONT_DESK].post("/arrears-cases", body) for _ in range(6))
    )

    assert sorted(one.status_code for one in answers) == [201] + [409] * 5
    assert {one.json().get("code") for one in answers} == {None, "already_done"}


async def test_a_step_is_a_contact_and_moves_the_case_on(city: City, behind: Any) -> None:
    case = await opened(city, behind)

    after = await step(city, case, "visit", person="白雪", summary="上门，家中无人，已留条。")
    [taken] = (await city.officer.read(f"/arrears-cases/{case['id']}/steps"))["items"]
    [contact] = (await city.officer.read("/contacts", lease_id=behind["id"]))["items"]
    listed = (await city.cashier.read("/arrears", project_id=behind["project"]["id"]))["items"]

    assert (after["state"], after["last_step"]) == ("dunning", "visit")
    assert after["step"] is None, "the visit has its time first"
    rested = (city.runtime.clock.today() + timedelta(days=10)).isoformat()
    assert (after["next_step"]["code"], after["next_step"]["due_on"]) == (
        "employer_letter",
        rested,
    )
    assert (taken["overdue_fen"], taken["months_owed"]) == (3 * 27227, 3)
    assert (taken["template"], taken["channel"]) == ("上门催缴记录", "home_visit")
    assert (contact["step"], contact["person"]) == ("visit", "白雪")
    [row] = listed
    assert (row["last_step"], row["case_id"], row["case_state"]) == ("visit", case["id"], "dunning")
    assert row["last_contact"]["channel"] == "home_visit"
    assert row["next_step"]["due_on"] == rested


async def test_without_a_name_the_step_that_is_due_is_taken(city: City, behind: Any) -> None:
    case = await opened(city, behind)

    after = await step(city, case)

    assert after["last_step"] == "employer_letter"
    assert await refused(city, case) == "no_step_due"
    assert (await step(city, case, "employer_letter"))["last_step"] == "employer_letter"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("suit", "step_not_reached"),
        ("singing", "step_unknown"),
    ],
)
async def test_a_step_that_is_not_reached_is_refused(
    city: City, behind: Any, code: str, why: str
) -> None:
    assert await refused(city, await opened(city, behind), code) == why


async def test_steps_are_neither_hurried_nor_taken_back(city: City, behind: Any) -> None:
    case = await opened(city, behind)
    await step(city, case, "demand_letter")

    assert await refused(city, case, "employer_letter") == "step_too_soon"
    assert await refused(city, case, "call") == "step_below_last"
    tomorrow = (city.runtime.clock.today() + timedelta(days=1)).isoformat()
    assert await refused(city, case, "demand_letter", on_date=tomorrow) == "contact_in_future"
    assert await refused(city, case, "demand_letter", on_date="2020-01-01") == "step_before_case"


async def test_a_hold_is_respected(city: City, behind: Any) -> None:
    case = await opened(city, behind)
    hold = {"kind": "vulnerable", "from_on": "2026-01-01", "reason": "独居老人"}
    await city.officer.act(f"/leases/{behind['id']}/holds", hold)

    assert await refused(city, case, "employer_letter") == "step_on_hold"
    assert (await step(city, case, "visit"))["holds"] == ["vulnerable"]
    dispute = {"kind": "dispute", "from_on": "2026-01-01", "reason": "面积有异议"}
    await city.officer.act(f"/leases/{behind['id']}/holds", dispute)
    assert await refused(city, case, "visit") == "step_on_hold"


async def test_a_payment_stops_it_and_a_bounced_one_lets_it_go_on(city: City, behind: Any) -> None:
    """E19: dunning continues with the step it had reached; it does not restart."""
    case = await opened(city, behind)
    await step(city, case, "visit")
    paid = await city.cashier.act("/payments", order(behind, 3 * 27227))

    stopped = await city.officer.read(f"/arrears-cases/{case['id']}")
    assert (stopped["state"], stopped["step"], stopped["overdue_fen"]) == ("closed_paid", None, 0)
    assert await refused(city, case, "visit") == "nothing_overdue"
    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "余额不足"})

    running = await city.officer.read(f"/arrears-cases/{case['id']}")
    assert (running["state"], running["last_step"]) == ("dunning", "visit")
    assert running["next_step"]["code"] == "employer_letter"


async def test_a_later_debt_is_another_case(city: City) -> None:
    flat = await home(city)
    clock = city.runtime.clock
    try:
        clock.told = date(2026, 3, 25)
        await owes(city, flat, "2026-02")
        old = await opened(city, flat)
        await step(city, old, "call")
        await city.cashier.act("/payments", order(flat, 27227, received_on="2026-03-25"))
        clock.told = date(2026, 6, 20)
        await owes(city, flat, "2026-05")

        over = await refused(city, old, "call")
        new = await opened(city, flat)
        before = await city.officer.read(f"/arrears-cases/{old['id']}")
    finally:
        clock.told = None

    assert over == "case_is_over"
    assert new["id"] != old["id"]
    assert (new["last_step"], new["state"]) == (None, "open")
    assert (before["state"], before["closed_on"]) == ("closed_paid", "2026-06-20")


async def test_a_proven_demand_begins_the_time_to_sue_anew(city: City, behind: Any) -> None:
    case = await opened(city, behind)
    after = await step(city, case, "demand_letter", summary="送达催缴通知书")
    [contact] = (await city.officer.read("/contacts", lease_id=behind["id"]))["items"]
    front = city[Role.FRONT_DESK]
    today = city.runtime.clock.today()

    delivered = {"delivery": "delivered", "delivered_on": today.isoformat()}
    told = await front.act(f"/contacts/{contact['id']}/outcome", delivered, version=1)
    unproven = await city.officer.read(f"/arrears-cases/{case['id']}")
    response = await front.request(
        "PUT",
        f"/contacts/{contact['id']}/attachment",
        files={"file": ("回证.pdf", PDF)},
        headers={"If-Match": f'"{told["version"]}"'},
    )
    proven = await city.officer.read(f"/arrears-cases/{case['id']}")
    kept = await city.officer.get(f"/contacts/{contact['id']}/attachment")

    assert response.status_code == HTTPStatus.OK, response.text
    assert unproven["limitation_on"] == after["limitation_on"], "nothing proves it yet"
    assert proven["limitation_on"] == today.replace(year=today.year + 3).isoformat()
    assert (kept.content, kept.headers["content-type"]) == (PDF, "application/pdf")
    assert "attachment" in kept.headers["content-disposition"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"<html><script>alert(1)</script>", "file_type_mismatch"),
        (b"PK\x03\x04workbook", "file_type_mismatch"),
    ],
)
async def test_a_proof_is_a_document_or_a_picture(
    city: City, behind: Any, data: bytes, code: str
) -> None:
    await step(city, await opened(city, behind), "demand_letter")
    [contact] = (await city.officer.read("/contacts", lease_id=behind["id"]))["items"]

    response = await city[Role.FRONT_DESK].request(
        "PUT",
        f"/contacts/{contact['id']}/attachment",
        files={"file": ("../../proof.jpg", data)},
        headers={"If-Match": '"1"'},
    )

    assert (response.status_code, response.json()["code"]) == (422, code)


async def test_what_was_said_at_the_counter_is_noted_too(city: City, behind: Any) -> None:
    promised = (city.runtime.clock.today() + timedelta(days=9)).isoformat()
    body = said(city, summary="来窗口，答应发工资后缴清", promised_on=promised)
    noted = await city.cashier.act("/contacts", body | {"lease_id": behind["id"]})

    [row] = (await city.cashier.read("/arrears", project_id=behind["project"]["id"]))["items"]

    assert (noted["channel"], noted["step"], noted["case_id"]) == ("counter", None, None)
    assert row["last_contact"] == {
        "on_date": city.runtime.clock.today().isoformat(),
        "channel": "counter",
        "promised_on": promised,
        "times": 1,
    }


async def test_the_outcome_of_a_contact_is_not_overwritten_unseen(city: City, behind: Any) -> None:
    noted = await city.cashier.act("/contacts", said(city) | {"lease_id": behind["id"]})
    path = f"/contacts/{noted['id']}/outcome"
    await city.cashier.act(path, {"feedback": "无人接听"}, version=1)

    late = await city.cashier.post(path, {"feedback": "已接"}, **{"If-Match": '"1"'})
    blind = await city.cashier.post(path, {"feedback": "已接"})
    early = await city.cashier.post(path, {"delivered_on": "2020-01-01"}, **{"If-Match": '"2"'})

    assert (late.status_code, blind.status_code) == (412, 428)
    assert early.json()["code"] == "delivered_before"


# --- who, and where -----------------------------------------------------------------------


async def test_a_city_may_have_a_ladder_of_its_own(city: City, behind: Any) -> None:
    rung = {
        "code": "knock",
        "clock": "days",
        "after": 1,
        "channel": "home_visit",
        "template": "",
        "proof": "visit_sheet",
        "rest_days": 3,
        "stopped_by": ["dispute"],
    }
    setting = {"key": "arrears.ladder", "value": [rung], "valid_from": "2026-01-01"}
    await city.officer.act("/parameters", setting | {"legal_basis": "八号文"})
    bad = setting | {"value": [rung | {"clock": "moons"}], "legal_basis": "九号文"}
    bad["valid_from"] = "2026-02-01"

    response = await city.officer.post("/parameters", bad)
    case = await opened(city, behind)

    assert response.json()["code"] == "parameter_value_invalid"
    assert case["step"]["code"] == "knock"
    assert (await step(city, case))["last_step"] == "knock"


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.FINANCE_OFFICER, Role.AUDITOR, Role.TENANT])
async def test_dunning_is_the_operators_work(city: City, behind: Any, role: Role) -> None:
    response = await city[role].post("/arrears-cases", {"lease_id": behind["id"]})

    assert response.json()["code"] == "permission_missing"


async def test_another_citys_case_is_not_there(city: City, behind: Any) -> None:
    case = await opened(city, behind)
    elsewhere = await found_city(city.runtime, city.http)

    for path in ("", "/steps", "/plan"):
        answer = await elsewhere.officer.get(f"/arrears-cases/{case['id']}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "case_not_found")
    assert (await elsewhere.officer.read("/arrears-cases"))["items"] == []


async def test_cases_are_listed_open_or_closed(city: City, behind: Any) -> None:
    case = await opened(city, behind)
    project = behind["project"]["id"]

    running = await city.officer.read("/arrears-cases", project_id=project, open=True)
    closed = await city.officer.read("/arrears-cases", project_id=project, open=False)

    assert [one["id"] for one in running["items"]] == [case["id"]]
    assert closed["items"] == []
