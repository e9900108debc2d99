"""Money that had settled rent which is not owed after all: it becomes the household's credit."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.ledger import POSTINGS, Reason
from domain.money import Money
from persistence.books import Book
from persistence.payments.passing import moved

_POSTINGS: Final = ", ".join(
    f"('{line.debit}', '{line.credit}')" for line in POSTINGS[Reason.REDUCED_AFTER_PAYMENT]
)

# The newest payment first. An allocation is mirrored whole, and what stays of it written anew, so
# that allocations are never changed. The transfers are the payment's: its reversal takes them back.
_RELEASE: Final = text(
    f"""
    with live as (
      select a.*, sum(a.amount_fen) over (order by a.payment_id desc, a.claim, a.id)
        - a.amount_fen as before
      from allocations a
      where a.charge_id = :charge_id and a.reverses_id is null
        and not exists (select from allocations m where m.authority_id = a.authority_id
          and m.reverses_id = a.id)
    ), taken as (
      select *, least(amount_fen, :amount - before)::bigint as fen from live where before < :amount
    ), mirrored as (
      insert into allocations (payment_id, charge_id, lease_id, claim, amount_fen, month, on_date,
        reverses_id)
      select payment_id, charge_id, lease_id, claim, -amount_fen, :month, :on_date, id from taken
    ), kept as (
      insert into allocations (payment_id, charge_id, lease_id, claim, amount_fen, month, on_date)
      select payment_id, charge_id, lease_id, claim, amount_fen - fen, :month, :on_date
      from taken where amount_fen > fen
    ), credited as (
      update payments p set unallocated_fen = p.unallocated_fen + t.fen, version = p.version + 1
      from (select payment_id, sum(fen)::bigint as fen from taken group by payment_id) t
      where p.id = t.payment_id
    ), lowered as (
      update charges c set paid_fen = c.paid_fen - t.fen, reduced_fen = c.reduced_fen + t.fen
      from (select charge_id, sum(fen)::bigint as fen from taken group by charge_id) t
      where c.id = t.charge_id
    ), passed as (
      insert into transfers (debit, credit, amount_fen, reason, lease_id, on_date, month,
        project_id, document_type, document_id, maker_id)
      select w.debit, w.credit, t.fen, w.reason, w.lease_id, cast(:on_date as date),
        cast(:month as date), cast(:project_id as uuid), 'payment', t.payment_id,
        cast(:maker_id as uuid)
      from taken t
      join payments p on p.id = t.payment_id and p.credit_lease_id <> t.lease_id
      cross join lateral (values {moved("t.lease_id", "p.credit_lease_id")})
        w(reason, debit, credit, lease_id)
    )
    insert into transfers (debit, credit, amount_fen, reason, lease_id, charge_id, operator_id,
      on_date, month, project_id, document_type, document_id, maker_id)
    select p.debit, p.credit, t.fen, '{Reason.REDUCED_AFTER_PAYMENT}', t.lease_id, t.charge_id,
      case t.claim when 'operator' then c.operator_id end, cast(:on_date as date),
      cast(:month as date), cast(:project_id as uuid), 'payment', t.payment_id,
      cast(:maker_id as uuid)
    from taken t
    join charges c on c.id = t.charge_id
    cross join (values {_POSTINGS}) p (debit, credit)
    """
)


async def release(
    session: AsyncSession,
    book: Book,
    charge_id: UUID,
    amount: Money,
    *,
    month: Month,
    on_date: date,
    maker_id: UUID,
) -> None:
    """Lower a paid charge by `amount`: the newest payments of it become credit again.

    The book must be held alone, and the charge be paid that far. Raises PeriodClosed.
    """
    book.require_open(month)
    await session.execute(
        _RELEASE,
        {
            "charge_id": charge_id,
            "amount": amount.fen,
            "project_id": book.project_id,
            "month": month.first,
            "on_date": on_date,
            "maker_id": maker_id,
        },
    )


_RELEASED: Final = text(
    """
    select charge_id, lease_id,
      coalesce(sum(amount_fen) filter (where operator_id is null), 0)::bigint as treasury,
      coalesce(sum(amount_fen) filter (where operator_id is not null), 0)::bigint as operator
    from transfers
    where document_id = :payment_id and reverses_id is null and reason = :reason
    group by charge_id, lease_id
    order by charge_id
    """
)


@dataclass(frozen=True, slots=True)
class Released:
    """What of a payment became credit again, and whose claim on the charge it had settled."""

    charge_id: UUID
    lease_id: UUID
    treasury: Money
    operator: Money


async def released(session: AsyncSession, payment_id: UUID) -> list[Released]:
    """What was ever released of a payment, by charge."""
    names = {"payment_id": payment_id, "reason": Reason.REDUCED_AFTER_PAYMENT}
    found = await session.execute(_RELEASED, names)
    return [
        Released(charge_id, lease_id, Money(treasury), Money(operator))
        for charge_id, lease_id, treasury, operator in found
    ]
