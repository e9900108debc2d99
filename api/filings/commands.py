"""What people do with a filing: the operator submits, the purchaser confirms or sends it back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, require_second_person
from domain.dating import require_reached
from domain.filings import MACHINE, FilingEvent
from persistence import attachments, audit, filings
from persistence.filings import Filing


async def submit(
    session: AsyncSession, actor: Actor, one: Filing, file_ids: Sequence[UUID], *, today: date
) -> None:
    """Send the signed lease to the housing department. Raises TransitionRefused, FileNotFound."""
    state = MACHINE.after(one.state, FilingEvent.SUBMIT)
    subject = ("lease", one.lease_id)
    await attachments.attach(session, actor, subject, file_ids, project_id=one.project_id)
    await filings.change(
        session,
        one.id,
        state=state,
        submitted_by=actor.person_id,
        submitted_on=today,
        file_ids=list(file_ids),
        returned_for=None,
    )
    await _tell(session, actor, "submitted", one, late_days=max((today - one.due_on).days, 0))


async def give_back(session: AsyncSession, actor: Actor, one: Filing, reason: str) -> None:
    """Something is missing. Raises TransitionRefused."""
    state = MACHINE.after(one.state, FilingEvent.RETURN)
    await filings.change(session, one.id, state=state, returned_for=reason)
    await _tell(session, actor, "returned", one)


async def confirm(
    session: AsyncSession,
    actor: Actor,
    one: Filing,
    *,
    receipt_no: str,
    confirmed_on: date,
    today: date,
) -> None:
    """Filed, with its receipt 备案回执. Raises TransitionRefused, MakerIsChecker, DateNotReached,
    CodeTaken.
    """
    state = MACHINE.after(one.state, FilingEvent.CONFIRM)
    require_reached("/confirmed_on", confirmed_on, today)
    if one.submitted_by is not None:
        require_second_person(one.submitted_by, actor.person_id)
    await filings.change(
        session,
        one.id,
        state=state,
        confirmed_by=actor.person_id,
        confirmed_on=confirmed_on,
        receipt_no=receipt_no,
    )
    await _tell(session, actor, "confirmed", one, receipt_no=receipt_no)


async def _tell(session: AsyncSession, actor: Actor, what: str, one: Filing, **facts: Any) -> None:
    await audit.record(
        session,
        actor,
        f"leases.filing.{what}",
        one.id,
        project_id=one.project_id,
        facts={"lease_id": str(one.lease_id), **facts},
        announce=True,
    )
