"""The queue 轮候: who was granted a home, has none yet, and for how long they have waited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.eligibility import WaitingAlert
from domain.leases import LIVE
from persistence.eligibility.standing import banned_on, holds_on
from persistence.tables.base import Statement
from persistence.tables.eligibility import EligibilityRecordRow
from persistence.tables.households import MemberRow
from persistence.tables.leases import LeaseRow


@dataclass(frozen=True, slots=True)
class Limits:
    """From so many years in the queue on it is told (`queue.near_years`, `queue.max_years`)."""

    near_years: int
    max_years: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A household in the queue."""

    record_id: UUID
    decision_no: str
    applicant_name: str
    tier: str
    size: int
    queued_on: date
    alert: WaitingAlert


def queue(day: date, limits: Limits, alert: WaitingAlert | None = None) -> Statement:
    """Statement: who waits on that day; with `alert`, those it concerns."""
    row = EligibilityRecordRow
    told = _alert(day, limits)
    statement = select(
        row.id,
        row.decision_no,
        row.applicant_name,
        row.tier,
        row.size,
        row.queued_on,
        told,
    ).where(*_waits(day))
    return statement if alert is None else statement.where(told == alert.value)


def waiting_of(row: Sequence[Any]) -> Waiting:
    return Waiting(*row[:-1], alert=WaitingAlert(row[-1]))


async def counted(
    session: AsyncSession, day: date, limits: Limits
) -> dict[tuple[str, WaitingAlert], int]:
    """How many wait, by tier and alert."""
    told = _alert(day, limits).label("alert")
    found = await session.execute(
        select(EligibilityRecordRow.tier, told, func.count())
        .where(*_waits(day))
        .group_by(EligibilityRecordRow.tier, text("alert"))
    )
    return {(tier, WaitingAlert(alert)): count for tier, alert, count in found}


def _alert(day: date, limits: Limits) -> ColumnElement[str]:
    """`domain.eligibility.waiting_alert` in SQL; a property test keeps them equal."""
    queued = EligibilityRecordRow.queued_on
    return case(
        (queued + func.make_interval(limits.max_years) <= day, WaitingAlert.OVER.value),
        (queued + func.make_interval(limits.near_years) <= day, WaitingAlert.NEAR.value),
        else_=WaitingAlert.NONE.value,
    )


def _waits(day: date) -> tuple[ColumnElement[bool], ...]:
    """A valid record, no ban, and no home that the applicant lives in as its tenant."""
    row, member, lease = EligibilityRecordRow, MemberRow, LeaseRow
    housed = exists().where(
        member.authority_id == row.authority_id,
        member.national_id_index == row.person_index,
        member.is_tenant,
        or_(member.left_on.is_(None), member.left_on > day),
        lease.authority_id == member.authority_id,
        lease.household_id == member.household_id,
        lease.state.in_(LIVE),
    )
    return holds_on(day), ~banned_on(row.person_index, day), ~housed
