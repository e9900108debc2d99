"""Measures about a record, and bans: one person of the bureau proposes, another decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, require_second_person
from domain.eligibility import (
    BAN,
    MACHINE,
    PROPOSAL,
    BanEvent,
    BanState,
    EligibilityEvent,
    EligibilityState,
    Measure,
    ProposalEvent,
    ban_period,
)
from domain.errors import Invalid, Refused
from domain.identity import mask_national_id
from persistence import audit, eligibility, parameters, registry
from persistence.eligibility import Ban, ProposedMeasure, Record
from persistence.vault import Vault


class BanOnlyWithCancellation(Invalid):
    """A ban comes with a cancellation, or is proposed by itself."""


class MeasureBeforeRecord(Refused):
    """The record has not begun on that day."""


class AlreadyBanned(Refused):
    """The person is banned already on that day."""


@dataclass(frozen=True, slots=True)
class Banned:
    """Whom a ban is for, and on what ground. The number is plain here and nowhere else."""

    name: str
    national_id: str
    from_on: date
    reason: str
    legal_basis: str
    document_no: str


async def propose(
    session: AsyncSession, actor: Actor, record: Record, facts: dict[str, Any]
) -> ProposedMeasure:
    """Raises TransitionRefused, BanOnlyWithCancellation, MeasureBeforeRecord, AlreadyDone."""
    measure = Measure(facts["measure"])
    MACHINE.after(record.state, EligibilityEvent(measure.value))
    if facts["with_ban"] and measure is not Measure.CANCEL:
        raise BanOnlyWithCancellation(pointer="/with_ban")
    if facts["effective_on"] < record.starts_on:
        raise MeasureBeforeRecord(starts_on=record.starts_on.isoformat())
    measure_id = await eligibility.add_measure(
        session, record_id=record.id, **facts, maker_id=actor.person_id
    )
    await _tell(session, actor, "measure.proposed", record, measure_id, measure)
    return await eligibility.measure(session, record.id, measure_id)


async def confirm(
    session: AsyncSession, actor: Actor, record: Record, one: ProposedMeasure, note: str | None
) -> None:
    """The right is taken, or given back, from the day proposed.

    Raises TransitionRefused, MakerIsChecker.
    """
    state = PROPOSAL.after(one.state, ProposalEvent.CONFIRM)
    require_second_person(one.maker_id, actor.person_id)
    after = MACHINE.after(record.state, EligibilityEvent(one.measure.value))
    until_on = None if after is EligibilityState.VALID else one.effective_on
    await eligibility.change(session, record.id, state=after.value, until_on=until_on)
    await eligibility.decide_measure(
        session, one.id, state=state.value, decided_by=actor.person_id, decision_note=note
    )
    if one.with_ban:
        await _ban_applicant(session, actor, record, one)
    await _tell(session, actor, "measure.confirmed", record, one.id, one.measure)


async def reject(
    session: AsyncSession, actor: Actor, record: Record, one: ProposedMeasure, note: str | None
) -> None:
    """Nothing is taken. Raises TransitionRefused, MakerIsChecker."""
    state = PROPOSAL.after(one.state, ProposalEvent.REJECT)
    require_second_person(one.maker_id, actor.person_id)
    await eligibility.decide_measure(
        session, one.id, state=state.value, decided_by=actor.person_id, decision_note=note
    )
    await _tell(session, actor, "measure.rejected", record, one.id, one.measure)


async def _ban_applicant(
    session: AsyncSession, actor: Actor, record: Record, one: ProposedMeasure
) -> None:
    """In force with the cancellation: it was proposed and decided with it, by the same two."""
    applicant = (await eligibility.people(session, record.id))[0]
    period = ban_period(one.effective_on, await _years(session, one.effective_on))
    ban_id = await eligibility.add_ban(
        session,
        person_index=record.person_index,
        person_name=applicant.name,
        national_id_mask=applicant.national_id_mask,
        record_id=record.id,
        from_on=period.from_on,
        until_on=period.until_on,
        reason=one.reason,
        legal_basis=one.legal_basis,
        document_no=one.document_no,
        state=BanState.IN_FORCE.value,
        maker_id=one.maker_id,
        decided_by=actor.person_id,
        decided_at=func.now(),
    )
    await _tell_ban(session, actor, "confirmed", ban_id)


async def propose_ban(session: AsyncSession, actor: Actor, vault: Vault, one: Banned) -> Ban:
    """For somebody who has left, or never had a record here. Raises AlreadyBanned."""
    actor.scope(Permission.GRANT_ELIGIBILITY)
    person = vault.index("national_id", one.national_id)
    until_on = await eligibility.banned_until(session, person, one.from_on)
    if until_on is not None:
        raise AlreadyBanned(until_on=until_on.isoformat())
    period = ban_period(one.from_on, await _years(session, one.from_on))
    ban_id = await eligibility.add_ban(
        session,
        person_index=person,
        person_name=one.name,
        national_id_mask=mask_national_id(one.national_id),
        from_on=period.from_on,
        until_on=period.until_on,
        reason=one.reason,
        legal_basis=one.legal_basis,
        document_no=one.document_no,
        maker_id=actor.person_id,
    )
    await registry.note(session, [person])
    await _tell_ban(session, actor, "proposed", ban_id)
    return await eligibility.ban(session, ban_id)


async def step_ban(
    session: AsyncSession,
    actor: Actor,
    one: Ban,
    event: BanEvent,
    *,
    today: date,
    reason: str | None = None,
) -> None:
    """Decide on a proposed ban, or lift one: never whoever proposed it.

    Raises TransitionRefused, MakerIsChecker.
    """
    state = BAN.after(one.state, event)
    require_second_person(one.maker_id, actor.person_id)
    by = (
        {"lifted_by": actor.person_id, "lifted_on": today, "lifting_reason": reason}
        if event is BanEvent.LIFT
        else {"decided_by": actor.person_id, "decided_at": func.now()}
    )
    await eligibility.change_ban(session, one.id, state=state.value, **by)
    await _tell_ban(session, actor, _TOLD[event], one.id)


_TOLD = {BanEvent.CONFIRM: "confirmed", BanEvent.REJECT: "rejected", BanEvent.LIFT: "lifted"}


async def _years(session: AsyncSession, on: date) -> int:
    return int(await parameters.value(session, "reapply.ban_years", on))


async def _tell(
    session: AsyncSession,
    actor: Actor,
    told: str,
    record: Record,
    measure_id: UUID,
    measure: Measure,
) -> None:
    await audit.record(
        session,
        actor,
        f"eligibility.{told}",
        measure_id,
        facts={"record_id": str(record.id), "measure": measure.value},
        announce=True,
    )


async def _tell_ban(session: AsyncSession, actor: Actor, told: str, ban_id: UUID) -> None:
    await audit.record(session, actor, f"eligibility.ban.{told}", ban_id, announce=True)
