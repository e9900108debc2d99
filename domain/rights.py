"""Which role may do what: the table of rights."""

from collections.abc import Mapping
from typing import Final

from domain.roles import Permission, Role

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
