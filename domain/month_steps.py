"""The month as a chain of eight steps: how far each is, and whom it waits for, until when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.access import Permission
from domain.duties import FEE_STATEMENT, REMITTANCE, VOUCHER, DutyAction, Step
from domain.month_figures import MonthFigures


class StepKey(StrEnum):
    BILL = "bill"
    RECEIVE = "receive"
    MATCH = "match"
    ARREARS = "arrears"
    ADVANCE = "advance"
    REMIT = "remit"
    CLOSE = "close"
    FEE = "fee"


class StepState(StrEnum):
    """Not begun, under way by the program, waiting for a person, or done."""

    IDLE = "idle"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line under a step: fen, a count, or a word, whichever is not None."""

    code: str
    fen: int | None = None
    count: int | None = None
    text: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class MonthStep:
    """One step of the chain. `action` with its right is what it waits for, by `until_on`."""

    key: StepKey
    state: StepState
    amount_fen: int | None = None
    figures: tuple[Figure, ...] = ()
    waits_for: Step | None = None
    until_on: date | None = None
    subject_id: UUID | None = None
    at: datetime | None = None


_IDLE, _RUNNING, _WAITING, _DONE = StepState
_A, _P = DutyAction, Permission


def steps(month: MonthFigures, today: date) -> list[MonthStep]:
    """The eight steps in their order."""
    return [step(month, today) for step in _STEPS.values()]


def next_step(chain: list[MonthStep]) -> MonthStep | None:
    """The step to be taken next: what waits for a person and is due first.

    Dunning goes on all the time and holds nothing up.
    """
    waiting = [step for step in chain if step.state is _WAITING and step.key is not StepKey.ARREARS]
    return min(waiting, key=lambda step: step.until_on or date.max, default=None)


def _bill(month: MonthFigures, _: date) -> MonthStep:
    billing, charged = month.billing, month.charged
    figures = (
        Figure("leases", count=charged.leases),
        Figure("reduced", fen=charged.reduced_fen),
        Figure("refused", count=billing.refused, waits=billing.refused > 0),
    )
    if billing.operation_id is not None:
        return MonthStep(
            StepKey.BILL, _RUNNING, charged.billed_fen, subject_id=billing.operation_id
        )
    if billing.finished_at is None and not charged.leases:
        charge = Step(_A.CHARGE, _P.RAISE_CHARGES)
        return MonthStep(StepKey.BILL, _WAITING, waits_for=charge, until_on=month.charge_by)
    if billing.to_confirm_id is not None:
        confirm = Step(_A.CONFIRM, _P.CONFIRM_CHARGES)
        run_id = billing.to_confirm_id
        return MonthStep(
            StepKey.BILL, _WAITING, charged.billed_fen, figures, confirm, month.charge_by, run_id
        )
    return MonthStep(StepKey.BILL, _DONE, charged.billed_fen, figures, at=billing.finished_at)


def _receive(month: MonthFigures, _: date) -> MonthStep:
    received = month.received
    figures = tuple(
        Figure(one.channel, fen=one.amount_fen, count=one.payments) for one in received.channels
    )
    state = _DONE if received.total_fen else _IDLE
    return MonthStep(StepKey.RECEIVE, state, received.total_fen, figures)


def _match(month: MonthFigures, _: date) -> MonthStep:
    received, paid = month.received, month.charged.paid_fen
    figures = (
        Figure("recovered", fen=received.for_operator_fen),
        Figure("credit", fen=received.unallocated_fen),
        Figure("suspense", fen=received.suspense_fen, count=received.suspense,
               waits=received.suspense > 0),
    )  # fmt: skip
    if received.suspense:
        match = Step(_A.MATCH, _P.TAKE_PAYMENT)
        due = received.suspense_due_on
        return MonthStep(StepKey.MATCH, _WAITING, paid, figures, match, due)
    return MonthStep(StepKey.MATCH, _DONE if paid else _IDLE, paid, figures)


def _arrears(month: MonthFigures, _: date) -> MonthStep:
    charged = month.charged
    if not charged.leases:
        return MonthStep(StepKey.ARREARS, _IDLE)
    figures = (
        Figure("leases", count=charged.owing_leases),
        Figure("treasury", fen=charged.treasury_fen),
        Figure("operator", fen=charged.operator_fen),
    )
    if not charged.owed_fen:
        return MonthStep(StepKey.ARREARS, _DONE, 0, figures)
    dun = Step(_A.DUN, _P.TAKE_PAYMENT)
    return MonthStep(StepKey.ARREARS, _WAITING, charged.owed_fen, figures, dun)


def _advance(month: MonthFigures, today: date) -> MonthStep:
    voucher = month.voucher
    if voucher is None:
        if not month.charged.treasury_fen or today < month.cut_off_on:
            return MonthStep(StepKey.ADVANCE, _IDLE, until_on=month.cut_off_on)
        calculate = Step(_A.CALCULATE, _P.CALCULATE_VOUCHER)
        until = month.cut_off_on
        return MonthStep(StepKey.ADVANCE, _WAITING, waits_for=calculate, until_on=until)
    figures = (
        Figure("leases", count=voucher.leases),
        Figure("excluded", fen=voucher.excluded_fen),
        *((Figure("recovered", fen=voucher.recovered_fen),) if voucher.is_accepted else ()),
    )
    step = VOUCHER.get(voucher.state)
    state, until = (_WAITING, voucher.due_on) if step else (_DONE, None)
    return MonthStep(StepKey.ADVANCE, state, voucher.amount_fen, figures, step, until, voucher.id)


def _remit(month: MonthFigures, _: date) -> MonthStep:
    sent = [one for one in month.remittances if one.is_sent]
    advance = month.advance_paid_fen
    amount = sum(one.tenant_money_fen + one.recovered_fen for one in sent) + advance
    figures = (
        Figure("tenant_money", fen=sum(one.tenant_money_fen for one in sent)),
        Figure("advance", fen=advance),
        Figure("held", fen=month.to_remit_fen, waits=month.to_remit_fen > 0),
    )
    waiting = next((one for one in month.remittances if one.state in REMITTANCE), None)
    if waiting is not None:
        step, subject = REMITTANCE[waiting.state], waiting.id
        until = month.remit_by
        return MonthStep(StepKey.REMIT, _WAITING, amount, figures, step, until, subject)
    if month.to_remit_fen > 0:
        draw_up = Step(_A.DRAW_UP, _P.PREPARE_REMITTANCE)
        return MonthStep(StepKey.REMIT, _WAITING, amount, figures, draw_up, month.remit_by)
    return MonthStep(StepKey.REMIT, _DONE if amount else _IDLE, amount, figures)


def _close(month: MonthFigures, today: date) -> MonthStep:
    if month.closed_at is not None:
        figures = (Figure("lines", count=month.lines),)
        return MonthStep(StepKey.CLOSE, _DONE, figures=figures, at=month.closed_at)
    held = month.checks - len(month.failed)
    figures = (Figure("checks", count=held, text=f"{held}/{month.checks}", waits=True),)
    if month.failed or today <= month.month.last:
        return MonthStep(StepKey.CLOSE, _IDLE, figures=figures)
    close = Step(_A.CLOSE, _P.CLOSE_MONTH)
    return MonthStep(StepKey.CLOSE, _WAITING, figures=figures, waits_for=close)


def _fee(month: MonthFigures, _: date) -> MonthStep:
    if not month.fees:
        return MonthStep(StepKey.FEE, _IDLE)
    first = month.fees[0]
    figures = (
        Figure("base", fen=sum(fee.base_fen for fee in month.fees)),
        Figure("performance", fen=sum(fee.performance_fen for fee in month.fees),
               text=first.coefficient),
        Figure("deductions", fen=sum(fee.deductions_fen for fee in month.fees)),
    )  # fmt: skip
    payable = sum(fee.payable_fen for fee in month.fees)
    waiting = next((fee for fee in month.fees if fee.state in FEE_STATEMENT), None)
    if waiting is None:
        return MonthStep(StepKey.FEE, _DONE, payable, figures, subject_id=first.id)
    step, until = FEE_STATEMENT[waiting.state], waiting.payable_by
    return MonthStep(StepKey.FEE, _WAITING, payable, figures, step, until, waiting.id)


_STEPS: Final[Mapping[StepKey, Callable[[MonthFigures, date], MonthStep]]] = {
    StepKey.BILL: _bill,
    StepKey.RECEIVE: _receive,
    StepKey.MATCH: _match,
    StepKey.ARREARS: _arrears,
    StepKey.ADVANCE: _advance,
    StepKey.REMIT: _remit,
    StepKey.CLOSE: _close,
    StepKey.FEE: _fee,
}
