"""Vouchers 代交凭证 on their way, and months whose shortfall is still to be counted."""

from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.advances import VoucherState, due_on
from domain.calendar import Month
from domain.duties import VOUCHER, Duty, DutyAction, DutyKind
from domain.vouchers import COUNTED_KINDS
from persistence import parameters
from persistence.duties.source import Asked, Source

_RULE: Final = "advance.due_rule"

_OPEN: Final = """
select v.id, v.number, v.month, v.state, v.amount_fen, v.due_on, v.project_id, p.name as project,
  v.maker_id, v.confirmed_by, v.paid_by, v.made_at, v.confirmed_at, v.paid_at,
  (select count(*) from voucher_lines l where l.authority_id = v.authority_id
    and l.voucher_id = v.id and l.amount_fen > 0) as leases
from vouchers v join projects p on p.authority_id = v.authority_id and p.id = v.project_id
where {whose} and v.state = any(:states)
"""

#: Months over the cut-off, still open, with rent that nobody has paid and no voucher.
_SHORT: Final = """
select c.project_id, p.name as project, c.month, count(distinct c.lease_id) as leases,
  sum(c.treasury_claim_fen)::bigint as short_fen
from charges c
join books b on b.authority_id = c.authority_id and b.project_id = c.project_id
join projects p on p.authority_id = c.authority_id and p.id = c.project_id
where {whose} and c.treasury_claim_fen + c.operator_claim_fen > 0 and c.treasury_claim_fen > 0
  and c.kind = any(:kinds) and c.month <= :latest
  and (b.closed_through is null or c.month > b.closed_through)
  and not exists (select from vouchers v where v.authority_id = c.authority_id
    and v.project_id = c.project_id and v.month = c.month and v.state <> 'withdrawn')
  and exists (select from service_contracts k where k.authority_id = c.authority_id
    and k.project_id = c.project_id and k.state not in ('draft', 'signed', 'published')
    and k.starts_on < c.month + interval '1 month' and k.ends_on >= c.month)
group by c.project_id, p.name, c.month
"""


async def _vouchers(session: AsyncSession, asked: Asked) -> list[Duty]:
    found = await asked.rows(session, _OPEN, "v", states=list(VOUCHER))
    return [_voucher(row) for row in found]


def _voucher(row: Any) -> Duty:
    step, state = VOUCHER[row.state], VoucherState(row.state)
    is_drafted, is_paid = state is VoucherState.CALCULATED, state is VoucherState.PAID
    handed_by, since = {
        VoucherState.CALCULATED: (row.maker_id, row.made_at),
        VoucherState.OPERATOR_CONFIRMED: (row.confirmed_by, row.confirmed_at),
        VoucherState.PAID: (row.paid_by, row.paid_at),
    }.get(state, (row.confirmed_by, row.made_at))
    return Duty(
        DutyKind.VOUCHER,
        step.action,
        step.permission,
        row.project_id,
        row.project,
        "voucher",
        row.id,
        number=row.number,
        month=Month.of(row.month),
        count=row.leases,
        amount_fen=row.amount_fen,
        # Once the operator has paid, the day that was set for it has served.
        due_on=None if is_paid else row.due_on,
        since_at=since,
        handed_by=handed_by,
        not_for=row.maker_id if is_drafted else row.paid_by if is_paid else None,
    )


async def _to_calculate(session: AsyncSession, asked: Asked) -> list[Duty]:
    latest = await _latest(session, asked)
    found = await asked.rows(session, _SHORT, "c", kinds=list(COUNTED_KINDS), latest=latest.first)
    return [
        Duty(
            DutyKind.VOUCHER,
            DutyAction.CALCULATE,
            Permission.CALCULATE_VOUCHER,
            row.project_id,
            row.project,
            "month",
            month=Month.of(row.month),
            count=row.leases,
            amount_fen=row.short_fen,
            due_on=await _cut_off(session, asked, Month.of(row.month)),
        )
        for row in found
    ]


async def _latest(session: AsyncSession, asked: Asked) -> Month:
    """The last month whose shortfall may be counted today."""
    month = Month.of(asked.today).previous
    return month if await _cut_off(session, asked, month) <= asked.today else month.previous


async def _cut_off(session: AsyncSession, asked: Asked, month: Month) -> date:
    workday = await parameters.value(session, _RULE, month.last)
    return due_on(month, asked.calendar, workday=workday)


_FLOW: Final = frozenset(
    {
        Permission.CALCULATE_VOUCHER,
        Permission.CONFIRM_VOUCHER,
        Permission.PAY_VOUCHER,
        Permission.ACCEPT_VOUCHER,
        Permission.DECIDE_VOUCHER_DISPUTE,
    }
)
SOURCES: Final = (
    Source(Permission.READ_LEDGER, _FLOW, _vouchers, decides=True),
    Source(Permission.READ_LEDGER, frozenset({Permission.CALCULATE_VOUCHER}), _to_calculate),
)
