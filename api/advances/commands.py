"""What people do with vouchers. Each function runs in its caller's transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Scope, require_second_person
from domain.advances import MACHINE, Bearer, VoucherEvent, VoucherState, due_on
from domain.billing_runs import ChargesNotConfirmed
from domain.calendar import Month
from domain.errors import Invalid, Refused
from domain.money import Money
from domain.vouchers import (
    ACCEPTED,
    MonthNotAdvanced,
    NothingReopened,
    VoucherKind,
    require_cutoff,
)
from persistence import (
    advances,
    advancing,
    audit,
    books,
    calendars,
    housing,
    parameters,
    reopened,
)
from persistence.advances import Voucher
from persistence.books import Book
from persistence.rent import runs


class VoucherAmountDiffers(Refused):
    """The operator pays the voucher's amount, not more and not less."""


class PaidInFuture(Invalid):
    """The day of payment is still to come."""


class NothingToWriteOff(Refused):
    """None of these charges has an operator's claim left."""


async def calculate(
    session: AsyncSession, actor: Actor, project_id: UUID, month: Month, *, today: date
) -> UUID:
    """Work out the month's shortfall. A month without one is recovered from the start.

    Raises ProjectNotFound, VoucherTooEarly, PeriodClosed, ChargesNotConfirmed,
    NoContractInForce, AlreadyDone.
    """
    scope = actor.scope(Permission.CALCULATE_VOUCHER)
    book = await books.hold(session, scope, project_id)
    workday = await parameters.value(session, "advance.due_rule", month.last)
    calendar = await calendars.of_authority(session)
    cutoff_on = require_cutoff(month, today, calendar, workday=workday)
    book.require_open(month)
    when = _When(VoucherKind.MONTHLY, month, cutoff_on, cutoff_on)
    return await _calculate(session, actor, scope, book, when)


async def supplement(
    session: AsyncSession, actor: Actor, project_id: UUID, month: Month, *, today: date
) -> UUID:
    """Work out what has come open again since the month was advanced; closed months too.

    It is counted as of today and due on the cut-off day that follows what reopened it. Raises
    ProjectNotFound, MonthNotAdvanced, NothingReopened, ChargesNotConfirmed, NoContractInForce,
    AlreadyDone.
    """
    scope = actor.scope(Permission.CALCULATE_VOUCHER)
    book = await books.hold(session, scope, project_id)
    monthly = await advances.monthly_state(session, project_id, month)
    is_closed = book.closed_through is not None and month <= book.closed_through
    if monthly not in ACCEPTED and not is_closed:
        raise MonthNotAdvanced(month=str(month), state=monthly)
    found = await reopened.by_month(session, [project_id])
    one = next((one for one in found if one.month == month), None)
    if one is None:
        raise NothingReopened(month=str(month))
    due = await supplement_due(session, today)
    when = _When(VoucherKind.SUPPLEMENT, month, today, due(one.since_on))
    return await _calculate(session, actor, scope, book, when)


async def supplement_due(session: AsyncSession, today: date) -> Callable[[date], date]:
    """When a supplement is due, by the day that brought it about: that month's own cut-off."""
    workday = await parameters.value(session, "advance.due_rule", today)

    calendar = await calendars.of_authority(session)

    def due(since_on: date) -> date:
        return due_on(Month.of(since_on), calendar, workday=workday)

    return due


@dataclass(frozen=True, slots=True)
class _When:
    """Which voucher of which month: counted as of one day, due on another."""

    kind: VoucherKind
    month: Month
    cutoff_on: date
    due_on: date


async def _calculate(
    session: AsyncSession, actor: Actor, scope: Scope, book: Book, when: _When
) -> UUID:
    month, project_id = when.month, book.project_id
    if await runs.unconfirmed(session, project_id, month):
        raise ChargesNotConfirmed(month=str(month))
    contract = await advances.contract_in_force(session, project_id, month)
    project = await housing.project(session, scope, project_id)
    earlier = await advances.count_of(session, project_id, month)
    number = f"DJ-{project.code}-{month.year}{month.number:02d}" + (
        f"-{earlier + 1}" * bool(earlier)
    )
    voucher_id = await advancing.calculate(
        session,
        book,
        contract,
        kind=when.kind,
        month=month,
        cutoff_on=when.cutoff_on,
        due_on=when.due_on,
        number=number,
        maker_id=actor.person_id,
    )
    voucher = await advances.voucher(session, scope, voucher_id)
    if not voucher.amount_fen:
        await advances.change(session, voucher_id, state=VoucherState.RECOVERED)
    facts = {"kind": when.kind, "amount_fen": voucher.amount_fen}
    await _tell(session, actor, voucher, "calculated", **facts)
    return voucher_id


async def confirm(session: AsyncSession, actor: Actor, voucher: Voucher) -> None:
    """The operator's manager stands for the list. Raises MakerIsChecker, TransitionRefused."""
    state = MACHINE.after(voucher.state, VoucherEvent.CONFIRM)
    require_second_person(voucher.maker_id, actor.person_id)
    await advances.change(
        session, voucher.id, state=state, confirmed_by=actor.person_id, confirmed_at=func.now()
    )
    await _tell(session, actor, voucher, "confirmed")


async def dispute(session: AsyncSession, actor: Actor, voucher: Voucher, reason: str) -> None:
    """The operator says the figures are wrong. Raises TransitionRefused."""
    state = MACHINE.after(voucher.state, VoucherEvent.DISPUTE)
    await advances.change(session, voucher.id, state=state, decision=reason, decided_by=None)
    await _tell(session, actor, voucher, "disputed")


async def settle_dispute(
    session: AsyncSession, actor: Actor, voucher: Voucher, *, upheld: bool, decision: str
) -> None:
    """The purchaser's word on it: the figures stand, or fall. Raises TransitionRefused."""
    event = VoucherEvent.SETTLE_DISPUTE if upheld else VoucherEvent.WITHDRAW
    await advances.change(
        session,
        voucher.id,
        state=MACHINE.after(voucher.state, event),
        decision=decision,
        decided_by=actor.person_id,
        confirmed_by=None,
        confirmed_at=None,
    )
    await _tell(session, actor, voucher, "dispute_settled", upheld=upheld)


async def pay(
    session: AsyncSession,
    actor: Actor,
    voucher: Voucher,
    *,
    amount: Money,
    bank_slip_no: str,
    paid_on: date,
    today: date,
) -> None:
    """The operator has paid treasury; nothing is posted before finance has seen the money.

    Raises TransitionRefused, VoucherAmountDiffers, PaidInFuture.
    """
    state = MACHINE.after(voucher.state, VoucherEvent.PAY)
    if amount.fen != voucher.amount_fen:
        raise VoucherAmountDiffers(amount_fen=voucher.amount_fen, sent_fen=amount.fen)
    if paid_on > today:
        raise PaidInFuture(pointer="/paid_on", today=today.isoformat())
    await advances.change(
        session,
        voucher.id,
        state=state,
        bank_slip_no=bank_slip_no,
        paid_on=paid_on,
        paid_by=actor.person_id,
        paid_at=func.now(),
    )
    await _tell(session, actor, voucher, "paid", amount_fen=amount.fen)


async def send_back(session: AsyncSession, actor: Actor, voucher: Voucher, reason: str) -> None:
    """Finance does not find the money: it is to be paid again. Raises TransitionRefused."""
    state = MACHINE.after(voucher.state, VoucherEvent.RETURN)
    await advances.change(
        session,
        voucher.id,
        state=state,
        decision=reason,
        bank_slip_no=None,
        paid_on=None,
        paid_by=None,
        paid_at=None,
    )
    await _tell(session, actor, voucher, "returned")


async def accept(
    session: AsyncSession, actor: Actor, book: Book, voucher: Voucher, treasury_receipt_no: str
) -> None:
    """Finance has the money: the claims go over to the operator, in one statement.

    Raises TransitionRefused, MakerIsChecker, PeriodClosed, CodeTaken.
    """
    state = MACHINE.after(voucher.state, VoucherEvent.ACCEPT)
    if voucher.paid_by is not None:
        require_second_person(voucher.paid_by, actor.person_id)
    await advances.change(
        session,
        voucher.id,
        state=state,
        treasury_receipt_no=treasury_receipt_no,
        accepted_by=actor.person_id,
        accepted_at=func.now(),
    )
    on_date = voucher.paid_on or voucher.due_on
    await advancing.accept(session, book, voucher, on_date=on_date, maker_id=actor.person_id)
    await _tell(session, actor, voucher, "accepted", amount_fen=voucher.amount_fen)


async def write_off(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    voucher: Voucher,
    *,
    evidence: str,
    charge_ids: Sequence[UUID] | None,
    today: date,
) -> None:
    """The purchaser finds it uncollectible; the contract says who bears it (domain.md 11, 4).

    Raises TransitionRefused, NothingToWriteOff.
    """
    MACHINE.after(voucher.state, VoucherEvent.DECLARE_UNCOLLECTIBLE)
    contract = await advances.contract_of(session, voucher.contract_id)
    dropped = await advancing.write_off(
        session,
        book,
        voucher.id,
        borne_by=Bearer(contract.uncollectible_borne_by),
        charge_ids=charge_ids,
        on_date=today,
        maker_id=actor.person_id,
    )
    if not dropped:
        raise NothingToWriteOff(voucher_id=str(voucher.id))
    await advances.change(session, voucher.id, decision=evidence, decided_by=actor.person_id)
    borne_by = contract.uncollectible_borne_by
    await _tell(session, actor, voucher, "written_off", amount_fen=dropped, borne_by=borne_by)


async def _tell(
    session: AsyncSession, actor: Actor, voucher: Voucher, what: str, **facts: Any
) -> None:
    await audit.record(
        session,
        actor,
        f"advances.voucher.{what}",
        voucher.id,
        project_id=voucher.project_id,
        facts={"month": str(voucher.month), **facts},
        announce=True,
    )
