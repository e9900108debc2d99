"""What must hold whenever a lease's paper moves on: the grant, the home kept, the first day."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.reservations.commands import HouseholdNotEligible
from domain.calendar import Month
from domain.dating import BackdatingNeedsReason
from domain.lease_drafts import HomeNotKept, MemberHoused
from persistence import eligibility, reservations
from persistence.books import Book
from persistence.eligibility import Record, Who
from persistence.lease_life import LeaseRecord


def require_start(book: Book, starts_on: date, today: date, reason: str | None) -> None:
    """A lease may begin later; one that began already says why, in an open month.

    Raises BackdatingNeedsReason, PeriodClosed.
    """
    if starts_on >= today:
        return
    if not reason:
        raise BackdatingNeedsReason(day=starts_on.isoformat(), today=today.isoformat())
    if Month.of(starts_on) < Month.of(today):
        book.require_open(Month.of(starts_on))


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
