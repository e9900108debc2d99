"""What people do with a check-in. Locks go book, unit, lease, then the check-in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.check_ins.money import money_in
from api.housing import life as units
from api.leases import life
from api.leases.guards import require_still_eligible
from api.leases.life import Held as HeldLease
from api.leases.life import Step
from domain.access import Actor, Permission, Scope
from domain.check_ins import (
    MACHINE,
    ChargeFrom,
    CheckInEvent,
    RepairSplitUnexplained,
    SheetOfOtherLease,
    SheetUnsigned,
    WaiverEmpty,
    charged_from,
    require_first,
    require_money,
    require_verified,
)
from domain.dating import require_dated
from domain.handovers import CriticalDefect, HandoverIncomplete, HandoverKind, HandoverState
from domain.housing import UnitEvent
from domain.lease_signing import IdentityWay
from domain.leases import MACHINE as LEASE
from domain.leases import LeaseEvent
from persistence import attachments, audit, check_ins, handovers, parameters
from persistence.check_ins import CheckIn
from persistence.households import MemberNotFound


@dataclass(frozen=True, slots=True)
class Held:
    """A check-in with its lease and the lease's book, all held. Only `hold` makes one."""

    lease: HeldLease
    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class Waiver:
    """What the purchaser does not wait for before the household moves in. It stays owed."""

    deposit: bool
    first_rent: bool
    document_no: str
    reason: str


async def hold(
    session: AsyncSession, scope: Scope, check_in_id: UUID, *, with_unit: bool = False
) -> Held:
    """Raises CheckInNotFound."""
    seen = await check_ins.find(session, scope, check_in_id)
    lease = await life.hold(session, scope, seen.check_in.lease_id, with_unit=with_unit)
    return Held(lease, (await check_ins.find(session, scope, check_in_id, lock=True)).check_in)


async def book(session: AsyncSession, actor: Actor, lease_id: UUID, booked_on: date) -> UUID:
    """A day on which a household with a signed lease moves in.

    Raises LeaseNotFound, LeaseFollowsAnother, TransitionRefused (not signed), AlreadyDone.
    """
    held = await life.hold(session, actor.scope(Permission.CHECK_IN), lease_id)
    require_first(held.lease.renewed_from, held.lease.exchanged_from)
    LEASE.after(held.lease.state, LeaseEvent.CHECK_IN)
    check_in_id = await check_ins.add(
        session,
        project_id=held.lease.project_id,
        lease_id=lease_id,
        booked_on=booked_on,
        maker_id=actor.person_id,
    )
    one = (await check_ins.find(session, actor.scope(Permission.CHECK_IN), check_in_id)).check_in
    await tell(session, actor, "booked", one)
    return check_in_id


async def rebook(session: AsyncSession, actor: Actor, held: Held, booked_on: date) -> None:
    """Another day. Raises TransitionRefused."""
    await _step(session, actor, held, CheckInEvent.REBOOK, booked_on=booked_on, held_for=None)


async def stop(
    session: AsyncSession, actor: Actor, held: Held, event: CheckInEvent, reason: str
) -> None:
    """Nobody came, or something must be put right first. Raises TransitionRefused."""
    await _step(session, actor, held, event, held_for=reason)


async def clear_defect(session: AsyncSession, actor: Actor, held: Held) -> None:
    """It was put right. Raises TransitionRefused."""
    await _step(session, actor, held, CheckInEvent.CLEAR_DEFECT, held_for=None, handover_id=None)


async def waive(session: AsyncSession, actor: Actor, held: Held, waiver: Waiver) -> None:
    """The purchaser lets the household in before deposit or first rent is paid.

    Raises TransitionRefused, WaiverEmpty, FourEyes.
    """
    MACHINE.after(held.check_in.state, CheckInEvent.CONFIRM_MONEY)
    if not (waiver.deposit or waiver.first_rent):
        raise WaiverEmpty(pointer="/deposit")
    await check_ins.change(
        session,
        held.check_in.id,
        deposit_waived=waiver.deposit,
        first_rent_waived=waiver.first_rent,
        waived_by=actor.person_id,
        waiver_reason=waiver.reason,
        waiver_document_no=waiver.document_no,
    )
    facts = {"deposit": waiver.deposit, "first_rent": waiver.first_rent}
    await tell(session, actor, "money_waived", held.check_in, **facts)


async def confirm_money(session: AsyncSession, actor: Actor, held: Held) -> None:
    """Deposit and first rent are in, or waived. Raises TransitionRefused, MoneyMissing."""
    MACHINE.after(held.check_in.state, CheckInEvent.CONFIRM_MONEY)
    money = await money_in(session, held.lease.lease, held.check_in)
    require_money(money)
    await _step(
        session,
        actor,
        held,
        CheckInEvent.CONFIRM_MONEY,
        first_rent_fen=money.first_rent_due.fen,
        money_by=actor.person_id,
    )


async def verify(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    member_id: UUID,
    way: IdentityWay,
    *,
    today: date,
) -> None:
    """A member showed who they are. Raises TransitionRefused, MemberNotFound, AlreadyDone."""
    MACHINE.after(held.check_in.state, CheckInEvent.CANCEL)
    people = await check_ins.members(session, held.check_in, today)
    if member_id not in {one.member_id for one in people}:
        raise MemberNotFound(member_id=str(member_id))
    await check_ins.verify(
        session, check_in_id=held.check_in.id, member_id=member_id, way=way, by=actor.person_id
    )
    await check_ins.change(session, held.check_in.id)
    facts = {"member_id": str(member_id), "way": way}
    await tell(session, actor, "member_verified", held.check_in, **facts)


async def inspect(session: AsyncSession, actor: Actor, held: Held, handover_id: UUID) -> None:
    """The home was looked over together: its sheet lacks nothing, and nothing critical is wrong.

    Raises TransitionRefused, HandoverNotFound, SheetOfOtherLease, HandoverIncomplete,
    CriticalDefect.
    """
    MACHINE.after(held.check_in.state, CheckInEvent.INSPECT)
    sheet = await handovers.handover(session, actor.scope(Permission.CHECK_IN), handover_id)
    is_ours = sheet.lease_id == held.check_in.lease_id and sheet.kind is HandoverKind.CHECK_IN
    if not is_ours or sheet.state is HandoverState.VOID:
        raise SheetOfOtherLease(handover_id=str(handover_id))
    if sheet.missing:
        raise HandoverIncomplete(missing=sheet.missing)
    if sheet.sheet.has_critical_defect:
        raise CriticalDefect(unit=sheet.unit_code)
    await _step(session, actor, held, CheckInEvent.INSPECT, handover_id=handover_id)


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    on: date,
    repair_split_explained: bool,
    reason: str | None,
    today: date,
) -> None:
    """The keys go over: signed by both sides, everybody known, repairs explained, money still in.

    Raises TransitionRefused, RepairSplitUnexplained, SheetUnsigned, MembersUnverified,
    MoneyMissing, DateNotReached, BackdatingNeedsReason.
    """
    one = held.check_in
    MACHINE.after(one.state, CheckInEvent.HAND_OVER)
    require_dated("/handed_over_on", on, today, reason)
    if not repair_split_explained:
        raise RepairSplitUnexplained(pointer="/repair_split_explained")
    assert one.handover_id is not None
    scope = actor.scope(Permission.CHECK_IN)
    sheet = await handovers.handover(session, scope, one.handover_id, lock=True)
    if sheet.state is not HandoverState.COMPLETE:
        raise SheetUnsigned(handover_id=str(sheet.id), state=sheet.state)
    people = await check_ins.members(session, one, today)
    known = [person.member_id for person in people if person.way is not None]
    require_verified((person.member_id for person in people), known)
    require_money(await money_in(session, held.lease.lease, one))
    await _step(
        session,
        actor,
        held,
        CheckInEvent.HAND_OVER,
        handed_over_on=on,
        handed_over_by=actor.person_id,
    )


async def register(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    file_ids: Sequence[UUID],
    reason: str | None,
    today: date,
) -> None:
    """The household lives there: the lease runs, the home is let, rent runs from its first day.

    `held` has its unit. Raises TransitionRefused, RoleMissing, HouseholdNotEligible,
    BackdatingNeedsReason, PeriodClosed, FileNotFound, LeaseStepOutOfOrder, UnitStepOutOfOrder.
    """
    one, lease = held.check_in, held.lease.lease
    MACHINE.after(one.state, CheckInEvent.REGISTER)
    await require_still_eligible(session, lease, lease.starts_on)
    assert one.handed_over_on is not None
    on, document = one.handed_over_on, ("check_in", one.id)
    rule = ChargeFrom(await parameters.value(session, "lease.charge_from", on))
    begins = charged_from(rule, on, lease.starts_on)
    step = Step(
        event=LeaseEvent.CHECK_IN,
        effective_on=on,
        reason=reason,
        file_ids=file_ids,
        document=document,
        facts={"charged_from": begins.isoformat()},
    )
    await life.move(session, actor, held.lease, step, today=today, charged_from=begins)
    occupy = units.Step(event=UnitEvent.OCCUPY, effective_on=on, reason=reason, document=document)
    scope = actor.scope(Permission.CHECK_IN)
    await units.move(session, actor, scope, lease.unit_id, occupy, today=today)
    await _step(
        session,
        actor,
        held,
        CheckInEvent.REGISTER,
        charged_from=begins,
        registered_by=actor.person_id,
        file_ids=list(file_ids),
    )
    await attachments.attach(session, actor, document, file_ids, project_id=one.project_id)


#: `check_ins.check_in.…` in the trail.
_TOLD: Final = {
    CheckInEvent.CONFIRM_MONEY: "money_confirmed",
    CheckInEvent.INSPECT: "inspected",
    CheckInEvent.HAND_OVER: "handed_over",
    CheckInEvent.REGISTER: "registered",
    CheckInEvent.MISS: "missed",
    CheckInEvent.REBOOK: "rebooked",
    CheckInEvent.FIND_DEFECT: "held_for_defect",
    CheckInEvent.CLEAR_DEFECT: "defect_cleared",
    CheckInEvent.CANCEL: "cancelled",
}


async def _step(
    session: AsyncSession, actor: Actor, held: Held, event: CheckInEvent, **values: Any
) -> None:
    one = held.check_in
    state = MACHINE.after(one.state, event)
    await check_ins.change(session, one.id, state=state, **values)
    await tell(session, actor, _TOLD[event], one)


async def tell(
    session: AsyncSession, actor: Actor, told: str, one: CheckIn, **facts: object
) -> None:
    await audit.record(
        session,
        actor,
        f"check_ins.check_in.{told}",
        one.id,
        project_id=one.project_id,
        facts={"lease_id": str(one.lease_id), **facts},
        announce=told == "registered",
    )
