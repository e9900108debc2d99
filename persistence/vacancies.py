"""Vacancies asked of many units at once. `domain.vacancies` is the specification."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import case, func, literal, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.housing import UnitState
from domain.unit_kinds import KINDS, PriceBasis, UnitKind
from domain.vacancies import STOCK, VACANT, HistoryStep
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.housing import BuildingRow, ProjectRow, UnitEventRow, UnitRow
from persistence.tables.rent import RentStandardRow


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A unit that is empty now. `monthly_rent_fen` is what it would bring, by price and area."""

    unit_id: UUID
    project_id: UUID
    project: str
    code: str
    building: str
    entrance: str
    room: str
    kind: UnitKind
    state: UnitState
    vacant_since: date
    monthly_rent_fen: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A project's stretch of days: how many unit-days it had, and which of them were empty."""

    project_id: UUID
    project: str
    units: int
    stock_days: int
    no_demand_days: int
    reserved_days: int
    under_repair_days: int
    frozen_days: int
    void_loss_fen: int
    over_six_months: int
    over_twelve_months: int

    @property
    def vacant_days(self) -> int:
        return self.no_demand_days + self.reserved_days + self.under_repair_days + self.frozen_days


def _price(on: date) -> Any:
    """What a square metre costs on that day: the published standard for homes, else the
    register's own price, which for premises is the market's.
    """
    row = RentStandardRow
    standard = (
        select(row.price_per_m2)
        .where(
            row.authority_id == UnitRow.authority_id,
            row.project_id == UnitRow.project_id,
            or_(row.building_id == UnitRow.building_id, row.building_id.is_(None)),
            row.valid_from <= on,
        )
        .order_by(row.building_id.asc().nulls_last(), row.valid_from.desc(), row.made_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    unpriced = [kind for kind, facts in KINDS.items() if facts.price_basis is PriceBasis.NONE]
    return case(
        (UnitRow.kind == UnitKind.DWELLING, func.coalesce(standard, UnitRow.price_per_m2)),
        (UnitRow.kind.in_(unpriced), literal(Decimal(0))),
        else_=UnitRow.price_per_m2,
    )


def vacancies(scope: Scope, on: date) -> Statement:
    """Statement: the units that are empty, with the rent that they would bring on that day."""
    rent = func.round(_price(on) * UnitRow.area_m2 * 100)
    # Names are looked up row by row, not joined: the page then reads so many rows of the index of
    # empty homes and stops, however many there are.
    return select(
        UnitRow.id,
        UnitRow.project_id,
        _name_of(ProjectRow, UnitRow.project_id),
        UnitRow.code,
        _name_of(BuildingRow, UnitRow.building_id),
        UnitRow.entrance,
        UnitRow.room,
        UnitRow.kind,
        UnitRow.state,
        UnitRow.vacant_since,
        rent.label("monthly_rent_fen"),
    ).where(UnitRow.vacant_since.is_not(None), in_projects(scope, UnitRow.project_id))


def _name_of(row: type[ProjectRow] | type[BuildingRow], row_id: Any) -> Any:
    return (
        select(row.name)
        .where(row.authority_id == UnitRow.authority_id, row.id == row_id)
        .scalar_subquery()
    )


def vacancy_of(row: Sequence[Any]) -> Vacancy:
    values = list(row)
    values[7], values[8] = UnitKind(values[7]), UnitState(values[8])
    values[10] = int(values[10])
    return Vacancy(*values)


async def monthly_rent_fen(session: AsyncSession, unit_id: UUID, on: date) -> int:
    """What the unit would bring on that day, by price and area."""
    rent = func.round(_price(on) * UnitRow.area_m2 * 100)
    return int(await session.scalar(select(rent).where(UnitRow.id == unit_id)) or 0)


async def steps(session: AsyncSession, unit_id: UUID) -> list[HistoryStep]:
    """The unit's history in the order in which it was written."""
    row = UnitEventRow
    found = await session.execute(
        select(row.effective_on, row.from_state, row.to_state)
        .where(row.unit_id == unit_id)
        .order_by(row.at, row.id)
    )
    return [
        HistoryStep(on, UnitState(before) if before else None, UnitState(state))
        for on, before, state in found
    ]


def _words(states: Any) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


#: domain.vacancies.vacancy and in_stock, in SQL, out of the same tables.
_REASON: Final = (
    "case when to_state = 'frozen' and from_state is not null"
    f" and from_state not in ({_words(VACANT)}) then null "
    + " ".join(f"when to_state = '{state}' then '{why}'" for state, why in VACANT.items())
    + " end"
)
_IN_STOCK: Final = (
    f"case when to_state = 'frozen' then from_state is null or from_state in ({_words(STOCK)})"
    f" else to_state in ({_words(STOCK)}) end"
)

#: Each unit's row goes through once: joined to its own sums it would be the square of them all,
#: because nobody can estimate how many rows a window leaves.
_SUMMARY: Final = text(
    f"""
    with step as (
      select u.id, u.authority_id, u.project_id, u.building_id, u.area_m2, u.price_per_m2,
        u.vacant_since, e.from_state, e.to_state, e.effective_on as from_on,
        lead(e.effective_on) over (partition by u.id order by e.at, e.id) as until_on
      from units u
      join unit_events e on e.authority_id = u.authority_id and e.unit_id = u.id
      where u.kind = 'dwelling'
        and (cast(:projects as uuid[]) is null or u.project_id = any(:projects))
    ), stretch as (
      select step.*, {_REASON} as reason, {_IN_STOCK} as in_stock,
        greatest(
          least(coalesce(until_on, :until_on), :until_on) - greatest(from_on, :from_on), 0
        ) as days
      from step
    ), unit as (
      select authority_id, project_id, building_id, area_m2, price_per_m2, vacant_since,
        coalesce(sum(days) filter (where in_stock), 0) as stock,
        coalesce(sum(days) filter (where reason = 'no_demand'), 0) as no_demand,
        coalesce(sum(days) filter (where reason = 'reserved'), 0) as reserved,
        coalesce(sum(days) filter (where reason = 'under_repair'), 0) as under_repair,
        coalesce(sum(days) filter (where reason = 'frozen'), 0) as frozen,
        coalesce(sum(days) filter (where reason is not null), 0) as vacant
      from stretch
      group by id, authority_id, project_id, building_id, area_m2, price_per_m2, vacant_since
    ), priced as (
      select unit.*, case when vacant = 0 then 0 else
        cast(round(area_m2 * 100 * coalesce((
          select s.price_per_m2 from rent_standards s
          where s.authority_id = unit.authority_id and s.project_id = unit.project_id
            and (s.building_id = unit.building_id or s.building_id is null)
            and s.valid_from <= :from_on
          order by s.building_id asc nulls last, s.valid_from desc, s.made_at desc limit 1
        ), unit.price_per_m2)) as bigint) end as rent_fen
      from unit
    ), project as (
      select project_id, count(*) filter (where stock > 0) as units, sum(stock) as stock,
        sum(no_demand) as no_demand, sum(reserved) as reserved,
        sum(under_repair) as under_repair, sum(frozen) as frozen,
        sum((2 * rent_fen * vacant + 30) / 60) as loss_fen,
        count(*) filter (where vacant_since <= :six_months_ago) as over_six,
        count(*) filter (where vacant_since <= :twelve_months_ago) as over_twelve
      from priced group by project_id
    )
    select p.id, p.name, t.units, t.stock, t.no_demand, t.reserved, t.under_repair, t.frozen,
      t.loss_fen, t.over_six, t.over_twelve
    from project t join projects p on p.id = t.project_id
    order by p.code
    """
)


async def summaries(
    session: AsyncSession,
    scope: Scope,
    *,
    project_id: UUID | None,
    from_on: date,
    until_on: date,
    six_months_ago: date,
    twelve_months_ago: date,
) -> list[Summary]:
    """Unit-days and empty days of every project's dwellings, `until_on` not included."""
    wanted = None if scope.projects is None else sorted(scope.projects)
    if project_id is not None:
        wanted = [project_id] if wanted is None or project_id in wanted else []
    found = await session.execute(
        _SUMMARY,
        {
            "projects": wanted,
            "from_on": from_on,
            "until_on": until_on,
            "six_months_ago": six_months_ago,
            "twelve_months_ago": twelve_months_ago,
        },
    )
    return [Summary(row[0], row[1], *map(int, row[2:])) for row in found]
