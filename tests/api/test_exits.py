"""What exits refuse: the wrong state, role, city, project, day and time; twice; in a race."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest

from api.exits.stepping import FRONT
from domain.access import Role
from domain.exits import MACHINES, ExitEvent, ExitState, Track
from domain.states import TransitionRefused
from tests.given import City, found_city
from tests.given_exits import (
    APPLIED,
    DAMAGED,
    LEAVES,
    RENT,
    SLIP,
    applied,
    bill_in,
    billed,
    checked_in,
    deed,
    findings,
    inspected,
    let,
    opened,
    prepaid,
    proof,
    refunds_of,
    step,
    tried,
)
from tests.given_payments import books_of, owes
from tests.given_rounds import on

EVERY = [(track, state, event) for track in Track for state in ExitState for event in ExitEvent]


@pytest.mark.parametrize("track", Track)
def test_what_a_way_out_does_not_list_is_refused_with_what_is_possible(track: Track) -> None:
    machine = MACHINES[track]
    for one, state, event in EVERY:
        if one is not track or (state, event) in machine.transitions:
            continue
        with pytest.raises(TransitionRefused) as refused:
            machine.after(state, event)
        assert refused.value.facts["possible"] == sorted(machine.possible(state))


@pytest.mark.parametrize("track", Track)
def test_every_way_out_can_come_to_its_end(track: Track) -> None:
    machine, reached = MACHINES[track], set[ExitState]()
    waiting = [{Track.VOLUNTARY: ExitState.APPLIED}.get(track, ExitState.OPENED)]
    while waiting:
        state = waiting.pop()
        reached.add(state)
        waiting += [
            to for (at, _), to in machine.transitions.items() if at == state and to not in reached
        ]

    assert ExitState.CLOSED in reached
    assert machine.possible(ExitState.CLOSED) == frozenset()
    assert not any(
        at is ExitState.INSPECTED and e is ExitEvent.WITHDRAW for at, e in machine.transitions
    )


async def test_a_step_of_another_state_over_http_says_what_is_possible(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    with on(city, APPLIED):
        case = await applied(city, await let(city))
        for event in sorted(FRONT - {ExitEvent.ACCEPT}):
            response = await tried(desk, case, "steps", {"event": event})
            assert response.status_code == HTTPStatus.CONFLICT, (event, response.text)
            assert response.json()["facts"]["possible"] == ["accept", "withdraw"]
        for action in ("inspection", "hand-back", "closing"):
            response = await tried(desk, case, action)
            assert response.json()["code"] == "transition_refused", action


async def test_one_case_is_open_per_lease(city: City) -> None:
    with on(city, APPLIED):
        flat = await let(city)
        await applied(city, flat)
        body = {"lease_id": flat["id"], "track": "voluntary", "ground": "own_wish"}
        again = await city[Role.FRONT_DESK].post("/exit-cases", body | {"leaves_on": "2025-06-20"})

    assert again.status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize(
    ("role", "track", "ground"),
    [
        (Role.PURCHASER_OFFICER, "voluntary", "own_wish"),
        (Role.FRONT_DESK, "civil", "ineligible"),
        (Role.FRONT_DESK, "administrative", "sublet"),
        (Role.PURCHASER_OFFICER, "lost_contact", "unreachable"),
    ],
)
async def test_the_wrong_side_opens_no_case(
    city: City, role: Role, track: str, ground: str
) -> None:
    with on(city, APPLIED):
        flat = await let(city)
        body = {"lease_id": flat["id"], "track": track, "ground": ground}
        response = await city[role].post("/exit-cases", body)

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert response.json()["code"] == "role_missing"


async def test_a_ground_leads_one_way_and_arrears_are_six_months(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    with on(city, date(2025, 8, 1)):
        flat = await let(city)
        wrong = await desk.post(
            "/exit-cases", {"lease_id": flat["id"], "track": "civil", "ground": "sublet"}
        )
        await owes(city, flat, *(f"2025-0{month}" for month in range(2, 7)))
        body = {"lease_id": flat["id"], "track": "civil", "ground": "arrears"}
        early = await desk.post("/exit-cases", body)
        await owes(city, flat, "2025-07")
        late = await desk.post("/exit-cases", body)

    assert wrong.json()["code"] == "ground_of_other_track"
    assert early.json()["facts"] == {"ground": "arrears", "months_owed": 5, "needed": 6}
    assert late.status_code == HTTPStatus.CREATED


async def test_a_tenant_applies_for_their_own_home_alone(city: City) -> None:
    with on(city, APPLIED):
        flat = await let(city)
        other = await let(city, room="102", project=flat["project"], deposit=0)
        lease = await city.officer.read(f"/leases/{flat['id']}")
        tenant = await city.hire(Role.TENANT, household_id=lease["household_id"])
        body = {"track": "voluntary", "ground": "own_wish", "leaves_on": "2025-06-20"}
        foreign = await tenant.post("/exit-cases", body | {"lease_id": other["id"]})
        case = await tenant.act("/exit-cases", body | {"lease_id": flat["id"]})
        step_of_theirs = await tenant.post(
            f"/exit-cases/{case['id']}/steps", {"event": "accept"}, **{"If-Match": '"1"'}
        )

    assert foreign.status_code == HTTPStatus.NOT_FOUND
    assert step_of_theirs.status_code == HTTPStatus.FORBIDDEN


async def test_another_city_knows_of_no_case(city: City) -> None:
    elsewhere = await found_city(city.runtime, city.http)
    with on(city, APPLIED):
        case = await applied(city, await let(city))

    response = await elsewhere[Role.FRONT_DESK].get(f"/exit-cases/{case['id']}")
    deed_there = await elsewhere[Role.FRONT_DESK].post(
        f"/exit-cases/{case['id']}/steps", {"event": "accept"}, **{"If-Match": '"1"'}
    )
    assert {response.status_code, deed_there.status_code} == {HTTPStatus.NOT_FOUND}


async def test_a_decision_is_withdrawn_by_the_approver_and_the_home_is_let_again(
    city: City,
) -> None:
    desk, officer = city[Role.FRONT_DESK], city.officer
    facts = {"document_no": "1", "legal_basis": "第二十七条"}
    with on(city, APPLIED):
        flat = await let(city)
        case = await opened(
            officer, flat, "administrative", "idle", file_ids=await proof(officer), **facts
        )
        refused = await tried(desk, case, "withdrawal", {"reason": "误会"})
        case = await deed(city.approver, case, "withdrawal", {"reason": "查无实据"})
        unit = await officer.read(f"/units/{flat['unit']['id']}")

    assert refused.json()["code"] == "role_missing"
    assert (case["state"], unit["state"]) == ("withdrawn", "leased")


async def test_nothing_is_ordered_before_the_household_was_heard_nor_by_who_opened(
    city: City,
) -> None:
    officer, approver = city.officer, city.approver
    order = {
        "document_no": "退1号",
        "legal_basis": "公租房办法第二十七条",
        "deadline_on": "2025-07-01",
    }
    with on(city, APPLIED):
        case = await opened(
            officer,
            await let(city),
            "administrative",
            "sublet",
            document_no="1",
            legal_basis="第二十七条",
            file_ids=await proof(officer),
        )
        bare = await tried(officer, case, "steps", {"event": "notify_facts"})
        papers = {"file_ids": await proof(officer), "document_no": "告1号"}
        await step(officer, case, "notify_facts", served_way="post", **papers)
        early = await tried(approver, case, "steps", {"event": "order_return", **order})
        wrong = await tried(officer, case, "steps", {"event": "order_return", **order})
    with on(city, date(2025, 6, 30)):
        fine = {"event": "order_return", **order, "fine_fen": 100_001}
        above = await tried(approver, case, "steps", fine)

    assert bare.json()["facts"]["missing"] == ["served_way", "document_no", "file_ids"]
    assert early.json()["facts"] == {"earliest_on": "2025-06-10"}
    assert wrong.json()["code"] == "role_missing"
    assert above.json()["facts"] == {"most_fen": 100_000, "fine_fen": 100_001}


async def ready(city: City, *, deposit: int = 100_000, **sheet: Any) -> tuple[Any, Any]:
    """Inspected, on 18 June, with June to August prepaid."""
    with on(city, APPLIED):
        flat = await let(city, deposit=deposit)
        await prepaid(city, flat, "2025-06", "2025-07", "2025-08")
        await checked_in(city, flat)
        case = await applied(city, flat)
        await step(city[Role.FRONT_DESK], case, "accept")
    with on(city, LEAVES):
        return flat, await inspected(city, flat, case, **sheet)


async def test_a_sheet_that_one_side_signed_is_not_enough(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    with on(city, APPLIED):
        case = await applied(city, await let(city))
        await step(desk, case, "accept")
        await step(desk, case, "book_inspection", inspect_on="2025-06-02")
        response = await tried(desk, case, "inspection")

    assert response.json()["code"] == "check_out_sheet_missing"


async def test_a_draft_posts_nothing_and_an_account_left_open_is_named(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    with on(city, LEAVES):
        before = await books_of(city, flat["project"])
        bare = await tried(desk, case, "final-bill", {"utilities": []})
        await deed(desk, case, "final-bill", await bill_in(desk))
        after = await books_of(city, flat["project"])

    assert bare.json()["facts"] == {"missing": ["power", "property_fee", "water"]}
    assert before == after


async def test_money_that_moves_after_the_draft_makes_it_outdated(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    path = f"/exit-cases/{case['id']}/final-bill/confirmation"
    with on(city, LEAVES):
        drafted = await deed(desk, case, "final-bill", await bill_in(desk))
        body = {"lease_id": flat["id"], "channel": "cash", "amount_fen": 5000}
        body |= {"received_on": "2025-06-18", "payer_name": "赵福生"}
        await city.cashier.act("/payments", body)
        response = await city.manager.post(path, **{"If-Match": f'"{drafted["version"]}"'})
        own = await city[Role.FRONT_DESK].post(path, **{"If-Match": '"1"'})

    assert response.json()["code"] == "final_bill_outdated"
    assert own.json()["code"] == "permission_missing"


async def test_the_same_key_confirms_once_and_another_finds_it_done(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    _, case = await ready(city)
    path = f"/exit-cases/{case['id']}/final-bill/confirmation"
    headers = {"If-Match": '"1"', "Idempotency-Key": "bill-of-zhao"}
    with on(city, LEAVES):
        await deed(desk, case, "final-bill", await bill_in(desk))
        first = await city.manager.post(path, **headers)
        again = await city.manager.post(path, **headers)
        other = await city.manager.post(path, **{"If-Match": "*"})

    assert first.json() == again.json()
    assert other.json()["code"] == "transition_refused"
    assert await findings(city) == []


async def test_eight_hands_take_the_home_back_once(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    with on(city, LEAVES):
        await billed(city, case)
        answers = await asyncio.gather(
            *(
                desk.post(f"/exit-cases/{case['id']}/hand-back", **{"If-Match": "*"})
                for _ in range(8)
            )
        )
        lease = await city.officer.read(f"/leases/{flat['id']}/history")

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert [one["event"] for one in lease["items"]].count("hand_back") == 1


async def test_eight_hands_pay_rent_back_once_and_not_who_drafted(city: City) -> None:
    flat, case = await ready(city)
    with on(city, LEAVES):
        await billed(city, case)
        [one] = await refunds_of(city, case)
        path = f"/rent-refunds/{one['id']}/payment"
        finance = await city.finance.post(path, SLIP, **{"If-Match": "*"})
        taker = await city.cashier.post(path, SLIP, **{"If-Match": "*"})
        answers = await asyncio.gather(
            *(city.manager.post(path, SLIP, **{"If-Match": "*"}) for _ in range(8))
        )

    assert finance.json()["code"] == "role_missing"
    assert taker.json()["code"] == "maker_is_checker", "the cashier booked that money"
    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert (await books_of(city, flat["project"]))["A3"] == 16336
    assert await findings(city) == []


async def test_rent_that_was_remitted_comes_back_from_the_treasury(city: City) -> None:
    flat, case = await ready(city)
    body = {
        "value": "treasury",
        "valid_from": "2025-06-01",
        "legal_basis": "财税〔2016〕33号",
    }
    with on(city, LEAVES):
        await city.officer.act("/parameters", {"key": "exit.rent_refund_source", **body})
        await billed(city, case)
        [one] = await refunds_of(city, case)
        path = f"/rent-refunds/{one['id']}/payment"
        manager = await city.manager.post(path, SLIP, **{"If-Match": "*"})
        paid = await city.finance.act(path, SLIP, version=one["version"])
        books = await books_of(city, flat["project"])

    assert manager.json()["code"] == "role_missing"
    assert (paid["source"], paid["state"]) == ("treasury", "paid")
    assert (books["A3"], books["L1"]) == (3 * RENT, -3 * RENT)
    assert await findings(city) == []


async def test_damage_beyond_the_deposit_is_paid_at_the_counter(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city, deposit=10_000, **DAMAGED)
    with on(city, LEAVES):
        bill = await billed(city, case)
        assert bill["damage_owed_fen"] == 25000 + 4620 + 4128 - 10000
        await deed(desk, case, "hand-back")
        path = f"/exit-cases/{case['id']}/damage-payments"
        body = {"amount_fen": 23748, "channel": "cash", "payer_name": "赵福生"}
        above = await city.cashier.post(path, body | {"amount_fen": 23749})
        part = await city.cashier.act(path, body | {"amount_fen": 10000})
        rest = await city.cashier.act(path, body | {"amount_fen": 13748})
        again = await city.cashier.post(path, body | {"amount_fen": 1})

    assert above.json()["facts"] == {"owed_fen": 23748}
    assert (part["damage_owed_fen"], rest["damage_owed_fen"]) == (13748, 0)
    assert again.json()["code"] == "damage_not_owed"
    assert "A4" not in await books_of(city, flat["project"])
    assert await findings(city) == []


async def test_what_waits_for_a_second_person_is_not_settled(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    _, case = await ready(city)
    with on(city, LEAVES):
        await billed(city, case)
        await deed(desk, case, "hand-back")
        response = await tried(desk, case, "settlement", {})

    assert response.json()["facts"] == {"waiting": ["rent_refund", "deposit_refund"]}


async def test_a_bill_of_a_closed_month_is_posted_into_the_open_one(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    await _closed_through(city, flat, date(2025, 6, 1))
    with on(city, date(2025, 7, 2)):
        bill = await billed(city, case)
        back_dated = await tried(desk, case, "steps", {"event": "accept", "on_date": "2025-06-18"})
        case = await deed(desk, case, "hand-back")

    assert bill["rent_back_fen"] == 65345
    assert back_dated.json()["code"] == "transition_refused"
    assert case["handed_back_on"] == "2025-06-18"
    found = {one.code for one in await findings(city)}
    assert found == {"closed_through_without_closing"}, "the test closed it without one"


async def _closed_through(city: City, flat: Any, month: date) -> None:
    from uuid import UUID

    from sqlalchemy import update

    from persistence.tables.ledger import BookRow

    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(BookRow)
            .where(BookRow.project_id == UUID(flat["project"]["id"]))
            .values(closed_through=month)
        )
