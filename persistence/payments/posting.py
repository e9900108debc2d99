"""How payments settle debts: one statement, for one payment or a hundred thousand.

`domain.allocation.allocate` is its specification; a property test holds the two together.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation import Claim
from domain.ledger import POSTINGS, Reason
from persistence.books import Book
from persistence.rent import credit
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow

#: Written so that the partial indexes on open charges serve it.
IS_OPEN: Final = ChargeRow.treasury_claim_fen + ChargeRow.operator_claim_fen > literal_column("0")


#: What is posted for the part of a payment that settles a claim; under None, for what is left.
RECEIVED: Final[Mapping[Claim | None, Reason]] = {
    Claim.TREASURY: Reason.RECEIVED_FOR_TREASURY,
    Claim.OPERATOR: Reason.RECEIVED_FOR_OPERATOR,
    None: Reason.RECEIVED_UNALLOCATED,
}

# Payments of a lease lie end to end on one line of fen, its debts in their order on another.
# Where a payment's stretch and a debt's overlap, the one settles the other: that is what paying
# them one after the other comes to.
_SETTLE: Final = text("""
with postings as (
  select * from unnest(cast(:claims as text[]), cast(:reasons as text[]),
                       cast(:debits as text[]), cast(:credits as text[]))
    as given (claim, reason, debit, credit)
), money as (
  select id as payment_id, lease_id, unallocated_fen as amount_fen, received_on as on_date, month,
         sum(unallocated_fen) over earlier - unallocated_fen as from_fen,
         sum(unallocated_fen) over earlier as to_fen
    from payments
   where id = any(cast(:payments as uuid[])) and unallocated_fen > 0
  window earlier as (partition by lease_id order by received_on, id)
), debts as (
  select c.id as charge_id, c.lease_id, debt.claim, c.operator_id,
         sum(debt.owed_fen) over older - debt.owed_fen as from_fen,
         sum(debt.owed_fen) over older as to_fen
    from charges c
   cross join lateral (values ('operator', c.operator_claim_fen),
                              ('treasury', c.treasury_claim_fen)) as debt (claim, owed_fen)
   where c.lease_id = any(cast(:leases as uuid[]))
     and c.treasury_claim_fen + c.operator_claim_fen > 0 and debt.owed_fen > 0
     and (cast(:only as text) is null or debt.claim = :only)
  window older as (
    partition by c.lease_id
    order by (cast(:treasury_first as boolean) and debt.claim = 'operator'),
             c.due_on, c.id, debt.claim)
), settled as (
  select m.payment_id, m.lease_id, m.on_date, m.month, d.charge_id, d.claim, d.operator_id,
         cast(least(m.to_fen, d.to_fen) - greatest(m.from_fen, d.from_fen) as bigint)
           as amount_fen
    from money m
    join debts d on d.lease_id = m.lease_id
                and d.from_fen < m.to_fen and m.from_fen < d.to_fen
), allocated as (
  insert into allocations (payment_id, charge_id, lease_id, claim, amount_fen, month, on_date)
  select payment_id, charge_id, lease_id, claim, amount_fen, month, on_date from settled
), lowered as (
  update charges c
     set paid_fen = c.paid_fen + s.paid_fen,
         treasury_claim_fen = c.treasury_claim_fen - s.treasury_fen,
         operator_claim_fen = c.operator_claim_fen - (s.paid_fen - s.treasury_fen)
    from (select charge_id, cast(sum(amount_fen) as bigint) as paid_fen,
                 cast(coalesce(sum(amount_fen) filter (where claim = 'treasury'), 0) as bigint)
                   as treasury_fen
            from settled group by charge_id) s
   where c.id = s.charge_id and c.lease_id = any(cast(:leases as uuid[]))
), used as (
  select payment_id, cast(sum(amount_fen) as bigint) as used_fen from settled group by payment_id
), drawn as (
  update payments p set unallocated_fen = p.unallocated_fen - u.used_fen
    from used u where p.id = u.payment_id and p.id = any(cast(:payments as uuid[]))
)
insert into transfers (debit, credit, amount_fen, reason, lease_id, charge_id, operator_id,
                       on_date, month, project_id, document_type, document_id, maker_id)
select p.debit, p.credit, s.amount_fen, p.reason, s.lease_id, s.charge_id,
       case s.claim when 'operator' then s.operator_id end,
       s.on_date, s.month, cast(:project_id as uuid), 'payment', s.payment_id,
       cast(:maker_id as uuid)
  from settled s join postings p on p.claim = s.claim
union all
select p.debit, p.credit, m.amount_fen - coalesce(u.used_fen, 0), p.reason, m.lease_id,
       cast(null as uuid), cast(null as uuid),
       m.on_date, m.month, cast(:project_id as uuid), 'payment', m.payment_id,
       cast(:maker_id as uuid)
  from money m left join used u on u.payment_id = m.payment_id
  join postings p on p.claim = 'none'
 where m.amount_fen > coalesce(u.used_fen, 0)
""")


async def settle(
    session: AsyncSession,
    book: Book,
    payment_ids: Sequence[UUID],
    lease_ids: Sequence[UUID],
    *,
    on: date,
    maker_id: UUID,
    post_as: Mapping[Claim | None, Reason] = RECEIVED,
    only: Claim | None = None,
) -> None:
    """Settle the oldest debts of `lease_ids` with these payments just received, oldest first.

    Writes allocations, the charges' splits, what is left of the payments, and every transfer with
    its payment as the document; what settles nothing lies unallocated. The leases' debts must be
    locked (`lock_debts`), and each payment's month be open. `on`: the day whose service contract
    says whether treasury's claims come first. `post_as` says what is posted; `only` one claim is
    served where the caller has shared the money out already.
    """
    lines = [
        (claim or "none", reason, posting.debit, posting.credit)
        for claim, reason in post_as.items()
        for posting in POSTINGS[reason]
    ]
    claims, reasons, debits, credits = (list(map(str, words)) for words in zip(*lines, strict=True))
    await session.execute(
        _SETTLE,
        {
            "claims": claims,
            "reasons": reasons,
            "debits": debits,
            "credits": credits,
            "payments": list(payment_ids),
            "leases": list(lease_ids),
            "treasury_first": await credit.treasury_first(session, book.project_id, on),
            "project_id": book.project_id,
            "maker_id": maker_id,
            "only": only,
        },
    )


async def lock_debts(session: AsyncSession, lease_ids: Sequence[UUID]) -> None:
    """Hold these leases and all they owe until the transaction ends, each in the order of ids.

    Whoever pays, reverses or resolves for a lease takes the lease's row, so that two at once
    never settle the same fen (trust.md 6, T3).
    """
    wanted = func.any(list(lease_ids))
    await session.execute(
        select(func.count()).select_from(
            select(LeaseRow.id)
            .where(LeaseRow.id == wanted)
            .order_by(LeaseRow.id)
            .with_for_update(key_share=True)
            .subquery()
        )
    )
    await session.execute(
        select(func.count()).select_from(
            select(ChargeRow.id)
            .where(ChargeRow.lease_id == wanted, IS_OPEN)
            .order_by(ChargeRow.id)
            .with_for_update()
            .subquery()
        )
    )
