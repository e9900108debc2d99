"""Allocation rounds 配租 on their way, objections to be answered, and homes kept for somebody."""

from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.allocation_rounds import RoundState
from domain.duties import Duty, DutyAction, DutyKind
from domain.home_duties import ROUND
from persistence.duties.source import Asked, Source

_OPEN: Final = """
select r.id, r.title, r.state, r.project_id, p.name as project, r.maker_id, r.made_at,
  r.ordered_by, r.registration_closes_on, r.objections_until
from allocation_rounds r
join projects p on p.authority_id = r.authority_id and p.id = r.project_id
where {whose} and r.state = any(:states)
"""
_OBJECTIONS: Final = """
select r.id, r.title, r.project_id, p.name as project, r.objections_until, count(*) as objections,
  min(o.received_at) as since_at
from allocation_objections o
join allocation_rounds r on r.authority_id = o.authority_id and r.id = o.round_id
join projects p on p.authority_id = r.authority_id and p.id = r.project_id
where {whose} and o.state = 'open'
group by r.id, r.title, r.project_id, p.name, r.objections_until
"""
_KEPT: Final = """
select k.id, k.state, k.project_id, p.name as project, u.code, k.deadline_on, k.maker_id, k.made_at,
  e.applicant_name
from unit_reservations k
join units u on u.authority_id = k.authority_id and u.id = k.unit_id
join eligibility_records e on e.authority_id = k.authority_id and e.id = k.record_id
join projects p on p.authority_id = k.authority_id and p.id = k.project_id
where {whose} and (k.state = 'proposed' or k.state = 'held' and not exists (
  select from leases l where l.authority_id = k.authority_id and l.reservation_id = k.id
    and l.state <> 'void'))
"""


async def _rounds(session: AsyncSession, asked: Asked) -> list[Duty]:
    """A round that registers or stands open to objections waits only when that is over."""
    found = await asked.rows(session, _OPEN, "r", states=list(ROUND))
    return [_round(row) for row in found if _waits(row, asked.today)]


def _waits(row: Any, today: date) -> bool:
    runs_until = {
        RoundState.REGISTRATION_OPEN: row.registration_closes_on,
        RoundState.ORDER_PUBLISHED: row.objections_until,
    }.get(row.state)
    return runs_until is None or runs_until < today


def _round(row: Any) -> Duty:
    step = ROUND[row.state]
    maker = {RoundState.PLAN_DRAFT: row.maker_id, RoundState.ORDERED: row.ordered_by}.get(row.state)
    return Duty(
        DutyKind.ALLOCATION_ROUND,
        step.action,
        step.permission,
        row.project_id,
        row.project,
        "allocation_round",
        row.id,
        name=row.title,
        since_at=row.made_at,
        handed_by=maker,
        not_for=maker,
    )


async def _objections(session: AsyncSession, asked: Asked) -> list[Duty]:
    return [
        Duty(
            DutyKind.ROUND_OBJECTION,
            DutyAction.REPLY,
            Permission.PLAN_ROUND,
            row.project_id,
            row.project,
            "allocation_round",
            row.id,
            name=row.title,
            count=row.objections,
            due_on=row.objections_until,
            since_at=row.since_at,
        )
        for row in await asked.rows(session, _OBJECTIONS, "r")
    ]


async def _kept(session: AsyncSession, asked: Asked) -> list[Duty]:
    """Proposed, it waits for the second person; held and without a paper, for the counter."""
    found: list[Duty] = []
    for row in await asked.rows(session, _KEPT, "k"):
        is_proposed = row.state == "proposed"
        found.append(
            Duty(
                DutyKind.RESERVATION,
                DutyAction.APPROVE if is_proposed else DutyAction.DRAFT,
                Permission.APPROVE_ALLOCATION if is_proposed else Permission.DRAFT_LEASE,
                row.project_id,
                row.project,
                "reservation",
                row.id,
                number=row.code,
                name=row.applicant_name,
                due_on=None if is_proposed else row.deadline_on,
                since_at=row.made_at,
                handed_by=row.maker_id if is_proposed else None,
                not_for=row.maker_id if is_proposed else None,
            )
        )
    return found


_FLOW: Final = frozenset(
    {Permission.PLAN_ROUND, Permission.PUBLISH_ROUND, Permission.RUN_SELECTION}
)
SOURCES: Final = (
    Source(Permission.READ_ROUND, _FLOW, _rounds),
    Source(Permission.READ_ROUND, frozenset({Permission.PLAN_ROUND}), _objections),
    Source(
        Permission.READ_ROUND,
        frozenset(
            {
                Permission.ALLOCATE_DIRECTLY,
                Permission.APPROVE_ALLOCATION,
                Permission.DRAFT_LEASE,
            }
        ),
        _kept,
        decides=True,
    ),
)
