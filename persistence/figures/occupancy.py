"""Homes lived in and empty: today by state and reason, and the days of past months. Shops and other
premises are no homes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.housing import UnitState
from domain.leases import OCCUPIED, LeaseState
from domain.vacancies import VACANT, VacancyReason
from persistence.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class StateCount:
    state: UnitState
    units: int


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Empty homes of a reason: how many, their days since, and the rent not earned. Fen.

    `undated` of them are empty since nobody knows when; they add no days.
    """

    reason: VacancyReason
    units: int
    undated: int
    days: int
    longest_days: int
    lost_fen: int


@dataclass(frozen=True, slots=True)
class OccupancyMonth:
    """Days of homes in a month, up to today: those lived in, and all there were."""

    month: Month
    units: int
    leased_units: int
    unit_days: int
    leased_days: int


@dataclass(frozen=True, slots=True)
class Occupancy:
    states: list[StateCount]
    vacancies: list[Vacancy]
    months: list[OccupancyMonth]


#: What a home would earn: domain.indicators.void_loss of area × price, rounded to the fen.
_NOW: Final = """
select u.state, count(*), count(*) filter (where u.vacant_since is null),
  coalesce(sum(greatest(:today - u.vacant_since, 0)), 0)::bigint,
  coalesce(max(greatest(:today - u.vacant_since, 0)), 0),
  coalesce(sum(floor((round(u.area_m2 * u.price_per_m2 * 100)
    * greatest(:today - u.vacant_since, 0) * 2 + 30) / 60)), 0)::bigint
from units u
where {whose} and u.kind = 'dwelling' and u.state <> 'withdrawn' and u.voided_at is null
group by u.state
"""

#: A home counts from the first day on which anything is known of it. Days overlap where a home
#: changes hands; each counts once.
_MONTHS: Final = """
with unit as materialized (
  select u.authority_id, u.id, least(
      (select min(e.effective_on) from unit_events e
        where e.authority_id = u.authority_id and e.unit_id = u.id),
      (select min(s.from_on) from contract_units s
        where s.authority_id = u.authority_id and s.unit_id = u.id),
      (select min(l.charged_from) from leases l
        where l.authority_id = u.authority_id and l.unit_id = u.id
          and l.state = any(:lived_in))) as known_from
  from units u
  where {whose} and u.kind = 'dwelling' and u.state <> 'withdrawn' and u.voided_at is null
), lived_in as (
  select l.unit_id, range_agg(daterange(l.charged_from, l.vacated_on, '[]')) as days
  from leases l
  where {leased} and l.state = any(:lived_in) and l.charged_from <= :today
    and (l.vacated_on is null or l.vacated_on >= l.charged_from)
  group by l.unit_id
), month as (
  select m::date as first, least((m + interval '1 month')::date, :today + 1) as next
  from generate_series(cast(:first as date), cast(:last as date), interval '1 month') m
  where m::date <= :today
)
select m.first, count(*),
  count(*) filter (where o.days @> m.next - 1),
  sum(m.next - greatest(m.first, u.known_from))::bigint,
  coalesce(sum((select sum(upper(r) - lower(r))
    from unnest(o.days * datemultirange(daterange(m.first, m.next))) r)), 0)::bigint
from month m
join unit u on u.known_from < m.next
left join lived_in o on o.unit_id = u.id
group by m.first
"""
_LIVED_IN: Final = sorted({*OCCUPIED, LeaseState.TERMINATED})


async def occupancy(session: AsyncSession, asked: Asked, today: date) -> Occupancy:
    """Homes in stock as they stand, and the months asked for as far as they are known."""
    now = await session.execute(
        text(_NOW.format(whose=asked.whose("u"))), asked.values(today=today)
    )
    states = {UnitState(row[0]): tuple(row[1:]) for row in now}
    found = await session.execute(
        text(_MONTHS.format(whose=asked.whose("u"), leased=asked.whose("l"))),
        asked.values(today=today, lived_in=_LIVED_IN),
    )
    months = {Month.of(row[0]): row[1:] for row in found}
    return Occupancy(
        states=[StateCount(state, states[state][0]) for state in UnitState if state in states],
        vacancies=[_vacancy(reason, states) for reason in VacancyReason],
        months=[OccupancyMonth(month, *months.get(month, (0,) * 4)) for month in asked.months],
    )


def _vacancy(reason: VacancyReason, states: Mapping[UnitState, Sequence[Any]]) -> Vacancy:
    found = [states[state] for state, why in VACANT.items() if why is reason and state in states]
    units, undated, days, _, lost = (sum(one[at] for one in found) for at in range(5))
    longest = max((one[3] for one in found), default=0)
    return Vacancy(reason, units, undated, days, longest, lost)
