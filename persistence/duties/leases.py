"""Leases near their end 临期, holds that run out, and rent that changes by decision."""

from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.calendar import months_after
from domain.duties import Duty, DutyAction, DutyKind
from domain.leases import LeaseState
from persistence import parameters
from persistence.duties.source import Asked, Source

#: Leases that run on to their end: nobody has applied, and nothing else is under way.
_RUNNING: Final = (LeaseState.ACTIVE, LeaseState.EXPIRING)

_ENDING: Final = """
select l.project_id, p.name as project, l.ends_on < :today as is_over, count(*) as leases,
  min(l.ends_on) as first_on
from leases l join projects p on p.authority_id = l.authority_id and p.id = l.project_id
where {whose} and l.state = any(:running) and l.ends_on < :until
group by l.project_id, p.name, is_over
"""
_HOLDS: Final = """
select l.project_id, p.name as project, count(*) as holds, min(h.until_on) as first_on
from lease_holds h
join leases l on l.authority_id = h.authority_id and l.id = h.lease_id
join projects p on p.authority_id = l.authority_id and p.id = l.project_id
where {whose} and h.until_on between :today and :soon
group by l.project_id, p.name
"""
#: A lease waits once: its oldest draft is decided first.
_TERMS: Final = """
select distinct on (l.id) l.id, l.project_id, p.name as project, l.contract_no, h.tenant_name,
  t.monthly_rent_fen, t.valid_from, t.maker_id, t.made_at
from lease_terms t
join leases l on l.authority_id = t.authority_id and l.id = t.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join projects p on p.authority_id = l.authority_id and p.id = l.project_id
where {whose} and t.state = 'drafted' order by l.id, t.made_at, t.id
"""
#: A hold is looked at again in its last week.
_HOLD_DAYS: Final = 7


async def _ending(session: AsyncSession, asked: Asked) -> list[Duty]:
    """Households to be asked whether they stay: a renewal is applied for in good time (Art. 30).

    A lease past its end counts apart: it is overdue since that day.
    """
    months: int = await parameters.value(session, "lease.renewal_apply_before", asked.today)
    until = months_after(asked.today, months)
    found = await asked.rows(
        session, _ENDING, "l", today=asked.today, until=until, running=list(_RUNNING)
    )
    return [
        Duty(
            DutyKind.LEASE_END,
            DutyAction.RENEW,
            Permission.DRAFT_LEASE,
            row.project_id,
            row.project,
            "project",
            row.project_id,
            count=row.leases,
            due_on=row.first_on,
        )
        for row in found
    ]


async def _holds(session: AsyncSession, asked: Asked) -> list[Duty]:
    soon = asked.today + timedelta(days=_HOLD_DAYS)
    return [
        Duty(
            DutyKind.HOLD_END,
            DutyAction.LOOK,
            Permission.HOLD_LEASE,
            row.project_id,
            row.project,
            "project",
            row.project_id,
            count=row.holds,
            due_on=row.first_on,
        )
        for row in await asked.rows(session, _HOLDS, "l", today=asked.today, soon=soon)
    ]


async def _terms(session: AsyncSession, asked: Asked) -> list[Duty]:
    """Decisions about tier and rent, for another person than who put them down."""
    return [
        Duty(
            DutyKind.LEASE_TERMS,
            DutyAction.DECIDE,
            Permission.APPROVE_TERMS,
            row.project_id,
            row.project,
            "lease",
            row.id,
            number=row.contract_no,
            name=row.tenant_name,
            amount_fen=row.monthly_rent_fen,
            due_on=row.valid_from,
            since_at=row.made_at,
            handed_by=row.maker_id,
            not_for=row.maker_id,
        )
        for row in await asked.rows(session, _TERMS, "l")
    ]


SOURCES: Final = (
    Source(Permission.READ_LEASE, frozenset({Permission.DRAFT_LEASE}), _ending),
    Source(Permission.READ_LEASE, frozenset({Permission.HOLD_LEASE}), _holds),
    Source(
        Permission.READ_LEASE,
        frozenset({Permission.DRAFT_TERMS, Permission.APPROVE_TERMS}),
        _terms,
        decides=True,
    ),
)
