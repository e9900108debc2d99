"""Handing recovered advances over. Each function runs in its caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.recoveries.schemas import RecoveryKind
from domain.access import Actor, Permission
from domain.calendar import Month
from domain.errors import Invalid, Refused
from domain.ledger import Reason
from domain.money import Money
from domain.remittances import RecoveryMode
from persistence import advances, audit, books, recoveries
from persistence.advances import Contract
from persistence.books import Book
from persistence.recoveries import BOUNCED, Pot


class RecoveryExceedsWaiting(Refused):
    """Less than this waits to be handed over."""


class TopUpExceedsBounced(Refused):
    """Less than this bounced after it had been handed over to the operator."""


class RecoveryModeDiffers(Refused):
    """The contract says that recovered money goes to treasury first (先缴后退)."""


class HandedOverInFuture(Invalid):
    """The day is still to come."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a kind of recovery is posted and stored, and who may book it."""

    reason: Reason
    pot: Pot
    mode: str
    permission: Permission


WAYS: Final[Mapping[RecoveryKind, _Way]] = {
    RecoveryKind.KEPT: _Way(
        Reason.RECOVERED_KEPT, Pot.IN_BANK, "RETAIN", Permission.PREPARE_REMITTANCE
    ),
    RecoveryKind.REFUNDED: _Way(
        Reason.RECOVERED_REFUNDED, Pot.AT_TREASURY, "REMIT_REFUND", Permission.CONFIRM_REMITTANCE
    ),
}
KINDS: Final = {way.mode: kind for kind, way in WAYS.items()}
TOP_UP: Final = "TOP_UP"


@dataclass(frozen=True, slots=True)
class Given:
    """Money that changed hands: how much, on which day, proved by which slip."""

    amount: Money
    on_date: date
    slip_no: str


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    project_id: UUID,
    kind: RecoveryKind,
    given: Given,
    *,
    operator_id: UUID | None,
    today: date,
) -> UUID:
    """Give back what tenants have paid, at most what waits, the oldest charges first.

    Raises ProjectNotFound, NoContractInForce, RecoveryModeDiffers, RecoveryExceedsWaiting,
    HandedOverInFuture.
    """
    way = WAYS[kind]
    book = await books.hold(session, actor.scope(way.permission), project_id)
    contract = await _contract(session, project_id, given, today)
    if kind is RecoveryKind.KEPT and contract.recovery_mode != RecoveryMode.RETAIN:
        raise RecoveryModeDiffers(mode=contract.recovery_mode)
    operator = operator_id or contract.operator_id
    waiting = await recoveries.waiting(session, project_id, operator, way.pot)
    if given.amount > waiting:
        raise RecoveryExceedsWaiting(waiting_fen=waiting.fen, sent_fen=given.amount.fen)
    hand_over_id = await _book(
        session, actor, book, operator, given, mode=way.mode, reason=way.reason, pot=way.pot
    )
    await _tell(session, actor, book, f"recoveries.recovery.{kind}", hand_over_id, operator, given)
    return hand_over_id


async def top_up(
    session: AsyncSession,
    actor: Actor,
    project_id: UUID,
    given: Given,
    *,
    operator_id: UUID | None,
    today: date,
) -> UUID:
    """The operator puts back what it had been handed of payments that have bounced since.

    Raises ProjectNotFound, NoContractInForce, TopUpExceedsBounced, HandedOverInFuture.
    """
    book = await books.hold(session, actor.scope(Permission.PREPARE_REMITTANCE), project_id)
    contract = await _contract(session, project_id, given, today)
    operator = operator_id or contract.operator_id
    pot = BOUNCED[RecoveryMode(contract.recovery_mode)]
    bounced = await recoveries.waiting(session, project_id, operator, pot)
    if given.amount > bounced:
        raise TopUpExceedsBounced(bounced_fen=bounced.fen, sent_fen=given.amount.fen)
    top_up_id = await _book(
        session,
        actor,
        book,
        operator,
        given,
        mode=TOP_UP,
        reason=Reason.TOPPED_UP_BY_OPERATOR,
        pot=pot,
    )
    await _tell(session, actor, book, "recoveries.top_up.booked", top_up_id, operator, given)
    return top_up_id


async def _contract(session: AsyncSession, project_id: UUID, given: Given, today: date) -> Contract:
    if given.on_date > today:
        raise HandedOverInFuture(pointer="/on_date", today=today.isoformat())
    return await advances.contract_in_force(session, project_id, Month.of(given.on_date))


async def _book(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    operator_id: UUID,
    given: Given,
    *,
    mode: str,
    reason: Reason,
    pot: Pot,
) -> UUID:
    month = book.month_for(given.on_date)
    made = await recoveries.add(
        session,
        project_id=book.project_id,
        operator_id=operator_id,
        mode=mode,
        month=month.first,
        amount_fen=given.amount.fen,
        on_date=given.on_date,
        slip_no=given.slip_no,
        maker_id=actor.person_id,
    )
    await recoveries.post(
        session,
        book,
        reason,
        given.amount,
        pot=pot,
        operator_id=operator_id,
        on_date=given.on_date,
        month=month,
        document=("hand_over", made),
        maker_id=actor.person_id,
    )
    return made


async def _tell(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    action: str,
    subject_id: UUID,
    operator_id: UUID,
    given: Given,
) -> None:
    await audit.record(
        session,
        actor,
        action,
        subject_id,
        project_id=book.project_id,
        facts={"amount_fen": given.amount.fen, "operator_id": str(operator_id)},
        announce=True,
    )
