"""What is asked of renewals 续租 and reviews 年审."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ARRAY, CursorResult, Integer, Text, bindparam, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.renewals import Mark, RenewalKind, RenewalState
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.renewals import RenewalInvitationRow, RenewalRow


class RenewalNotFound(NotFound):
    """No such renewal, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Renewal:
    id: UUID
    project_id: UUID
    lease_id: UUID
    kind: RenewalKind
    state: RenewalState
    apply_by: date
    applied_on: date | None
    applied_by: UUID | None
    at_counter: bool
    is_late: bool
    late_granted_by: UUID | None
    declaration: str | None
    file_ids: list[UUID]
    missing_papers: str | None
    supply_by: date | None
    proposed_ok: bool | None
    proposed_by: UUID | None
    reason_code: str | None
    reason: str | None
    decision_no: str | None
    decided_by: UUID | None
    decided_on: date | None
    object_by: date | None
    objection: str | None
    objected_on: date | None
    reply: str | None
    finally_by: UUID | None
    final_on: date | None
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A renewal with what names its lease."""

    renewal: Renewal
    contract_no: str
    unit_code: str
    tenant_name: str
    ends_on: date


_RENEWALS: Final = model(Renewal, RenewalRow)


def renewals(scope: Scope) -> Statement:
    """Statement: those that the scope reaches, with what names their lease."""
    row, lease, unit, home = RenewalRow, LeaseRow, UnitRow, HouseholdRow
    return (
        select(*_RENEWALS.columns, lease.contract_no, unit.code, home.tenant_name, lease.ends_on)
        .join(lease, (lease.authority_id == row.authority_id) & (lease.id == row.lease_id))
        .join(unit, (unit.authority_id == lease.authority_id) & (unit.id == lease.unit_id))
        .join(home, (home.authority_id == lease.authority_id) & (home.id == lease.household_id))
        .where(in_projects(scope, row.project_id), of_household(scope, lease.household_id))
    )


def listed(row: Sequence[Any]) -> Listed:
    return Listed(_RENEWALS.read(row[:-4]), *row[-4:])


async def find(
    session: AsyncSession, scope: Scope, renewal_id: UUID, *, lock: bool = False
) -> Listed:
    """Held until the transaction ends with `lock`. Raises RenewalNotFound."""
    statement = renewals(scope).where(RenewalRow.id == renewal_id)
    if lock:
        statement = statement.with_for_update(of=RenewalRow)
    found = (await session.execute(statement)).first()
    if found is None:
        raise RenewalNotFound(renewal_id=str(renewal_id))
    return listed(found)


async def invited(session: AsyncSession, lease_id: UUID) -> Renewal | None:
    """The lease's renewal that nobody has applied for yet, held."""
    row = RenewalRow
    statement = _RENEWALS.select().where(
        row.lease_id == lease_id,
        row.kind == RenewalKind.RENEWAL,
        row.state == RenewalState.INVITED,
    )
    return await _RENEWALS.first(session, statement.with_for_update())


async def add(session: AsyncSession, **values: Any) -> UUID:
    """Raises AlreadyDone where one of that kind is under way for the lease."""
    made = await session.execute(insert(RenewalRow).values(**values).returning(RenewalRow.id))
    return made.scalar_one()


async def change(session: AsyncSession, renewal_id: UUID, **values: Any) -> None:
    row = RenewalRow
    await session.execute(
        update(row).where(row.id == renewal_id).values(**values, version=row.version + 1)
    )


async def invitations(session: AsyncSession, renewal_id: UUID) -> list[tuple[str, date]]:
    """Mark and day of every reminder, the first first."""
    row = RenewalInvitationRow
    found = await session.execute(
        select(row.mark, row.sent_on).where(row.renewal_id == renewal_id).order_by(row.id)
    )
    return [(mark, sent_on) for mark, sent_on in found]


async def unopposed(session: AsyncSession, today: date) -> list[UUID]:
    """Refusals that nobody objected to in time."""
    row = RenewalRow
    found = await session.scalars(
        select(row.id).where(row.state == RenewalState.DECIDED_NO, row.object_by < today)
    )
    return list(found)


#: `domain.renewals.due_mark` for every lease at once; sent before is not sent again.
_INVITE: Final = text(
    """
    with reached as (
      select l.id, l.project_id, l.ends_on, m.code
      from leases l
      cross join lateral (
        select m.code from unnest(:codes, :months, :days) m(code, months, days)
        where (l.ends_on - make_interval(months => m.months))::date - m.days <= :today
        order by m.months, m.days limit 1) m
      where l.state in ('active', 'expiring') and l.ends_on >= :today
    ), begun as (
      insert into renewals (project_id, lease_id, kind, apply_by)
      select project_id, id, 'renewal', (ends_on - make_interval(months => :before))::date
      from reached r
      where not exists (select from renewals n where n.lease_id = r.id and n.kind = 'renewal')
      returning id, project_id, lease_id
    ), standing as (
      select id, project_id, lease_id from begun
      union all
      select id, project_id, lease_id from renewals where kind = 'renewal' and state = 'invited'
    ), sent as (
      insert into renewal_invitations (renewal_id, mark, sent_on)
      select s.id, r.code, :today from standing s join reached r on r.id = s.lease_id
      on conflict do nothing
      returning renewal_id, mark
    )
    insert into outgoing_events (kind, subject_id, project_id, facts)
    select 'renewals.renewal.invited', sent.renewal_id, s.project_id,
      jsonb_build_object('mark', sent.mark, 'lease_id', s.lease_id)
    from sent join standing s on s.id = sent.renewal_id
    """
).bindparams(
    bindparam("codes", type_=ARRAY(Text)),
    bindparam("months", type_=ARRAY(Integer)),
    bindparam("days", type_=ARRAY(Integer)),
    bindparam("before", type_=Integer),
)


async def invite(session: AsyncSession, marks: Sequence[Mark], before: int, today: date) -> int:
    """Remind every household whose lease nears its end; gives how many reminders were new."""
    sent = await session.execute(
        _INVITE,
        {
            "codes": [mark.code for mark in marks],
            "months": [mark.months for mark in marks],
            "days": [mark.days for mark in marks],
            "before": before,
            "today": today,
        },
    )
    return cast("CursorResult[Any]", sent).rowcount
