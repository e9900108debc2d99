"""Households with debts, and whether their charges and the books agree after payments."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation import Allocation, Claim, OpenCharge
from domain.calendar import Month
from domain.ledger import Account, check_balances
from domain.money import ZERO, Money, total
from persistence import books
from persistence.books import Book
from persistence.rent import carrying
from persistence.tables.ledger import TransferRow
from persistence.tables.payments import AllocationRow, PaymentRow
from persistence.tables.rent import ChargeRow

APRIL: Final = date(2026, 4, 1)


@dataclass(frozen=True, slots=True)
class Household:
    """Debts (month, treasury, operator) and payments (day of April, fen)."""

    debts: list[tuple[int, int, int]]
    paid: list[tuple[int, int]]


async def owe(
    session: AsyncSession, book: Book, lease: UUID, account: Household
) -> list[OpenCharge]:
    made: list[OpenCharge] = []
    for line, (month, treasury, operator) in enumerate(account.debts, start=1):
        first = Month.of(APRIL).plus(month)
        charge = OpenCharge(uuid4(), first.first, Money(treasury), Money(operator))
        await session.execute(
            insert(ChargeRow).values(
                id=charge.id,
                project_id=book.project_id,
                lease_id=lease,
                unit_id=uuid4(),
                household_id=uuid4(),
                month=first.first,
                line=line,
                from_on=first.first,
                until_on=first.next.first,
                due_on=charge.due_on,
                amount_fen=treasury + operator,
                treasury_claim_fen=treasury,
                operator_claim_fen=operator,
                operator_id=uuid4(),
                arrears_fen=treasury + operator,
                trace={},
            )
        )
        made.append(charge)
    await carrying.restate(session, [lease])
    return made


def after(debt: OpenCharge, made: list[Allocation]) -> OpenCharge:
    paid = {part.claim: part.amount for part in made if part.charge_id == debt.id}
    return OpenCharge(
        debt.id,
        debt.due_on,
        debt.treasury - paid.get(Claim.TREASURY, ZERO),
        debt.operator - paid.get(Claim.OPERATOR, ZERO),
    )


async def allocations(
    session: AsyncSession, leases: list[UUID]
) -> dict[tuple[UUID, UUID, Claim], int]:
    row = AllocationRow
    found = await session.execute(
        select(row.payment_id, row.charge_id, row.claim, row.amount_fen).where(
            row.lease_id.in_(leases)
        )
    )
    return {(payment, charge, Claim(claim)): fen for payment, charge, claim, fen in found}


async def rests(session: AsyncSession, leases: list[UUID]) -> dict[UUID, int]:
    found = await session.execute(
        select(PaymentRow.id, PaymentRow.unallocated_fen).where(PaymentRow.lease_id.in_(leases))
    )
    return {row[0]: row[1] for row in found}


async def books_agree(
    session: AsyncSession,
    book: Book,
    expected: dict[tuple[UUID, UUID, Claim], int],
    left: dict[UUID, int],
) -> None:
    """Each claim is settled by its own postings, and what is left lies unallocated."""
    of = dict.fromkeys(Claim, 0)
    for (_, _, claim), fen in expected.items():
        of[claim] += fen
    standing = await books.balances(session, book.project_id)
    rest = sum(left.values())
    assert {account: fen for account, fen in standing.items() if fen} == {
        account: fen
        for account, fen in {
            Account.RENT_BANK: sum(of.values()) + rest,
            Account.RECEIVABLE_TREASURY: -of[Claim.TREASURY],
            Account.DEFERRED_RENT: of[Claim.TREASURY],
            Account.DUE_TO_TREASURY: -of[Claim.TREASURY],
            Account.RECEIVABLE_OPERATOR: -of[Claim.OPERATOR],
            Account.UNALLOCATED: -rest,
        }.items()
        if fen
    }
    found = await session.scalars(
        select(TransferRow.document_id).where(TransferRow.project_id == book.project_id)
    )
    assert set(found) == set(left)
    assert "books_balance" not in {one.code for one in check_balances(standing)}


async def charges_agree(
    session: AsyncSession,
    debts: list[OpenCharge],
    expected: dict[tuple[UUID, UUID, Claim], int],
) -> None:
    """A charge's split is what it was, less what was settled of each claim."""
    settled: dict[tuple[UUID, Claim], int] = {}
    for (_, charge, claim), fen in expected.items():
        settled[charge, claim] = settled.get((charge, claim), 0) + fen
    row = ChargeRow
    found = await session.execute(
        select(row.id, row.paid_fen, row.treasury_claim_fen, row.operator_claim_fen).where(
            row.id.in_([debt.id for debt in debts])
        )
    )
    assert {one[0]: tuple(one[1:]) for one in found} == {
        debt.id: (
            total(Money(settled.get((debt.id, claim), 0)) for claim in Claim).fen,
            debt.treasury.fen - settled.get((debt.id, Claim.TREASURY), 0),
            debt.operator.fen - settled.get((debt.id, Claim.OPERATOR), 0),
        )
        for debt in debts
    }
