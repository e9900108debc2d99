"""The one question that leases, rounds and renewals ask: may they be housed on this day."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.calendar import Period
from domain.eligibility import BanState, EligibilityState, Standing, Terms, person_standing
from persistence.eligibility.records import Record, record_of, records
from persistence.tables.eligibility import BanRow, EligibilityRecordRow
from persistence.tables.households import MemberRow

#: Whom the question is about: a household of ours, or the keyed index of a person's number.
Who = UUID | bytes


async def valid_on(session: AsyncSession, who: Who, day: date) -> Record | None:
    """The record by which they may be housed on `day`; None: they may not.

    A household is asked for by its tenant of now. A ban goes before any record.
    """
    row = EligibilityRecordRow
    found = await session.execute(
        records()
        .where(row.person_index == _index_of(who), holds_on(day), ~banned_on(row.person_index, day))
        .order_by(row.starts_on.desc())
        .limit(1)
    )
    one = found.first()
    return record_of(one) if one else None


async def standing_on(session: AsyncSession, who: Who, day: date) -> Standing:
    """Whether they may be housed on `day`, and if not, why: for the bureau's eyes."""
    row, ban = EligibilityRecordRow, BanRow
    known = await session.execute(
        select(row.state, row.starts_on, row.ends_on, row.until_on).where(
            row.person_index == _index_of(who)
        )
    )
    terms = [Terms(EligibilityState(state), *days) for state, *days in known]
    banned = await session.execute(
        select(ban.from_on, ban.until_on).where(
            ban.person_index == _index_of(who), ban.state == BanState.IN_FORCE
        )
    )
    return person_standing(terms, [Period(*one) for one in banned], day)


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
