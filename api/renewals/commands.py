"""What a household does with a renewal: apply, hand papers in, object; and how one is held.

Locks go book, lease, then the renewal. What the purchaser does is in `api.renewals.deciding`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import life
from api.leases.life import Held as HeldLease
from api.leases.life import Step
from domain.access import Actor, Permission, Role, Scope
from domain.leases import LeaseEvent, LeaseState
from domain.renewals import (
    MACHINE,
    ConsentToChecksMissing,
    LeaseNotRenewable,
    ObjectionTooLate,
    RenewalEvent,
    RenewalKind,
    apply_by,
)
from persistence import attachments, audit, parameters, renewals
from persistence.renewals import Renewal

LIVED_IN: Final = (LeaseState.ACTIVE, LeaseState.EXPIRING)


@dataclass(frozen=True, slots=True)
class Held:
    """A renewal with its lease and the lease's book, all held. Only `hold` makes one."""

    lease: HeldLease
    renewal: Renewal


@dataclass(frozen=True, slots=True)
class Application:
    """What the household declares 收入住房申报, its consent to be checked, its papers."""

    declaration: str
    consents_to_checks: bool
    file_ids: Sequence[UUID]


async def hold(session: AsyncSession, scope: Scope, renewal_id: UUID) -> Held:
    """Raises RenewalNotFound."""
    seen = await renewals.find(session, scope, renewal_id)
    lease = await life.hold(session, scope, seen.renewal.lease_id)
    return Held(lease, (await renewals.find(session, scope, renewal_id, lock=True)).renewal)


async def apply_for(
    session: AsyncSession, actor: Actor, lease_id: UUID, application: Application, *, today: date
) -> UUID:
    """A household wants to stay, invited or not. Raises LeaseNotFound, LeaseNotRenewable,
    ConsentToChecksMissing, AlreadyDone, RoleMissing, FileNotFound.
    """
    held = await life.hold(session, actor.scope(Permission.APPLY_FOR_RENEWAL), lease_id)
    lease = held.lease
    if lease.state not in LIVED_IN or lease.ends_on < today:
        raise LeaseNotRenewable(state=lease.state, ends_on=lease.ends_on.isoformat())
    invited = await renewals.invited(session, lease_id)
    if invited is None:
        months = await parameters.value(session, "lease.renewal_apply_before", today)
        renewal_id = await renewals.add(
            session,
            project_id=lease.project_id,
            lease_id=lease_id,
            kind=RenewalKind.RENEWAL,
            apply_by=apply_by(lease.ends_on, months),
        )
    else:
        renewal_id = invited.id
    one = await renewals.find(session, actor.scope(Permission.APPLY_FOR_RENEWAL), renewal_id)
    await submit(session, actor, Held(held, one.renewal), application, today=today)
    return renewal_id


async def submit(
    session: AsyncSession, actor: Actor, held: Held, application: Application, *, today: date
) -> None:
    """Answer an invitation, to a renewal or a review. In time, the lease goes under review.

    Raises TransitionRefused, ConsentToChecksMissing, RoleMissing, FileNotFound.
    """
    one, lease = held.renewal, held.lease.lease
    state = MACHINE.after(one.state, RenewalEvent.APPLY)
    if not application.consents_to_checks:
        raise ConsentToChecksMissing(pointer="/consents_to_checks")
    is_renewal = one.kind is RenewalKind.RENEWAL
    is_late = is_renewal and (today > one.apply_by or lease.state is LeaseState.EXPIRING)
    if is_renewal and not is_late:
        step = Step(event=LeaseEvent.APPLY_FOR_RENEWAL, document=("renewal", one.id))
        await life.move(session, actor, held.lease, step, today=today)
    await _attach(session, actor, one, application.file_ids)
    await renewals.change(
        session,
        one.id,
        state=state,
        applied_on=today,
        applied_by=actor.person_id,
        at_counter=Role.TENANT not in actor.roles,
        is_late=is_late,
        declaration=application.declaration,
        file_ids=list(application.file_ids),
    )
    await tell(session, actor, "applied", one, is_late=is_late)


async def supply(session: AsyncSession, actor: Actor, held: Held, file_ids: Sequence[UUID]) -> None:
    """What was missing is here. Raises TransitionRefused, FileNotFound."""
    one = held.renewal
    state = MACHINE.after(one.state, RenewalEvent.SUPPLY)
    await _attach(session, actor, one, file_ids)
    await renewals.change(session, one.id, state=state, file_ids=[*one.file_ids, *file_ids])
    await tell(session, actor, "supplied", one)


async def object_to(
    session: AsyncSession, actor: Actor, held: Held, objection: str, *, today: date
) -> None:
    """The household does not agree. Raises TransitionRefused, ObjectionTooLate."""
    one = held.renewal
    state = MACHINE.after(one.state, RenewalEvent.OBJECT)
    if one.object_by is not None and today > one.object_by:
        raise ObjectionTooLate(object_by=one.object_by.isoformat())
    await renewals.change(session, one.id, state=state, objection=objection, objected_on=today)
    await tell(session, actor, "objected", one)


async def _attach(
    session: AsyncSession, actor: Actor, one: Renewal, file_ids: Sequence[UUID]
) -> None:
    subject = ("lease", one.lease_id)
    await attachments.attach(session, actor, subject, file_ids, project_id=one.project_id)


async def tell(
    session: AsyncSession, actor: Actor | None, told: str, one: Renewal, **facts: Any
) -> None:
    await audit.record(
        session,
        actor,
        f"renewals.renewal.{told}",
        one.id,
        project_id=one.project_id,
        facts={"lease_id": str(one.lease_id), "kind": one.kind, **facts},
        announce=True,
    )
