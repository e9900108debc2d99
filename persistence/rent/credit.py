"""Households' credit 预收 pays what is open: `domain.allocation.allocate` for many at once.

Payments and debts of a household are laid end to end on two lines; where a payment's stretch and
a debt's overlap, that much of the payment settles that much of the debt.
"""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Boolean, Date, Uuid, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation import Claim
from domain.calendar import Month
from domain.ledger import POSTINGS, Reason
from domain.money import Money
from persistence.books import Book
from persistence.tables.contracts import ServiceContractRow

_REASONS: Final = {
    Claim.TREASURY: Reason.ALLOCATED_TO_TREASURY,
    Claim.OPERATOR: Reason.ALLOCATED_TO_OPERATOR,
}
_POSTINGS: Final = ", ".join(
    f"('{claim}', '{reason}', '{posting.debit}', '{posting.credit}')"
    for claim, reason in _REASONS.items()
    for posting in POSTINGS[reason]
)

#: Only words of our own enumerations are put into the text; everything else is bound.
_STATEMENT: Final = text(
    f"""
with credit as (
  select authority_id, id, lease_id, unallocated_fen as amount,
    sum(unallocated_fen) over (partition by lease_id order by received_on, id) as upto
  from payments
  where project_id = :project and state = 'allocated' and unallocated_fen > 0
    and (cast(:lease as uuid) is null or lease_id = :lease)
), debts as (
  select c.authority_id, c.id, c.lease_id, c.operator_id, d.claim, d.amount,
    sum(d.amount) over (partition by c.lease_id
      order by case when cast(:treasury_first as boolean) then d.rank end,
        c.due_on, c.id, -d.rank) as upto
  from (select distinct authority_id, lease_id from credit) h
  join charges c on c.authority_id = h.authority_id and c.lease_id = h.lease_id
    and c.treasury_claim_fen + c.operator_claim_fen > 0
  cross join lateral (values ('{Claim.TREASURY}', 0, c.treasury_claim_fen),
    ('{Claim.OPERATOR}', 1, c.operator_claim_fen)) d(claim, rank, amount)
  where d.amount > 0
), parts as (
  select p.authority_id, p.id as payment_id, d.id as charge_id, d.lease_id, d.operator_id, d.claim,
    (least(p.upto, d.upto) - greatest(p.upto - p.amount, d.upto - d.amount))::bigint as amount
  from credit p join debts d on d.lease_id = p.lease_id
    and d.upto - d.amount < p.upto and p.upto - p.amount < d.upto
), allocated as (
  insert into allocations (authority_id, payment_id, charge_id, lease_id, claim, amount_fen,
    month, on_date)
  select authority_id, payment_id, charge_id, lease_id, claim, amount, :month, :on_date from parts
), used as (
  update payments p set unallocated_fen = p.unallocated_fen - s.amount, version = p.version + 1
  from (select authority_id, payment_id, sum(amount)::bigint as amount from parts group by 1, 2) s
  where p.authority_id = s.authority_id and p.id = s.payment_id
), settled as (
  update charges c set paid_fen = c.paid_fen + s.treasury + s.operator,
    treasury_claim_fen = c.treasury_claim_fen - s.treasury,
    operator_claim_fen = c.operator_claim_fen - s.operator
  from (select authority_id, charge_id,
      coalesce(sum(amount) filter (where claim = '{Claim.TREASURY}'), 0)::bigint as treasury,
      coalesce(sum(amount) filter (where claim = '{Claim.OPERATOR}'), 0)::bigint as operator
    from parts group by 1, 2) s
  where c.authority_id = s.authority_id and c.id = s.charge_id
), posted as (
  insert into transfers (authority_id, debit, credit, amount_fen, reason, on_date, month,
    project_id, lease_id, charge_id, operator_id, document_type, document_id, maker_id)
  select authority_id, w.debit, w.credit, amount, w.reason, :on_date, :month, :project, lease_id,
    charge_id, case when w.claim = '{Claim.OPERATOR}' then operator_id end,
    'payment', payment_id, :maker
  from parts join (values {_POSTINGS}) w(claim, reason, debit, credit) on w.claim = parts.claim
)
select coalesce(sum(amount), 0)::bigint from parts
"""
).bindparams(
    *(bindparam(name, type_=Uuid()) for name in ("project", "lease", "maker")),
    *(bindparam(name, type_=Date()) for name in ("month", "on_date")),
    bindparam("treasury_first", type_=Boolean()),
)


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
    used = await session.scalar(
        _STATEMENT,
        {
            "project": book.project_id,
            "lease": lease_id,
            "month": month.first,
            "on_date": on_date,
            "maker": maker_id,
            "treasury_first": await treasury_first(session, book.project_id, on_date),
        },
    )
    return Money(used or 0)


async def treasury_first(session: AsyncSession, project_id: UUID, on: date) -> bool:
    """Whether the contract of that day serves treasury's claims before the operator's."""
    row = ServiceContractRow
    found = await session.scalar(
        select(row.treasury_first)
        .where(
            row.project_id == project_id,
            row.signed_at.is_not(None),
            row.starts_on <= on,
            row.ends_on >= on,
        )
        .order_by(row.starts_on.desc())
        .limit(1)
    )
    return bool(found)
