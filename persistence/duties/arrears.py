"""Dunning 催缴 by step, and a tenant's own rent."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.arrears import LADDER, Clock, Step
from domain.calendar import WorkCalendar
from domain.duties import Duty, DutyAction, DutyKind
from persistence.duties.source import Asked, Source

#: domain.arrears.next_step for every household at once: the highest rung that it has reached,
#: unless a hold stops that one. A rung is reached by the oldest unpaid due day or by months owed.
_BY_STEP: Final = """
with owed as (
  select c.authority_id, c.lease_id, min(c.due_on) as oldest_on,
    sum(c.treasury_claim_fen + c.operator_claim_fen)::bigint as overdue_fen,
    count(distinct c.month) filter (where c.kind in ('rent', 'holdover')) as months
  from charges c
  where {whose} and c.due_on < :today and c.treasury_claim_fen + c.operator_claim_fen > 0
  group by c.authority_id, c.lease_id
), rung as (
  select number, until_on, months, string_to_array(stopped_by, ',') as stopped_by
  from unnest(cast(:numbers as int[]), cast(:until as date[]), cast(:months as int[]),
    cast(:stopped_by as text[])) as r (number, until_on, months, stopped_by)
), reached as (
  select o.authority_id, o.lease_id, o.overdue_fen, max(r.number) as number
  from owed o join rung r on o.oldest_on <= r.until_on or o.months >= r.months
  group by o.authority_id, o.lease_id, o.overdue_fen
)
select x.number, count(*) as leases, sum(x.overdue_fen)::bigint as overdue_fen
from reached x
join rung r on r.number = x.number
where not exists (select from lease_holds h
  where h.authority_id = x.authority_id and h.lease_id = x.lease_id
    and h.kind = any(r.stopped_by) and h.from_on <= :today
    and (h.until_on is null or h.until_on >= :today))
group by x.number
order by x.number desc
"""

_OWN: Final = """
select c.project_id, p.name as project, c.lease_id, count(*) as charges,
  sum(c.treasury_claim_fen + c.operator_claim_fen)::bigint as owed_fen, min(c.due_on) as first_on
from charges c join projects p on p.authority_id = c.authority_id and p.id = c.project_id
where {whose} and c.household_id = :household
  and c.treasury_claim_fen + c.operator_claim_fen > 0
group by c.project_id, p.name, c.lease_id
"""
_BY_NUMBER: Final = {step.number: step for step in LADDER}


async def _steps(session: AsyncSession, asked: Asked) -> list[Duty]:
    """How many households have come to each rung, of all projects together."""
    found = await asked.rows(
        session, _BY_STEP, "c", today=asked.today, **_rungs(asked.today, asked.calendar)
    )
    return [
        Duty(
            DutyKind.ARREARS,
            DutyAction.DUN,
            Permission.TAKE_PAYMENT,
            asked.project_id,
            None,
            "arrears",
            name=_BY_NUMBER[row.number].code,
            count=row.leases,
            amount_fen=row.overdue_fen,
        )
        for row in found
    ]


def _rungs(today: date, calendar: WorkCalendar) -> dict[str, list[Any]]:
    """The ladder as columns: up to which oldest due day, or from how many months, it is reached."""
    return {
        "numbers": [step.number for step in LADDER],
        "until": [_reached_until(step, today, calendar) for step in LADDER],
        "months": [step.after if step.clock is Clock.MONTHS_OWED else None for step in LADDER],
        "stopped_by": [",".join(sorted(step.stopped_by)) for step in LADDER],
    }


def _reached_until(step: Step, today: date, calendar: WorkCalendar) -> date | None:
    if step.clock is Clock.MONTHS_OWED:
        return None
    day = today - timedelta(days=step.after)
    if step.clock is Clock.WORKDAYS:
        while calendar.add_workdays(day, step.after) > today:
            day -= timedelta(days=1)
    return day


async def _own(session: AsyncSession, asked: Asked) -> list[Duty]:
    """What the tenant's own household is to pay next."""
    household = asked.actor.household_id
    if household is None:
        return []
    return [
        Duty(
            DutyKind.OWN_RENT,
            DutyAction.PAY,
            Permission.READ_RENT,
            row.project_id,
            row.project,
            "lease",
            row.lease_id,
            count=row.charges,
            amount_fen=row.owed_fen,
            due_on=row.first_on,
        )
        for row in await asked.rows(session, _OWN, "c", household=household)
    ]


SOURCES: Final = (
    Source(Permission.READ_RENT, frozenset({Permission.TAKE_PAYMENT}), _steps),
    Source(Permission.READ_RENT, frozenset({Permission.READ_RENT}), _own),
)
