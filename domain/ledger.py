"""The ledger: its accounts, and which reason moves which of them (domain.md 6.1, E5).

A transfer is one debit account, one credit account and a positive amount, so it balances by
construction. Nothing is changed later: a correction is the mirror transfer and a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Account(StrEnum):
    RECEIVABLE_TREASURY = "A1"
    RECEIVABLE_OPERATOR = "A2"
    RENT_BANK = "A3"
    DEPOSIT_BANK = "A4"
    DUE_TO_TREASURY = "L1"
    UNALLOCATED = "L2"
    DEPOSITS_HELD = "L3"
    FEE_PAYABLE = "L4"
    REPAIRS_PAYABLE = "L5"
    PAYABLE_TO_OPERATOR = "O1"
    DEFERRED_RENT = "R1"
    TREASURY_REFUND_RECEIVABLE = "T1"
    SERVICE_FEE_EXPENSE = "F1"
    TREASURY_BUDGET = "B1"


@dataclass(frozen=True, slots=True)
class Naming:
    """How people call an account, and the side on which it normally stands."""

    zh: str
    en: str
    is_debit: bool


NAMES: Final[Mapping[Account, Naming]] = {
    Account.RECEIVABLE_TREASURY: Naming("应收租金—财政债权", "Rent due to treasury", True),
    Account.RECEIVABLE_OPERATOR: Naming("应收代垫租金—承接主体债权", "Rent due to operator", True),
    Account.RENT_BANK: Naming("代收租金专户", "Rent collection account", True),
    Account.DEPOSIT_BANK: Naming("押金专户", "Deposit account", True),
    Account.DUE_TO_TREASURY: Naming("应缴财政租金", "Rent to remit", False),
    Account.UNALLOCATED: Naming("预收/待核销", "Unallocated receipts", False),
    Account.DEPOSITS_HELD: Naming("应退押金", "Deposits held", False),
    Account.FEE_PAYABLE: Naming("应付服务费", "Service fee payable", False),
    Account.REPAIRS_PAYABLE: Naming("应付维修款", "Repairs payable", False),
    Account.PAYABLE_TO_OPERATOR: Naming("应付承接主体(代交)", "Advances to give back", False),
    Account.DEFERRED_RENT: Naming("应收租金对应(未实现)", "Rent billed, not received", False),
    Account.TREASURY_REFUND_RECEIVABLE: Naming("应收财政退付", "Treasury refund due", True),
    Account.SERVICE_FEE_EXPENSE: Naming("服务费支出", "Service fee expense", True),
    Account.TREASURY_BUDGET: Naming("财政拨款", "Treasury budget", False),
}


class Reason(StrEnum):
    """Why money or a claim moved. Every reason has its postings in the table below."""

    CHARGED = "charged"
    INCREASED = "increased"
    REDUCED = "reduced"
    REDUCED_AFTER_ADVANCE = "reduced_after_advance"
    RECEIVED_FOR_TREASURY = "received_for_treasury"
    RECEIVED_FOR_OPERATOR = "received_for_operator"
    RECEIVED_UNALLOCATED = "received_unallocated"
    ALLOCATED_TO_TREASURY = "allocated_to_treasury"
    ALLOCATED_TO_OPERATOR = "allocated_to_operator"
    REFUNDED = "refunded"
    ADVANCED = "advanced"
    REMITTED = "remitted"
    RECOVERED_KEPT = "recovered_kept"
    RECOVERED_REMITTED = "recovered_remitted"
    RECOVERED_REFUNDED = "recovered_refunded"
    WRITTEN_OFF_BY_OPERATOR = "written_off_by_operator"
    WRITTEN_OFF_BY_TREASURY = "written_off_by_treasury"
    DEPOSIT_RECEIVED = "deposit_received"
    FEE_APPROVED = "fee_approved"
    FEE_PAID = "fee_paid"


@dataclass(frozen=True, slots=True)
class Posting:
    debit: Account
    credit: Account


_A = Account
_TENANT_TO_BANK: Final = Posting(_A.RENT_BANK, _A.RECEIVABLE_TREASURY)
_BECOMES_DUE: Final = Posting(_A.DEFERRED_RENT, _A.DUE_TO_TREASURY)

#: The bookkeeping of the trade on one screen. Each reason posts every line with its amount.
POSTINGS: Final[Mapping[Reason, tuple[Posting, ...]]] = {
    Reason.CHARGED: (Posting(_A.RECEIVABLE_TREASURY, _A.DEFERRED_RENT),),
    Reason.INCREASED: (Posting(_A.RECEIVABLE_TREASURY, _A.DEFERRED_RENT),),
    Reason.REDUCED: (Posting(_A.DEFERRED_RENT, _A.RECEIVABLE_TREASURY),),
    # The operator had paid treasury for rent that is not owed: treasury gives it back (11.1, 3).
    Reason.REDUCED_AFTER_ADVANCE: (
        Posting(_A.TREASURY_REFUND_RECEIVABLE, _A.RECEIVABLE_OPERATOR),
    ),
    Reason.RECEIVED_FOR_TREASURY: (_TENANT_TO_BANK, _BECOMES_DUE),
    Reason.RECEIVED_FOR_OPERATOR: (Posting(_A.RENT_BANK, _A.RECEIVABLE_OPERATOR),),
    Reason.RECEIVED_UNALLOCATED: (Posting(_A.RENT_BANK, _A.UNALLOCATED),),
    Reason.ALLOCATED_TO_TREASURY: (
        Posting(_A.UNALLOCATED, _A.RECEIVABLE_TREASURY),
        _BECOMES_DUE,
    ),
    Reason.ALLOCATED_TO_OPERATOR: (Posting(_A.UNALLOCATED, _A.RECEIVABLE_OPERATOR),),
    Reason.REFUNDED: (Posting(_A.UNALLOCATED, _A.RENT_BANK),),
    # 代交: the claim changes hands (Civil Code 524), treasury is paid by the operator directly.
    Reason.ADVANCED: (
        Posting(_A.RECEIVABLE_OPERATOR, _A.RECEIVABLE_TREASURY),
        _BECOMES_DUE,
        Posting(_A.DUE_TO_TREASURY, _A.PAYABLE_TO_OPERATOR),
    ),
    Reason.REMITTED: (Posting(_A.DUE_TO_TREASURY, _A.RENT_BANK),),
    Reason.RECOVERED_KEPT: (Posting(_A.PAYABLE_TO_OPERATOR, _A.RENT_BANK),),
    Reason.RECOVERED_REMITTED: (Posting(_A.TREASURY_REFUND_RECEIVABLE, _A.RENT_BANK),),
    Reason.RECOVERED_REFUNDED: (
        Posting(_A.PAYABLE_TO_OPERATOR, _A.TREASURY_REFUND_RECEIVABLE),
    ),
    Reason.WRITTEN_OFF_BY_OPERATOR: (
        Posting(_A.PAYABLE_TO_OPERATOR, _A.RECEIVABLE_OPERATOR),
    ),
    Reason.WRITTEN_OFF_BY_TREASURY: (
        Posting(_A.TREASURY_REFUND_RECEIVABLE, _A.RECEIVABLE_OPERATOR),
    ),
    Reason.DEPOSIT_RECEIVED: (Posting(_A.DEPOSIT_BANK, _A.DEPOSITS_HELD),),
    Reason.FEE_APPROVED: (Posting(_A.SERVICE_FEE_EXPENSE, _A.FEE_PAYABLE),),
    Reason.FEE_PAID: (Posting(_A.FEE_PAYABLE, _A.TREASURY_BUDGET),),
}


def broken_balances(balances: Mapping[Account, int]) -> list[str]:
    """Which of the book's identities do not hold (domain.md 6.2, items 4 and 5).

    `balances` are debits minus credits in fen; accounts left out are zero. The rent bank holds
    what is to be remitted, what is unallocated, and what was recovered but not handed over.
    """
    of = {account: balances.get(account, 0) for account in Account}
    handed = -of[_A.PAYABLE_TO_OPERATOR] - of[_A.RECEIVABLE_OPERATOR]
    bank = of[_A.RENT_BANK] + of[_A.TREASURY_REFUND_RECEIVABLE]
    owed = -of[_A.DUE_TO_TREASURY] - of[_A.UNALLOCATED] + handed
    checks = {
        "bank_equals_what_is_owed": bank == owed,
        "deposits_are_in_the_deposit_bank": of[_A.DEPOSIT_BANK] == -of[_A.DEPOSITS_HELD],
        "operator_is_owed_at_least_its_claims": handed >= 0,
        "books_balance": sum(of.values()) == 0,
        "billed_not_received_equals_treasury_claims": of[_A.RECEIVABLE_TREASURY]
        == -of[_A.DEFERRED_RENT],
    }
    return [name for name, holds in checks.items() if not holds]
