"""The board 楼盘表: doors with their households, and the counts above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.board import OFF_THE_BOARD, floor_of
from domain.housing import UnitState
from domain.leases import LIVE
from persistence.scoped import reach_values, reaches

#: Doors that one answer carries; a larger estate is asked for building by building.
MOST_DOORS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Door:
    """A home as its door shows it. Fen; what is owed is what was due before today."""

    unit_id: UUID
    building_id: UUID
    entrance: str
    floor: int | None
    room: str
    code: str
    state: UnitState
    vacant_since: date | None
    lease_id: UUID | None
    household_id: UUID | None
    tenant_name: str | None
    ends_on: date | None
    overdue_fen: int
    advanced_fen: int
    months_owed: int
    holds: list[str]


@dataclass(frozen=True, slots=True)
class Count:
    """Homes of one building, state and number of months owed (None: without a lease)."""

    project_id: UUID
    building_id: UUID
    state: UnitState
    months_owed: int | None
    units: int
    overdue_fen: int
    advanced_fen: int

    @classmethod
    def of(cls, project_id: UUID, door: Door) -> Self:
        """One door counted."""
        months = door.months_owed if door.lease_id else None
        owed = (door.overdue_fen, door.advanced_fen)
        return cls(project_id, door.building_id, door.state, months, 1, *owed)


@dataclass(frozen=True, slots=True)
class Building:
    id: UUID
    project_id: UUID
    name: str
    floors: int | None


@dataclass(frozen=True, slots=True)
class Project:
    id: UUID
    code: str
    name: str
    district: str
    operator_id: UUID | None
    operator: str | None


_LIVE: Final = ", ".join(f"'{state}'" for state in sorted(LIVE))
_OFF: Final = ", ".join(f"'{state}'" for state in sorted(OFF_THE_BOARD))
_IS_OPEN: Final = "c.treasury_claim_fen + c.operator_claim_fen > 0"
_OWED: Final = """
  coalesce(sum(c.treasury_claim_fen + c.operator_claim_fen), 0)::bigint as overdue_fen,
  coalesce(sum(c.operator_claim_fen), 0)::bigint as advanced_fen,
  count(distinct c.month) filter (where c.kind in ('rent', 'holdover')) as months_owed
"""

#: Each door looks its own debts up: a building has as many as it has, however large the city.
_DOORS: Final = f"""
select u.id, u.building_id, u.entrance, u.floor, u.room, u.code, u.state, u.vacant_since,
  l.id, l.household_id, h.tenant_name, l.ends_on,
  coalesce(owed.overdue_fen, 0), coalesce(owed.advanced_fen, 0), coalesce(owed.months_owed, 0),
  coalesce(held.kinds, array[]::text[])
from units u
left join leases l
  on l.authority_id = u.authority_id and l.unit_id = u.id and l.state in ({_LIVE})
left join households h on h.authority_id = l.authority_id and h.id = l.household_id
left join lateral (
  select {_OWED}
  from charges c
  where c.authority_id = l.authority_id and c.lease_id = l.id and c.due_on < :today and {_IS_OPEN}
) owed on true
left join lateral (
  select array_agg(distinct k.kind order by k.kind) as kinds
  from lease_holds k
  where k.authority_id = l.authority_id and k.lease_id = l.id and k.from_on <= :today
    and (k.until_on is null or k.until_on >= :today)
) held on true
where u.state not in ({_OFF}) and u.kind = 'dwelling' and u.voided_at is null and {{whose}}
limit :most
"""

_COUNTS: Final = f"""
with owed as (
  select c.lease_id, {_OWED}
  from charges c
  where c.due_on < :today and {_IS_OPEN} and {{charged}}
  group by c.lease_id
)
select u.project_id, u.building_id, u.state,
  case when l.id is not null then coalesce(o.months_owed, 0) end as months,
  count(*), coalesce(sum(o.overdue_fen), 0)::bigint, coalesce(sum(o.advanced_fen), 0)::bigint
from units u
left join leases l
  on l.authority_id = u.authority_id and l.unit_id = u.id and l.state in ({_LIVE})
left join owed o on o.lease_id = l.id
where u.state not in ({_OFF}) and u.kind = 'dwelling' and u.voided_at is null and {{whose}}
group by u.project_id, u.building_id, u.state, months
"""

_BUILDINGS: Final = """
select b.id, b.project_id, b.name, b.floors from buildings b where {whose}
order by length(b.name), b.name, b.id
"""

_PROJECTS: Final = """
select p.id, p.code, p.name, p.district, p.operator_id, o.name
from projects p left join organisations o on o.id = p.operator_id
where {whose}
order by p.code, p.id
"""


async def doors(
    session: AsyncSession, project_id: UUID, today: date, *, building_id: UUID | None = None
) -> list[Door]:
    """The doors of a project within the caller's reach, or of one of its buildings; at most one
    more than an answer carries.
    """
    whose = "u.project_id = :project_id"
    values: dict[str, Any] = {"project_id": project_id, "today": today, "most": MOST_DOORS + 1}
    if building_id:
        whose += " and u.building_id = :building_id"
        values["building_id"] = building_id
    found = await session.execute(_asked(_DOORS, whose=whose), values)
    return sorted(map(_door, found), key=_place)


async def counts(
    session: AsyncSession, scope: Scope, today: date, *, project_id: UUID | None = None
) -> list[Count]:
    """Homes by building, state and months owed: of all projects within reach, or of one."""
    whose, charged = (reaches(scope, table, project_id=project_id) for table in ("u", "c"))
    found = await session.execute(
        _asked(_COUNTS, whose=whose, charged=charged),
        reach_values(scope, project_id) | {"today": today},
    )
    return [Count(row[0], row[1], UnitState(row[2]), *row[3:]) for row in found]


async def buildings(
    session: AsyncSession, scope: Scope, *, project_id: UUID | None = None
) -> list[Building]:
    """Buildings in the order in which people count them: 2 before 10."""
    statement = _asked(_BUILDINGS, whose=reaches(scope, "b", project_id=project_id))
    found = await session.execute(statement, reach_values(scope, project_id))
    return [Building(*row) for row in found]


async def projects(session: AsyncSession, scope: Scope) -> list[Project]:
    """The projects within reach, by code."""
    whose = reaches(scope, "p", column="id")
    found = await session.execute(_asked(_PROJECTS, whose=whose), reach_values(scope))
    return [Project(*row) for row in found]


def _door(row: Sequence[Any]) -> Door:
    values = list(row)
    values[6] = UnitState(values[6])
    return Door(*values)


def _place(door: Door) -> tuple[Any, ...]:
    """By entrance, from the top floor down, and along the floor; 2 comes before 10."""
    floor = floor_of(door.floor, door.room)
    return (
        door.building_id,
        (len(door.entrance), door.entrance),
        (floor is None, -(floor or 0)),
        (len(door.room), door.room),
        door.unit_id,
    )


def _asked(statement: str, **parts: str) -> TextClause:
    """The statement with its conditions; all values are bound."""
    return text(statement.format(**parts))
