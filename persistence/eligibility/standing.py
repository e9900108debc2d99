"""The one question that leases, rounds and renewals ask: may they be housed on this day."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    LargeBinary,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.calendar import Period
from domain.eligibility import BanState, EligibilityState, Standing, Terms, person_standing
from persistence.eligibility.records import RECORDS, Record
from persistence.tables.eligibility import BanRow, EligibilityRecordRow
from persistence.tables.households import MemberRow

#: Whom the question is about: a household of ours, or the keyed index of a person's number.
Who = UUID | bytes


async def valid_on(session: AsyncSession, who: Who, day: date) -> Record | None:
    """The record by which they may be housed on `day`; None: they may not.

    A household is asked for by its tenant of now. A ban goes before any record.
    """
    row = EligibilityRecordRow
    statement = RECORDS.select().where(
        row.person_index == _index_of(who), holds_on(day), ~banned_on(row.person_index, day)
    )
    return await RECORDS.first(session, statement.order_by(row.starts_on.desc()).limit(1))


async def standing_on(session: AsyncSession, who: Who, day: date) -> Standing:
    """Whether they may be housed on `day`, and if not, why: for the bureau's eyes."""
    row, ban = EligibilityRecordRow, BanRow
    known = await session.execute(
        select(row.state, row.starts_on, row.ends_on, row.until_on).where(
            row.person_index == _index_of(who)
        )
    )
    terms = [Terms(EligibilityState(one[0]), one[1], one[2], one[3]) for one in known]
    banned = await session.execute(
        select(ban.from_on, ban.until_on).where(
            ban.person_index == _index_of(who), ban.state == BanState.IN_FORCE
        )
    )
    return person_standing(terms, [Period(one[0], one[1]) for one in banned], day)


async def banned_until(session: AsyncSession, person: bytes, day: date) -> date | None:
    """The first day on which a person banned on `day` may apply again; None: not banned."""
    row = BanRow
    return await session.scalar(
        select(func.max(row.until_on)).where(
            row.person_index == person,
            row.state == BanState.IN_FORCE,
            row.from_on <= day,
            row.until_on > day,
        )
    )


async def blocked(session: AsyncSession, begins: Mapping[bytes, date]) -> dict[bytes, str]:
    """Of those who are to be granted a record from a day on, who may not: banned, or standing."""
    row, ban = EligibilityRecordRow, BanRow
    new = (
        func.unnest(
            bindparam("people", list(begins), type_=ARRAY(LargeBinary)),
            bindparam("days", list(begins.values()), type_=ARRAY(Date)),
        )
        .table_valued("person", "day", name="new")
        .render_derived()
    )
    is_banned = exists().where(
        ban.person_index == new.c.person,
        ban.state == BanState.IN_FORCE,
        ban.from_on <= new.c.day,
        ban.until_on > new.c.day,
    )
    stands = exists().where(
        row.person_index == new.c.person,
        or_(
            row.state == EligibilityState.SUSPENDED,
            and_(row.state == EligibilityState.VALID, row.ends_on >= new.c.day),
        ),
    )
    found = await session.execute(
        select(new.c.person, case((is_banned, "banned"), else_="standing")).where(
            or_(is_banned, stands)
        )
    )
    return {one[0]: one[1] for one in found}


def holds_on(day: date) -> ColumnElement[bool]:
    """`domain.eligibility.standing` says ELIGIBLE, as a condition on a record."""
    row = EligibilityRecordRow
    return and_(
        row.starts_on <= day, row.ends_on >= day, or_(row.until_on.is_(None), row.until_on > day)
    )


def banned_on(person: InstrumentedAttribute[bytes], day: date) -> ColumnElement[bool]:
    """A ban in force on that day keeps the person from applying."""
    row = BanRow
    return exists().where(
        row.person_index == person,
        row.state == BanState.IN_FORCE,
        row.from_on <= day,
        row.until_on > day,
    )


def _index_of(who: Who) -> Any:
    if isinstance(who, bytes):
        return who
    row = MemberRow
    return (
        select(row.national_id_index)
        .where(row.household_id == who, row.is_tenant, row.left_on.is_(None))
        .limit(1)
        .scalar_subquery()
    )
