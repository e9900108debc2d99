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
from persistence.recoveries import Pot


class RecoveryExceedsWaiting(Refused):
    """Less than this waits to be handed over."""


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
    RecoveryKind.TOPPED_UP: _Way(
        Reason.TOPPED_UP_BY_OPERATOR, Pot.OVERDRAWN, "TOP_UP", Permission.PREPARE_REMITTANCE
    ),
}
KINDS: Final = {way.mode: kind for kind, way in WAYS.items()}


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    project_id: UUID,
    kind: RecoveryKind,
    *,
    amount: Money,
    on_date: date,
    slip_no: str,
    operator_id: UUID | None,
    today: date,
) -> UUID:
    """Give back what tenants have paid, at most what waits, the oldest charges first.

    Raises ProjectNotFound, NoContractInForce, RecoveryModeDiffers, RecoveryExceedsWaiting,
    HandedOverInFuture.
    """
    way = WAYS[kind]
    book = await books.hold(session, actor.scope(way.permission), project_id)
    if on_date > today:
        raise HandedOverInFuture(pointer="/on_date", today=today.isoformat())
    contract = await advances.contract_in_force(session, project_id, Month.of(on_date))
    if kind is RecoveryKind.KEPT and contract.recovery_mode != RecoveryMode.RETAIN:
        raise RecoveryModeDiffers(mode=contract.recovery_mode)
    operator = operator_id or contract.operator_id
    waiting = await recoveries.waiting(session, project_id, operator, way.pot)
    if amount > waiting:
        raise RecoveryExceedsWaiting(waiting_fen=waiting.fen, sent_fen=amount.fen)
    month = book.month_for(on_date)
    hand_over_id = await recoveries.add(
        session,
        project_id=project_id,
        operator_id=operator,
        mode=way.mode,
        month=month.first,
        amount_fen=amount.fen,
        on_date=on_date,
        slip_no=slip_no,
        maker_id=actor.person_id,
    )
    await recoveries.post(
        session,
        book,
        way.reason,
        amount,
        operator_id=operator,
        on_date=on_date,
        month=month,
        document=("hand_over", hand_over_id),
        maker_id=actor.person_id,
    )
    await audit.record(
        session,
        actor,
        f"recoveries.recovery.{kind}",
        hand_over_id,
        project_id=project_id,
        facts={"amount_fen": amount.fen, "operator_id": str(operator)},
        announce=True,
    )
    return hand_over_id
