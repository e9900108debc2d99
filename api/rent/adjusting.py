"""Correcting a charge: the operator drafts, the purchaser decides, the ledger follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, require_second_person
from domain.adjustments import (
    ADJUSTMENT,
    AdjustmentEvent,
    AdjustmentKind,
    AdjustmentState,
    reduction_of,
)
from domain.allocation import moved
from domain.ledger import Reason
from domain.money import Money
from persistence import audit, books
from persistence.books import Book, Entry
from persistence.rent import adjustments, charges, credit
from persistence.rent.adjustments import Adjustment
from persistence.tables.rent import ChargeRow

_DONE: Final[Mapping[AdjustmentState, str]] = {
    AdjustmentState.APPROVED: "rent.adjustment.approved",
    AdjustmentState.REJECTED: "rent.adjustment.rejected",
}
#: Postings that concern the operator who holds the claim.
_OF_OPERATOR: Final = frozenset({Reason.REDUCED_AFTER_ADVANCE})


@dataclass(frozen=True, slots=True)
class Held:
    """An adjustment with all that deciding it locks. Only `hold` makes one."""

    book: Book
    charge: ChargeRow
    adjustment: Adjustment


async def draft(
    session: AsyncSession,
    actor: Actor,
    *,
    charge_id: UUID,
    kind: AdjustmentKind,
    amount: Money,
    reason: str,
    basis: str,
) -> UUID:
    """Raises ChargeNotFound; AdjustmentExceedsClaim when more is taken off than is owed now."""
    charge = await charges.charge(session, actor.scope(Permission.DRAFT_ADJUSTMENT), charge_id)
    if kind is AdjustmentKind.REDUCTION:
        reduction_of(charges.split_of(charge), amount)
    adjustment_id = await adjustments.add(
        session,
        charge_id=charge_id,
        project_id=charge.project_id,
        lease_id=charge.lease_id,
        kind=kind,
        amount=amount,
        reason=reason,
        basis=basis,
        maker_id=actor.person_id,
    )
    drafted = await adjustments.adjustment(
        session, actor.scope(Permission.DRAFT_ADJUSTMENT), adjustment_id
    )
    await _record(session, actor, "rent.adjustment.drafted", drafted)
    return adjustment_id


async def hold(session: AsyncSession, actor: Actor, adjustment_id: UUID) -> Held:
    """Lock in the fixed order: book, lease, charge, adjustment. Raises AdjustmentNotFound."""
    scope = actor.scope(Permission.APPROVE_ADJUSTMENT)
    seen = await adjustments.adjustment(session, scope, adjustment_id)
    book = await books.share(session, scope, seen.project_id)
    charge = await charges.lock(session, seen.lease_id, seen.charge_id)
    await adjustments.lock(session, adjustment_id)
    return Held(book, charge, await adjustments.adjustment(session, scope, adjustment_id))


async def decide(
    session: AsyncSession, actor: Actor, held: Held, event: AdjustmentEvent, today: date
) -> None:
    """A second person approves, which posts it into the open month; or rejects.

    Raises MakerIsChecker, TransitionRefused, AdjustmentExceedsClaim.
    """
    adjustment = held.adjustment
    require_second_person(adjustment.maker_id, actor.person_id)
    state = ADJUSTMENT.after(AdjustmentState(adjustment.state), event)
    if state is AdjustmentState.APPROVED:
        deed = _reduce if adjustment.kind == AdjustmentKind.REDUCTION else _increase
        await deed(session, actor, held, today)
    await adjustments.decide(session, adjustment.id, state, checker_id=actor.person_id)
    await _record(session, actor, _DONE[state], adjustment)


async def _reduce(session: AsyncSession, actor: Actor, held: Held, today: date) -> None:
    """Off what is still owed, and off the operator's claim first."""
    posted = reduction_of(charges.split_of(held.charge), held.adjustment.amount)
    await _post(session, actor, held, posted, today)


async def _increase(session: AsyncSession, actor: Actor, held: Held, today: date) -> None:
    """On top of what is owed to treasury; the household's credit pays it at once."""
    await _post(session, actor, held, [(Reason.INCREASED, held.adjustment.amount)], today)
    await credit.use(
        session,
        held.book,
        held.book.month_for(today),
        on_date=today,
        maker_id=actor.person_id,
        lease_id=held.charge.lease_id,
    )


async def _post(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    posted: list[tuple[Reason, Money]],
    today: date,
) -> None:
    """The charge's split and the ledger move together."""
    charge, split = held.charge, charges.split_of(held.charge)
    for reason, amount in posted:
        split = moved(split, reason, amount)
    await charges.restate(session, charge, split)
    entries = [
        Entry(
            reason,
            amount,
            lease_id=charge.lease_id,
            charge_id=charge.id,
            operator_id=charge.operator_id if reason in _OF_OPERATOR else None,
        )
        for reason, amount in posted
    ]
    await books.post(
        session,
        held.book,
        entries,
        month=held.book.month_for(today),
        on_date=today,
        document=("adjustment", held.adjustment.id),
        maker_id=actor.person_id,
    )


async def _record(session: AsyncSession, actor: Actor, action: str, adjustment: Adjustment) -> None:
    facts: dict[str, Any] = {
        "charge_id": str(adjustment.charge_id),
        "kind": adjustment.kind,
        "amount_fen": adjustment.amount_fen,
    }
    await audit.record(
        session,
        actor,
        action,
        adjustment.id,
        project_id=adjustment.project_id,
        facts=facts,
        announce=True,
    )
