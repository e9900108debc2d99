"""The figures of a project's month, each part one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.duties import fee_payable_by
from domain.ledger import Reason
from domain.month_figures import (
    Advances,
    Billing,
    Channel,
    Charged,
    Excluded,
    Fee,
    Received,
    Remittance,
    Voucher,
)
from domain.remittances import RemittanceState
from domain.settlement import FeeState
from domain.vouchers import ACCEPTED, COUNTED_KINDS


@dataclass(frozen=True, slots=True)
class Suspense:
    """Money of the project whose household is not known."""

    items: int
    amount_fen: int
    oldest_on: date | None


@dataclass(frozen=True, slots=True)
class Booked:
    """What the ledger's month says of receipts, of treasury's due, and of the claims. Fen."""

    for_treasury_fen: int
    for_operator_fen: int
    unallocated_fen: int
    due_to_treasury_fen: int
    advances: Advances


_BILLING: Final = text(
    """
    select
      (select r.operation_id from billing_runs r where r.project_id = :project_id
        and r.month = :month and r.state = 'waiting' order by r.made_at desc limit 1) as operation,
      last.finished_at, last.maker_id, coalesce(last.refused, 0) as refused,
      (select coalesce(sum(r.charged), 0)::int from billing_runs r
        where r.project_id = :project_id and r.month = :month
        and r.state in ('to_confirm', 'done')) as charged,
      (select r.id from billing_runs r where r.project_id = :project_id
        and r.month = :month and r.state = 'to_confirm' order by r.made_at limit 1) as to_confirm
    from (select 1) one
    left join lateral (
      select r.finished_at, r.maker_id, r.refused from billing_runs r
      where r.project_id = :project_id and r.month = :month
        and r.state in ('to_confirm', 'done')
      order by r.finished_at desc, r.id desc limit 1
    ) last on true
    """
)
_CHARGED: Final = text(
    """
    select count(distinct c.lease_id),
      coalesce(sum(c.amount_fen + c.adjusted_fen), 0)::bigint,
      coalesce(sum(c.reduced_fen), 0)::bigint, coalesce(sum(c.written_off_fen), 0)::bigint,
      coalesce(sum(c.paid_fen), 0)::bigint, coalesce(sum(c.treasury_claim_fen), 0)::bigint,
      coalesce(sum(c.operator_claim_fen), 0)::bigint,
      count(distinct c.lease_id) filter (where c.treasury_claim_fen + c.operator_claim_fen > 0)
    from charges c
    where c.project_id = :project_id and c.month = :month and c.kind = any(:kinds)
    """
)
#: Booked in the month, less what was taken back in it.
_CHANNELS: Final = text(
    """
    select channel, sum(payments)::int, sum(amount_fen)::bigint
    from (
      select p.channel, 1 as payments, p.amount_fen from payments p
      where p.project_id = :project_id and p.month = :month and p.received_on <= :last
      union all
      select p.channel, -1, -p.amount_fen
      from payment_reversals r
      join payments p on p.authority_id = r.authority_id and p.id = r.payment_id
      where r.project_id = :project_id and r.month = :month
    ) moved
    group by channel
    order by array_position(array['bank', 'online', 'cash', 'pos'], channel)
    """
)
_SUSPENSE: Final = text(
    """
    select count(*), coalesce(sum(p.amount_fen), 0)::bigint, min(p.received_on)
    from payments p where p.project_id = :project_id and p.state = 'suspense'
    """
)

#: Each line counts by the account that tells what it is; a mirror counts against it.
_BOOKED: Final = text(
    """
    with line as (
      select t.month, t.reason, t.debit, t.credit,
        case when t.reverses_id is null then t.amount_fen else -t.amount_fen end as fen,
        case when t.debit = 'A2' then t.amount_fen when t.credit = 'A2' then -t.amount_fen
          else 0 end as claim_fen,
        case when t.credit = 'L1' then t.amount_fen when t.debit = 'L1' then -t.amount_fen
          else 0 end as due_fen,
        t.debit = 'A3' or t.credit = 'A3' as is_bank
      from transfers t
      where t.project_id = :project_id and t.month <= :month
        and (t.month = :month or t.debit = 'A2' or t.credit = 'A2')
    ), here as (select * from line where month = :month)
    select
      coalesce((select sum(fen) from here where is_bank and reason = :for_treasury), 0)::bigint,
      coalesce((select sum(fen) from here where is_bank and reason = :for_operator), 0)::bigint,
      coalesce((select sum(fen) from here where is_bank and reason = :unallocated), 0)::bigint,
      coalesce((select sum(due_fen) from here where reason = any(:due)), 0)::bigint,
      coalesce((select sum(claim_fen) from line where month < :month), 0)::bigint,
      coalesce((select sum(claim_fen) from here where reason = :advanced), 0)::bigint,
      coalesce((select sum(-claim_fen) from here where reason = any(:recovered)), 0)::bigint,
      coalesce((select sum(-claim_fen) from here where reason = :reduced), 0)::bigint,
      coalesce((select sum(-claim_fen) from here where reason = any(:written_off)), 0)::bigint,
      coalesce((select sum(claim_fen) from line), 0)::bigint
    """
)
_REASONS: Final = {
    "for_treasury": Reason.RECEIVED_FOR_TREASURY,
    "for_operator": Reason.RECEIVED_FOR_OPERATOR,
    "unallocated": Reason.RECEIVED_UNALLOCATED,
    "due": [
        Reason.RECEIVED_FOR_TREASURY,
        Reason.ALLOCATED_TO_TREASURY,
        Reason.DEPOSIT_TO_TREASURY,
        Reason.REDUCED_AFTER_PAYMENT,
    ],
    "advanced": Reason.ADVANCED,
    "recovered": [
        Reason.RECEIVED_FOR_OPERATOR,
        Reason.ALLOCATED_TO_OPERATOR,
        Reason.DEPOSIT_TO_OPERATOR,
    ],
    "reduced": Reason.REDUCED_AFTER_ADVANCE,
    "written_off": [Reason.WRITTEN_OFF_BY_OPERATOR, Reason.WRITTEN_OFF_BY_TREASURY],
}

_VOUCHER: Final = text(
    """
    select v.id, v.number, v.state, lines.leases, lines.previous_fen, v.billed_fen,
      v.reduced_fen, v.tenant_paid_fen, v.excluded_fen, v.amount_fen, v.due_on,
      lines.outstanding_fen, lines.written_off_fen,
      v.state = any(:accepted) as is_accepted, v.maker_id, v.confirmed_by, v.paid_by
    from vouchers v
    left join lateral (
      select count(distinct l.lease_id) filter (where l.amount_fen > 0) as leases,
        coalesce(sum(c.operator_claim_fen) filter (where l.amount_fen > 0), 0)::bigint
          as outstanding_fen,
        coalesce(sum(c.written_off_fen) filter (where l.amount_fen > 0), 0)::bigint
          as written_off_fen,
        coalesce(sum(earlier.fen) filter (where l.amount_fen > 0), 0)::bigint as previous_fen
      from voucher_lines l
      join charges c on c.authority_id = l.authority_id and c.id = l.charge_id
      left join lateral (
        select sum(o.operator_claim_fen) as fen from charges o
        where o.authority_id = l.authority_id and o.lease_id = l.lease_id and o.month < v.month
          and o.treasury_claim_fen + o.operator_claim_fen > 0
      ) earlier on true
      where l.authority_id = v.authority_id and l.voucher_id = v.id
    ) lines on true
    where v.project_id = :project_id and v.month = :month and v.state <> 'withdrawn'
    """
)
_EXCLUDED: Final = text(
    """
    select l.exclusion, count(distinct l.lease_id), sum(l.excluded_fen)::bigint
    from voucher_lines l where l.voucher_id = :voucher_id and l.excluded_fen > 0
    group by l.exclusion order by l.exclusion
    """
)
_REMITTANCES: Final = text(
    """
    select r.id, r.state, r.tenant_money_fen, r.recovered_fen, r.state = any(:sent)
    from remittances r
    where r.project_id = :project_id and r.month = :month and r.state <> 'withdrawn'
    order by r.through_on, r.id
    """
)
_SENT: Final = sorted(
    {RemittanceState.SENT, RemittanceState.TREASURY_CONFIRMED, RemittanceState.CLOSED}
)
_FEES: Final = text(
    """
    select f.id, f.state, f.base_fen, f.coefficient, f.performance_fen, f.deductions_fen,
      f.payable_fen, f.approved_on
    from fee_statements f
    where f.project_id = :project_id and f.month = :month and f.state <> 'withdrawn'
    order by f.id
    """
)


async def billing(session: AsyncSession, project_id: UUID, month: Month) -> Billing:
    row = (await session.execute(_BILLING, _of(project_id, month))).one()
    return Billing(
        row.operation, row.finished_at, row.maker_id, row.charged, row.refused, row.to_confirm
    )


async def charged(session: AsyncSession, project_id: UUID, month: Month) -> Charged:
    values = _of(project_id, month) | {"kinds": list(COUNTED_KINDS)}
    return Charged(*(await session.execute(_CHARGED, values)).one())


async def received(
    session: AsyncSession, project_id: UUID, month: Month, booked: Booked, due_on: date | None
) -> Received:
    """`due_on`: until when the oldest suspense is to be matched."""
    values = _of(project_id, month) | {"last": month.last}
    channels = [Channel(*row) for row in await session.execute(_CHANNELS, values)]
    waiting = await suspense(session, project_id)
    return Received(
        channels=tuple(channels),
        for_treasury_fen=booked.for_treasury_fen,
        for_operator_fen=booked.for_operator_fen,
        unallocated_fen=booked.unallocated_fen,
        suspense=waiting.items,
        suspense_fen=waiting.amount_fen,
        suspense_due_on=due_on,
    )


async def suspense(session: AsyncSession, project_id: UUID) -> Suspense:
    return Suspense(*(await session.execute(_SUSPENSE, {"project_id": project_id})).one())


async def booked(session: AsyncSession, project_id: UUID, month: Month) -> Booked:
    row = (await session.execute(_BOOKED, _of(project_id, month) | _REASONS)).one()
    return Booked(*row[:4], advances=Advances(*row[4:]))


async def voucher(session: AsyncSession, project_id: UUID, month: Month) -> Voucher | None:
    """The month's voucher that was not withdrawn."""
    values = _of(project_id, month) | {"accepted": sorted(ACCEPTED)}
    told = (await session.execute(_VOUCHER, values)).mappings().first()
    if told is None:
        return None
    found = await session.execute(_EXCLUDED, {"voucher_id": told["id"]})
    return Voucher(**told, excluded=tuple(Excluded(*one) for one in found))


async def remittances(
    session: AsyncSession, project_id: UUID, month: Month
) -> tuple[Remittance, ...]:
    found = await session.execute(_REMITTANCES, _of(project_id, month) | {"sent": _SENT})
    return tuple(Remittance(*row) for row in found)


async def fees(session: AsyncSession, project_id: UUID, month: Month) -> tuple[Fee, ...]:
    found = await session.execute(_FEES, _of(project_id, month))
    return tuple(
        Fee(
            row.id,
            FeeState(row.state),
            row.base_fen,
            format(row.coefficient.normalize(), "f"),
            row.performance_fen,
            row.deductions_fen,
            row.payable_fen,
            fee_payable_by(row.approved_on) if row.approved_on else None,
        )
        for row in found
    )


def _of(project_id: UUID, month: Month) -> dict[str, Any]:
    return {"project_id": project_id, "month": month.first}
