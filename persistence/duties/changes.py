"""Changes of a household 变更 and exchanges 换房 on their way."""

from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.duties import Duty, DutyAction, DutyKind, Step
from domain.exchanges import ExchangeKind, ExchangeState
from domain.home_duties import EXCHANGE, LEASE_CHANGE
from persistence.duties.source import Asked, Source

_OPEN: Final = """
select c.id, c.state, l.contract_no, c.project_id, p.name as project, h.tenant_name, c.made_at,
  c.maker_id, c.checked_by, {due} as due_on, c.kind
from {table} c
join leases l on l.authority_id = c.authority_id and l.id = c.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join projects p on p.authority_id = c.authority_id and p.id = c.project_id
where {{whose}} and c.state = any(:states)
"""
_CHANGES: Final = _OPEN.format(table="lease_changes", due="c.effective_on")
#: The day of the move, or the last day to sign for the home that is offered.
_MOVES: Final = """coalesce(c.moves_on, (select r.deadline_on from unit_reservations r
  where r.authority_id = c.authority_id and r.id = c.reservation_id))"""
_EXCHANGES: Final = _OPEN.format(table="exchanges", due=_MOVES)


_SECOND: Final = (DutyAction.CHECK, DutyAction.DECIDE)


def _duty(kind: DutyKind, step: Step, row: Any) -> Duty:
    """Whoever made it does not check it, and whoever checked it does not decide."""
    by = row.checked_by or row.maker_id if step.action in _SECOND else None
    return Duty(
        kind,
        step.action,
        step.permission,
        row.project_id,
        row.project,
        kind.value,
        row.id,
        number=row.contract_no,
        name=row.tenant_name,
        due_on=row.due_on,
        since_at=row.made_at,
        handed_by=by,
        not_for=by,
    )


async def _changes(session: AsyncSession, asked: Asked) -> list[Duty]:
    found = await asked.rows(session, _CHANGES, "c", states=list(LEASE_CHANGE))
    return [_duty(DutyKind.LEASE_CHANGE, LEASE_CHANGE[row.state], row) for row in found]


async def _exchanges(session: AsyncSession, asked: Asked) -> list[Duty]:
    """A swap has both its homes already: approved, its papers are next."""
    found: list[Duty] = []
    for row in await asked.rows(session, _EXCHANGES, "c", states=list(EXCHANGE)):
        step = EXCHANGE[row.state]
        if row.state == ExchangeState.APPROVED and row.kind == ExchangeKind.SWAP:
            step = EXCHANGE[ExchangeState.OFFERED]
        found.append(_duty(DutyKind.EXCHANGE, step, row))
    return found


_P = Permission
SOURCES: Final = (
    Source(
        _P.READ_LEASE,
        frozenset({_P.CHANGE_HOUSEHOLD, _P.CHECK_CHANGE, _P.DECIDE_CHANGE}),
        _changes,
        decides=True,
    ),
    Source(
        _P.READ_LEASE,
        frozenset(
            {
                _P.ASK_FOR_EXCHANGE,
                _P.CHECK_EXCHANGE,
                _P.DECIDE_EXCHANGE,
                _P.OFFER_EXCHANGE,
                _P.DRAFT_LEASE,
            }
        ),
        _exchanges,
        decides=True,
    ),
)
