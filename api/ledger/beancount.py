"""The books as a Beancount file, which any accountant's own tools can check.

One transaction per transfer, in CNY with two decimals; the last lines assert every balance, so
that `bean-check` recomputes the whole of it.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from domain.ledger import NAMES, Account
from domain.money import Money
from persistence.transfers import Transfer

CURRENCY: Final = "CNY"
_OPENED: Final = date(2000, 1, 1)

#: Beancount knows five kinds of account.
ACCOUNTS: Final[Mapping[Account, str]] = {
    Account.RECEIVABLE_TREASURY: "Assets:A1-Rent-Due-To-Treasury",
    Account.RECEIVABLE_OPERATOR: "Assets:A2-Rent-Due-To-Operator",
    Account.RENT_BANK: "Assets:A3-Rent-Collection",
    Account.DEPOSIT_BANK: "Assets:A4-Deposits",
    Account.DUE_TO_TREASURY: "Liabilities:L1-To-Remit",
    Account.UNALLOCATED: "Liabilities:L2-Unallocated",
    Account.DEPOSITS_HELD: "Liabilities:L3-Deposits-Held",
    Account.FEE_PAYABLE: "Liabilities:L4-Service-Fee",
    Account.REPAIRS_PAYABLE: "Liabilities:L5-Repairs",
    Account.PAYABLE_TO_OPERATOR: "Liabilities:O1-Advances",
    Account.DEFERRED_RENT: "Liabilities:R1-Billed-Not-Received",
    Account.TREASURY_REFUND_RECEIVABLE: "Assets:T1-Treasury-Refund",
    Account.SERVICE_FEE_EXPENSE: "Expenses:F1-Service-Fee",
    Account.TREASURY_BUDGET: "Income:B1-Treasury-Budget",
}


async def written(title: str, rows: AsyncIterator[Transfer]) -> AsyncIterator[str]:
    """The file, piece by piece: accounts, transactions by day, and what must stand at the end."""
    yield "".join(_opening(title))
    standing = dict.fromkeys(Account, 0)
    last_on = _OPENED
    async for row in rows:
        standing[Account(row.debit)] += row.amount_fen
        standing[Account(row.credit)] -= row.amount_fen
        last_on = max(last_on, row.on_date)
        yield _transaction(row)
    yield "".join(_assertions(standing.items(), last_on + timedelta(days=1)))


def _opening(title: str) -> Iterator[str]:
    yield f'option "title" "{_quoted(title)}"\n'
    yield f'option "operating_currency" "{CURRENCY}"\n\n'
    for account, name in ACCOUNTS.items():
        yield f"{_OPENED} open {name} {CURRENCY}\n"
        yield f'  name: "{NAMES[account].zh}"\n'


def _transaction(row: Transfer) -> str:
    amount = Money(row.amount_fen).as_yuan()
    charge = f'  charge: "{row.charge_id}"\n' if row.charge_id else ""
    return (
        f'\n{row.on_date} * "{row.reason}" ^{row.document_id} #month-{row.month}\n'
        f'  transfer: "{row.id}"\n{charge}'
        f"  {ACCOUNTS[Account(row.debit)]}  {amount} {CURRENCY}\n"
        f"  {ACCOUNTS[Account(row.credit)]}  {-amount} {CURRENCY}\n"
    )


def _assertions(standing: Iterable[tuple[Account, int]], on: date) -> Iterator[str]:
    yield "\n"
    for account, fen in standing:
        yield f"{on} balance {ACCOUNTS[account]}  {Money(fen).as_yuan()} {CURRENCY}\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
