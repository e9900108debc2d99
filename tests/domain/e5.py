"""The three households of E5, and how the reference books are read in its tables."""

from domain.calendar import Month
from domain.ledger import Side, normal_side
from domain.money import Money
from domain.remittances import RecoveryMode
from tests.domain.model import Books
from tests.domain.model_invariants import violations

APRIL, MAY, JUNE = Month(2025, 4), Month(2025, 5), Month(2025, 6)
RENTS = {"T1": Money.yuan("272.27"), "T2": Money.yuan("201.30"), "T3": Money.yuan("272.27")}
RETAIN, REFUND = RecoveryMode.RETAIN, RecoveryMode.REMIT_REFUND
yuan = Money.yuan


def stands(books: Books, **expected: str) -> None:
    """The balances in yuan, each on its own side; accounts not named are zero."""
    signed = {
        account.value: fen if normal_side(account) is Side.DEBIT else -fen
        for account, fen in books.balances().items()
        if fen
    }
    assert signed == {code: yuan(amount).fen for code, amount in expected.items()}
    assert violations(books) == []


def billed(month: Month, books: Books) -> None:
    for lease, rent in RENTS.items():
        books.bill(lease, month, rent)


def april(books: Books) -> None:
    """Steps 1 and 2 of E5: April is billed, partly paid, remitted, and what is short advanced."""
    billed(APRIL, books)
    books.receive("T1", yuan("272.27"), APRIL)
    books.receive("T2", yuan("100.00"), APRIL)
    books.remit(APRIL)
    books.advance(APRIL, booked_in=APRIL)


def split_of(books: Books, lease: str, month: Month) -> tuple[str, ...]:
    """Paid, owed to treasury, owed to operator, in yuan."""
    split = next(
        one.split for one in books.charges.values() if (one.lease, one.month) == (lease, month)
    )
    return tuple(str(part.as_yuan()) for part in (split.paid, split.treasury, split.operator))
