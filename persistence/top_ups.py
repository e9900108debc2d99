"""What an operator must put back into a project's account, after payments it was given bounced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.money import Money
from persistence.recoveries import WAITING, Pot


@dataclass(frozen=True, slots=True)
class Bounced:
    """What an operator must put back into a project's account: its claim is a due item, not an
    error of the books. `most_fen` is what it may put back, charge by charge; of it `amount` is
    not made good by what tenants have paid since.
    """

    project_id: UUID
    project: str
    operator_id: UUID
    operator: str
    amount: Money
    most_fen: int
    charges: int
    since_on: date


_BOUNCED: Final = text(
    f"""
    with charge as (
      select t.authority_id, t.project_id, coalesce(t.operator_id, c.operator_id) as operator_id,
        t.charge_id, ({WAITING[Pot.BOUNCED_KEPT]})::bigint as kept,
        ({WAITING[Pot.BOUNCED_REFUNDED]})::bigint as refunded,
        max(t.on_date) filter (where t.reverses_id is not null and t.debit = 'A2') as bounced_on
      from transfers t
      left join charges c on c.authority_id = t.authority_id and c.id = t.charge_id
      where (t.debit in ('O1', 'A2', 'T1') or t.credit in ('O1', 'A2', 'T1'))
        and (cast(:projects as uuid[]) is null or t.project_id = any(cast(:projects as uuid[])))
        and (cast(:through as date) is null or t.month <= :through)
      group by 1, 2, 3, 4
    ), operator as (
      select charge.authority_id, charge.project_id, charge.operator_id,
        case mode.recovery_mode when 'RETAIN' then kept else refunded end as fen, bounced_on
      from charge
      join lateral (select s.recovery_mode from service_contracts s
        where s.authority_id = charge.authority_id and s.project_id = charge.project_id
          and s.operator_id = charge.operator_id
          and s.state not in ('draft', 'signed', 'published') and s.starts_on <= :today
        order by s.starts_on desc limit 1) mode on true
    )
    select o.project_id, p.name as project, o.operator_id, g.name as operator,
      sum(o.fen)::bigint as fen, sum(o.fen) filter (where o.fen > 0)::bigint as most,
      count(*) filter (where o.fen > 0) as charges,
      coalesce(min(o.bounced_on) filter (where o.fen > 0), :today) as since_on
    from operator o
    join projects p on p.authority_id = o.authority_id and p.id = o.project_id
    join organisations g on g.id = o.operator_id
    group by o.project_id, p.code, p.name, o.operator_id, g.name
    having sum(o.fen) > 0
    order by p.code, g.name
    """
)


async def bounced(
    session: AsyncSession,
    projects: Sequence[UUID] | None,
    *,
    today: date,
    through: Month | None = None,
) -> list[Bounced]:
    """Who must put how much back, by project; `through`: as of the end of that month."""
    found = await session.execute(
        _BOUNCED,
        {
            "projects": None if projects is None else list(projects),
            "through": through.first if through else None,
            "today": today,
        },
    )
    return [
        Bounced(
            project_id=row.project_id,
            project=row.project,
            operator_id=row.operator_id,
            operator=row.operator,
            amount=Money(row.fen),
            most_fen=row.most,
            charges=row.charges,
            since_on=row.since_on,
        )
        for row in found
    ]
