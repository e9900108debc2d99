"""The one way a unit changes its state, as the commands of every feature use it."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select, update

from api.housing import life
from api.housing.life import Step
from domain.access import Actor, Role, RoleMissing, Scope
from domain.calendar import Month
from domain.dating import BackdatingNeedsReason, DateNotReached
from domain.housing import (
    ACTORS,
    BY_CALENDAR,
    MACHINE,
    UnitEvent,
    UnitHasLease,
    UnitState,
    UnitStepOutOfOrder,
)
from domain.states import TransitionRefused
from persistence import files
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.housing import UnitNotFound
from persistence.tables.housing import UnitEventRow, UnitRow
from persistence.tables.ledger import BookRow
from persistence.tables.platform import AuditEventRow, OutgoingEventRow
from tests.given import City
from tests.given_leases import lease

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


async def _first_on(city: City, home: Any, day: date) -> None:
    """The unit's history began earlier than today."""
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(UnitEventRow).values(
                unit_id=UUID(home["id"]), effective_on=day, event="import", to_state="available"
            )
        )


async def _actor(city: City, event: UnitEvent) -> Actor:
    return await city.actor(min(ACTORS[event]))


async def _move(
    city: City, home: Any, event: UnitEvent, actor: Actor | None = None, **facts: Any
) -> life.Moved:
    return await _moved_by(city, home, actor or await _actor(city, event), event, **facts)


async def _moved_by(
    city: City, home: Any, who: Actor | None, event: UnitEvent, **facts: Any
) -> life.Moved:
    async with city.runtime.database.transaction(city.context) as session:
        return await life.move(
            session,
            who,
            Scope(city.authority_id, None),
            UUID(home["id"]),
            Step(event=event, **facts),
            today=city.runtime.clock.today(),
        )


@pytest.mark.parametrize("state", list(UnitState))
async def test_every_pair_of_state_and_event_goes_by_the_table(
    city: City, home: Any, state: UnitState
) -> None:
    """All 140 pairs: what the table lists is done, the rest refused with what is possible."""
    await _is(city, home, state)
    actors = {event: await _actor(city, event) for event in UnitEvent}
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
            await _move(city, home, event, await city.actor(role))
        assert refusal.value.facts == {"roles": sorted(ACTORS[event])}


async def test_the_calendar_lets_a_reservation_lapse_and_freezes_nothing(
    city: City, home: Any
) -> None:
    await _is(city, home, _S.RESERVED)
    await _moved_by(city, home, None, _E.LAPSE)
    for event in set(UnitEvent) - BY_CALENDAR:
        with pytest.raises(RoleMissing):
            await _moved_by(city, home, None, event)

    history = (await city.officer.read(f"/units/{home['id']}/history"))["items"]

    assert (history[-1]["event"], history[-1]["maker_id"]) == ("lapse", None)


async def test_a_step_is_in_the_history_with_reason_law_and_papers(city: City, home: Any) -> None:
    approver = await city.actor(Role.PURCHASER_APPROVER)
    async with city.runtime.database.transaction(city.context) as session:
        paper = await files.keep(
            session,
            city.runtime.files,
            b"%PDF-1.7 notice of acceptance",
            name="受理通知书.pdf",
            media_type="application/pdf",
            maker_id=approver.person_id,
        )
    document = ("lease", uuid4())

    await _move(
        city,
        home,
        _E.FREEZE,
        approver,
        reason="涉诉保全",
        legal_basis="民事诉讼法第一百零三条",
        file_ids=[paper],
        document=document,
    )

    history = (await city.officer.read(f"/units/{home['id']}/history"))["items"]
    told = history[-1]
    assert (told["event"], told["from_state"], told["to_state"]) == (
        "freeze",
        "available",
        "frozen",
    )
    assert (told["reason"], told["legal_basis"]) == ("涉诉保全", "民事诉讼法第一百零三条")
    assert told["file_ids"] == [str(paper)]
    assert (told["document_type"], told["document_id"]) == (document[0], str(document[1]))
    assert told["maker_id"] == str(approver.person_id)
    unit = await city.officer.read(f"/units/{home['id']}")
    assert (unit["state"], unit["version"]) == ("frozen", home["version"] + 1)
    async with city.runtime.database.snapshot(city.context) as session:
        for row, name in ((AuditEventRow, AuditEventRow.action), (OutgoingEventRow, None)):
            word = name if name is not None else OutgoingEventRow.kind
            found = await session.scalar(
                select(func.count()).select_from(row).where(word == "housing.unit.frozen")
            )
            assert found == 1


async def test_anothers_file_cannot_be_attached_to_be_read(city: City, home: Any) -> None:
    """Naming the id of a register that somebody else uploaded is no way to its contents."""
    async with city.runtime.database.transaction(city.context) as session:
        theirs = await files.keep(
            session,
            city.runtime.files,
            b"register with identity numbers",
            name="租户台账.xlsx",
            media_type="application/octet-stream",
            maker_id=city.manager.person_id,
        )

    for file_id in (theirs, uuid4()):
        with pytest.raises(FileNotFound):
            await _move(city, home, _E.FREEZE, reason="x", file_ids=[file_id])

    assert (await city.officer.read(f"/units/{home['id']}"))["state"] == "available"


async def test_an_earlier_day_needs_a_reason(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    await _first_on(city, home, date(2025, 1, 1))
    yesterday = today - timedelta(days=1)

    with pytest.raises(BackdatingNeedsReason):
        await _move(city, home, _E.TAKE_OUT, effective_on=yesterday)
    with pytest.raises(DateNotReached):
        await _move(city, home, _E.TAKE_OUT, effective_on=today + timedelta(days=1), reason="x")
    moved = await _move(city, home, _E.TAKE_OUT, effective_on=yesterday, reason="夜间爆管")

    assert moved.effective_on == yesterday


async def test_nothing_is_dated_back_into_a_closed_month(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    await _first_on(city, home, date(2025, 1, 1))
    closed = Month.of(today).previous
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(BookRow)
            .where(BookRow.project_id == UUID(home["project_id"]))
            .values(closed_through=closed.first)
        )

    with pytest.raises(PeriodClosed):
        await _move(city, home, _E.TAKE_OUT, effective_on=closed.last, reason="夜间爆管")


async def test_a_step_does_not_go_before_the_last_one(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    await _first_on(city, home, today - timedelta(days=5))

    with pytest.raises(UnitStepOutOfOrder) as refusal:
        await _move(
            city, home, _E.TAKE_OUT, effective_on=today - timedelta(days=6), reason="夜间爆管"
        )

    assert refusal.value.facts == {"last_on": (today - timedelta(days=5)).isoformat()}


async def test_a_home_with_a_lease_does_not_leave_the_stock(city: City, home: Any) -> None:
    project = await city.officer.read(f"/projects/{home['project_id']}")
    await lease(city, project, home)
    await _is(city, home, _S.REPAIR)

    with pytest.raises(UnitHasLease):
        await _move(city, home, _E.WITHDRAW)


async def test_a_released_home_is_again_what_it_was(city: City, home: Any) -> None:
    await _is(city, home, _S.NOTICE)
    await _move(city, home, _E.FREEZE, reason="产权争议")

    moved = await _move(city, home, _E.RELEASE, reason="争议已解决")

    assert moved.to_state is _S.NOTICE
    unit = await city.officer.read(f"/units/{home['id']}")
    assert (unit["state"], unit["vacant_since"]) == ("notice", None)


async def test_vacancy_runs_from_the_keys_to_the_next_household(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    back = today - timedelta(days=1)
    await _first_on(city, home, date(2025, 1, 1))
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
        await _move(city, home, event, **facts)
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
        *(_move(city, home, _E.RESERVE) for _ in range(5)), return_exceptions=True
    )

    assert sum(isinstance(one, life.Moved) for one in tried) == 1
    assert sum(isinstance(one, TransitionRefused) for one in tried) == 4
