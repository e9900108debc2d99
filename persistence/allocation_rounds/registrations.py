"""Who registered for a round, and what the re-check found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.allocation_rounds import RegistrationState, TurnState
from domain.errors import NotFound
from domain.leases import LIVE
from persistence.eligibility import banned_on, holds_on
from persistence.reading import model
from persistence.tables.allocation_rounds import AllocationRegistrationRow, AllocationRoundRow
from persistence.tables.base import Statement
from persistence.tables.eligibility import EligibilityRecordRow, EligiblePersonRow
from persistence.tables.households import MemberRow
from persistence.tables.leases import LeaseRow


class RegistrationNotFound(NotFound):
    """No such registration for this round, or not yours."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A household in a round, with its turn once homes are chosen."""

    id: UUID
    round_id: UUID
    record_id: UUID
    number: int
    person_index: bytes
    applicant_name: str
    size: int
    channel: str
    registered_by: UUID
    registered_at: datetime
    state: RegistrationState
    reason: str | None
    checked_by: UUID | None
    checked_at: datetime | None
    scores: dict[str, int]
    points: int | None
    position: int | None
    turn: str | None
    desk: str | None
    called_by: UUID | None
    called_at: datetime | None
    waived_on: date | None
    proxy_name: str | None
    proxy_mask: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Admitted:
    """What an order depends on, of somebody who was admitted."""

    number: int
    record_id: UUID
    person_index: bytes
    queued_on: date
    priority_groups: list[str]
    points: int | None
    still_valid: bool


REGISTRATIONS: Final = model(Registration, AllocationRegistrationRow)


def registrations(scope: Scope, round_id: UUID) -> Statement:
    """Statement: a round's registrations; a tenant's own only. The round must be in reach."""
    row, member = AllocationRegistrationRow, MemberRow
    statement = REGISTRATIONS.select().where(row.round_id == round_id)
    if scope.household_id is None:
        return statement
    own = select(member.national_id_index).where(
        member.household_id == scope.household_id, member.is_tenant
    )
    return statement.where(row.person_index.in_(own))


async def find(
    session: AsyncSession,
    scope: Scope,
    round_id: UUID,
    registration_id: UUID,
    *,
    lock: bool = False,
) -> Registration:
    """Raises RegistrationNotFound."""
    row = AllocationRegistrationRow
    statement = registrations(scope, round_id).where(row.id == registration_id)
    found = await REGISTRATIONS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise RegistrationNotFound(registration_id=str(registration_id))
    return found


async def masks(session: AsyncSession, record_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """The applicants' numbers as screens inside show them, by record."""
    row = EligiblePersonRow
    found = await session.execute(
        select(row.record_id, row.national_id_mask).where(
            row.record_id == func.any(list(record_ids)), row.is_applicant
        )
    )
    return {one[0]: one[1] for one in found}


async def add(session: AsyncSession, round_id: UUID, **values: Any) -> UUID:
    """With the round's next number. Raises what `one_registration_per_person` stands for."""
    row, of = AllocationRegistrationRow, AllocationRoundRow
    number = await session.scalar(
        update(of)
        .where(of.id == round_id)
        .values(next_number=of.next_number + 1)
        .returning(of.next_number - 1)
    )
    made = await session.execute(
        insert(row).values(round_id=round_id, number=number, **values).returning(row.id)
    )
    return made.scalar_one()


async def change(session: AsyncSession, registration_id: UUID, **values: Any) -> None:
    row = AllocationRegistrationRow
    await session.execute(
        update(row).where(row.id == registration_id).values(**values, version=row.version + 1)
    )


async def counted(session: AsyncSession, round_id: UUID) -> dict[RegistrationState, int]:
    row = AllocationRegistrationRow
    found = await session.execute(
        select(row.state, func.count()).where(row.round_id == round_id).group_by(row.state)
    )
    return {RegistrationState(state): count for state, count in found}


async def recheck(
    session: AsyncSession, round_id: UUID, tiers: Sequence[str], day: date, checker_id: UUID
) -> int:
    """Admit everybody not yet looked at whose eligibility holds, who fits, and who has no home.

    One statement for any number; gives how many. The rest is left for somebody to decide.
    """
    row, record = AllocationRegistrationRow, EligibilityRecordRow
    conditions = [
        row.round_id == round_id,
        row.state == RegistrationState.REGISTERED,
        record.authority_id == row.authority_id,
        record.id == row.record_id,
        holds_on(day),
        ~banned_on(record.person_index, day),
        ~housed(row.person_index, day),
    ]
    if tiers:
        conditions.append(record.tier.in_(tiers))
    admitted = await session.execute(
        update(row)
        .where(*conditions)
        .values(
            state=RegistrationState.ADMITTED.value,
            checked_by=checker_id,
            checked_at=func.now(),
            version=row.version + 1,
        )
        .returning(row.id)
    )
    return len(admitted.all())


def housed(person: Any, day: date) -> ColumnElement[bool]:
    """They live in a home of the authority as its tenant."""
    member, lease = MemberRow, LeaseRow
    return exists().where(
        member.national_id_index == person,
        member.is_tenant,
        or_(member.left_on.is_(None), member.left_on > day),
        lease.authority_id == member.authority_id,
        lease.household_id == member.household_id,
        lease.state.in_(LIVE),
    )


async def is_housed(session: AsyncSession, person: bytes, day: date) -> bool:
    return bool(await session.scalar(select(housed(person, day))))


async def admitted(session: AsyncSession, round_id: UUID, day: date) -> list[Admitted]:
    """Everybody who was admitted, by number, and whether they still may be housed today."""
    row, record = AllocationRegistrationRow, EligibilityRecordRow
    found = await session.execute(
        select(
            row.number,
            row.record_id,
            row.person_index,
            record.queued_on,
            record.priority_groups,
            row.points,
            holds_on(day) & ~banned_on(record.person_index, day) & ~housed(row.person_index, day),
        )
        .join(record, (record.authority_id == row.authority_id) & (record.id == row.record_id))
        .where(row.round_id == round_id, row.state == RegistrationState.ADMITTED)
        .order_by(row.number)
    )
    return [Admitted(*one) for one in found]


async def waivers(session: AsyncSession, people: Sequence[bytes]) -> Mapping[bytes, list[date]]:
    """When each of them waived a home, in any round."""
    row = AllocationRegistrationRow
    found = await session.execute(
        select(row.person_index, row.waived_on).where(
            row.person_index == func.any(list(people)), row.waived_on.is_not(None)
        )
    )
    told: dict[bytes, list[date]] = {}
    for person, day in found:
        if day is not None:
            told.setdefault(person, []).append(day)
    return told


async def put_in_order(
    session: AsyncSession, round_id: UUID, places: Mapping[int, int] | None
) -> None:
    """Give everybody their place, by number; None takes all places back. One statement."""
    row = AllocationRegistrationRow
    if places is None:
        await session.execute(
            update(row).where(row.round_id == round_id).values(position=None, turn=None)
        )
        return
    new = (
        func.unnest(
            bindparam("numbers", list(places), type_=ARRAY(Integer)),
            bindparam("places", list(places.values()), type_=ARRAY(Integer)),
        )
        .table_valued("number", "place", name="new")
        .render_derived()
    )
    await session.execute(
        update(row)
        .where(row.round_id == round_id, row.number == new.c.number)
        .values(position=new.c.place)
    )


async def in_order(session: AsyncSession, round_id: UUID) -> list[Registration]:
    """Everybody with a place, the first first."""
    row = AllocationRegistrationRow
    statement = REGISTRATIONS.select().where(row.round_id == round_id, row.position.is_not(None))
    return await REGISTRATIONS.all(session, statement.order_by(row.position))


async def begin_turns(session: AsyncSession, round_id: UUID) -> int:
    """Everybody with a place waits to be called; gives how many."""
    row = AllocationRegistrationRow
    begun = await session.execute(
        update(row)
        .where(row.round_id == round_id, row.position.is_not(None))
        .values(turn=TurnState.WAITING.value, version=row.version + 1)
        .returning(row.id)
    )
    return len(begun.all())
