"""The one way a lease changes its state: every feature's commands go through `move`.

A check-in that moves people in, a renewal, an exchange, an exit that hands back: each calls `move`
inside its own transaction, and the lease, its history and the trail are saved with the deed.

Locks go book, unit, lease, then what hangs on the lease.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, RoleMissing, Scope
from domain.calendar import Month
from domain.dating import require_dated
from domain.errors import Refused
from domain.leases import ACTORS, BY_CALENDAR, MACHINE, LeaseEvent
from persistence import attachments, audit, books, lease_life, payments, unit_life
from persistence.books import Book
from persistence.lease_life import Entry, LeaseRecord


class LeaseStepOutOfOrder(Refused):
    """The lease has taken a later step already; this one cannot count from an earlier day."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lease with the book that its money is in, both held. Only `hold` and `held_in` make one."""

    book: Book
    lease: LeaseRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens to a lease, and what proves it.

    `effective_on` is today when left out; an earlier day needs `reason` and an open month.
    `file_ids` are stored files, which the lease's readers may then fetch. `document` is the record
    that brought it about: `("check_in", id)`. `facts` are of this event alone, in JSON, without
    personal data.
    """

    event: LeaseEvent
    effective_on: date | None = None
    reason_code: StrEnum | None = None
    reason: str | None = None
    legal_basis: str | None = None
    file_ids: Sequence[UUID] = ()
    document: tuple[str, UUID] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


async def hold(
    session: AsyncSession,
    scope: Scope,
    lease_id: UUID,
    *,
    alone: bool = False,
    with_unit: bool = False,
) -> Held:
    """Lock the lease's book, beside other postings or alone, then the lease with its debts.

    `with_unit` locks its unit in between, for who is going to move that too.
    Raises LeaseNotFound.
    """
    seen = await lease_life.record(session, scope, lease_id)
    lock = books.hold if alone else books.share
    book = await lock(session, scope, seen.project_id)
    if with_unit:
        await unit_life.lock(session, scope, seen.unit_id)
    return await held_in(session, scope, book, lease_id)


async def held_in(session: AsyncSession, scope: Scope, book: Book, lease_id: UUID) -> Held:
    """The same for who holds the book already. Raises LeaseNotFound."""
    await payments.lock_leases(session, [lease_id])
    return Held(book, await lease_life.record(session, scope, lease_id))


async def move(
    session: AsyncSession,
    actor: Actor | None,
    held: Held,
    step: Step,
    *,
    today: date,
    **changes: Any,
) -> Held:
    """Take a step in the lease's life, for one of those whom `domain.leases.ACTORS` names.

    `actor` None is the calendar, which may only do what `BY_CALENDAR` lists. `changes` are columns
    that the step fills (`charged_from`, `vacated_on`). Gives the lease as it is then.

    Raises RoleMissing, TransitionRefused, DateNotReached, BackdatingNeedsReason, PeriodClosed,
    LeaseStepOutOfOrder, FileNotFound.
    """
    lease = held.lease
    _require_actor(actor, step.event)
    on = step.effective_on or today
    require_dated("/effective_on", on, today, step.reason)
    if Month.of(on) < Month.of(today):
        held.book.require_open(Month.of(on))
    to_state = MACHINE.after(lease.state, step.event)
    last_on = await lease_life.last_on(session, lease.id)
    if last_on is not None and on < last_on:
        raise LeaseStepOutOfOrder(last_on=last_on.isoformat())
    await lease_life.change(session, lease.id, state=to_state, **changes)
    entry = Entry(
        event=step.event,
        effective_on=on,
        from_state=lease.state,
        to_state=to_state,
        maker_id=actor.person_id if actor else None,
        reason_code=step.reason_code,
        reason=step.reason,
        legal_basis=step.legal_basis,
        file_ids=step.file_ids,
        document=step.document,
        facts=step.facts,
    )
    await lease_life.write_down(session, lease.id, entry)
    if actor is not None:
        subject = ("lease", lease.id)
        await attachments.attach(
            session, actor, subject, step.file_ids, project_id=lease.project_id
        )
    await _tell(session, actor, lease, step.event, on)
    moved = replace(lease, state=to_state, version=lease.version + 1, **changes)
    return Held(held.book, moved)


def _require_actor(actor: Actor | None, event: LeaseEvent) -> None:
    if actor is not None:
        actor.require_role(ACTORS.get(event, frozenset()))
    elif event not in BY_CALENDAR:
        raise RoleMissing(roles=sorted(ACTORS[event]))


#: `leases.lease.…` in the trail and among the outgoing events.
TOLD: Final[Mapping[LeaseEvent, str]] = {
    LeaseEvent.EXPLAIN: "explained",
    LeaseEvent.SEND_TO_SIGN: "sent_to_sign",
    LeaseEvent.SIGN: "signed",
    LeaseEvent.CHECK_IN: "moved_in",
    LeaseEvent.TAKE_OVER: "taken_over",
    LeaseEvent.NEAR_END: "near_end",
    LeaseEvent.APPLY_FOR_RENEWAL: "renewal_applied",
    LeaseEvent.GRANT_LATE_RENEWAL: "late_renewal_granted",
    LeaseEvent.APPROVE_RENEWAL: "renewal_approved",
    LeaseEvent.REFUSE_RENEWAL: "renewal_refused",
    LeaseEvent.REACH_END: "end_reached",
    LeaseEvent.END_EARLY: "ended_early",
    LeaseEvent.OVERSTAY: "overstayed",
    LeaseEvent.SUCCEED: "succeeded",
    LeaseEvent.HAND_BACK: "handed_back",
    LeaseEvent.SUSPEND: "suspended",
    LeaseEvent.RESUME: "resumed",
    LeaseEvent.DISCARD: "voided",
}


async def _tell(
    session: AsyncSession, actor: Actor | None, lease: LeaseRecord, event: LeaseEvent, on: date
) -> None:
    await audit.record(
        session,
        actor,
        f"leases.lease.{TOLD[event]}",
        lease.id,
        project_id=lease.project_id,
        facts={
            "from": lease.state,
            "to": MACHINE.after(lease.state, event),
            "effective_on": on.isoformat(),
            "unit_id": str(lease.unit_id),
        },
        announce=True,
    )
