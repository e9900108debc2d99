"""Billed, paid by tenants, advanced and remitted, month by month."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.remittances import RemittanceState
from domain.vouchers import ACCEPTED, COUNTED_KINDS
from persistence.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class Billed:
    """A month's charges as they stand now. Fen.

    billed = reduced + written off + tenant paid + owed to treasury + owed to operator.
    """

    month: Month
    leases: int
    billed_fen: int
    reduced_fen: int
    written_off_fen: int
    tenant_paid_fen: int
    treasury_fen: int
    operator_fen: int


@dataclass(frozen=True, slots=True)
class CutOff:
    """The month's vouchers: what tenants had paid when the shortfall was counted. Fen."""

    vouchers: int
    billed_fen: int
    reduced_fen: int
    tenant_paid_fen: int
    excluded_fen: int
    amount_fen: int
    advanced_fen: int


@dataclass(frozen=True, slots=True)
class CollectionMonth:
    billed: Billed
    cut_off: CutOff | None
    remitted_fen: int


_BILLED: Final = """
select c.month, count(distinct c.lease_id) filter (where c.amount_fen > 0),
  sum(c.amount_fen + c.adjusted_fen)::bigint, sum(c.reduced_fen)::bigint,
  sum(c.written_off_fen)::bigint, sum(c.paid_fen)::bigint,
  sum(c.treasury_claim_fen)::bigint, sum(c.operator_claim_fen)::bigint
from charges c
where {whose} and c.month between :first and :last and c.kind = any(:kinds)
group by c.month
"""
_CUT_OFF: Final = """
select v.month, count(*), sum(v.billed_fen)::bigint, sum(v.reduced_fen)::bigint,
  sum(v.tenant_paid_fen)::bigint, sum(v.excluded_fen)::bigint, sum(v.amount_fen)::bigint,
  coalesce(sum(v.amount_fen) filter (where v.state = any(:accepted)), 0)::bigint
from vouchers v
where {whose} and v.month between :first and :last and v.state <> 'withdrawn'
group by v.month
"""
#: What has left the account for the treasury's claims, and has not come back.
_REMITTED: Final = """
select r.month, sum(r.tenant_money_fen)::bigint
from remittances r
where {whose} and r.month between :first and :last and r.state = any(:sent)
group by r.month
"""
_SENT: Final = sorted(
    {RemittanceState.SENT, RemittanceState.TREASURY_CONFIRMED, RemittanceState.CLOSED}
)


async def collection(session: AsyncSession, asked: Asked) -> list[CollectionMonth]:
    """A row for every month asked for; months without charges are all zero."""
    billed = await _by_month(session, _BILLED, asked, "c", kinds=list(COUNTED_KINDS))
    cut_off = await _by_month(session, _CUT_OFF, asked, "v", accepted=sorted(ACCEPTED))
    remitted = await _by_month(session, _REMITTED, asked, "r", sent=_SENT)
    return [
        CollectionMonth(
            billed=Billed(month, *billed.get(month, (0,) * 7)),
            cut_off=CutOff(*cut_off[month]) if month in cut_off else None,
            remitted_fen=remitted.get(month, (0,))[0],
        )
        for month in asked.months
    ]


async def _by_month(
    session: AsyncSession, statement: str, asked: Asked, table: str, **values: Any
) -> dict[Month, tuple[int, ...]]:
    found = await session.execute(
        text(statement.format(whose=asked.whose(table))), asked.values(**values)
    )
    return {Month.of(row[0]): tuple(row[1:]) for row in found}
