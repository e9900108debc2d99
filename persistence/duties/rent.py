"""Adjustments 调整 to be decided, months to be charged, leases that a run refused."""

from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.calendar import Month
from domain.duties import Duty, DutyAction, DutyKind
from domain.leases import OCCUPIED
from persistence import parameters
from persistence.duties.source import Asked, Source

_DRAFTED: Final = """
select a.id, abs(a.amount_fen) as amount_fen, a.maker_id, a.made_at, a.project_id,
  p.name as project, l.contract_no, h.tenant_name, c.month
from adjustments a
join projects p on p.authority_id = a.authority_id and p.id = a.project_id
join charges c on c.authority_id = a.authority_id and c.id = a.charge_id
join leases l on l.authority_id = a.authority_id and l.id = a.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
where {whose} and a.state = 'drafted'
"""

#: Projects in which somebody lives, and no run has charged the month.
_NOT_CHARGED: Final = """
select b.project_id, p.name as project,
  (select count(*) from leases l where l.authority_id = b.authority_id
    and l.project_id = b.project_id and l.state = any(:occupied) and l.charged_from < :next
    and (l.vacated_on is null or l.vacated_on >= :month)) as leases
from books b join projects p on p.authority_id = b.authority_id and p.id = b.project_id
where {whose} and (b.closed_through is null or b.closed_through < :month)
  and not exists (select from billing_runs r where r.authority_id = b.authority_id
    and r.project_id = b.project_id and r.month = :month
    and r.state in ('done', 'to_confirm', 'waiting'))
"""

#: The latest run of each month that is still open, if it could not charge everybody.
_REFUSED: Final = """
select r.id, r.project_id, p.name as project, r.month, r.refused, r.finished_at
from (
  select distinct on (r.project_id, r.month) r.*
  from billing_runs r
  join books b on b.authority_id = r.authority_id and b.project_id = r.project_id
  where {whose} and r.state in ('done', 'to_confirm') and r.month >= :since
    and (b.closed_through is null or r.month > b.closed_through)
  order by r.project_id, r.month, r.finished_at desc, r.id desc
) r join projects p on p.authority_id = r.authority_id and p.id = r.project_id
where r.refused > 0
"""


_TO_CONFIRM: Final = """
select r.id, r.project_id, p.name as project, r.month, r.charged, r.month_total_fen,
  r.finished_at, r.maker_id
from billing_runs r join projects p on p.authority_id = r.authority_id and p.id = r.project_id
where {whose} and r.state = 'to_confirm'
"""


async def _adjustments(session: AsyncSession, asked: Asked) -> list[Duty]:
    return [
        Duty(
            DutyKind.ADJUSTMENT,
            DutyAction.DECIDE,
            Permission.APPROVE_ADJUSTMENT,
            row.project_id,
            row.project,
            "adjustment",
            row.id,
            number=row.contract_no,
            name=row.tenant_name,
            month=Month.of(row.month),
            amount_fen=row.amount_fen,
            since_at=row.made_at,
            handed_by=row.maker_id,
            not_for=row.maker_id,
        )
        for row in await asked.rows(session, _DRAFTED, "a")
    ]


async def _to_charge(session: AsyncSession, asked: Asked) -> list[Duty]:
    """The charges of this month; rent is not due before they are raised."""
    month = Month.of(asked.today)
    due_day: int = await parameters.value(session, "rent.due_day", month.first)
    found = await asked.rows(
        session,
        _NOT_CHARGED,
        "b",
        occupied=sorted(OCCUPIED),
        month=month.first,
        next=month.next.first,
    )
    return [
        Duty(
            DutyKind.BILLING_RUN,
            DutyAction.CHARGE,
            Permission.RAISE_CHARGES,
            row.project_id,
            row.project,
            "month",
            month=month,
            count=row.leases,
            due_on=date(month.year, month.number, min(due_day, month.days)),
        )
        for row in found
        if row.leases
    ]


async def _refused(session: AsyncSession, asked: Asked) -> list[Duty]:
    since = Month.of(asked.today).previous.first
    return [
        Duty(
            DutyKind.BILLING_RUN,
            DutyAction.LOOK,
            Permission.RAISE_CHARGES,
            row.project_id,
            row.project,
            "billing_run",
            row.id,
            month=Month.of(row.month),
            count=row.refused,
            since_at=row.finished_at,
        )
        for row in await asked.rows(session, _REFUSED, "r", since=since)
    ]


async def _to_confirm(session: AsyncSession, asked: Asked) -> list[Duty]:
    """Totals that a run charged; no voucher and no closing before a second person has looked."""
    return [
        Duty(
            DutyKind.BILLING_RUN,
            DutyAction.CONFIRM,
            Permission.CONFIRM_CHARGES,
            row.project_id,
            row.project,
            "billing_run",
            row.id,
            month=Month.of(row.month),
            count=row.charged,
            amount_fen=row.month_total_fen,
            since_at=row.finished_at,
            handed_by=row.maker_id,
            not_for=row.maker_id,
        )
        for row in await asked.rows(session, _TO_CONFIRM, "r")
    ]


_CORRECTING: Final = frozenset({Permission.DRAFT_ADJUSTMENT, Permission.APPROVE_ADJUSTMENT})
_CHARGING: Final = frozenset({Permission.RAISE_CHARGES})
SOURCES: Final = (
    Source(Permission.READ_RENT, _CORRECTING, _adjustments, decides=True),
    Source(Permission.READ_RENT, _CHARGING, _to_charge),
    Source(Permission.READ_RENT, _CHARGING, _refused),
    Source(Permission.READ_RENT, _CHARGING | {Permission.CONFIRM_CHARGES}, _to_confirm),
)
