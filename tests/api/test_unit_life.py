"""The one way a unit changes its state, as the commands of every feature use it."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from api.housing import life
from api.housing.life import Step
from domain.access import Role, RoleMissing, Scope
from domain.housing import ACTORS, BY_CALENDAR, MACHINE, UnitEvent, UnitHasLease, UnitState
from domain.states import TransitionRefused
from persistence.housing import UnitNotFound
from persistence.tables.housing import UnitRow
from tests.given import City
from tests.given_leases import lease
from tests.given_units import actor_for, first_on, move, moved_by

_E, _S = UnitEvent, UnitState


@pytest.fixture
async def home(city: City) -> Any:
    project = await city.project()
    return await city.unit(project, await city.building(project))


async def _is(city: City, home: Any, state: UnitState, since: date | None = None) -> None:
    """The unit is in this state, however it came there."""
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(UnitRow)
            .where(UnitRow.id == UUID(home["id"]))
            .values(state=state, vacant_since=since)
        )


@pytest.mark.parametrize("state", list(UnitState))
async def test_every_pair_of_state_and_event_goes_by_the_table(
    city: City, home: Any, state: UnitState
) -> None:
    """All 140 pairs: what the table lists is done, the rest refused with what is possible."""
    await _is(city, home, state)
    actors = {event: await actor_for(city, event) for event in UnitEvent}
    today, scope = city.runtime.clock.today(), Scope(city.authority_id, None)
    for event in UnitEvent:
        before = _S.AVAILABLE if state is _S.FROZEN else None
        async with city.runtime.database.transaction(city.context) as session:
            attempt = await session.begin_nested()
            step = life.move(
                session, actors[event], scope, UUID(home["id"]), Step(event=event), today=today
            )
            if event in MACHINE.possible(state):
                assert (await step).to_state == MACHINE.after(state, event, before=before)
            else:
                with pytest.raises(TransitionRefused) as refusal:
                    await step
                assert refusal.value.facts["possible"] == sorted(MACHINE.possible(state))
            await attempt.rollback()


@pytest.mark.parametrize("event", list(UnitEvent))
async def test_only_those_whom_the_table_names_bring_it_about(
    city: City, home: Any, event: UnitEvent
) -> None:
    state = next(state for state in UnitState if event in MACHINE.possible(state))
    await _is(city, home, state)
    for role in Role:
        if role in ACTORS[event]:
            continue
        with pytest.raises(RoleMissing) as refusal:
            await move(city, home, event, await city.actor(role))
        assert refusal.value.facts == {"roles": sorted(ACTORS[event])}


async def test_the_calendar_lets_a_reservation_lapse_and_freezes_nothing(
    city: City, home: Any
) -> None:
    await _is(city, home, _S.RESERVED)
    await moved_by(city, home, None, _E.LAPSE)
    for event in set(UnitEvent) - BY_CALENDAR:
        with pytest.raises(RoleMissing):
            await moved_by(city, home, None, event)

    history = (await city.officer.read(f"/units/{home['id']}/history"))["items"]

    assert (history[-1]["event"], history[-1]["maker_id"]) == ("lapse", None)


async def test_a_home_with_a_lease_does_not_leave_the_stock(city: City, home: Any) -> None:
    project = await city.officer.read(f"/projects/{home['project_id']}")
    await lease(city, project, home)
    await _is(city, home, _S.REPAIR)

    with pytest.raises(UnitHasLease):
        await move(city, home, _E.WITHDRAW)


async def test_a_released_home_is_again_what_it_was(city: City, home: Any) -> None:
    await _is(city, home, _S.NOTICE)
    await move(city, home, _E.FREEZE, reason="产权争议")

    moved = await move(city, home, _E.RELEASE, reason="争议已解决")

    assert moved.to_state is _S.NOTICE
    unit = await city.officer.read(f"/units/{home['id']}")
    assert (unit["state"], unit["vacant_since"]) == ("notice", None)


async def test_vacancy_runs_from_the_keys_to_the_next_household(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    back = today - timedelta(days=1)
    await first_on(city, home, date(2025, 1, 1))
    await _is(city, home, _S.NOTICE)
    since: list[str | None] = []
    for event, facts in (
        (_E.HAND_BACK, {"effective_on": back, "reason": "补录"}),
        (_E.MAKE_READY, {}),
        (_E.FREEZE, {"reason": "核查"}),
        (_E.RELEASE, {"reason": "核查完毕"}),
        (_E.RESERVE, {}),
        (_E.OCCUPY, {}),
    ):
        await move(city, home, event, **facts)
        since.append((await city.officer.read(f"/units/{home['id']}"))["vacant_since"])

    assert since == [back.isoformat()] * 5 + [None]


async def test_a_unit_beyond_the_scope_is_not_there(city: City, home: Any) -> None:
    approver = await city.actor(Role.PURCHASER_APPROVER)
    elsewhere = Scope(city.authority_id, frozenset({uuid4()}))
    today = city.runtime.clock.today()

    async with city.runtime.database.transaction(city.context) as session:
        step = life.move(
            session, approver, elsewhere, UUID(home["id"]), Step(event=_E.FREEZE), today=today
        )
        with pytest.raises(UnitNotFound):
            await step


async def test_two_who_reserve_the_same_home_at_once_do_not_both_get_it(
    city: City, home: Any
) -> None:
    tried = await asyncio.gather(
        *(move(city, home, _E.RESERVE) for _ in range(5)), return_exceptions=True
    )

    assert sum(isinstance(one, life.Moved) for one in tried) == 1
    assert sum(isinstance(one, TransitionRefused) for one in tried) == 4
