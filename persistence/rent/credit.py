"""Households' credit 预收 pays what is open: `domain.allocation.allocate` for many at once."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Date, TextClause, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation import FROM_CREDIT
from domain.calendar import Month
from domain.ledger import POSTINGS
from domain.money import Money
from persistence.books import Book
from persistence.ids import EACH_ID
from persistence.payments.passing import HOLDER, OF_LEASE
from persistence.rent.settling import settling

_POSTINGS: Final = ", ".join(
    f"('{claim}', '{reason}', '{posting.debit}', '{posting.credit}')"
    for claim, reason in FROM_CREDIT.items()
    for posting in POSTINGS[reason]
)


def _statement(whose: str) -> TextClause:
    """Only words of our own enumerations are put into the text; everything else is bound."""
    return text(
        f"""
with money as (
  select authority_id, id as payment_id, {HOLDER} as lease_id, :month as month, :on as on_date,
    unallocated_fen as amount,
    sum(unallocated_fen) over (partition by {HOLDER} order by received_on, id) as upto
  from payments
  where project_id = :project and state = 'allocated' and unallocated_fen > 0
    and {whose}
), {settling()}, drawn as (
  update payments p set unallocated_fen = p.unallocated_fen - u.amount, version = p.version + 1
  from used u where p.authority_id = (select current_authority()) and p.id = u.payment_id
), posted as (
  insert into transfers (authority_id, id, debit, credit, amount_fen, reason, on_date, month,
    project_id, lease_id, charge_id, operator_id, document_type, document_id, maker_id)
  select authority_id, {EACH_ID}, w.debit, w.credit, amount, w.reason, on_date, month, :project,
    lease_id, charge_id, operator_id, 'payment', payment_id, :maker
  from parts join (values {_POSTINGS}) w(claim, reason, debit, credit) on w.claim = parts.claim
)
select coalesce(sum(amount), 0)::bigint from parts
"""
    ).bindparams(
        *(bindparam(name, type_=Uuid()) for name in ("project", "maker")),
        *(bindparam(name, type_=Date()) for name in ("month", "on")),
    )


_OF_ALL: Final = _statement("true")
_OF_LEASE: Final = _statement(OF_LEASE)


async def use(
    session: AsyncSession,
    book: Book,
    month: Month,
    *,
    on_date: date,
    maker_id: UUID,
    lease_id: UUID | None = None,
) -> Money:
    """Let unallocated money of the project's households pay their oldest debts.

    For one lease its row must be locked, for all the book be held alone. Every posting names its
    payment, so that the payment's reversal takes this back too. Raises PeriodClosed.
    """
    book.require_open(month)
    names = {"project": book.project_id, "month": month.first, "on": on_date, "maker": maker_id}
    if lease_id is None:
        used = await session.scalar(_OF_ALL, names)
    else:
        used = await session.scalar(_OF_LEASE, {**names, "lease": lease_id})
    return Money(used or 0)
