"""Each step of a home is told with its reason, law and papers; earlier days need a reason."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from domain.access import Role
from domain.calendar import Month
from domain.dating import BackdatingNeedsReason, DateNotReached
from domain.housing import UnitEvent, UnitState, UnitStepOutOfOrder
from persistence import files
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.tables.ledger import BookRow
from persistence.tables.platform import AuditEventRow, OutgoingEventRow
from tests.given import City
from tests.given_units import first_on, move

_E, _S = UnitEvent, UnitState


@pytest.fixture
async def home(city: City) -> Any:
    project = await city.project()
    return await city.unit(project, await city.building(project))


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

    await move(
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
            await move(city, home, _E.FREEZE, reason="x", file_ids=[file_id])

    assert (await city.officer.read(f"/units/{home['id']}"))["state"] == "available"


async def test_an_earlier_day_needs_a_reason(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    await first_on(city, home, date(2025, 1, 1))
    yesterday = today - timedelta(days=1)

    with pytest.raises(BackdatingNeedsReason):
        await move(city, home, _E.TAKE_OUT, effective_on=yesterday)
    with pytest.raises(DateNotReached):
        await move(city, home, _E.TAKE_OUT, effective_on=today + timedelta(days=1), reason="x")
    moved = await move(city, home, _E.TAKE_OUT, effective_on=yesterday, reason="夜间爆管")

    assert moved.effective_on == yesterday


async def test_nothing_is_dated_back_into_a_closed_month(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    await first_on(city, home, date(2025, 1, 1))
    closed = Month.of(today).previous
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(BookRow)
            .where(BookRow.project_id == UUID(home["project_id"]))
            .values(closed_through=closed.first)
        )

    with pytest.raises(PeriodClosed):
        await move(city, home, _E.TAKE_OUT, effective_on=closed.last, reason="夜间爆管")


async def test_a_step_does_not_go_before_the_last_one(city: City, home: Any) -> None:
    today = city.runtime.clock.today()
    await first_on(city, home, today - timedelta(days=5))

    with pytest.raises(UnitStepOutOfOrder) as refusal:
        await move(
            city, home, _E.TAKE_OUT, effective_on=today - timedelta(days=6), reason="夜间爆管"
        )

    assert refusal.value.facts == {"last_on": (today - timedelta(days=5)).isoformat()}
