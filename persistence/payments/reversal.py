"""How a payment is taken back, and how money goes back to who paid it."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.errors import Refused
from persistence.payments.records import REFUNDS
from persistence.rent import carrying
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.leases import LeaseRow
from persistence.tables.payments import PaymentReversalRow, PaymentRow, RefundRow


class CreditAlreadyRefunded(Refused):
    """Part of the payment went back to its payer already; it cannot be reversed any more."""


# What a claim was lowered by, it rises by again. A charge that the operator advanced meanwhile
# keeps that claim: the treasury's part comes back beside it, because the tenant's money that had
# settled it is gone.
_REOPEN: Final = text("""
with taken as (
  select a.id, a.payment_id, a.charge_id, a.lease_id, a.claim, a.amount_fen
    from allocations a
   where a.payment_id = :payment_id and a.reverses_id is null
     and not exists (select from allocations m where m.reverses_id = a.id)
), mirrored as (
  insert into allocations (payment_id, charge_id, lease_id, claim, amount_fen, month, on_date,
                           reverses_id)
  select payment_id, charge_id, lease_id, claim, -amount_fen, :month, :on_date, id from taken
)
update charges c
   set paid_fen = c.paid_fen - t.paid_fen,
       treasury_claim_fen = c.treasury_claim_fen + t.treasury_fen,
       operator_claim_fen = c.operator_claim_fen + (t.paid_fen - t.treasury_fen),
       arrears_fen = c.arrears_fen + t.paid_fen
  from (select charge_id, cast(sum(amount_fen) as bigint) as paid_fen,
               cast(coalesce(sum(amount_fen) filter (where claim = 'treasury'), 0) as bigint)
                 as treasury_fen
          from taken group by charge_id) t
 where c.id = t.charge_id
returning c.lease_id
""")


async def reopen_charges(
    session: AsyncSession, payment_id: UUID, *, month: Month, on_date: date
) -> None:
    """Mirror every allocation of the payment and give the charges their claims back."""
    reopened = await session.scalars(
        _REOPEN, {"payment_id": payment_id, "month": month.first, "on_date": on_date}
    )
    await carrying.restate(session, sorted(set(reopened)))


async def add_reversal(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(PaymentReversalRow).values(**values).returning(PaymentReversalRow.id)
    )
    return made.scalar_one()


async def add_refund(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(RefundRow).values(**values).returning(RefundRow.id))
    return made.scalar_one()


async def require_not_refunded(session: AsyncSession, payment_id: UUID) -> None:
    """Raises CreditAlreadyRefunded."""
    given_back = await session.scalar(
        select(func.sum(RefundRow.amount_fen)).where(RefundRow.payment_id == payment_id)
    )
    if given_back is not None:
        raise CreditAlreadyRefunded(refunded_fen=int(given_back))


def refunds(scope: Scope) -> Statement:
    """Statement: money given back, as far as the scope reaches."""
    row, paid = RefundRow, PaymentRow
    return (
        REFUNDS.select()
        .join(paid, (paid.authority_id == row.authority_id) & (paid.id == row.payment_id))
        .outerjoin(LeaseRow, LeaseRow.id == row.lease_id)
        .where(in_projects(scope, row.project_id), of_household(scope, LeaseRow.household_id))
    )
