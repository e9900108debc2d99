"""Leases that time moves on: those near their end, at it, and past their relocation period."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_SUCCEEDED: Final = """exists (select from leases n where n.authority_id = l.authority_id
  and n.renewed_from = l.id and n.state = 'signed')"""


def _renewal(states: str) -> str:
    """A late application that nobody took counts for nothing."""
    return f"""exists (select from renewals r where r.authority_id = l.authority_id
      and r.lease_id = l.id and r.kind = 'renewal' and r.state in ({states})
      and (not r.is_late or r.late_granted_by is not null))"""


_UNDECIDED: Final = "'applied', 'data_check', 'needs_more', 'decided_no', 'objection'"

_NEAR_END: Final = text(
    f"""select l.id from leases l where l.state = 'active'
    and (l.ends_on - make_interval(months => :before))::date < :today and not {_SUCCEEDED}
    and (l.ends_on < :today or not {_renewal("'decided_ok'")}) order by l.id"""
)
_AT_END: Final = text(
    f"""select l.id, {_renewal("'final_no'")} as refused from leases l
    where l.state in ('expiring', 'renewal_review') and l.ends_on < :today and not {_SUCCEEDED}
    order by l.id"""
)
_OVERSTAYED: Final = text(
    f"""select l.id from leases l where l.state = 'relocation' and l.relocation_until < :today
    and not {_renewal(f"{_UNDECIDED}, 'decided_ok'")} order by l.id"""
)
_OVER_WITHOUT_CASE: Final = text(
    f"""select l.id from leases l
    where l.state in ('relocation', 'holdover') and l.ends_on < :today and not {_SUCCEEDED}
    and not {_renewal(f"{_UNDECIDED}, 'decided_ok'")}
    and not exists (select from exit_cases e where e.authority_id = l.authority_id
      and e.lease_id = l.id and (e.opened_on > l.ends_on or e.state not in ('withdrawn', 'closed')))
    order by l.id"""
)
_TO_TAKE_OVER: Final = text(
    """select l.id from leases l where l.state = 'signed' and l.renewed_from is not null
    and l.starts_on <= :today order by l.id"""
)


async def near_end(session: AsyncSession, today: date, months: int) -> Sequence[UUID]:
    """Active leases past their last day to apply, for which no renewal is granted."""
    names = {"today": today, "before": months}
    return (await session.scalars(_NEAR_END, names)).all()


async def at_end(session: AsyncSession, today: date) -> Sequence[tuple[UUID, bool]]:
    """Leases whose last day has passed, and whether their renewal was refused for good."""
    found = await session.execute(_AT_END, {"today": today})
    return [(lease_id, refused) for lease_id, refused in found]


async def overstayed(session: AsyncSession, today: date) -> Sequence[UUID]:
    """Past their relocation period, and no renewal is being decided."""
    return (await session.scalars(_OVERSTAYED, {"today": today})).all()


async def over_without_case(session: AsyncSession, today: date) -> Sequence[UUID]:
    """Leases that are over, for which no renewal is granted or being decided, and no exit case
    was opened since.
    """
    return (await session.scalars(_OVER_WITHOUT_CASE, {"today": today})).all()


async def to_take_over(session: AsyncSession, today: date) -> Sequence[UUID]:
    """Signed renewals whose first day has come."""
    return (await session.scalars(_TO_TAKE_OVER, {"today": today})).all()
