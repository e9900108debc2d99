"""The wire format of deposits."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.deposits.commands import DepositPayment
from api.deposits.refunding import Back
from api.web.kinds import Code, Fen, In, Line, MonthWire, OptionalWords, Out, PositiveFen, SignedFen
from domain.deposits import ReceiptState, RefundState
from domain.leases import LeaseState
from domain.ledger import Reason
from domain.money import Money
from domain.payments import Channel

_Way = Literal[Channel.CASH, Channel.POS, Channel.ONLINE, Channel.BANK]


class DepositReceiptIn(In):
    """A deposit at the counter, at most what the lease asks for."""

    lease_id: UUID
    channel: Annotated[_Way, Field(examples=[Channel.CASH])]
    amount_fen: PositiveFen
    received_on: Annotated[date, Field(examples=["2026-04-08"])]
    payer_name: Annotated[Line, Field(examples=["赵福生"])]
    serial_no: Annotated[
        Code | None,
        Field(description="The channel's own number; not for cash.", examples=["POS0426000017"]),
    ] = None
    remark: OptionalWords = ""

    def to_order(self) -> DepositPayment:
        return DepositPayment(
            lease_id=self.lease_id,
            channel=self.channel,
            amount=Money(self.amount_fen),
            received_on=self.received_on,
            payer_name=self.payer_name,
            serial_no=self.serial_no,
            remark=self.remark,
        )


class DepositReceiptOut(Out):
    """Money received as a deposit."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    channel: Channel
    serial_no: str
    receipt_no: Annotated[str, Field(examples=["XFJY-2026-000017"])]
    payer_name: str
    remark: str
    received_on: date
    month: Annotated[MonthWire, Field(description="The month it is booked in.")]
    amount_fen: Fen
    state: ReceiptState
    maker_id: UUID
    made_at: datetime
    reversed_by: UUID | None
    reversed_at: datetime | None
    reversal_reason: str | None
    version: int


class DepositReversalIn(In):
    reason: Annotated[Line, Field(description="Return code or words.", examples=["记错合同"])]


class DepositRefundIn(In):
    """What goes back to who paid it, through the channel it came by."""

    lease_id: UUID
    amount_fen: PositiveFen
    reason: Annotated[Line, Field(examples=["退房结清"])]
    channel: Annotated[
        _Way | None,
        Field(description="Only where no receipt says it: brought in from a book."),
    ] = None
    payee_name: Annotated[Line | None, Field(examples=["赵福生"])] = None
    payee_account_mask: Annotated[Code | None, Field(examples=["6217****0001"])] = None

    def to_back(self) -> Back:
        return Back(
            Money(self.amount_fen),
            self.reason,
            self.channel,
            self.payee_name,
            self.payee_account_mask,
        )


class DepositRefundPaymentIn(In):
    slip_no: Annotated[Code, Field(examples=["TK20260420003"])]


class DepositRefundOut(Out):
    """A refund: proposed by `maker_id`, paid by `checker_id` with the bank's slip."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    amount_fen: Fen
    channel: Channel
    payee_name: str
    payee_account_mask: str | None
    reason: str
    due_on: Annotated[date, Field(description="The last working day to pay it.")]
    state: RefundState
    document_type: Annotated[str | None, Field(description="The case that settled it.")]
    document_id: UUID | None
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    slip_no: str | None
    on_date: date | None
    month: MonthWire | None
    version: int


class DepositOut(Out):
    """A lease's deposit: what the paper asks for, and what is held."""

    lease_id: UUID
    project_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    lease_state: LeaseState
    agreed_fen: Fen
    held_fen: Fen


class DepositMovementOut(Out):
    """Something that changed what is held, as it was booked."""

    on_date: date
    reason: Reason
    amount_fen: Annotated[SignedFen, Field(description="Above zero: into the deposit.")]
    is_mirror: Annotated[bool, Field(description="Takes an earlier one back.")]
    document_type: str
    document_id: UUID
    maker_id: UUID


class DepositDetailOut(DepositOut):
    """A lease's deposit with all that ever moved it."""

    movements: list[DepositMovementOut]


class ProjectDepositsOut(Out):
    """A project's deposits owed against its deposit bank, as auditors compare them.

    `booked_fen` is what the books say the bank holds now, `booked_then_fen` at the end of the day
    for which the bank's own figure is known; `difference_fen` is the bank's less that.
    """

    project_id: UUID
    project: str
    leases: Annotated[int, Field(description="With something held.")]
    held_fen: SignedFen
    booked_fen: SignedFen
    bank_on: date | None
    bank_fen: Fen | None
    booked_then_fen: SignedFen | None
    difference_fen: SignedFen | None


class DepositSummaryOut(Out):
    items: list[ProjectDepositsOut]


class DepositBankBalanceIn(In):
    """What the deposit bank says that the project's account holds at the end of a day."""

    project_id: UUID
    on_date: Annotated[date, Field(examples=["2026-04-30"])]
    balance_fen: Fen
    file_id: Annotated[UUID | None, Field(description="The bank's statement, stored.")] = None


class DepositBankBalanceOut(Out):
    id: UUID
    project_id: UUID
    on_date: date
    balance_fen: Fen
    file_id: UUID | None
    maker_id: UUID
    made_at: datetime
