"""The steps of a fee statement: confirmed, audited, approved, paid; disputed or withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.contracts.commands import reach
from api.settlement.computing import LaterMonthSettled
from domain.access import Actor, Permission, require_second_person
from domain.dating import require_reached
from domain.errors import Invalid
from domain.fee_seals import seal
from domain.indicators import Funding
from domain.ledger import Reason
from domain.money import Money
from domain.settlement import MACHINE, FeeEvent, FeeState
from persistence import audit, books, deductions, settlement
from persistence.books import Book, Entry
from persistence.deductions import Deduction
from persistence.settlement import FeeStatement

_DOCUMENT: Final = "fee_statement"
_TOLD: Final[Mapping[FeeEvent, str]] = {
    FeeEvent.CONFIRM: "confirmed",
    FeeEvent.AUDIT: "audited",
    FeeEvent.APPROVE: "approved",
    FeeEvent.PAY: "paid",
    FeeEvent.DISPUTE: "disputed",
    FeeEvent.SETTLE_DISPUTE: "dispute_settled",
    FeeEvent.WITHDRAW: "withdrawn",
}


#: What the hash of a paid statement covers, besides its deductions.
_SEALED: Final = (
    "number",
    "contract_id",
    "month",
    "unit_days",
    "base_fen",
    "coefficient",
    "performance_fen",
    "deductions_fen",
    "carried_over_fen",
    "payable_fen",
    "tax_rate",
    "net_fen",
    "tax_fen",
    "annex",
    "confirmed_by",
    "audited_by",
    "approved_by",
    "paid_by",
    "paid_on",
    "invoice_no",
    "payment_no",
)


class PaidBeforeApproval(Invalid):
    """A fee is paid on the day of its approval or later: the books follow that order."""


async def confirm(session: AsyncSession, actor: Actor, statement: FeeStatement) -> None:
    """The operator agrees. Raises TransitionRefused."""
    signed = {"confirmed_by": actor.person_id, "confirmed_at": func.now()}
    await _step(session, actor, statement, FeeEvent.CONFIRM, **signed)


async def audit_fee(session: AsyncSession, actor: Actor, statement: FeeStatement) -> None:
    """The purchaser's officer has checked it. Raises TransitionRefused."""
    signed = {"audited_by": actor.person_id, "audited_at": func.now()}
    await _step(session, actor, statement, FeeEvent.AUDIT, **signed)


async def approve(
    session: AsyncSession, actor: Actor, book: Book, statement: FeeStatement, today: date
) -> None:
    """The fee becomes payable. Raises TransitionRefused, MakerIsChecker."""
    MACHINE.after(statement.state, FeeEvent.APPROVE)
    assert statement.audited_by is not None
    require_second_person(statement.audited_by, actor.person_id)
    await _post(session, actor, book, statement, Reason.FEE_APPROVED, today)
    signed = {
        "approved_by": actor.person_id,
        "approved_at": func.now(),
        "approved_on": today,
    }
    await _step(session, actor, statement, FeeEvent.APPROVE, **signed)


async def pay(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    statement: FeeStatement,
    *,
    invoice_no: str,
    payment_no: str,
    paid_on: date,
    today: date,
) -> Funding:
    """Finance takes the invoice and pays; the statement is sealed and closed.

    Gives the year's funding. Raises TransitionRefused, MakerIsChecker, DateNotReached,
    PaidBeforeApproval.
    """
    state = statement.state
    for event in (FeeEvent.APPLY, FeeEvent.PAY, FeeEvent.CLOSE):
        state = MACHINE.after(state, event)
    assert statement.approved_by is not None
    assert statement.approved_on is not None
    require_second_person(statement.approved_by, actor.person_id)
    require_reached("/paid_on", paid_on, today)
    if paid_on < statement.approved_on:
        raise PaidBeforeApproval(pointer="/paid_on", approved_on=statement.approved_on.isoformat())
    await _post(session, actor, book, statement, Reason.FEE_PAID, paid_on)
    paid = {
        "paid_by": actor.person_id,
        "paid_on": paid_on,
        "invoice_no": invoice_no,
        "payment_no": payment_no,
    }
    within = reach(actor, Permission.PAY_FEE)
    applied = await deductions.applied_in(session, within, statement.id)
    hashed = seal(sealed_facts(statement, applied) | paid)
    await _change(session, actor, statement, FeeEvent.PAY, state, hash=hashed, **paid)
    return await settlement.funding(session, statement.project_id, statement.month.year)


def sealed_facts(statement: FeeStatement, applied: Sequence[Deduction]) -> dict[str, Any]:
    """What the hash covers: every figure, its annex and deductions, and who signed."""
    facts: dict[str, Any] = {name: getattr(statement, name) for name in _SEALED}
    return facts | {"deductions": [(str(one.id), one.amount_fen) for one in applied]}


async def dispute(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    statement: FeeStatement,
    *,
    reason: str,
    today: date,
) -> None:
    """The operator objects; an approval falls, and so does what it posted. TransitionRefused."""
    objection = {
        "reason": reason,
        "by": str(actor.person_id),
        "on": today.isoformat(),
        "reply": None,
        "replied_by": None,
    }
    if statement.state is FeeState.PA_APPROVED:
        await books.mirror(
            session,
            book,
            statement.id,
            month=book.month_for(today),
            on_date=today,
            document=(_DOCUMENT, statement.id),
            maker_id=actor.person_id,
        )
    await _step(session, actor, statement, FeeEvent.DISPUTE, objection=objection, **_UNSIGNED)


#: What a statement that goes back to its beginning loses.
_UNSIGNED: Final[Mapping[str, None]] = dict.fromkeys(
    (
        "confirmed_by",
        "confirmed_at",
        "audited_by",
        "audited_at",
        "approved_by",
        "approved_at",
        "approved_on",
    )
)


async def settle_dispute(
    session: AsyncSession, actor: Actor, statement: FeeStatement, *, reply: str
) -> None:
    """The purchaser stands by the figures, and says why; the operator looks again.

    Figures that are wrong are not defended: the statement is withdrawn and computed anew.
    """
    answered = {**(statement.objection or {}), "reply": reply, "replied_by": str(actor.person_id)}
    await _step(session, actor, statement, FeeEvent.SETTLE_DISPUTE, objection=answered)


async def withdraw(
    session: AsyncSession, actor: Actor, statement: FeeStatement, *, reason: str
) -> None:
    """It stays on record, and its deductions wait for the next.

    Raises TransitionRefused, LaterMonthSettled.
    """
    last = await settlement.last_settled(session, statement.contract_id)
    if last is not None and last[0] > statement.month:
        raise LaterMonthSettled(month=str(last[0]))
    signed = {"withdrawn_by": actor.person_id, "withdrawal_reason": reason}
    await _step(session, actor, statement, FeeEvent.WITHDRAW, **signed)
    await deductions.release(session, statement.id)


async def _step(
    session: AsyncSession, actor: Actor, statement: FeeStatement, event: FeeEvent, **values: Any
) -> None:
    state = MACHINE.after(statement.state, event)
    await _change(session, actor, statement, event, state, **values)


async def _post(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    statement: FeeStatement,
    reason: Reason,
    on_date: date,
) -> None:
    entry = Entry(reason, Money(statement.payable_fen), operator_id=statement.operator_id)
    await books.post(
        session,
        book,
        [entry],
        month=book.month_for(on_date),
        on_date=on_date,
        document=(_DOCUMENT, statement.id),
        maker_id=actor.person_id,
    )


async def _change(
    session: AsyncSession,
    actor: Actor,
    statement: FeeStatement,
    event: FeeEvent,
    state: FeeState,
    **values: Any,
) -> None:
    await settlement.change_statement(session, statement.id, state=state, **values)
    await audit.record(
        session,
        actor,
        f"settlement.fee.{_TOLD[event]}",
        statement.id,
        project_id=statement.project_id,
        facts={"month": str(statement.month), "payable_fen": statement.payable_fen},
        announce=True,
    )
