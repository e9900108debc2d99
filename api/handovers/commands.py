"""What people do with a hand-over sheet: draft, complete, sign from both sides, void."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.housing import life
from api.housing.life import Step
from domain.access import Actor, Permission, Scope, require_second_person
from domain.dating import require_reached
from domain.handover_sheets import Sheet
from domain.handovers import (
    MACHINE,
    SIGNERS,
    CriticalDefect,
    HandoverEvent,
    HandoverIncomplete,
    HandoverKind,
    HandoverSigned,
    HandoverState,
    LeaseOfOtherUnit,
    RentStandardMissing,
    Side,
    SideHasSigned,
    Signed,
    missing,
    side_of,
)
from domain.housing import MACHINE as UNIT
from domain.housing import UnitEvent
from domain.unit_kinds import UnitKind
from persistence import attachments, audit, handovers, housing, leases, unit_life
from persistence.handovers import Handover


async def draft(
    session: AsyncSession,
    actor: Actor,
    signed: Signed,
    *,
    today: date,
) -> UUID:
    """Begin a sheet. What it lacks is told, and may follow before anybody signs.

    Raises UnitNotFound, LeaseNotFound, LeaseOfOtherUnit, TransitionRefused, DateNotReached,
    FileNotFound, AlreadyDone (a sheet of that kind is open).
    """
    scope = actor.scope(Permission.DRAFT_HANDOVER)
    require_reached("/on_date", signed.on_date, today)
    unit = await housing.unit(session, scope, signed.unit_id)
    if signed.kind is HandoverKind.ACCEPTANCE:
        UNIT.after(unit.state, UnitEvent.ACCEPT)
    else:
        await _require_lease_of(session, actor, signed)
    values = await _values(session, signed, unit.kind)
    handover_id = await handovers.add(
        session,
        project_id=unit.project_id,
        unit_id=unit.id,
        lease_id=signed.lease_id,
        kind=signed.kind,
        maker_id=actor.person_id,
        **values,
    )
    await _attach(session, actor, handover_id, unit.project_id, signed.sheet)
    await _tell(session, actor, "drafted", handover_id, unit.project_id, signed.kind)
    return handover_id


async def change(
    session: AsyncSession, actor: Actor, one: Handover, changes: Mapping[str, Any], *, today: date
) -> None:
    """Put something else on the sheet, while nobody has signed it. `one` is held.

    Raises HandoverSigned, DateNotReached, FileNotFound.
    """
    if one.state is not HandoverState.DRAFT:
        raise HandoverSigned(state=one.state)
    on_date = changes.get("on_date", one.on_date)
    require_reached("/on_date", on_date, today)
    parts = {name: value for name, value in changes.items() if name != "on_date"}
    sheet = replace(one.sheet, **parts)
    signed = Signed(one.kind, one.unit_id, one.lease_id, on_date, sheet)
    await handovers.change(session, one.id, **await _values(session, signed, one.unit_kind))
    await _attach(session, actor, one.id, one.project_id, sheet)
    await _tell(session, actor, "changed", one.id, one.project_id, one.kind)


async def sign(
    session: AsyncSession,
    actor: Actor,
    handover_id: UUID,
    *,
    side: Side,
    name: str,
    file_id: UUID,
    today: date,
) -> None:
    """Note one side's signature. With the second one of an acceptance the unit is accepted.

    Raises HandoverNotFound, SideNotOfHandover, RoleMissing, SideHasSigned, TransitionRefused,
    HandoverIncomplete, MakerIsChecker, CriticalDefect, RentStandardMissing, FileNotFound.
    """
    scope = actor.scope(Permission.SIGN_HANDOVER)
    seen = await handovers.handover(session, scope, handover_id)
    await unit_life.lock(session, scope, seen.unit_id)
    one = await handovers.handover(session, scope, handover_id, lock=True)
    place = side_of(one.kind, side)
    actor.require_role(SIGNERS[one.kind, side])
    mine, other = (one.gives, one.takes) if place == "gives" else (one.takes, one.gives)
    if mine is not None:
        raise SideHasSigned(side=side)
    state = MACHINE.after(one.state, HandoverEvent.SIGN)
    if one.missing:
        raise HandoverIncomplete(missing=one.missing)
    if one.kind is HandoverKind.ACCEPTANCE and other is not None:
        require_second_person(other.by, actor.person_id)
    await handovers.sign(
        session, handover_id, place, state, name=name, by=actor.person_id, file_id=file_id
    )
    await attachments.attach(
        session, actor, ("handover", handover_id), [file_id], project_id=one.project_id
    )
    if state is HandoverState.COMPLETE:
        await _complete(session, actor, scope, one, today)
    told = "completed" if state is HandoverState.COMPLETE else "signed"
    await _tell(session, actor, told, handover_id, one.project_id, one.kind)


async def void(session: AsyncSession, actor: Actor, one: Handover, reason: str) -> None:
    """A sheet that is not complete is put aside; `one` is held. Raises TransitionRefused."""
    state = MACHINE.after(one.state, HandoverEvent.DISCARD)
    await handovers.change(session, one.id, state=state, void_reason=reason)
    await _tell(session, actor, "voided", one.id, one.project_id, one.kind)


async def _complete(
    session: AsyncSession, actor: Actor, scope: Scope, one: Handover, today: date
) -> None:
    """A joint acceptance moves the unit; what check-in and check-out move is the lease's to say."""
    if one.kind is not HandoverKind.ACCEPTANCE:
        return
    if one.sheet.has_critical_defect:
        raise CriticalDefect(unit=one.unit_code)
    if one.unit_kind is UnitKind.DWELLING and not await handovers.has_rent_standard(
        session, one.project_id, one.building_id, today
    ):
        raise RentStandardMissing(unit=one.unit_code)
    step = Step(event=UnitEvent.ACCEPT, document=("handover", one.id))
    await life.move(session, actor, scope, one.unit_id, step, today=today)


async def _require_lease_of(session: AsyncSession, actor: Actor, signed: Signed) -> None:
    """Raises LeaseNotFound, LeaseOfOtherUnit."""
    if signed.lease_id is None:
        raise LeaseOfOtherUnit(unit_id=str(signed.unit_id))
    lease = await leases.lease(session, actor.scope(Permission.READ_LEASE), signed.lease_id)
    if lease.unit_id != signed.unit_id:
        raise LeaseOfOtherUnit(unit_id=str(lease.unit_id))


async def _values(session: AsyncSession, signed: Signed, kind: UnitKind) -> dict[str, Any]:
    """The columns that a sheet fills: its lists, what it lacks, and what will be signed."""
    needs = await handovers.needs_on(session, signed.on_date)
    return {
        "on_date": signed.on_date,
        "missing": missing(signed.sheet, signed.kind, kind, needs),
        "sheet_sha256": signed.digest(),
        **handovers.columns_of(signed.sheet),
    }


async def _attach(
    session: AsyncSession, actor: Actor, handover_id: UUID, project_id: UUID, sheet: Sheet
) -> None:
    await attachments.attach(
        session, actor, ("handover", handover_id), sheet.file_ids, project_id=project_id
    )


async def _tell(
    session: AsyncSession,
    actor: Actor,
    told: str,
    handover_id: UUID,
    project_id: UUID,
    kind: HandoverKind,
) -> None:
    await audit.record(
        session,
        actor,
        f"handovers.handover.{told}",
        handover_id,
        project_id=project_id,
        facts={"kind": kind},
        announce=told == "completed",
    )
