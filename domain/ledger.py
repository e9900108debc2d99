"""The ledger: its accounts, which reason moves which of them, and what must always hold.

A transfer is one debit account, one credit account and a positive amount, so it balances by
construction. Nothing is changed later: a correction is the mirror transfer and a new one. All
rent is the treasury's (收支两条线); an advance (代交) moves the claim on the tenant to the operator
and does not pay the tenant's debt (民法典 Art. 524).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.money import ZERO, Money


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


class Side(StrEnum):
    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Naming:
    """How people call an account, and the side on which it normally stands."""

    zh: str
    en: str
    side: Side


NAMES: Final[Mapping[Account, Naming]] = {
    Account.RECEIVABLE_TREASURY: Naming("应收租金—财政债权", "Rent due to treasury", Side.DEBIT),
    Account.RECEIVABLE_OPERATOR: Naming(
        "应收代垫租金—承接主体债权", "Rent due to operator", Side.DEBIT
    ),
    Account.RENT_BANK: Naming("代收租金专户", "Rent collection account", Side.DEBIT),
    Account.DEPOSIT_BANK: Naming("押金专户", "Deposit account", Side.DEBIT),
    Account.DUE_TO_TREASURY: Naming("应缴财政租金", "Rent to remit", Side.CREDIT),
    Account.UNALLOCATED: Naming("预收/待核销", "Unallocated receipts", Side.CREDIT),
    Account.DEPOSITS_HELD: Naming("应退押金", "Deposits held", Side.CREDIT),
    Account.FEE_PAYABLE: Naming("应付服务费", "Service fee payable", Side.CREDIT),
    Account.REPAIRS_PAYABLE: Naming("应付维修款", "Repairs payable", Side.CREDIT),
    Account.PAYABLE_TO_OPERATOR: Naming("应付承接主体(代交)", "Advances to give back", Side.CREDIT),
    Account.DEFERRED_RENT: Naming("应收租金对应(未实现)", "Rent billed, not received", Side.CREDIT),
    Account.TREASURY_REFUND_RECEIVABLE: Naming("应收财政退付", "Treasury refund due", Side.DEBIT),
    Account.SERVICE_FEE_EXPENSE: Naming("服务费支出", "Service fee expense", Side.DEBIT),
    Account.TREASURY_BUDGET: Naming("财政拨款", "Treasury budget", Side.CREDIT),
}


def normal_side(account: Account) -> Side:
    """The side on which the account grows: debit for what is owned or spent, else credit."""
    return NAMES[account].side


class Reason(StrEnum):
    """Why money or a claim moved. Every reason has its postings in the table below."""

    CHARGED = "charged"
    INCREASED = "increased"
    REDUCED = "reduced"
    REDUCED_AFTER_ADVANCE = "reduced_after_advance"
    REDUCED_AFTER_PAYMENT = "reduced_after_payment"
    RECEIVED_FOR_TREASURY = "received_for_treasury"
    RECEIVED_FOR_OPERATOR = "received_for_operator"
    RECEIVED_UNALLOCATED = "received_unallocated"
    ALLOCATED_TO_TREASURY = "allocated_to_treasury"
    ALLOCATED_TO_OPERATOR = "allocated_to_operator"
    CREDIT_MOVED_OUT = "credit_moved_out"
    CREDIT_MOVED_IN = "credit_moved_in"
    REFUNDED = "refunded"
    REFUNDED_BY_TREASURY = "refunded_by_treasury"
    ADVANCED = "advanced"
    OVER_ADVANCED = "over_advanced"
    REMITTED = "remitted"
    RETURNED_BY_TREASURY = "returned_by_treasury"
    RECOVERED_KEPT = "recovered_kept"
    RECOVERED_REMITTED = "recovered_remitted"
    RECOVERED_REFUNDED = "recovered_refunded"
    TOPPED_UP_BY_OPERATOR = "topped_up_by_operator"
    WRITTEN_OFF = "written_off"
    WRITTEN_OFF_BY_OPERATOR = "written_off_by_operator"
    WRITTEN_OFF_BY_TREASURY = "written_off_by_treasury"
    DEPOSIT_OPENING = "deposit_opening"
    DEPOSIT_RECEIVED = "deposit_received"
    DEPOSIT_TO_TREASURY = "deposit_to_treasury"
    DEPOSIT_TO_OPERATOR = "deposit_to_operator"
    DEPOSIT_WITHHELD = "deposit_withheld"
    DEPOSIT_REFUNDED = "deposit_refunded"
    DEPOSIT_MOVED_OUT = "deposit_moved_out"
    DEPOSIT_MOVED_IN = "deposit_moved_in"
    FEE_APPROVED = "fee_approved"
    FEE_PAID = "fee_paid"


@dataclass(frozen=True, slots=True)
class Posting:
    debit: Account
    credit: Account


_A = Account
_BILLED: Final = Posting(_A.RECEIVABLE_TREASURY, _A.DEFERRED_RENT)
_NOT_BILLED: Final = Posting(_A.DEFERRED_RENT, _A.RECEIVABLE_TREASURY)
_TENANT_TO_BANK: Final = Posting(_A.RENT_BANK, _A.RECEIVABLE_TREASURY)
_TENANT_TO_BANK_FOR_OPERATOR: Final = Posting(_A.RENT_BANK, _A.RECEIVABLE_OPERATOR)
_BECOMES_DUE: Final = Posting(_A.DEFERRED_RENT, _A.DUE_TO_TREASURY)
_OPERATOR_PAYS_TREASURY: Final = Posting(_A.DUE_TO_TREASURY, _A.PAYABLE_TO_OPERATOR)
_TREASURY_OWES_BACK: Final = Posting(_A.TREASURY_REFUND_RECEIVABLE, _A.RECEIVABLE_OPERATOR)
_INTO_DEPOSITS: Final = Posting(_A.DEPOSIT_BANK, _A.DEPOSITS_HELD)
_OUT_OF_DEPOSITS: Final = Posting(_A.DEPOSITS_HELD, _A.DEPOSIT_BANK)

#: The bookkeeping of the trade on one screen. Each reason posts every line with its amount.
POSTINGS: Final[Mapping[Reason, tuple[Posting, ...]]] = {
    Reason.CHARGED: (_BILLED,),
    Reason.INCREASED: (_BILLED,),
    Reason.REDUCED: (_NOT_BILLED,),
    # The operator had paid treasury for rent that is not owed: treasury gives it back (退付).
    Reason.REDUCED_AFTER_ADVANCE: (_TREASURY_OWES_BACK,),
    # The tenant has paid rent that is not owed: it is credit now, and comes off what is remitted.
    Reason.REDUCED_AFTER_PAYMENT: (Posting(_A.DUE_TO_TREASURY, _A.UNALLOCATED),),
    Reason.RECEIVED_FOR_TREASURY: (_TENANT_TO_BANK, _BECOMES_DUE),
    Reason.RECEIVED_FOR_OPERATOR: (_TENANT_TO_BANK_FOR_OPERATOR,),
    Reason.RECEIVED_UNALLOCATED: (Posting(_A.RENT_BANK, _A.UNALLOCATED),),
    Reason.ALLOCATED_TO_TREASURY: (
        Posting(_A.UNALLOCATED, _A.RECEIVABLE_TREASURY),
        _BECOMES_DUE,
    ),
    Reason.ALLOCATED_TO_OPERATOR: (Posting(_A.UNALLOCATED, _A.RECEIVABLE_OPERATOR),),
    # To the household's next lease: what the one is owed the other is, and the account holds it on.
    Reason.CREDIT_MOVED_OUT: (Posting(_A.UNALLOCATED, _A.RENT_BANK),),
    Reason.CREDIT_MOVED_IN: (Posting(_A.RENT_BANK, _A.UNALLOCATED),),
    Reason.REFUNDED: (Posting(_A.UNALLOCATED, _A.RENT_BANK),),
    # 退付 of rent that is not owed and had been remitted: treasury pays the household itself, and
    # what its lowered charge had taken off the next remittance comes on again.
    Reason.REFUNDED_BY_TREASURY: (Posting(_A.UNALLOCATED, _A.DUE_TO_TREASURY),),
    # 代交: the claim changes hands (Civil Code 524), treasury is paid by the operator directly.
    Reason.ADVANCED: (
        Posting(_A.RECEIVABLE_OPERATOR, _A.RECEIVABLE_TREASURY),
        _BECOMES_DUE,
        _OPERATOR_PAYS_TREASURY,
    ),
    # The tenant's money came between calculation and acceptance. Treasury has been paid by the
    # operator, so what the tenant paid is the operator's: recovered at once.
    Reason.OVER_ADVANCED: (_OPERATOR_PAYS_TREASURY,),
    Reason.REMITTED: (Posting(_A.DUE_TO_TREASURY, _A.RENT_BANK),),
    Reason.RETURNED_BY_TREASURY: (Posting(_A.RENT_BANK, _A.DUE_TO_TREASURY),),
    Reason.RECOVERED_KEPT: (Posting(_A.PAYABLE_TO_OPERATOR, _A.RENT_BANK),),
    Reason.RECOVERED_REMITTED: (Posting(_A.TREASURY_REFUND_RECEIVABLE, _A.RENT_BANK),),
    Reason.RECOVERED_REFUNDED: (Posting(_A.PAYABLE_TO_OPERATOR, _A.TREASURY_REFUND_RECEIVABLE),),
    # A payment was taken back whose money had gone to the operator, who makes the account whole.
    Reason.TOPPED_UP_BY_OPERATOR: (Posting(_A.RENT_BANK, _A.PAYABLE_TO_OPERATOR),),
    Reason.WRITTEN_OFF: (_NOT_BILLED,),
    Reason.WRITTEN_OFF_BY_OPERATOR: (Posting(_A.PAYABLE_TO_OPERATOR, _A.RECEIVABLE_OPERATOR),),
    Reason.WRITTEN_OFF_BY_TREASURY: (_TREASURY_OWES_BACK,),
    Reason.DEPOSIT_OPENING: (_INTO_DEPOSITS,),
    Reason.DEPOSIT_RECEIVED: (_INTO_DEPOSITS,),
    Reason.DEPOSIT_TO_TREASURY: (_OUT_OF_DEPOSITS, _TENANT_TO_BANK, _BECOMES_DUE),
    Reason.DEPOSIT_TO_OPERATOR: (_OUT_OF_DEPOSITS, _TENANT_TO_BANK_FOR_OPERATOR),
    Reason.DEPOSIT_WITHHELD: (_OUT_OF_DEPOSITS,),
    Reason.DEPOSIT_REFUNDED: (_OUT_OF_DEPOSITS,),
    # To the household's next lease: out of the one's books and into the other's.
    Reason.DEPOSIT_MOVED_OUT: (_OUT_OF_DEPOSITS,),
    Reason.DEPOSIT_MOVED_IN: (_INTO_DEPOSITS,),
    Reason.FEE_APPROVED: (Posting(_A.SERVICE_FEE_EXPENSE, _A.FEE_PAYABLE),),
    Reason.FEE_PAID: (Posting(_A.FEE_PAYABLE, _A.TREASURY_BUDGET),),
}


@dataclass(frozen=True, slots=True)
class Transfer:
    """One row of the ledger, `amount` above zero; `mirrors` marks a reversal 红字冲销."""

    debit: Account
    credit: Account
    amount: Money
    reason: Reason
    mirrors: bool = False


def transfers(reason: Reason, amount: Money) -> tuple[Transfer, ...]:
    """The rows that `amount` makes for `reason`; none when there is nothing to move."""
    if amount < ZERO:
        message = "an amount below zero is a reversal, and has a mirror"
        raise ValueError(message)
    return tuple(
        Transfer(line.debit, line.credit, amount, reason) for line in POSTINGS[reason] if amount
    )


def mirror(row: Transfer) -> Transfer:
    """The only way to take a transfer back. A mirror is not mirrored again."""
    if row.mirrors:
        message = "a reversal is never reversed"
        raise ValueError(message)
    return Transfer(row.credit, row.debit, row.amount, row.reason, mirrors=True)


def balances(rows: Iterable[Transfer]) -> dict[Account, int]:
    """Debits minus credits in fen, for every account."""
    standing = dict.fromkeys(Account, 0)
    for row in rows:
        standing[row.debit] += row.amount.fen
        standing[row.credit] -= row.amount.fen
    return standing


#: Groups of accounts whose debits minus credits add up to nothing, whatever is posted. The first
#: says A3 + T1 = L1 + L2 + (O1 − A2): the rent bank holds what is to be remitted, what is
#: unallocated, and what was recovered and not handed over (domain.md 6.2, items 4 and 5).
IDENTITIES: Final[Mapping[str, tuple[Account, ...]]] = {
    "bank_equals_what_is_owed": (
        _A.RENT_BANK,
        _A.TREASURY_REFUND_RECEIVABLE,
        _A.DUE_TO_TREASURY,
        _A.UNALLOCATED,
        _A.PAYABLE_TO_OPERATOR,
        _A.RECEIVABLE_OPERATOR,
    ),
    "billed_not_received_equals_treasury_claims": (_A.RECEIVABLE_TREASURY, _A.DEFERRED_RENT),
    "deposits_are_in_the_deposit_bank": (_A.DEPOSIT_BANK, _A.DEPOSITS_HELD),
    "fees_come_from_the_budget": (_A.SERVICE_FEE_EXPENSE, _A.FEE_PAYABLE, _A.TREASURY_BUDGET),
    "books_balance": tuple(Account),
}

#: Accounts that never stand on their wrong side. The rent bank and what is due to treasury may,
#: for one household: its money came back after it was remitted (调整, E19).
ONE_SIDED: Final = frozenset(Account) - {_A.RENT_BANK, _A.DUE_TO_TREASURY}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of the books that does not hold, and the fen by which it fails."""

    code: str
    off_by_fen: int


def uncovered(standing: Mapping[Account, int], with_operator: Money) -> Money:
    """What of the operator's claims (A2) it was never owed (O1): nothing, when all is well.

    O1 covers A2 always, but for what bounced after it had been handed over: that is never more
    than `with_operator`, which is what it was handed and has not put back.
    """
    beyond = standing.get(_A.RECEIVABLE_OPERATOR, 0) + standing.get(_A.PAYABLE_TO_OPERATOR, 0)
    return max(Money(beyond) - with_operator, ZERO)


def check_balances(standing: Mapping[Account, int]) -> list[Violation]:
    """What is wrong with the books: nothing, when all is well.

    `standing` is debits minus credits in fen; accounts left out are zero.
    """
    of = {account: standing.get(account, 0) for account in Account}
    sums = [(code, sum(of[account] for account in group)) for code, group in IDENTITIES.items()]
    found = [Violation(code, off) for code, off in sums if off]
    for account in sorted(ONE_SIDED):
        own_side = of[account] if normal_side(account) is Side.DEBIT else -of[account]
        if own_side < 0:
            found.append(Violation(f"{account.name.lower()}_on_its_own_side", own_side))
    return found
