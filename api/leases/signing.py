"""A lease on paper: explained, written, sent to be signed, signed by both sides, or put aside."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import drafting, life, texts
from api.leases.guards import require_kept, require_still_eligible
from api.leases.life import Held, Step
from api.reservations import commands as reserving
from domain.access import Actor, Permission, Role, require_second_person
from domain.dating import require_dated
from domain.filings import due_on
from domain.lease_drafts import require_same_rent
from domain.lease_signing import (
    SIGNERS,
    Acknowledgement,
    AcknowledgementUnsigned,
    IdentityWay,
    SignatureWay,
    SignedAlready,
    SigningSide,
    require_identity,
    require_media,
)
from domain.lease_texts import TextKind
from domain.leases import MACHINE, LeaseEvent
from domain.money import Money
from persistence import (
    attachments,
    audit,
    calendars,
    files,
    filings,
    lease_papers,
    parameters,
    reservations,
)
from persistence.lease_life import LeaseRecord


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who acts for the tenant, by a power of attorney whose paper is a stored file."""

    name: str
    file_id: UUID


@dataclass(frozen=True, slots=True)
class Explained:
    """That duties and return cases were explained, and how the tenant said so."""

    on: date
    acknowledgement: Acknowledgement
    acknowledged_by: str
    file_id: UUID | None
    proxy: Proxy | None
    note: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Hand:
    """A side's signature: whose name, on which file, and how it was made sure who signs."""

    side: SigningSide
    way: SignatureWay
    name: str
    file_id: UUID
    signed_on: date
    identity_way: IdentityWay | None
    proxy: Proxy | None
    reason: str | None


async def explain(
    session: AsyncSession, actor: Actor, held: Held, told: Explained, *, today: date
) -> None:
    """Art. 16: before anything is signed, what the tenant must do, and when the home goes back.

    Raises TransitionRefused, AcknowledgementUnsigned, ClausesMissing, DateNotReached,
    BackdatingNeedsReason, PeriodClosed, FileNotFound.
    """
    lease = held.lease
    MACHINE.after(lease.state, LeaseEvent.EXPLAIN)
    if told.acknowledgement is Acknowledgement.SIGNED and told.file_id is None:
        raise AcknowledgementUnsigned(pointer="/file_id")
    text_id = await texts.write(session, actor, lease, TextKind.EXPLANATION, today=today)
    explanation_id = await lease_papers.add_explanation(
        session,
        lease_id=lease.id,
        text_id=text_id,
        explained_on=told.on,
        explained_by=actor.person_id,
        acknowledgement=told.acknowledgement,
        acknowledged_by=told.acknowledged_by,
        file_id=told.file_id,
        proxy_name=told.proxy.name if told.proxy else None,
        proxy_file_id=told.proxy.file_id if told.proxy else None,
        note=told.note,
    )
    step = Step(
        event=LeaseEvent.EXPLAIN,
        effective_on=told.on,
        reason=told.reason,
        legal_basis="公租房办法第十六条",
        file_ids=_files(told.file_id, told.proxy),
        document=("lease_explanation", explanation_id),
        facts={"acknowledgement": told.acknowledgement},
    )
    await life.move(session, actor, held, step, today=today)


async def send_to_sign(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """Write the text that both sides will sign, once everything that it says holds.

    Raises TransitionRefused, ClausesMissing, TermTooLong, HouseholdNotEligible, HomeNotKept,
    RentOutOfDate.
    """
    lease = held.lease
    MACHINE.after(lease.state, LeaseEvent.SEND_TO_SIGN)
    await _require_ready(session, actor, lease)
    text_id = await texts.write(session, actor, lease, TextKind.LEASE, today=today)
    step = Step(event=LeaseEvent.SEND_TO_SIGN, document=("lease_text", text_id))
    await life.move(session, actor, held, step, today=today)


async def _require_ready(session: AsyncSession, actor: Actor, lease: LeaseRecord) -> None:
    await drafting.term_of(session, lease.starts_on, lease.ends_on)
    await require_still_eligible(session, lease, lease.starts_on)
    await require_kept(session, lease)
    scope = actor.scope(Permission.READ_LEASE)
    by_rule = await drafting.priced_again(session, scope, lease, lease.starts_on)
    require_same_rent(Money(lease.monthly_rent_fen), by_rule.rent.amount)


async def sign(session: AsyncSession, actor: Actor, held: Held, hand: Hand, *, today: date) -> Held:
    """Note a side's signature; with the second one the lease is signed, and waits to be filed.

    The operator's is by somebody other than who drafted the lease. Raises RoleMissing,
    TransitionRefused, LeaseTextNotFound, SignedAlready, MakerIsChecker, SignatureFileInvalid,
    FileNotFound, DateNotReached, BackdatingNeedsReason, HouseholdNotEligible, HomeNotKept.
    """
    lease = held.lease
    MACHINE.after(lease.state, LeaseEvent.SIGN)
    actor.require_role(SIGNERS[hand.side])
    if hand.side is SigningSide.OPERATOR and lease.maker_id is not None:
        require_second_person(lease.maker_id, actor.person_id)
    require_identity(hand.side, hand.identity_way)
    require_dated("/signed_on", hand.signed_on, today, hand.reason)
    text = await lease_papers.text(session, lease.id, TextKind.LEASE)
    given = [
        one for one in await lease_papers.signatures(session, lease.id) if one.text_id == text.id
    ]
    if hand.side in {one.side for one in given}:
        raise SignedAlready(side=hand.side)
    await _keep(session, actor, lease, text.id, hand)
    if not given:
        return held
    await require_still_eligible(session, lease, lease.starts_on)
    await require_kept(session, lease)
    signed_on = max(hand.signed_on, *(one.signed_on for one in given))
    return await _signed(session, actor, held, text.id, signed_on, hand.reason, today)


async def _keep(
    session: AsyncSession, actor: Actor, lease: LeaseRecord, text_id: UUID, hand: Hand
) -> None:
    file_ids = _files(hand.file_id, hand.proxy)
    subject = ("lease", lease.id)
    await attachments.attach(session, actor, subject, file_ids, project_id=lease.project_id)
    stored = await files.facts(session, hand.file_id)
    require_media(hand.way, stored.media_type)
    signature_id = await lease_papers.add_signature(
        session,
        lease_id=lease.id,
        text_id=text_id,
        side=hand.side,
        way=hand.way,
        name=hand.name,
        signed_on=hand.signed_on,
        file_id=hand.file_id,
        file_sha256=stored.sha256,
        identity_way=hand.identity_way,
        proxy_name=hand.proxy.name if hand.proxy else None,
        proxy_file_id=hand.proxy.file_id if hand.proxy else None,
        at_counter=hand.side is SigningSide.TENANT and Role.TENANT not in actor.roles,
        by=actor.person_id,
    )
    await audit.record(
        session,
        actor,
        "leases.signature.noted",
        signature_id,
        project_id=lease.project_id,
        facts={"lease_id": str(lease.id), "side": hand.side, "way": hand.way},
    )


async def _signed(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    text_id: UUID,
    signed_on: date,
    reason: str | None,
    today: date,
) -> Held:
    lease = held.lease
    step = Step(
        event=LeaseEvent.SIGN,
        effective_on=signed_on,
        reason=reason,
        document=("lease_text", text_id),
    )
    moved = await life.move(session, actor, held, step, today=today, signed_on=signed_on)
    if lease.reservation_id is not None:
        scope = actor.scope(Permission.SIGN_LEASE)
        kept = await reservations.find(session, scope, lease.reservation_id, lock=True)
        await reserving.use(session, actor, kept, today=today)
    calendar = await calendars.of_authority(session)
    days = await parameters.value(session, "lease.filing_days", signed_on)
    await filings.add(
        session,
        project_id=lease.project_id,
        lease_id=lease.id,
        signed_on=signed_on,
        due_on=due_on(signed_on, days, calendar),
    )
    return moved


def _files(file_id: UUID | None, proxy: Proxy | None) -> list[UUID]:
    return [one for one in (file_id, proxy and proxy.file_id) if one is not None]
