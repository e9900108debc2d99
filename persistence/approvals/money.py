"""Vouchers 代交凭证 and remittances 上缴 beside those of the month before."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.duties import DutyKind
from persistence.approvals.detail import Detail, changes, facts, rows

_VOUCHERS: Final = """
select v.*,
  p.billed_fen as was_billed_fen, p.reduced_fen as was_reduced_fen,
  p.tenant_paid_fen as was_tenant_paid_fen, p.excluded_fen as was_excluded_fen,
  p.amount_fen as was_amount_fen,
  (select count(*) from voucher_lines l where l.authority_id = v.authority_id
    and l.voucher_id = v.id and l.amount_fen > 0) as leases,
  case when p.id is not null then
    (select count(*) from voucher_lines l where l.authority_id = v.authority_id
      and l.voucher_id = p.id and l.amount_fen > 0) end as was_leases
from vouchers v
left join vouchers p on p.authority_id = v.authority_id and p.project_id = v.project_id
  and p.month = v.month - interval '1 month' and p.state <> 'withdrawn'
where v.id = any(:ids)
"""
_VOUCHER_PARTS: Final = (
    *("billed_fen", "reduced_fen", "tenant_paid_fen", "excluded_fen", "amount_fen", "leases"),
)
_VOUCHER_FACTS: Final = ("cutoff_on", "due_on", "paid_on", "bank_slip_no", "decision")

_REMITTANCES: Final = """
select r.*, p.tenant_money_fen as was_tenant_money_fen, p.recovered_fen as was_recovered_fen,
  p.amount_fen as was_amount_fen
from remittances r
left join lateral (
  select * from remittances o
  where o.authority_id = r.authority_id and o.project_id = r.project_id
    and o.state in ('sent', 'treasury_confirmed', 'closed') and o.id <> r.id
    and o.through_on <= r.through_on
  order by o.through_on desc, o.id desc limit 1
) p on true
where r.id = any(:ids)
"""
_REMITTANCE_PARTS: Final = ("tenant_money_fen", "recovered_fen", "amount_fen")
_REMITTANCE_FACTS: Final = (
    *("budget_code", "payment_code", "through_on", "oldest_on", "sent_on", "bank_slip_no"),
    "return_reason",
)


async def _vouchers(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    return {
        row.id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            changes(row, _VOUCHER_PARTS),
            facts(row, _VOUCHER_FACTS),
        )
        for row in await rows(session, _VOUCHERS, ids)
    }


async def _remittances(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    return {
        row.id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            changes(row, _REMITTANCE_PARTS),
            facts(row, _REMITTANCE_FACTS),
        )
        for row in await rows(session, _REMITTANCES, ids)
    }


DETAILS: Final = {DutyKind.VOUCHER: _vouchers, DutyKind.REMITTANCE: _remittances}
