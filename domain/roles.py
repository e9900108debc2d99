"""Who there is, what may be done at all, and which role may do it: the table of rights."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    PURCHASER_OFFICER = "purchaser_officer"
    PURCHASER_APPROVER = "purchaser_approver"
    FRONT_DESK = "front_desk"
    CASHIER = "cashier"
    INSPECTOR = "inspector"
    MAINTENANCE = "maintenance"
    OPERATOR_MANAGER = "operator_manager"
    FINANCE_OFFICER = "finance_officer"
    AUDITOR = "auditor"
    EVALUATOR = "evaluator"
    TENANT = "tenant"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """`resource:action`. An action that a second person must take has a word of its own."""

    READ_AUTHORITY = "authority:read"
    MANAGE_PEOPLE = "people:manage"
    READ_PEOPLE = "people:read"
    CONFIRM_ROLES = "roles:confirm"
    SET_PARAMETER = "parameter:set"
    READ_HOUSING = "housing:read"
    REGISTER_HOUSING = "housing:register"
    READ_HOUSEHOLD = "household:read"
    REVEAL_IDENTITY = "identity:reveal"
    READ_ELIGIBILITY = "eligibility:read"
    GRANT_ELIGIBILITY = "eligibility:grant"
    DECIDE_ELIGIBILITY = "eligibility:decide"
    CHECK_DUPLICATES = "duplicates:check"
    READ_ROUND = "round:read"
    READ_REGISTRATION = "registration:read"
    PLAN_ROUND = "round:plan"
    PUBLISH_ROUND = "round:publish"
    REGISTER_FOR_ROUND = "round:register"
    OBJECT_TO_ROUND = "round:object"
    RUN_SELECTION = "round:run_selection"
    ALLOCATE_DIRECTLY = "allocation:propose"
    APPROVE_ALLOCATION = "allocation:approve"
    READ_LEASE = "lease:read"
    DRAFT_LEASE = "lease:draft"
    SIGN_LEASE = "lease:sign"
    VOID_LEASE = "lease:void"
    SUSPEND_LEASE = "lease:suspend"
    SET_LEASE_TEXT = "lease_text:set"
    APPROVE_LEASE_TEXT = "lease_text:approve"
    APPLY_FOR_RENEWAL = "renewal:apply"
    CHECK_RENEWAL = "renewal:check"
    DECIDE_RENEWAL = "renewal:decide"
    CHANGE_HOUSEHOLD = "lease_change:submit"
    CHECK_CHANGE = "lease_change:check"
    DECIDE_CHANGE = "lease_change:decide"
    ASK_FOR_EXCHANGE = "exchange:ask"
    CHECK_EXCHANGE = "exchange:check"
    DECIDE_EXCHANGE = "exchange:decide"
    OFFER_EXCHANGE = "exchange:offer"
    CHECK_IN = "check_in:do"
    WAIVE_FIRST_MONEY = "check_in:waive"
    FILE_LEASE = "filing:submit"
    CONFIRM_FILING = "filing:confirm"
    HOLD_LEASE = "lease:hold"
    DRAFT_TERMS = "terms:draft"
    APPROVE_TERMS = "terms:approve"
    IMPORT_BOOKS = "books:import"
    SET_RENT = "rent:set"
    READ_RENT = "rent:read"
    RAISE_CHARGES = "charge:raise"
    CONFIRM_CHARGES = "charge:confirm"
    READ_DUNNING = "dunning:read"
    DUN = "dunning:do"
    AGREE_PLAN = "plan:agree"
    DRAFT_ADJUSTMENT = "adjustment:draft"
    APPROVE_ADJUSTMENT = "adjustment:approve"
    TAKE_PAYMENT = "payment:take"
    REVERSE_PAYMENT = "payment:reverse"
    CONFIRM_CASH = "cash:confirm"
    TAKE_DEPOSIT = "deposit:take"
    REFUND_DEPOSIT = "deposit:refund"
    CALCULATE_VOUCHER = "voucher:calculate"
    CONFIRM_VOUCHER = "voucher:confirm"
    PAY_VOUCHER = "voucher:pay"
    ACCEPT_VOUCHER = "voucher:accept"
    DECIDE_VOUCHER_DISPUTE = "voucher:decide_dispute"
    DECIDE_UNCOLLECTIBLE = "voucher:decide_uncollectible"
    PREPARE_REMITTANCE = "remittance:prepare"
    SIGN_REMITTANCE = "remittance:sign"
    CONFIRM_REMITTANCE = "remittance:confirm"
    CLOSE_MONTH = "month:close"
    READ_LEDGER = "ledger:read"
    READ_CONTRACT = "contract:read"
    DRAFT_CONTRACT = "contract:draft"
    SIGN_CONTRACT = "contract:sign"
    RAISE_DEDUCTION = "deduction:raise"
    REPLY_DEDUCTION = "deduction:reply"
    DECIDE_DEDUCTION = "deduction:decide"
    COMPUTE_FEE = "fee:compute"
    CONFIRM_FEE = "fee:confirm"
    AUDIT_FEE = "fee:audit"
    APPROVE_FEE = "fee:approve"
    PAY_FEE = "fee:pay"
    READ_AUDIT = "audit:read"
    EXPORT = "export:make"
    KEEP_FILE = "file:keep"
    PREPARE_UNIT = "unit:prepare"
    CONFIRM_REPAIR = "unit:confirm_repair"
    FREEZE_UNIT = "unit:freeze"
    WITHDRAW_UNIT = "unit:withdraw"
    REVIEW_WITHDRAWAL = "unit:review_withdrawal"
    DRAFT_HANDOVER = "handover:draft"
    SIGN_HANDOVER = "handover:sign"
    KEEP_ASSETS = "asset:keep"
    PLAN_STOCKTAKE = "stocktake:plan"
    COUNT_STOCKTAKE = "stocktake:count"
    CONFIRM_STOCKTAKE = "stocktake:confirm"
    SET_CALENDAR = "calendar:set"
    KEEP_EQUIPMENT = "equipment:keep"
    ISSUE_CREDENTIAL = "credential:issue"
    OPEN_EXIT = "exit:open"
    STEP_EXIT = "exit:step"
    DRAFT_FINAL_BILL = "final_bill:draft"
    CONFIRM_FINAL_BILL = "final_bill:confirm"
    SETTLE_EXIT = "exit:settle"
    PAY_RENT_REFUND = "rent_refund:pay"
    SET_MARKET_RENT = "market_rent:set"


_P = Permission
_SEES_HOMES: Final = frozenset({_P.READ_AUTHORITY, _P.READ_HOUSING, _P.READ_LEASE})
_SEES_MONEY: Final = frozenset({_P.READ_RENT, _P.READ_LEDGER, _P.READ_CONTRACT})
_SEES_ROUNDS: Final = frozenset({_P.READ_ROUND, _P.READ_REGISTRATION})
_OPERATOR: Final = (
    _SEES_HOMES | _SEES_MONEY | {_P.READ_HOUSEHOLD, _P.READ_DUNNING, _P.EXPORT} | _SEES_ROUNDS
)
_PURCHASER: Final = (
    _SEES_HOMES
    | _SEES_MONEY
    | {_P.READ_HOUSEHOLD, _P.READ_DUNNING, _P.REVEAL_IDENTITY, _P.EXPORT, _P.READ_PEOPLE}
    | {_P.KEEP_FILE, _P.CONFIRM_REPAIR}
    | {_P.READ_ELIGIBILITY, _P.CHECK_DUPLICATES}
    | _SEES_ROUNDS
)
#: Who stands in the home: hands it over, repairs it, keeps its locks.
_IN_THE_HOME: Final = frozenset({_P.KEEP_FILE, _P.DRAFT_HANDOVER, _P.KEEP_EQUIPMENT})
#: What the counter and its manager do with a lease's paper.
_WITH_LEASES: Final = frozenset({_P.SIGN_LEASE, _P.VOID_LEASE, _P.CHECK_IN, _P.FILE_LEASE})
#: The counter at which people register and choose a home; it never grants anything.
_AT_THE_COUNTER: Final = frozenset({_P.REGISTER_FOR_ROUND, _P.OBJECT_TO_ROUND, _P.RUN_SELECTION})

POLICY: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.PURCHASER_OFFICER: _PURCHASER
    | {
        _P.OPEN_EXIT,
        _P.STEP_EXIT,
        _P.SET_MARKET_RENT,
        _P.SET_PARAMETER,
        _P.REGISTER_HOUSING,
        _P.SET_RENT,
        _P.DRAFT_CONTRACT,
        _P.RAISE_DEDUCTION,
        _P.AUDIT_FEE,
        _P.SET_LEASE_TEXT,
        _P.CHECK_RENEWAL,
        _P.CHECK_CHANGE,
        _P.OFFER_EXCHANGE,
        _P.CONFIRM_FILING,
        _P.HOLD_LEASE,
        _P.DRAFT_TERMS,
        _P.IMPORT_BOOKS,
        _P.GRANT_ELIGIBILITY,
        _P.PLAN_ROUND,
        _P.REGISTER_FOR_ROUND,
        _P.OBJECT_TO_ROUND,
        _P.ALLOCATE_DIRECTLY,
        _P.SIGN_HANDOVER,
        _P.KEEP_ASSETS,
        _P.PLAN_STOCKTAKE,
    }
    | _IN_THE_HOME,
    Role.PURCHASER_APPROVER: _PURCHASER
    | {
        _P.CONFIRM_ROLES,
        _P.STEP_EXIT,
        _P.SETTLE_EXIT,
        _P.APPROVE_LEASE_TEXT,
        _P.DECIDE_RENEWAL,
        _P.DECIDE_CHANGE,
        _P.DECIDE_EXCHANGE,
        _P.WAIVE_FIRST_MONEY,
        _P.SUSPEND_LEASE,
        _P.APPROVE_TERMS,
        _P.APPROVE_ADJUSTMENT,
        _P.DECIDE_VOUCHER_DISPUTE,
        _P.DECIDE_UNCOLLECTIBLE,
        _P.SIGN_CONTRACT,
        _P.DECIDE_DEDUCTION,
        _P.APPROVE_FEE,
        _P.DECIDE_ELIGIBILITY,
        _P.PUBLISH_ROUND,
        _P.APPROVE_ALLOCATION,
        _P.FREEZE_UNIT,
        _P.WITHDRAW_UNIT,
        _P.CONFIRM_STOCKTAKE,
    },
    Role.FRONT_DESK: _OPERATOR
    | _IN_THE_HOME
    | _AT_THE_COUNTER
    | _WITH_LEASES
    | {
        _P.OPEN_EXIT,
        _P.STEP_EXIT,
        _P.SETTLE_EXIT,
        _P.DRAFT_FINAL_BILL,
        _P.IMPORT_BOOKS,
        _P.DRAFT_LEASE,
        _P.APPLY_FOR_RENEWAL,
        _P.CHANGE_HOUSEHOLD,
        _P.ASK_FOR_EXCHANGE,
        _P.DUN,
        _P.REVEAL_IDENTITY,
        _P.PREPARE_UNIT,
        _P.SIGN_HANDOVER,
        _P.COUNT_STOCKTAKE,
        _P.ISSUE_CREDENTIAL,
    },
    Role.CASHIER: _OPERATOR
    | {
        _P.SETTLE_EXIT,
        _P.DRAFT_FINAL_BILL,
        _P.PAY_RENT_REFUND,
        _P.RAISE_CHARGES,
        _P.CONFIRM_CHARGES,
        _P.DUN,
        _P.TAKE_PAYMENT,
        _P.REVERSE_PAYMENT,
        _P.CONFIRM_CASH,
        _P.TAKE_DEPOSIT,
        _P.REFUND_DEPOSIT,
        _P.DRAFT_ADJUSTMENT,
        _P.CALCULATE_VOUCHER,
        _P.PAY_VOUCHER,
        _P.PREPARE_REMITTANCE,
        _P.KEEP_FILE,
    },
    Role.INSPECTOR: _SEES_HOMES | {_P.READ_HOUSEHOLD, _P.KEEP_FILE},
    Role.MAINTENANCE: _IN_THE_HOME | {_P.READ_AUTHORITY, _P.READ_HOUSING, _P.PREPARE_UNIT},
    Role.OPERATOR_MANAGER: _OPERATOR
    | _IN_THE_HOME
    | _AT_THE_COUNTER
    | _WITH_LEASES
    | {
        _P.SETTLE_EXIT,
        _P.CONFIRM_FINAL_BILL,
        _P.CHECK_EXCHANGE,
        _P.PAY_RENT_REFUND,
        _P.SIGN_HANDOVER,
        _P.COUNT_STOCKTAKE,
        _P.ISSUE_CREDENTIAL,
        _P.IMPORT_BOOKS,
        _P.RAISE_CHARGES,
        _P.CONFIRM_CHARGES,
        _P.DUN,
        _P.AGREE_PLAN,
        _P.TAKE_PAYMENT,
        _P.REVERSE_PAYMENT,
        _P.CONFIRM_CASH,
        _P.TAKE_DEPOSIT,
        _P.REFUND_DEPOSIT,
        _P.CALCULATE_VOUCHER,
        _P.CONFIRM_VOUCHER,
        _P.SIGN_REMITTANCE,
        _P.CLOSE_MONTH,
        _P.REPLY_DEDUCTION,
        _P.COMPUTE_FEE,
        _P.CONFIRM_FEE,
        _P.REVEAL_IDENTITY,
    },
    Role.FINANCE_OFFICER: _SEES_MONEY
    | {
        _P.PAY_RENT_REFUND,
        _P.READ_AUTHORITY,
        _P.READ_HOUSING,
        _P.ACCEPT_VOUCHER,
        _P.CONFIRM_REMITTANCE,
        _P.PAY_FEE,
        _P.EXPORT,
        _P.KEEP_FILE,
        _P.REVIEW_WITHDRAWAL,
    },
    Role.AUDITOR: _SEES_HOMES
    | _SEES_MONEY
    | {_P.READ_HOUSEHOLD, _P.READ_DUNNING, _P.READ_AUDIT, _P.EXPORT, _P.READ_PEOPLE}
    | {_P.READ_ELIGIBILITY}
    | _SEES_ROUNDS,
    Role.EVALUATOR: frozenset({_P.READ_AUTHORITY, _P.READ_CONTRACT}),
    Role.TENANT: frozenset(
        {
            _P.READ_RENT,
            _P.READ_LEASE,
            _P.SIGN_LEASE,
            _P.APPLY_FOR_RENEWAL,
            _P.KEEP_FILE,
            _P.OPEN_EXIT,
        }
        | {_P.READ_REGISTRATION, _P.REGISTER_FOR_ROUND, _P.OBJECT_TO_ROUND}
    ),
    Role.ADMINISTRATOR: frozenset(
        {_P.READ_AUTHORITY, _P.MANAGE_PEOPLE, _P.READ_PEOPLE, _P.CONFIRM_ROLES, _P.SET_CALENDAR}
    ),
}
