"""A case is opened: the household asks, the operator or the purchaser begins."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.exits.life import tell
from api.housing import life as units
from api.leases import life as leases
from api.leases.life import Held as HeldLease
from domain.access import Actor, Permission, Scope
from domain.exit_proofs import OPENING_NEEDS, ExitStepIncomplete, lacking
from domain.exits import FIRST, OPENERS, Ground, GroundNotMet, Track, require_ground
from domain.housing import UnitEvent
from domain.leases import MACHINE, LeaseEvent, LeaseState
from persistence import arrears, attachments, calendars, eligibility, exits, parameters, payments
from persistence.exits import Entry

_NUMBER: Final = "exit"
OPENED: Final = "open"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to leave by which way, why, and what it rests on."""

    lease_id: UUID
    track: Track
    ground: Ground
    leaves_on: date | None = None
    reason: str | None = None
    legal_basis: str | None = None
    document_no: str | None = None
    file_ids: Sequence[UUID] = ()


async def open_case(
    session: AsyncSession, actor: Actor | None, scope: Scope, wanted: Wanted, *, today: date
) -> UUID:
    """Begin a case; the home stands in notice from today. `actor` None is the calendar.

    Raises GroundOfOtherTrack, RoleMissing, ExitStepIncomplete, LeaseNotFound, TransitionRefused,
    GroundNotMet, AlreadyDone (a case is open), FileNotFound.
    """
    require_ground(wanted.track, wanted.ground)
    if actor is not None:
        actor.require_role(OPENERS[wanted.ground])
    missing = lacking(
        OPENING_NEEDS[wanted.track],
        {name: getattr(wanted, name) for name in OPENING_NEEDS[wanted.track]},
    )
    if missing:
        raise ExitStepIncomplete(event=OPENED, missing=missing)
    held = await leases.hold(session, scope, wanted.lease_id, with_unit=True)
    MACHINE.after(held.lease.state, LeaseEvent.HAND_BACK)
    await _GUARDS.get(wanted.ground, _unguarded)(session, scope, held, today)
    case_id = await _add(session, actor, held, wanted, today)
    step = units.Step(
        event=UnitEvent.OPEN_EXIT, reason=wanted.reason, document=("exit_case", case_id)
    )
    await units.move(session, actor, scope, held.lease.unit_id, step, today=today)
    return case_id


async def _add(
    session: AsyncSession, actor: Actor | None, held: HeldLease, wanted: Wanted, today: date
) -> UUID:
    lease = held.lease
    code, serial = await payments.next_number(session, lease.project_id, _NUMBER, today.year)
    maker_id = actor.person_id if actor else None
    case_id = await exits.add(
        session,
        project_id=lease.project_id,
        lease_id=lease.id,
        unit_id=lease.unit_id,
        household_id=lease.household_id,
        number=f"{code}-TF-{today.year}-{serial:04d}",
        track=wanted.track,
        ground=wanted.ground,
        state=FIRST[wanted.track],
        opened_on=today,
        leaves_on=wanted.leaves_on,
        reason=wanted.reason,
        legal_basis=wanted.legal_basis,
        document_no=wanted.document_no,
        contact_by=await _contact_by(session, wanted.track, today),
        maker_id=maker_id,
    )
    entry = Entry(
        event=OPENED,
        effective_on=today,
        from_state=None,
        to_state=FIRST[wanted.track],
        maker_id=maker_id,
        reason=wanted.reason,
        legal_basis=wanted.legal_basis,
        document_no=wanted.document_no,
        file_ids=wanted.file_ids,
    )
    await exits.write_down(session, case_id, entry)
    if actor is not None:
        subject = ("exit_case", case_id)
        await attachments.attach(
            session, actor, subject, wanted.file_ids, project_id=lease.project_id
        )
    facts = {"track": wanted.track, "ground": wanted.ground, "lease_id": str(lease.id)}
    await tell(session, actor, "opened", case_id, lease.project_id, facts)
    return case_id


async def _contact_by(session: AsyncSession, track: Track, today: date) -> date | None:
    """Whoever asks to leave is called within so many working days."""
    if track is not Track.VOLUNTARY:
        return None
    days = await parameters.value(session, "checkout.contact_workdays", today)
    return (await calendars.of_authority(session)).add_workdays(today, days)


async def _unguarded(_: AsyncSession, __: Scope, ___: HeldLease, ____: date) -> None:
    """Nothing more is asked."""


async def _require_over(_: AsyncSession, __: Scope, held: HeldLease, today: date) -> None:
    """Raises GroundNotMet while the lease's term runs."""
    lease = held.lease
    if lease.state not in {LeaseState.RELOCATION, LeaseState.HOLDOVER} and lease.ends_on >= today:
        raise GroundNotMet(ground=Ground.EXPIRY, ends_on=lease.ends_on.isoformat())


async def _require_arrears(
    session: AsyncSession, scope: Scope, held: HeldLease, today: date
) -> None:
    """公租房办法 Art. 29: six months in all, advanced ones too. Raises GroundNotMet."""
    needed = await parameters.value(session, "arrears.evict_months_cumulative", today)
    owed = await arrears.of_lease(session, scope, held.lease.id, today)
    if owed.months_owed < needed:
        raise GroundNotMet(ground=Ground.ARREARS, months_owed=owed.months_owed, needed=needed)


async def _require_ineligible(
    session: AsyncSession, _: Scope, held: HeldLease, today: date
) -> None:
    """Raises GroundNotMet while a grant of the purchaser holds."""
    if await eligibility.valid_on(session, held.lease.household_id, today) is not None:
        raise GroundNotMet(ground=Ground.INELIGIBLE)


_GUARDS: Final[
    Mapping[Ground, Callable[[AsyncSession, Scope, HeldLease, date], Awaitable[None]]]
] = {
    Ground.EXPIRY: _require_over,
    Ground.ARREARS: _require_arrears,
    Ground.INELIGIBLE: _require_ineligible,
    Ground.UNREACHABLE: _require_arrears,
}


async def open_by(session: AsyncSession, actor: Actor, wanted: Wanted, *, today: date) -> UUID:
    """The same for somebody at a desk, within their reach."""
    return await open_case(session, actor, actor.scope(Permission.OPEN_EXIT), wanted, today=today)
