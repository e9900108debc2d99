"""待办, duties: what waits for somebody, who may do it, and by when.

A thing with a life of its own waits in each of its states for one event; the tables say which.
Features with duties of another kind add a word here and a source of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain import advances, contracts, remittances, settlement
from domain.access import POLICY, Actor, Permission, Role
from domain.advances import VoucherEvent, VoucherState
from domain.calendar import Month, WorkCalendar
from domain.contracts import ContractEvent, ContractState
from domain.held_money import MONTHLY_WORKDAY
from domain.remittances import RemittanceEvent, RemittanceState
from domain.settlement import FeeEvent, FeeState


class DutyKind(StrEnum):
    """What it is about."""

    VOUCHER = "voucher"
    REMITTANCE = "remittance"
    HELD_MONEY = "held_money"
    FEE_STATEMENT = "fee_statement"
    DEDUCTION = "deduction"
    CONTRACT = "contract"
    CONTRACT_PRICE = "contract_price"
    ADJUSTMENT = "adjustment"
    BILLING_RUN = "billing_run"
    SUSPENSE = "suspense"
    IMPORT = "import"
    MONTH = "month"
    LEASE_END = "lease_end"
    HOLD_END = "hold_end"
    ARREARS = "arrears"
    OWN_RENT = "own_rent"
    ELIGIBILITY = "eligibility"
    BAN = "ban"
    UNIT_DECISION = "unit_decision"
    ALLOCATION_ROUND = "allocation_round"
    ROUND_OBJECTION = "round_objection"
    RESERVATION = "reservation"
    LEASE_PAPER = "lease_paper"
    LEASE_TERMS = "lease_terms"
    FILING = "filing"
    CHECK_IN = "check_in"
    RENEWAL = "renewal"
    LEASE_CHANGE = "lease_change"
    EXCHANGE = "exchange"
    EXIT_CASE = "exit_case"
    FINAL_BILL = "final_bill"
    DEPOSIT_REFUND = "deposit_refund"
    RENT_REFUND = "rent_refund"


class DutyAction(StrEnum):
    """What is to be done with it."""

    CALCULATE = "calculate"
    CONFIRM = "confirm"
    PAY = "pay"
    ACCEPT = "accept"
    SETTLE_DISPUTE = "settle_dispute"
    DRAW_UP = "draw_up"
    SIGN = "sign"
    SEND = "send"
    REISSUE = "reissue"
    COMPUTE = "compute"
    AUDIT = "audit"
    APPROVE = "approve"
    REPLY = "reply"
    DECIDE = "decide"
    PUBLISH = "publish"
    ACTIVATE = "activate"
    CHARGE = "charge"
    MATCH = "match"
    CLOSE = "close"
    RENEW = "renew"
    DUN = "dun"
    LOOK = "look"
    CHECK = "check"
    ORDER = "order"
    SELECT = "select"
    DRAFT = "draft"
    EXPLAIN = "explain"
    FILE = "file"
    MOVE_IN = "move_in"
    STEP = "step"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Step:
    """What a state waits for."""

    action: DutyAction
    permission: Permission


def steps_of(pairs: Mapping[StrEnum, tuple[DutyAction, Permission]]) -> dict[str, Step]:
    return {state.value: Step(*step) for state, step in pairs.items()}


_A, _P = DutyAction, Permission

#: By state: what comes next. States that are not listed wait for no person.
VOUCHER: Final = steps_of(
    {
        VoucherState.CALCULATED: (_A.CONFIRM, advances.ACTORS[VoucherEvent.CONFIRM]),
        VoucherState.OPERATOR_CONFIRMED: (_A.PAY, advances.ACTORS[VoucherEvent.PAY]),
        VoucherState.PAID: (_A.ACCEPT, advances.ACTORS[VoucherEvent.ACCEPT]),
        VoucherState.DISPUTED: (_A.SETTLE_DISPUTE, advances.ACTORS[VoucherEvent.SETTLE_DISPUTE]),
    }
)
REMITTANCE: Final = steps_of(
    {
        RemittanceState.STATEMENT: (_A.SIGN, remittances.ACTORS[RemittanceEvent.SIGN]),
        RemittanceState.PAYMENT_ORDER: (_A.SEND, remittances.ACTORS[RemittanceEvent.SEND]),
        RemittanceState.SENT: (_A.CONFIRM, remittances.ACTORS[RemittanceEvent.CONFIRM]),
        RemittanceState.MISMATCH: (_A.REISSUE, remittances.ACTORS[RemittanceEvent.REISSUE]),
    }
)
FEE_STATEMENT: Final = steps_of(
    {
        FeeState.COMPUTED: (_A.CONFIRM, settlement.ACTORS[FeeEvent.CONFIRM]),
        FeeState.O_CONFIRMED: (_A.AUDIT, settlement.ACTORS[FeeEvent.AUDIT]),
        FeeState.P_AUDITED: (_A.APPROVE, settlement.ACTORS[FeeEvent.APPROVE]),
        FeeState.PA_APPROVED: (_A.PAY, settlement.ACTORS[FeeEvent.PAY]),
        FeeState.F_APPLIED: (_A.PAY, settlement.ACTORS[FeeEvent.PAY]),
        FeeState.DISPUTED: (_A.SETTLE_DISPUTE, settlement.ACTORS[FeeEvent.SETTLE_DISPUTE]),
    }
)
CONTRACT: Final = steps_of(
    {
        ContractState.DRAFT: (_A.SIGN, contracts.ACTORS[ContractEvent.SIGN]),
        ContractState.SIGNED: (_A.PUBLISH, contracts.ACTORS[ContractEvent.PUBLISH]),
        ContractState.PUBLISHED: (_A.ACTIVATE, _P.DRAFT_CONTRACT),
    }
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing, or so many alike, that wait for a person. Fen.

    `handed_by` brought it to where it waits; `not_for` may not take the step, being its maker.
    `due_on` None: no rule sets a day. `roles`, where the step is for fewer than hold its right.
    """

    kind: DutyKind
    action: DutyAction
    permission: Permission
    project_id: UUID | None
    project: str | None
    subject_type: str
    subject_id: UUID | None = None
    number: str | None = None
    name: str | None = None
    month: Month | None = None
    count: int | None = None
    amount_fen: int | None = None
    due_on: date | None = None
    since_at: datetime | None = None
    handed_by: UUID | None = None
    not_for: UUID | None = None
    roles: frozenset[Role] | None = None

    @property
    def waits_for(self) -> tuple[Role, ...]:
        able = roles_with(self.permission)
        return able if self.roles is None else tuple(role for role in able if role in self.roles)

    def is_for(self, actor: Actor) -> bool:
        """Whether the actor may take the step."""
        is_able = self.permission in actor.permissions and self.not_for != actor.person_id
        return is_able and (self.roles is None or bool(self.roles & actor.roles))

    def is_handed_on_by(self, actor: Actor) -> bool:
        """Whether the actor did their part, and it waits for somebody else."""
        return self.handed_by == actor.person_id and not self.is_for(actor)

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """What is due first comes first; what has no day comes last, the oldest first."""
    return sorted(
        duties,
        key=lambda one: (
            one.due_on or date.max,
            one.since_at is None,
            one.since_at.timestamp() if one.since_at else 0,
            one.kind,
            one.project or "",
        ),
    )


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """Whom a duty waits for."""
    return tuple(role for role in Role if permission in POLICY[role])


#: A fee is paid within thirty days of its acceptance (保障中小企业款项支付条例).
PAYMENT_DAYS: Final = 30
#: Money whose payer is not known is looked into within so many working days.
SUSPENSE_WORKDAYS: Final = 3


def fee_payable_by(approved_on: date) -> date:
    return approved_on + timedelta(days=PAYMENT_DAYS)


def remit_by(oldest_on: date, calendar: WorkCalendar) -> date:
    """Monthly remitting is on time up to a working day of the next month."""
    return calendar.nth_workday(Month.of(oldest_on).next, MONTHLY_WORKDAY)


def match_by(received_on: date, calendar: WorkCalendar) -> date:
    return calendar.add_workdays(received_on, SUSPENSE_WORKDAYS)
