"""What people do with remittances. Each function runs in its caller's transaction.

A statement moves no money. Sending it does: A3 falls and so does L1 (and, for recovered money, T1
rises), because that is the day on which the account is short of it; finance's confirmation then
only says that it arrived. If it comes back, mirror transfers put everything where it was.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, require_second_person
from domain.calendar import Month
from domain.errors import Invalid, Refused
from domain.ledger import Reason
from domain.money import ZERO, Money
from domain.remittances import MACHINE, RecoveryMode, RemittanceEvent, RemittanceState
from persistence import advances, audit, books, housing, recoveries, remittances
from persistence.advances import NoContractInForce
from persistence.books import Book, Entry
from persistence.recoveries import Pot
from persistence.remittances import Remittance


class NothingToRemit(Refused):
    """No tenants' money of these days waits to be remitted."""


class MoneyNotThere(Refused):
    """The book holds less than the statement says: withdraw it and draw up another."""


class SentInFuture(Invalid):
    """The day is still to come."""


async def draw_up(
    session: AsyncSession,
    actor: Actor,
    project_id: UUID,
    *,
    through_on: date,
    budget_code: str,
    payment_code: str | None,
    today: date,
) -> UUID:
    """A statement of what was received up to a day and has not been remitted.

    Raises ProjectNotFound, SentInFuture, NothingToRemit, AlreadyDone (one is open).
    """
    scope = actor.scope(Permission.PREPARE_REMITTANCE)
    book = await books.hold(session, scope, project_id)
    if through_on > today:
        raise SentInFuture(pointer="/through_on", today=today.isoformat())
    waiting = await remittances.waiting(session, project_id, through_on)
    recovered = await _recovered(session, project_id, Month.of(through_on))
    amount = waiting.amount + recovered
    if not amount:
        raise NothingToRemit(through_on=through_on.isoformat())
    month = book.month_for(through_on)
    project = await housing.project(session, scope, project_id)
    count = await remittances.count_of(session, project_id, month)
    number = f"SJ-{project.code}-{month.year}{month.number:02d}-{count + 1}"
    remittance_id = await remittances.add(
        session,
        project_id=project_id,
        number=number,
        month=month.first,
        through_on=through_on,
        state=MACHINE.after(RemittanceState.OPEN, RemittanceEvent.DRAW_UP),
        tenant_money_fen=waiting.amount.fen,
        recovered_fen=recovered.fen,
        amount_fen=amount.fen,
        budget_code=budget_code,
        payment_code=payment_code or number,
        oldest_on=waiting.oldest_on,
        maker_id=actor.person_id,
    )
    made = await remittances.remittance(session, scope, remittance_id)
    await _tell(session, actor, made, "drawn_up")
    return remittance_id


async def sign(session: AsyncSession, actor: Actor, one: Remittance) -> None:
    """A second person of the operator signs; the payment order follows at once.

    Raises TransitionRefused, MakerIsChecker.
    """
    signed = MACHINE.after(one.state, RemittanceEvent.SIGN)
    require_second_person(one.maker_id, actor.person_id)
    await remittances.change(
        session,
        one.id,
        state=MACHINE.after(signed, RemittanceEvent.ORDER),
        signed_by=actor.person_id,
        signed_at=func.now(),
    )
    await _tell(session, actor, one, "signed")


async def withdraw(session: AsyncSession, actor: Actor, one: Remittance) -> None:
    """Take back a statement that has not been sent. Raises TransitionRefused."""
    state = MACHINE.after(one.state, RemittanceEvent.WITHDRAW)
    await remittances.change(session, one.id, state=state)
    await _tell(session, actor, one, "withdrawn")


async def send(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    one: Remittance,
    *,
    bank_slip_no: str,
    sent_on: date,
    today: date,
) -> None:
    """The money has left the account: post it. Raises TransitionRefused, SentInFuture,
    MoneyNotThere.
    """
    state = MACHINE.after(one.state, RemittanceEvent.SEND)
    if sent_on > today:
        raise SentInFuture(pointer="/sent_on", today=today.isoformat())
    month = book.month_for(one.month.first)
    waiting = await remittances.waiting(session, one.project_id, one.through_on)
    if waiting.amount.fen < one.tenant_money_fen:
        raise MoneyNotThere(held_fen=waiting.amount.fen, tenant_money_fen=one.tenant_money_fen)
    await remittances.change(
        session,
        one.id,
        state=state,
        sent_by=actor.person_id,
        sent_on=sent_on,
        bank_slip_no=bank_slip_no,
    )
    await books.post(
        session,
        book,
        [Entry(Reason.REMITTED, Money(one.tenant_money_fen))],
        month=month,
        on_date=sent_on,
        document=("remittance", one.id),
        maker_id=actor.person_id,
    )
    await _send_recovered(session, actor, book, one, month=month, on_date=sent_on)
    await _tell(session, actor, one, "sent")


async def send_back(
    session: AsyncSession, actor: Actor, book: Book, one: Remittance, reason: str, *, today: date
) -> None:
    """Treasury has returned the money: book it back, ageing goes on. Raises TransitionRefused."""
    state = MACHINE.after(one.state, RemittanceEvent.RETURN)
    await books.mirror(
        session,
        book,
        one.id,
        month=book.month_for(one.month.first),
        on_date=today,
        document=("remittance", one.id),
        maker_id=actor.person_id,
    )
    await remittances.change(session, one.id, state=state, return_reason=reason)
    await _tell(session, actor, one, "returned")


async def reissue(
    session: AsyncSession,
    actor: Actor,
    one: Remittance,
    *,
    budget_code: str | None,
    payment_code: str | None,
) -> None:
    """A new payment order for returned money, under the right codes. Raises TransitionRefused."""
    await remittances.change(
        session,
        one.id,
        state=MACHINE.after(one.state, RemittanceEvent.REISSUE),
        budget_code=budget_code or one.budget_code,
        payment_code=payment_code or one.payment_code,
    )
    await _tell(session, actor, one, "reissued")


async def confirm(
    session: AsyncSession, actor: Actor, one: Remittance, treasury_receipt_no: str
) -> None:
    """Finance has it. Raises TransitionRefused, MakerIsChecker, CodeTaken."""
    state = MACHINE.after(one.state, RemittanceEvent.CONFIRM)
    if one.sent_by is not None:
        require_second_person(one.sent_by, actor.person_id)
    await remittances.change(
        session,
        one.id,
        state=state,
        treasury_receipt_no=treasury_receipt_no,
        confirmed_by=actor.person_id,
        confirmed_at=func.now(),
    )
    await _tell(session, actor, one, "confirmed")


async def _recovered(session: AsyncSession, project_id: UUID, month: Month) -> Money:
    """What goes along because the contract says 先缴后退; nothing without a contract."""
    try:
        contract = await advances.contract_in_force(session, project_id, month)
    except NoContractInForce:
        return ZERO
    if contract.recovery_mode != RecoveryMode.REMIT_REFUND:
        return ZERO
    fen = 0
    for operator_id in await recoveries.operators_with(session, project_id):
        fen += (await recoveries.waiting(session, project_id, operator_id, Pot.IN_BANK)).fen
    return Money(fen)


async def _send_recovered(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    one: Remittance,
    *,
    month: Month,
    on_date: date,
) -> None:
    left = Money(one.recovered_fen)
    for operator_id in await recoveries.operators_with(session, one.project_id):
        waiting = await recoveries.waiting(session, one.project_id, operator_id, Pot.IN_BANK)
        part = min(left, waiting)
        if part:
            await recoveries.post(
                session,
                book,
                Reason.RECOVERED_REMITTED,
                part,
                pot=Pot.IN_BANK,
                operator_id=operator_id,
                on_date=on_date,
                month=month,
                document=("remittance", one.id),
                maker_id=actor.person_id,
            )
            left -= part
    if left:
        raise MoneyNotThere(recovered_fen=one.recovered_fen, missing_fen=left.fen)


async def _tell(
    session: AsyncSession, actor: Actor, one: Remittance, what: str, **facts: Any
) -> None:
    await audit.record(
        session,
        actor,
        f"remittances.remittance.{what}",
        one.id,
        project_id=one.project_id,
        facts={"month": str(one.month), "amount_fen": one.amount_fen, **facts},
        announce=True,
    )
