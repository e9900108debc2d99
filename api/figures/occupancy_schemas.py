"""The wire format of the figures of homes: occupied, empty, and what emptiness costs."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.figures.schemas import Percent
from api.web.kinds import Fen, MonthWire, Out
from domain.housing import UnitState
from domain.indicators import rate
from domain.vacancies import VacancyReason
from persistence.figures.occupancy import Occupancy, OccupancyMonth


class StateCountOut(Out):
    state: UnitState
    units: int


class VacancyOut(Out):
    """Empty homes of one reason. `lost_fen` is the rent that they did not earn 空置损失."""

    reason: VacancyReason
    units: int
    undated: Annotated[int, Field(description="Empty since nobody knows; they add no days.")]
    days: int
    longest_days: int
    lost_fen: Fen


class OccupancyMonthOut(Out):
    """A month up to today. `rate` is of unit-days; `leased_units` are those of its last day."""

    month: MonthWire
    units: int
    leased_units: int
    unit_days: int
    leased_days: int
    vacant_days: int
    rate: Percent

    @classmethod
    def of(cls, one: OccupancyMonth) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        vacant = one.unit_days - one.leased_days
        rated = rate(one.leased_days, one.unit_days)
        return cls.model_validate({**told, "vacant_days": vacant, "rate": rated})


class OccupancyOut(Out):
    """入住率 today (homes lived in, of all in stock) and by month."""

    project_id: UUID | None
    on_date: date
    units: int
    leased_units: int
    rate: Percent
    states: list[StateCountOut]
    vacancies: list[VacancyOut]
    items: list[OccupancyMonthOut]

    @classmethod
    def of(cls, one: Occupancy, project_id: UUID | None, today: date) -> Self:
        units = sum(count.units for count in one.states)
        leased = sum(count.units for count in one.states if count.state in _LIVED_IN)
        return cls.model_validate(
            {
                "project_id": project_id,
                "on_date": today,
                "units": units,
                "leased_units": leased,
                "rate": rate(leased, units),
                "states": one.states,
                "vacancies": one.vacancies,
                "items": [OccupancyMonthOut.of(month) for month in one.months],
            }
        )


_LIVED_IN = frozenset({UnitState.LEASED, UnitState.NOTICE})
