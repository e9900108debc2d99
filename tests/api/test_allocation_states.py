"""Whatever the tables of a round do not list is refused over HTTP, and told what is possible."""

from itertools import product
from typing import Any, Final
from uuid import UUID

import httpx
import pytest
from sqlalchemy import update

from api.runtime import Runtime
from domain.access import POLICY, Role
from domain.allocation_rounds import (
    ACTORS,
    MACHINE,
    REGISTRATION,
    TURN,
    RegistrationEvent,
    RegistrationState,
    RoundEvent,
    RoundState,
    TurnEvent,
    TurnState,
)
from persistence.tables.allocation_rounds import AllocationRegistrationRow, AllocationRoundRow
from tests.given import City, found_city
from tests.given_rounds import homes, opened

_REASON: Final = {"reason": "房源调整。"}
#: The address of each step, and what it is sent.
STEPS: Final[dict[RoundEvent, tuple[str, Any]]] = {
    RoundEvent.PUBLISH_PLAN: ("plan-publication", None),
    RoundEvent.WITHDRAW_PLAN: ("plan-withdrawal", _REASON),
    RoundEvent.OPEN_REGISTRATION: ("registration-opening", None),
    RoundEvent.FINISH_REVIEW: ("review", None),
    RoundEvent.FREEZE: ("freezing", None),
    RoundEvent.ORDER: ("order", {"secret": "00" * 32, "public_value": "1"}),
    RoundEvent.PUBLISH_ORDER: ("order-publication", None),
    RoundEvent.REOPEN_REVIEW: ("review-reopening", _REASON),
    RoundEvent.START_SELECTION: ("selection", None),
    RoundEvent.PUBLISH_RESULT: ("result-publication", None),
    RoundEvent.CLOSE: ("closing", None),
    RoundEvent.CANCEL: ("cancellation", _REASON),
}
OUTSIDE = [
    (state, event)
    for state, event in product(RoundState, RoundEvent)
    if (state, event) not in MACHINE.transitions
]


@pytest.fixture(scope="module")
async def town(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    return await found_city(runtime, stranger)


@pytest.fixture(scope="module")
async def one(town: City) -> tuple[Any, Any]:
    """A round, and somebody registered for it: put into every state in turn."""
    project = await town.project()
    made, [registration] = await opened(town, project, await homes(town, project, 2), people=1)
    return made, registration


async def _put(town: City, one: Any, state: RoundState) -> int:
    async with town.runtime.database.transaction(town.context) as session:
        row = AllocationRoundRow
        version = await session.scalar(
            update(row)
            .where(row.id == UUID(one["id"]))
            .values(state=state.value, version=row.version + 1)
            .returning(row.version)
        )
    assert version is not None
    return version


@pytest.mark.parametrize(("state", "event"), OUTSIDE)
async def test_a_step_that_the_state_does_not_allow_is_refused_and_told_what_is(
    town: City, one: tuple[Any, Any], state: RoundState, event: RoundEvent
) -> None:
    version = await _put(town, one[0], state)
    step, body = STEPS[event]
    role = next(role for role in Role if ACTORS[event] in POLICY[role])

    response = await town[role].post(
        f"/allocation-rounds/{one[0]['id']}/{step}", body, **{"If-Match": f'"{version}"'}
    )

    told = response.json()
    assert (response.status_code, told["code"]) == (409, "transition_refused"), response.text
    assert told["facts"] == {
        "thing": "allocation_round",
        "state": state,
        "event": event,
        "possible": sorted(MACHINE.possible(state)),
    }
    read = await town.officer.read(f"/allocation-rounds/{one[0]['id']}")
    assert (read["state"], read["version"]) == (state, version)
    assert read["possible"] == sorted(MACHINE.possible(state))


@pytest.mark.parametrize("event", RoundEvent)
async def test_a_step_is_taken_by_those_whom_the_table_names(
    town: City, one: tuple[Any, Any], event: RoundEvent
) -> None:
    """Everybody else is refused before anything is looked at."""
    step, body = STEPS[event]
    for role, client in town.clients.items():
        response = await client.post(
            f"/allocation-rounds/{one[0]['id']}/{step}", body, **{"If-Match": '"0"'}
        )
        may = ACTORS[event] in POLICY[role]
        assert response.status_code == (412 if may else 403), (role, response.text)


async def _put_registration(town: City, registration: Any, **values: Any) -> int:
    async with town.runtime.database.transaction(town.context) as session:
        row = AllocationRegistrationRow
        version = await session.scalar(
            update(row)
            .where(row.id == UUID(registration["id"]))
            .values(**values, version=row.version + 1)
            .returning(row.version)
        )
    assert version is not None
    return version


_REGISTRATION_STEPS: Final[dict[RegistrationEvent, tuple[str, Any, Role]]] = {
    RegistrationEvent.ADMIT: ("review", {"outcome": "admit"}, Role.PURCHASER_OFFICER),
    RegistrationEvent.REFUSE: (
        "review",
        {"outcome": "refuse", "reason": "已有住房。"},
        Role.PURCHASER_OFFICER,
    ),
    RegistrationEvent.WITHDRAW: ("withdrawal", None, Role.FRONT_DESK),
}
_REGISTRATION_OUTSIDE = [
    pair
    for pair in product(RegistrationState, RegistrationEvent)
    if pair not in REGISTRATION.transitions
]


@pytest.mark.parametrize(("state", "event"), _REGISTRATION_OUTSIDE)
async def test_a_registration_takes_no_step_outside_its_table(
    town: City, one: tuple[Any, Any], state: RegistrationState, event: RegistrationEvent
) -> None:
    await _put(town, one[0], RoundState.REGISTRATION_OPEN)
    version = await _put_registration(town, one[1], state=state.value, turn=None)
    step, body, role = _REGISTRATION_STEPS[event]
    path = f"/allocation-rounds/{one[0]['id']}/registrations/{one[1]['id']}/{step}"

    response = await town[role].post(path, body, **{"If-Match": f'"{version}"'})

    told = response.json()
    assert (response.status_code, told["code"]) == (409, "transition_refused"), response.text
    assert told["facts"]["possible"] == sorted(REGISTRATION.possible(state))


_TURN_STEPS: Final[dict[TurnEvent, tuple[str, Any]]] = {
    TurnEvent.SELECT: ("selection", {"unit_id": "0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11"}),
    TurnEvent.SKIP: ("skip", None),
    TurnEvent.WAIVE: ("waiver", {"reason": "不满意。"}),
}
_TURN_OUTSIDE = [
    (state, event)
    for state, event in product(TurnState, _TURN_STEPS)
    if (state, event) not in TURN.transitions
]


@pytest.mark.parametrize(("state", "event"), _TURN_OUTSIDE)
async def test_a_turn_takes_no_step_outside_its_table(
    town: City, one: tuple[Any, Any], state: TurnState, event: TurnEvent
) -> None:
    await _put(town, one[0], RoundState.SELECTING)
    version = await _put_registration(town, one[1], state="admitted", turn=state.value)
    step, body = _TURN_STEPS[event]
    path = f"/allocation-rounds/{one[0]['id']}/registrations/{one[1]['id']}/{step}"

    response = await town[Role.FRONT_DESK].post(path, body, **{"If-Match": f'"{version}"'})

    told = response.json()
    assert (response.status_code, told["code"]) == (409, "transition_refused"), response.text
    assert told["facts"]["possible"] == sorted(TURN.possible(state))


@pytest.mark.parametrize("state", sorted(set(RoundState) - {RoundState.SELECTING}))
async def test_nobody_is_called_or_chooses_while_no_session_runs(
    town: City, one: tuple[Any, Any], state: RoundState
) -> None:
    await _put(town, one[0], state)
    version = await _put_registration(town, one[1], state="admitted", turn="called")
    path = f"/allocation-rounds/{one[0]['id']}"
    clerk = town[Role.FRONT_DESK]

    answers = [await clerk.post(f"{path}/calls")]
    for step, body in _TURN_STEPS.values():
        answers.append(
            await clerk.post(
                f"{path}/registrations/{one[1]['id']}/{step}", body, **{"If-Match": f'"{version}"'}
            )
        )

    assert {one.json()["code"] for one in answers} == {"selection_not_running"}


async def test_somebody_without_a_place_is_not_in_the_selection(
    town: City, one: tuple[Any, Any]
) -> None:
    await _put(town, one[0], RoundState.SELECTING)
    version = await _put_registration(town, one[1], state="refused", turn=None)
    path = f"/allocation-rounds/{one[0]['id']}/registrations/{one[1]['id']}"

    for step, body in _TURN_STEPS.values():
        response = await town[Role.FRONT_DESK].post(
            f"{path}/{step}", body, **{"If-Match": f'"{version}"'}
        )
        assert (response.status_code, response.json()["code"]) == (409, "not_in_selection")
