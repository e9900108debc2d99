"""What people do with a change of a household: put it down, check, decide, let it take effect.

Locks go book, lease, then the change and the people it is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.lease_changes import effects
from api.leases import life
from api.leases.forming import sealed_member
from api.leases.life import Held as HeldLease
from domain.access import Actor, Permission, Scope, require_second_person
from domain.calendar import Month
from domain.dating import BackdatingNeedsReason
from domain.lease_changes import (
    MACHINE,
    AlreadyTenant,
    LeaseChangeCause,
    LeaseChangeEvent,
    LeaseChangeKind,
    LeaseChangeNotYet,
    LivesThereAlready,
    MemberLeft,
    TenantStays,
    checking,
    require_complete,
    require_lived_in,
)
from domain.lease_drafts import MemberHoused
from persistence import attachments, audit, eligibility, lease_changes
from persistence.households import MemberNotFound
from persistence.ids import new_id
from persistence.lease_changes import LeaseChange
from persistence.vault import Vault


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change as the counter tells it. A day before today needs its reason."""

    kind: LeaseChangeKind
    cause: LeaseChangeCause
    effective_on: date
    file_ids: Sequence[UUID]
    member_id: UUID | None = None
    name: str | None = None
    relation: str | None = None
    national_id: str | None = None
    phone: str | None = None
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A change with its lease and the lease's book, all held. Only `hold` makes one."""

    lease: HeldLease
    change: LeaseChange


async def hold(session: AsyncSession, scope: Scope, change_id: UUID) -> Held:
    """Raises LeaseChangeNotFound."""
    seen = await lease_changes.find(session, scope, change_id)
    lease = await life.hold(session, scope, seen.lease_id)
    return Held(lease, await lease_changes.find(session, scope, change_id, lock=True))


async def propose(
    session: AsyncSession,
    actor: Actor,
    vault: Vault,
    lease_id: UUID,
    wanted: Wanted,
    *,
    today: date,
) -> UUID:
    """Put a change down with its proof; nothing changes yet.

    Raises LeaseNotFound, LeaseNotLivedIn, LeaseChangeIncomplete, CauseOfOtherChange,
    BackdatingNeedsReason, PeriodClosed, MemberNotFound, MemberLeft, TenantStays, AlreadyTenant,
    LivesThereAlready, MemberHoused, AlreadyDone, FileNotFound.
    """
    told = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}
    require_complete(wanted.kind, wanted.cause, told)
    held = await life.hold(session, actor.scope(Permission.CHANGE_HOUSEHOLD), lease_id)
    lease = held.lease
    require_lived_in(lease.state)
    _require_day(held, wanted, today)
    member_id = wanted.member_id if wanted.kind is not LeaseChangeKind.JOIN else None
    if member_id is None:
        member_id = new_id()
        await _require_may_join(session, vault, held, wanted)
    else:
        await _require_member(session, held, wanted.kind, member_id, wanted.effective_on)
    change_id = await lease_changes.add(
        session,
        project_id=lease.project_id,
        lease_id=lease.id,
        household_id=lease.household_id,
        kind=wanted.kind,
        cause=wanted.cause,
        effective_on=wanted.effective_on,
        reason=wanted.reason,
        note=wanted.note,
        file_ids=list(wanted.file_ids),
        maker_id=actor.person_id,
        **_sealed(vault, member_id, wanted),
    )
    await attachments.attach(
        session, actor, ("lease", lease.id), wanted.file_ids, project_id=lease.project_id
    )
    one = await lease_changes.find(session, actor.scope(Permission.CHANGE_HOUSEHOLD), change_id)
    await tell(session, actor, "submitted", one)
    return change_id


def _require_day(held: HeldLease, wanted: Wanted, today: date) -> None:
    """Raises BackdatingNeedsReason, PeriodClosed."""
    if wanted.effective_on >= today:
        return
    if not wanted.reason:
        raise BackdatingNeedsReason(day=wanted.effective_on.isoformat(), today=today.isoformat())
    held.book.require_open(Month.of(wanted.effective_on))


async def _require_may_join(
    session: AsyncSession, vault: Vault, held: HeldLease, wanted: Wanted
) -> None:
    """Raises LivesThereAlready, MemberHoused."""
    if wanted.national_id is None:
        return
    number = vault.index("national_id", wanted.national_id)
    if await lease_changes.lives_there(session, held.lease.household_id, number):
        raise LivesThereAlready(lease_id=str(held.lease.id))
    own = await eligibility.held_here(session, [number], wanted.effective_on)
    homes = {one.subject_id for found in own.values() for one in found if one.kind == "lease"}
    if homes - {held.lease.id}:
        raise MemberHoused(leases=len(homes))


async def _require_member(
    session: AsyncSession, held: HeldLease, kind: LeaseChangeKind, member_id: UUID, day: date
) -> None:
    """Raises MemberNotFound, MemberLeft, TenantStays, AlreadyTenant."""
    one = await lease_changes.living(session, held.lease.household_id, member_id)
    if one is None:
        raise MemberNotFound(member_id=str(member_id))
    if one.left_on is not None and one.left_on <= day:
        raise MemberLeft(left_on=one.left_on.isoformat())
    if kind is LeaseChangeKind.LEAVE and one.is_tenant:
        raise TenantStays(member_id=str(member_id))
    if kind is LeaseChangeKind.SUBSTITUTE and one.is_tenant:
        raise AlreadyTenant(member_id=str(member_id))


def _sealed(vault: Vault, member_id: UUID, wanted: Wanted) -> dict[str, Any]:
    values = sealed_member(
        vault,
        member_id,
        name=wanted.name or "",
        relation=wanted.relation or "",
        number=wanted.national_id,
        phone=wanted.phone,
    )
    del values["id"], values["is_tenant"]
    return {**values, "member_id": member_id, "name": wanted.name, "relation": wanted.relation}


async def check(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """An officer has looked at the proof; a correction is decided by that.

    Raises TransitionRefused, MakerIsChecker, and what taking effect raises.
    """
    one = held.change
    event = checking(one.kind)
    state = MACHINE.after(one.state, event)
    require_second_person(one.maker_id, actor.person_id)
    values: dict[str, Any] = {"checked_by": actor.person_id, "checked_on": today}
    if event is LeaseChangeEvent.CONFIRM:
        values |= {"decided_by": actor.person_id, "decided_on": today}
    await lease_changes.note(session, one.id, state=state, **values)
    await tell(session, actor, state.value, one)
    if event is LeaseChangeEvent.CONFIRM:
        await _if_due(session, actor, held, today)


async def decide(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    ok: bool,
    decision_no: str | None,
    decision: str | None,
    today: date,
) -> None:
    """The approver decides what the officer checked. Approved, it holds from its day on.

    Raises TransitionRefused, MakerIsChecker, and what taking effect raises.
    """
    one = held.change
    state = MACHINE.after(one.state, LeaseChangeEvent.APPROVE if ok else LeaseChangeEvent.REJECT)
    require_second_person(one.maker_id, actor.person_id)
    if one.checked_by is not None:
        require_second_person(one.checked_by, actor.person_id)
    await lease_changes.note(
        session,
        one.id,
        state=state,
        decided_by=actor.person_id,
        decided_on=today,
        decision_no=decision_no,
        decision=decision,
    )
    await tell(session, actor, state.value, one)
    if ok:
        await _if_due(session, actor, held, today)


async def withdraw(session: AsyncSession, actor: Actor, held: Held) -> None:
    """The household does not want it any more. Raises TransitionRefused."""
    state = MACHINE.after(held.change.state, LeaseChangeEvent.WITHDRAW)
    await lease_changes.note(session, held.change.id, state=state)
    await tell(session, actor, state.value, held.change)


async def take_effect(
    session: AsyncSession, actor: Actor | None, held: Held, *, today: date
) -> None:
    """Its day has come. Nothing is carried out for a lease that has ended meanwhile.

    Raises TransitionRefused, LeaseChangeNotYet, LeaseNotLivedIn, MemberLeft, TenantStays,
    AlreadyTenant, LivesThereAlready.
    """
    one = held.change
    state = MACHINE.after(one.state, LeaseChangeEvent.TAKE_EFFECT)
    if one.effective_on > today:
        raise LeaseChangeNotYet(effective_on=one.effective_on.isoformat())
    require_lived_in(held.lease.lease.state)
    before = await effects.carry_out(session, held.lease, one)
    await lease_changes.note(session, one.id, state=state, took_effect_on=today, **before)
    await effects.write_down(session, actor, held.lease, one, today)
    await tell(session, actor, state.value, one)


async def _if_due(session: AsyncSession, actor: Actor, held: Held, today: date) -> None:
    if held.change.effective_on > today:
        return
    scope = Scope(actor.authority_id, None)
    fresh = await lease_changes.find(session, scope, held.change.id, lock=True)
    await take_effect(session, actor, Held(held.lease, fresh), today=today)


async def tell(session: AsyncSession, actor: Actor | None, told: str, one: LeaseChange) -> None:
    facts: Mapping[str, Any] = {
        "lease_id": str(one.lease_id),
        "kind": one.kind,
        "effective_on": one.effective_on.isoformat(),
    }
    await audit.record(
        session,
        actor,
        f"leases.change.{told}",
        one.id,
        project_id=one.project_id,
        facts=dict(facts),
        announce=True,
    )
