"""The wire format of payments, bank statements, suspense and refunds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from api.payments.commands import CounterPayment, GivenBack
from api.web.kinds import Code, Fen, In, Line, MonthWire, OptionalWords, Out, PositiveFen, SignedFen
from domain.allocation import Claim
from domain.matching import Hint
from domain.money import Money
from domain.payments import Channel, PaymentState
from persistence.bank import BankStatement
from persistence.payments import Payment, Settled, Suggested

Outcome = Literal["matched", "suspense", "duplicate", "conflict", "expense"]


class PaymentIn(In):
    """Money at the counter. It settles the oldest debt first."""

    lease_id: UUID
    channel: Annotated[
        Literal[Channel.CASH, Channel.POS, Channel.ONLINE], Field(examples=[Channel.CASH])
    ]
    amount_fen: PositiveFen
    received_on: Annotated[date, Field(examples=["2026-04-08"])]
    payer_name: Annotated[Line, Field(examples=["赵福生"])]
    serial_no: Annotated[
        Code | None,
        Field(description="The channel's own number; not for cash.", examples=["POS0426000017"]),
    ] = None
    remark: OptionalWords = ""

    def to_order(self) -> CounterPayment:
        return CounterPayment(
            lease_id=self.lease_id,
            channel=self.channel,
            amount=Money(self.amount_fen),
            received_on=self.received_on,
            payer_name=self.payer_name,
            serial_no=self.serial_no,
            remark=self.remark,
        )


class ReversalIn(In):
    reason: Annotated[Line, Field(description="Return code or words.", examples=["余额不足退票"])]


class ResolutionIn(In):
    lease_id: UUID


class ReturnIn(In):
    slip_no: Annotated[Code, Field(examples=["TK20260420003"])]
    reason: Annotated[Line, Field(examples=["非本项目租户，原路退回"])]


class RefundIn(In):
    """A household's credit goes back to who paid it, through the channel it came by."""

    payment_id: UUID
    amount_fen: PositiveFen
    slip_no: Annotated[Code, Field(examples=["TK20260420003"])]
    reason: Annotated[Line, Field(examples=["重复缴款"])]

    def to_given(self) -> GivenBack:
        return GivenBack(Money(self.amount_fen), self.slip_no, self.reason)


class PaymentOut(Out):
    """Money received. `unallocated_fen` is what settled nothing yet: suspense, or credit."""

    id: UUID
    project_id: UUID
    lease_id: UUID | None
    contract_no: str | None
    unit_code: str | None
    tenant_name: str | None
    channel: Channel
    serial_no: str
    receipt_no: Annotated[str | None, Field(examples=["XFJY-2026-000017"])]
    payer_name: str
    payer_account_mask: str | None
    remark: str
    received_on: date
    month: Annotated[MonthWire, Field(description="The month it is booked in.")]
    amount_fen: Fen
    unallocated_fen: Fen
    state: PaymentState
    matched_by: Annotated[
        str | None, Field(description="contract_no, unit_code, address, or hand.")
    ]
    maker_id: UUID
    made_at: datetime
    resolved_by: UUID | None
    resolved_at: datetime | None
    credit_lease_id: Annotated[
        UUID | None, Field(description="The later lease that its credit went along to.")
    ] = None
    version: int


class AllocationOut(Out):
    """Part of the payment that settled part of a charge; negative where it was taken back."""

    id: UUID
    charge_id: UUID
    charge_month: MonthWire
    kind: str
    claim: Annotated[Claim, Field(description="Who was owed: treasury, or operator after 代交.")]
    amount_fen: SignedFen
    month: Annotated[MonthWire, Field(description="The month it is booked in.")]
    on_date: date
    reverses_id: UUID | None


class PaymentDetailOut(PaymentOut):
    """A payment with every charge it settled."""

    allocations: list[AllocationOut]

    @classmethod
    def of(cls, payment: Payment, settled: Sequence[Settled]) -> Self:
        told = {name: getattr(payment, name) for name in PaymentOut.model_fields}
        return cls.model_validate({**told, "allocations": list(settled)})


class SuggestionOut(Out):
    """A lease that the money may be for, and why. No score books anything."""

    lease_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    reason: Hint
    score: Annotated[int, Field(examples=[80])]


class SuspenseItemOut(Out):
    """Money that nobody could place yet. From the third working day on it is overdue."""

    payment_id: UUID
    project_id: UUID
    channel: Channel
    serial_no: str
    payer_name: str
    payer_account_mask: str | None
    remark: str
    received_on: date
    age_days: Annotated[int, Field(description="Calendar days since it came in.", examples=[12])]
    is_overdue: bool
    amount_fen: Fen
    maker_id: UUID
    suggestions: list[SuggestionOut]

    @classmethod
    def of(
        cls, payment: Payment, leases: Mapping[UUID, Suggested], *, today: date, alert_on: date
    ) -> Self:
        named = [(leases[UUID(one["lease_id"])], one) for one in payment.suggestions]
        return cls(
            payment_id=payment.id,
            project_id=payment.project_id,
            channel=Channel(payment.channel),
            serial_no=payment.serial_no,
            payer_name=payment.payer_name,
            payer_account_mask=payment.payer_account_mask,
            remark=payment.remark,
            received_on=payment.received_on,
            age_days=(today - payment.received_on).days,
            is_overdue=today >= alert_on,
            amount_fen=payment.amount_fen,
            maker_id=payment.maker_id,
            suggestions=[
                SuggestionOut(
                    lease_id=lease.id,
                    contract_no=lease.contract_no,
                    unit_code=lease.unit_code,
                    tenant_name=lease.tenant_name,
                    reason=Hint(one["reason"]),
                    score=one["score"],
                )
                for lease, one in named
            ],
        )


class RefundOut(Out):
    """Money given back: by `checker_id`, who did not book it."""

    id: UUID
    payment_id: UUID
    project_id: UUID
    lease_id: UUID | None
    amount_fen: Fen
    slip_no: str
    reason: str
    on_date: date
    month: MonthWire
    maker_id: UUID
    checker_id: UUID
    made_at: datetime
    channel: Annotated[Channel, Field(description="How the money had come: it goes back so.")]
    payer_name: Annotated[str, Field(description="Who paid it, and has it back.")]
    payer_account_mask: str | None


class TallyOut(Out):
    """So many lines, and the fen in them."""

    lines: int
    amount_fen: Fen


class LineFlawOut(Out):
    """A cell that forbids booking the file."""

    row: int
    column: str
    why: str


_NONE = TallyOut(lines=0, amount_fen=0)


class StatementSummaryOut(Out):
    """What the file held and what became of it. With any error nothing was booked."""

    encoding: Annotated[str, Field(description="Empty for a workbook.", examples=["gbk"])]
    header_row: int
    lines: int
    income_fen: Annotated[Fen, Field(description="Each movement once.")]
    stated_income_fen: Annotated[Fen | None, Field(description="The bank's own total.")]
    matched: TallyOut = _NONE
    suspense: TallyOut = _NONE
    duplicate: TallyOut = _NONE
    conflict: TallyOut = _NONE
    expense: TallyOut = _NONE
    credit_fen: Annotated[Fen, Field(description="Matched, but more than was owed.")] = 0
    conflicts: Annotated[
        list[int], Field(description="Lines whose serial number was booked with another amount.")
    ] = []
    errors: list[LineFlawOut] = []
    error_count: int = 0


class BankStatementOut(Out):
    """A bank's file. `summary` is null until it has been read."""

    id: UUID
    project_id: UUID
    file_id: UUID
    file_name: str
    operation_id: UUID | None
    state: Literal["reading", "done", "refused"]
    account_mask: str | None
    from_on: date | None
    to_on: date | None
    summary: StatementSummaryOut | None
    maker_id: UUID
    made_at: datetime

    @classmethod
    def of(cls, statement: BankStatement) -> Self:
        told = {name: getattr(statement, name) for name in cls.model_fields if name != "summary"}
        return cls.model_validate({**told, "summary": statement.summary or None})


class BankLineOut(Out):
    """A line of the file and what became of it."""

    id: UUID
    line: Annotated[int, Field(description="The row in the file, counted as people do.")]
    serial_no: str
    booked_on: date
    booked_time: time | None
    income_fen: Fen
    expense_fen: Fen
    payer_name: str
    payer_account_mask: str
    remark: str
    outcome: Outcome
    matched_by: str | None
    lease_id: UUID | None
    contract_no: str | None
    unit_code: str | None
    payment_id: Annotated[
        UUID | None, Field(description="The payment it made, or the earlier one it repeats.")
    ]
