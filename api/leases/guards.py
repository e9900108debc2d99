"""What must hold whenever a lease's paper moves on: the grant, the home kept, the first day."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.reservations.commands import HouseholdNotEligible
from domain.access import Scope
from domain.arrears_cases import PlanStanding
from domain.calendar import Month
from domain.dating import BackdatingNeedsReason
from domain.lease_drafts import HomeNotKept, MemberHoused
from domain.renewals import ArrearsOpen
from persistence import arrears, eligibility, reservations, standings
from persistence.books import Book
from persistence.eligibility import Record, Who
from persistence.lease_life import LeaseRecord


def require_start(book: Book, starts_on: date, today: date, reason: str | None) -> None:
    """A lease may begin later; one that began already says why, in an open month.

    Raises BackdatingNeedsReason, PeriodClosed.
    """
    require_reason(starts_on, today, reason)
    if starts_on < today and Month.of(starts_on) < Month.of(today):
        book.require_open(Month.of(starts_on))


def require_reason(starts_on: date, today: date, reason: str | None) -> None:
    """A day that has passed says why. Raises BackdatingNeedsReason."""
    if starts_on < today and not reason:
        raise BackdatingNeedsReason(day=starts_on.isoformat(), today=today.isoformat())


async def require_paid_up(session: AsyncSession, scope: Scope, lease_id: UUID, today: date) -> None:
    """Nothing is overdue but what a plan that is kept is for. Raises ArrearsOpen."""
    owed = await arrears.of_lease(session, scope, lease_id, today)
    if not owed.overdue_fen:
        return
    rules = await standings.rules_on(session, today)
    found = await standings.of_leases(session, scope, [lease_id], rules, today)
    standing = found.get(lease_id, standings.NOBODY)
    planned = 0
    if standing.plan is not None and standing.plan_standing is PlanStanding.KEPT:
        planned = standing.plan.amount_fen - standing.plan.paid.fen
    if owed.overdue_fen > planned:
        raise ArrearsOpen(
            overdue_fen=owed.overdue_fen, planned_fen=planned, months=owed.months_owed
        )


async def require_eligible(session: AsyncSession, who: Who, day: date) -> Record:
    """A grant that is valid on that day, and no ban. Raises HouseholdNotEligible."""
    found = await eligibility.valid_on(session, who, day)
    if found is None:
        raise HouseholdNotEligible
    return found


async def require_still_eligible(session: AsyncSession, lease: LeaseRecord, day: date) -> None:
    """The same for a lease that is drafted already. Raises HouseholdNotEligible."""
    await require_eligible(session, lease.household_id, day)


async def require_not_housed(
    session: AsyncSession, record: Record, day: date, *, beside: frozenset[UUID] = frozenset()
) -> None:
    """Nobody of the household lives in another home of this authority. Raises MemberHoused.

    `beside`: leases that the new one takes the place of.
    """
    people = await eligibility.people_sealed(session, record.id)
    held = await eligibility.held_here(session, [one.national_id_index for one in people], day)
    homes = {one.subject_id for own in held.values() for one in own if one.kind == "lease"}
    if homes - beside:
        raise MemberHoused(leases=len(homes - beside))


async def require_kept(session: AsyncSession, lease: LeaseRecord) -> None:
    """The home is still kept for this household. Raises HomeNotKept."""
    if lease.reservation_id is None:
        return
    kept = await reservations.of_unit(session, lease.unit_id)
    if kept is None or kept.id != lease.reservation_id:
        raise HomeNotKept(unit_id=str(lease.unit_id))
