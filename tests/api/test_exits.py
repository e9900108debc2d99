"""What exits refuse: the wrong state, role, city, project, day and time; twice; in a race."""

from datetime import date
from http import HTTPStatus

import pytest

from api.exits.stepping import FRONT
from domain.access import Role
from domain.exits import MACHINES, ExitEvent, ExitState, Track
from domain.states import TransitionRefused
from tests.given import City, found_city
from tests.given_exits import APPLIED, applied, deed, let, opened, proof, step, tried
from tests.given_payments import owes
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
