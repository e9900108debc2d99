"""The counter's day end 日结, in its caller's transaction."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.day_ends import (
    DayTotalDiffers,
    NothingToCount,
    require_explained,
    require_second_person,
)
from domain.money import Money
from persistence import audit, books, day_ends


async def confirm(
    session: AsyncSession,
    actor: Actor,
    project_id: UUID,
    on_date: date,
    *,
    booked: Money,
    counted: Money,
    explanation: str | None,
) -> UUID:
    """Confirm the cash of a day that no day end has counted; `booked` is what was looked at.

    Raises ProjectNotFound, NothingToCount, MakerIsChecker, DayTotalDiffers,
    DifferenceUnexplained.
    """
    scope = actor.scope(Permission.CONFIRM_CASH)
    book = await books.hold(session, scope, project_id)
    found = await day_ends.uncounted(session, scope, project_id=project_id, on_date=on_date)
    if not found:
        raise NothingToCount(on_date=on_date.isoformat())
    [one] = found
    require_second_person(one.takers, actor.person_id)
    if booked != one.booked:
        raise DayTotalDiffers(sent_fen=booked.fen, booked_fen=one.booked.fen)
    require_explained(one.booked, counted, explanation)
    day_end_id = await day_ends.confirm(
        session, book, one, counted, explanation=explanation, checker_id=actor.person_id
    )
    await audit.record(
        session,
        actor,
        "payments.day_end.confirmed",
        day_end_id,
        project_id=project_id,
        facts={
            "on_date": on_date.isoformat(),
            "booked_fen": one.booked.fen,
            "difference_fen": (counted - one.booked).fen,
        },
        announce=True,
    )
    return day_end_id
