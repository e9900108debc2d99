"""A household's credit 预收 and the lease it is for: its own, or the later one it went along to.

The payment stays the payment of the lease that it came for, with what it settled there; what is
left of it pays the household's next lease. Both postings name the payment, so that its reversal
takes them back too, and a refund still goes to who paid.
"""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Uuid, and_, bindparam, or_, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.ledger import POSTINGS, Reason
from domain.money import Money
from persistence.books import Book
from persistence.tables.payments import PaymentRow

#: Whose credit a payment's rest is, and which payments' rests are a lease's credit: in SQL, with
#: both halves served by an index of their own.
HOLDER: Final = "coalesce(credit_lease_id, lease_id)"
OF_LEASE: Final = "(credit_lease_id = :lease or (lease_id = :lease and credit_lease_id is null))"


def is_credit_of(lease_id: UUID) -> ColumnElement[bool]:
    """Whether what is left of a payment is that lease's."""
    row = PaymentRow
    return or_(
        row.credit_lease_id == lease_id,
        and_(row.lease_id == lease_id, row.credit_lease_id.is_(None)),
    )


def moved(out_of: str, into: str) -> str:
    """The rows (reason, debit, credit, lease_id) that moving credit posts; SQL for `values`."""
    sides = ((Reason.CREDIT_MOVED_OUT, out_of), (Reason.CREDIT_MOVED_IN, into))
    return ", ".join(
        f"('{reason}', '{line.debit}', '{line.credit}', {lease})"
        for reason, lease in sides
        for line in POSTINGS[reason]
    )


_PASS_ON: Final = text(
    f"""
    with passed as (
      update payments set credit_lease_id = :to, version = version + 1
      where project_id = :project and state = 'allocated' and unallocated_fen > 0 and {OF_LEASE}
      returning id, unallocated_fen
    ), posted as (
      insert into transfers (debit, credit, amount_fen, reason, lease_id, on_date, month,
        project_id, document_type, document_id, maker_id)
      select w.debit, w.credit, p.unallocated_fen, w.reason, w.lease_id, :on, :month, :project,
        'payment', p.id, :maker
      from passed p cross join (values {moved(":lease", ":to")}) w(reason, debit, credit, lease_id)
    )
    select coalesce(sum(unallocated_fen), 0)::bigint from passed
    """
).bindparams(
    *(bindparam(name, type_=Uuid()) for name in ("lease", "to", "project", "maker")),
    *(bindparam(name, type_=Date()) for name in ("month", "on")),
)


async def pass_on(
    session: AsyncSession,
    book: Book,
    lease_id: UUID,
    to_lease_id: UUID,
    *,
    on_date: date,
    maker_id: UUID,
) -> Money:
    """The household's next lease of the same book takes its credit over; gives how much.

    Both leases must be held.
    """
    names = {
        "lease": lease_id,
        "to": to_lease_id,
        "project": book.project_id,
        "month": book.month_for(on_date).first,
        "on": on_date,
        "maker": maker_id,
    }
    return Money(await session.scalar(_PASS_ON, names) or 0)
