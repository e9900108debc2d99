"""The books: accounts, the one table of which reason moves what, and what must always hold.

A transfer takes one amount from one account to another, so the books balance by construction.
Postings follow the rule that rent belongs to the treasury (收支两条线) and that an advance
(代交) moves the claim to the operator without paying the tenant's debt (民法典 Art. 524).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.money import ZERO, Money, total


class Account(StrEnum):
    """The chart of accounts; the values are the short codes that books and exports show."""

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
    REPAIRS_EXPENSE = "F2"
    TREASURY_BUDGET = "B1"


class Side(StrEnum):
    """The side on which an account grows."""

    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Names:
    """What people call it."""

    zh: str
    en: str


_A = Account

ACCOUNT_NAMES: Final[Mapping[Account, Names]] = {
    _A.RECEIVABLE_TREASURY: Names("应收租金—财政债权", "Rent receivable, treasury"),
    _A.RECEIVABLE_OPERATOR: Names("应收代垫租金—承接主体债权", "Rent receivable, operator"),
    _A.RENT_BANK: Names("代收租金专户", "Rent collection account"),
    _A.DEPOSIT_BANK: Names("押金专户", "Deposit account"),
    _A.DUE_TO_TREASURY: Names("应缴财政租金", "Rent due to the treasury"),
    _A.UNALLOCATED: Names("预收/待核销", "Prepaid and unallocated"),
    _A.DEPOSITS_HELD: Names("应退押金", "Deposits held"),
    _A.FEE_PAYABLE: Names("应付服务费", "Service fee payable"),
    _A.REPAIRS_PAYABLE: Names("应付维修款", "Repairs payable"),
    _A.PAYABLE_TO_OPERATOR: Names("应付承接主体(代交)", "Payable to the operator (advances)"),
    _A.DEFERRED_RENT: Names("应收租金对应(未实现)", "Rent billed, not yet received"),
    _A.TREASURY_REFUND_RECEIVABLE: Names("应收财政退付", "Refund due from the treasury"),
    _A.SERVICE_FEE_EXPENSE: Names("服务费支出", "Service fee expense"),
    _A.REPAIRS_EXPENSE: Names("维修支出", "Repairs expense"),
    _A.TREASURY_BUDGET: Names("财政预算拨款", "Treasury budget"),
}

_DEBIT_ACCOUNTS: Final = frozenset("ATF")


def normal_side(account: Account) -> Side:
    """Assets (A, T) and expenses (F) grow on the debit side, all others on the credit side."""
    return Side.DEBIT if account.value[0] in _DEBIT_ACCOUNTS else Side.CREDIT


class Reason(StrEnum):
    """Why money moved. Every row of the ledger names one."""

    CHARGE_BILLED = "charge_billed"
    CHARGE_INCREASED = "charge_increased"
    CHARGE_REDUCED = "charge_reduced"
    ADVANCED_CHARGE_REDUCED = "advanced_charge_reduced"
    PAID_CHARGE_REDUCED = "paid_charge_reduced"
    RECEIPT_FOR_TREASURY = "receipt_for_treasury"
    RECEIPT_FOR_OPERATOR = "receipt_for_operator"
    RECEIPT_UNALLOCATED = "receipt_unallocated"
    CREDIT_FOR_TREASURY = "credit_for_treasury"
    CREDIT_FOR_OPERATOR = "credit_for_operator"
    CREDIT_REFUNDED = "credit_refunded"
    ADVANCE_ACCEPTED = "advance_accepted"
    OVER_ADVANCED = "over_advanced"
    OPENING_ADVANCE = "opening_advance"
    REMITTED = "remitted"
    RETURNED_BY_TREASURY = "returned_by_treasury"
    HANDED_TO_OPERATOR = "handed_to_operator"
    TOPPED_UP_BY_OPERATOR = "topped_up_by_operator"
    RECOVERED_REMITTED = "recovered_remitted"
    RECOVERED_SET_OFF = "recovered_set_off"
    REFUNDED_TO_OPERATOR = "refunded_to_operator"
    WRITTEN_OFF_BY_OPERATOR = "written_off_by_operator"
    WRITTEN_OFF_BY_TREASURY = "written_off_by_treasury"
    CLAIM_WRITTEN_OFF = "claim_written_off"
    DEPOSIT_RECEIVED = "deposit_received"
    DEPOSIT_OPENING = "deposit_opening"
    DEPOSIT_FOR_TREASURY = "deposit_for_treasury"
    DEPOSIT_FOR_OPERATOR = "deposit_for_operator"
    DEPOSIT_WITHHELD = "deposit_withheld"
    DEPOSIT_REFUNDED = "deposit_refunded"
    FEE_APPROVED = "fee_approved"
    FEE_PAID = "fee_paid"
    REPAIRS_APPROVED = "repairs_approved"
    REPAIRS_PAID = "repairs_paid"


@dataclass(frozen=True, slots=True)
class Posting:
    """One movement: what grows on the left, what grows on the right."""

    debit: Account
    credit: Account


_P, _R = Posting, Reason
_BILLED: Final = _P(_A.RECEIVABLE_TREASURY, _A.DEFERRED_RENT)
_UNBILLED: Final = _P(_A.DEFERRED_RENT, _A.RECEIVABLE_TREASURY)
_NOW_DUE: Final = _P(_A.DEFERRED_RENT, _A.DUE_TO_TREASURY)
_TREASURY_OWES_BACK: Final = _P(_A.TREASURY_REFUND_RECEIVABLE, _A.RECEIVABLE_OPERATOR)
_ADVANCE_PAID: Final = _P(_A.DUE_TO_TREASURY, _A.PAYABLE_TO_OPERATOR)
_OUT_OF_DEPOSITS: Final = _P(_A.DEPOSITS_HELD, _A.DEPOSIT_BANK)
_INTO_DEPOSITS: Final = _P(_A.DEPOSIT_BANK, _A.DEPOSITS_HELD)
_TO_TREASURY: Final = _P(_A.RENT_BANK, _A.RECEIVABLE_TREASURY)
_TO_OPERATOR: Final = _P(_A.RENT_BANK, _A.RECEIVABLE_OPERATOR)

#: Every reason and the accounts it moves, each time by the whole amount.
POSTINGS: Final[Mapping[Reason, tuple[Posting, ...]]] = {
    _R.CHARGE_BILLED: (_BILLED,),
    _R.CHARGE_INCREASED: (_BILLED,),
    _R.CHARGE_REDUCED: (_UNBILLED,),
    # The tenant owes the operator less; the treasury, which had the advance, owes it back (退付).
    _R.ADVANCED_CHARGE_REDUCED: (_TREASURY_OWES_BACK,),
    # The tenant has paid too much; it becomes credit and comes off the next remittance.
    _R.PAID_CHARGE_REDUCED: (_P(_A.DUE_TO_TREASURY, _A.UNALLOCATED),),
    _R.RECEIPT_FOR_TREASURY: (_TO_TREASURY, _NOW_DUE),
    _R.RECEIPT_FOR_OPERATOR: (_TO_OPERATOR,),
    _R.RECEIPT_UNALLOCATED: (_P(_A.RENT_BANK, _A.UNALLOCATED),),
    _R.CREDIT_FOR_TREASURY: (_P(_A.UNALLOCATED, _A.RECEIVABLE_TREASURY), _NOW_DUE),
    _R.CREDIT_FOR_OPERATOR: (_P(_A.UNALLOCATED, _A.RECEIVABLE_OPERATOR),),
    _R.CREDIT_REFUNDED: (_P(_A.UNALLOCATED, _A.RENT_BANK),),
    # The claim changes hands, the rent becomes due to the treasury, the operator pays it there.
    _R.ADVANCE_ACCEPTED: (
        _P(_A.RECEIVABLE_OPERATOR, _A.RECEIVABLE_TREASURY),
        _NOW_DUE,
        _ADVANCE_PAID,
    ),
    # The tenant's money came after all: the operator's stands for it, the tenant's is his.
    _R.OVER_ADVANCED: (_ADVANCE_PAID,),
    _R.OPENING_ADVANCE: (_P(_A.RECEIVABLE_OPERATOR, _A.PAYABLE_TO_OPERATOR),),
    _R.REMITTED: (_P(_A.DUE_TO_TREASURY, _A.RENT_BANK),),
    _R.RETURNED_BY_TREASURY: (_P(_A.RENT_BANK, _A.DUE_TO_TREASURY),),
    _R.HANDED_TO_OPERATOR: (_P(_A.PAYABLE_TO_OPERATOR, _A.RENT_BANK),),
    # A payment bounced after its money had gone to the operator, who makes the account whole.
    _R.TOPPED_UP_BY_OPERATOR: (_P(_A.RENT_BANK, _A.PAYABLE_TO_OPERATOR),),
    _R.RECOVERED_REMITTED: (_P(_A.TREASURY_REFUND_RECEIVABLE, _A.RENT_BANK),),
    _R.RECOVERED_SET_OFF: (_P(_A.RENT_BANK, _A.TREASURY_REFUND_RECEIVABLE),),
    _R.REFUNDED_TO_OPERATOR: (_P(_A.PAYABLE_TO_OPERATOR, _A.TREASURY_REFUND_RECEIVABLE),),
    _R.WRITTEN_OFF_BY_OPERATOR: (_P(_A.PAYABLE_TO_OPERATOR, _A.RECEIVABLE_OPERATOR),),
    _R.WRITTEN_OFF_BY_TREASURY: (_TREASURY_OWES_BACK,),
    _R.CLAIM_WRITTEN_OFF: (_UNBILLED,),
    _R.DEPOSIT_RECEIVED: (_INTO_DEPOSITS,),
    _R.DEPOSIT_OPENING: (_INTO_DEPOSITS,),
    _R.DEPOSIT_FOR_TREASURY: (_OUT_OF_DEPOSITS, _TO_TREASURY, _NOW_DUE),
    _R.DEPOSIT_FOR_OPERATOR: (_OUT_OF_DEPOSITS, _TO_OPERATOR),
    _R.DEPOSIT_WITHHELD: (_OUT_OF_DEPOSITS,),
    _R.DEPOSIT_REFUNDED: (_OUT_OF_DEPOSITS,),
    _R.FEE_APPROVED: (_P(_A.SERVICE_FEE_EXPENSE, _A.FEE_PAYABLE),),
    _R.FEE_PAID: (_P(_A.FEE_PAYABLE, _A.TREASURY_BUDGET),),
    _R.REPAIRS_APPROVED: (_P(_A.REPAIRS_EXPENSE, _A.REPAIRS_PAYABLE),),
    _R.REPAIRS_PAID: (_P(_A.REPAIRS_PAYABLE, _A.TREASURY_BUDGET),),
}


@dataclass(frozen=True, slots=True)
class Transfer:
    """One row of the ledger: `amount` (above zero) from `credit` to `debit`."""

    reason: Reason
    debit: Account
    credit: Account
    amount: Money
    mirror: bool = False


def transfers(reason: Reason, amount: Money) -> tuple[Transfer, ...]:
    """The rows that `amount` makes for `reason`; none when there is nothing to move."""
    if amount < ZERO:
        message = "money never moves backwards: reverse the transfer instead"
        raise ValueError(message)
    if not amount:
        return ()
    return tuple(Transfer(reason, line.debit, line.credit, amount) for line in POSTINGS[reason])


def reversal(row: Transfer) -> Transfer:
    """The mirror row (红字冲销), the only way in which a transfer is taken back."""
    return Transfer(row.reason, row.credit, row.debit, row.amount, mirror=not row.mirror)


Balances = Mapping[Account, Money]


def balances(rows: Iterable[Transfer]) -> dict[Account, Money]:
    """What stands on every account, positive on the account's own side."""
    standing = dict.fromkeys(Account, ZERO)
    for row in rows:
        for account, side in ((row.debit, Side.DEBIT), (row.credit, Side.CREDIT)):
            grows = normal_side(account) is side
            standing[account] += row.amount if grows else -row.amount
    return standing


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sums of accounts that are equal after every posting."""

    code: str
    left: tuple[Account, ...]
    right: tuple[Account, ...]


#: The first is A3 + T1 = L1 + L2 + (O1 − A2), written without a minus.
IDENTITIES: Final = (
    Identity(
        "rent_bank_explained",
        (_A.RENT_BANK, _A.TREASURY_REFUND_RECEIVABLE, _A.RECEIVABLE_OPERATOR),
        (_A.DUE_TO_TREASURY, _A.UNALLOCATED, _A.PAYABLE_TO_OPERATOR),
    ),
    Identity("billed_not_received", (_A.RECEIVABLE_TREASURY,), (_A.DEFERRED_RENT,)),
    Identity("deposits_whole", (_A.DEPOSIT_BANK,), (_A.DEPOSITS_HELD,)),
    Identity(
        "expense_explained",
        (_A.SERVICE_FEE_EXPENSE, _A.REPAIRS_EXPENSE),
        (_A.FEE_PAYABLE, _A.REPAIRS_PAYABLE, _A.TREASURY_BUDGET),
    ),
)

#: L1 and A3 may stand below zero for one household: money came back after it was remitted, and
#: the next remittance is smaller by it (调整).
NEVER_NEGATIVE: Final = frozenset(Account) - {_A.DUE_TO_TREASURY, _A.RENT_BANK}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of the books that does not hold, and by how much its two sides differ."""

    code: str
    left: Money
    right: Money


def check_balances(standing: Balances) -> list[Violation]:
    """What is wrong with the books; an empty list when all is well."""

    def sum_of(accounts: tuple[Account, ...]) -> Money:
        return total(standing.get(account, ZERO) for account in accounts)

    sides = [(rule.code, sum_of(rule.left), sum_of(rule.right)) for rule in IDENTITIES]
    wrong = [Violation(code, left, right) for code, left, right in sides if left != right]
    advanced = standing.get(_A.RECEIVABLE_OPERATOR, ZERO)
    payable = standing.get(_A.PAYABLE_TO_OPERATOR, ZERO)
    if advanced > payable:
        wrong.append(Violation("operator_claim_not_covered", advanced, payable))
    below = sorted(account for account in NEVER_NEGATIVE if standing.get(account, ZERO) < ZERO)
    wrong += [Violation(f"negative_{account.name.lower()}", standing[account], ZERO) for account in below]
    return wrong
