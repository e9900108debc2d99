"""HTTP of vacancies: what stands empty, since when, why, and what it costs."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from api.web.contract import problems
from api.web.dependencies import Reader
from api.web.kinds import MonthWire, Out
from api.web.months import InMonth
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.calendar import Month, months_after
from domain.errors import Refused
from domain.housing import UnitState
from domain.money import Money
from domain.unit_kinds import UnitKind
from domain.vacancies import VACANT, Spell, VacancyReason, spells, void_loss
from persistence import housing, vacancies
from persistence.housing import ProjectNotFound, UnitNotFound
from persistence.tables.housing import UnitRow
from persistence.vacancies import Summary, Vacancy

router = APIRouter(tags=["housing"])

#: What auditors ask about first (months).
_LONG, _VERY_LONG = 6, 12


class MonthNotBegun(Refused):
    """The month has not begun, so nothing of it is known."""


class VacancyOut(Out):
    """A unit that stands empty. `void_loss_fen` is what the days so far would have brought."""

    unit_id: UUID
    project_id: UUID
    project: str
    code: str
    building: str
    entrance: str
    room: str
    kind: UnitKind
    state: UnitState
    reason: VacancyReason
    vacant_since: date
    days: Annotated[int, Field(examples=[45])]
    monthly_rent_fen: Annotated[int, Field(examples=[27227])]
    void_loss_fen: Annotated[int, Field(examples=[40841])]

    @classmethod
    def of(cls, one: Vacancy, today: date) -> Self:
        days = max((today - one.vacant_since).days, 0)
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        loss = void_loss(Money(one.monthly_rent_fen), days)
        return cls.model_validate(
            told | {"reason": VACANT[one.state], "days": days, "void_loss_fen": loss.fen}
        )


class ReasonDaysOut(Out):
    reason: VacancyReason
    days: int


class SpellOut(Out):
    """From the keys coming back to the next household; `until_on` is not included."""

    from_on: date
    until_on: Annotated[date | None, Field(description="Null while it runs.")]
    days: int
    reasons: list[ReasonDaysOut]
    void_loss_fen: Annotated[int, Field(description="By the price of today.", examples=[40841])]

    @classmethod
    def of(cls, spell: Spell, rent: Money, *, runs: bool) -> Self:
        return cls(
            from_on=spell.period.from_on,
            until_on=None if runs else spell.period.until_on,
            days=spell.days,
            reasons=[
                ReasonDaysOut(reason=reason, days=days)
                for reason, days in spell.days_by_reason.items()
            ],
            void_loss_fen=void_loss(rent, spell.days).fen,
        )


class SpellsOut(Out):
    items: list[SpellOut]


class VacancySummaryOut(Out):
    """A project's month: unit-days of its dwellings, and which of them were empty."""

    project_id: UUID
    project: str
    month: MonthWire
    units: Annotated[int, Field(description="Dwellings of the stock in that month.")]
    stock_days: int
    vacant_days: int
    no_demand_days: int
    reserved_days: int
    under_repair_days: int
    frozen_days: int
    void_loss_fen: int
    over_six_months: Annotated[int, Field(description="Empty now for six months or longer.")]
    over_twelve_months: int

    @classmethod
    def of(cls, one: Summary, month: Month) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(told | {"month": month})


class VacancySummariesOut(Out):
    items: list[VacancySummaryOut]


@router.get("/units/vacancies", responses=problems(PermissionMissing, CursorInvalid))
async def list_vacancies(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    kind: UnitKind = UnitKind.DWELLING,
    reason: VacancyReason | None = None,
    min_months: Annotated[
        int | None, Query(ge=1, le=120, description="Empty for so many months or longer.")
    ] = None,
) -> Page[VacancyOut]:
    """What stands empty, the longest first. Auditors ask for 6 and for 12 months."""
    statement = vacancies.vacancies(call.scope(Permission.READ_HOUSING), call.today)
    statement = statement.where(UnitRow.kind == kind)
    if project_id is not None:
        statement = statement.where(UnitRow.project_id == project_id)
    if reason is not None:
        states = [state for state, why in VACANT.items() if why is reason]
        statement = statement.where(UnitRow.state.in_(states))
    if min_months is not None:
        since = months_after(call.today, -min_months)
        statement = statement.where(UnitRow.vacant_since <= since)
    rows, cursor = await page.rows(call.session, statement, UnitRow.vacant_since, UnitRow.id)
    items = [VacancyOut.of(vacancies.vacancy_of(row), call.today) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/units/{unit_id}/vacancies", responses=problems(PermissionMissing, UnitNotFound))
async def list_unit_vacancies(unit_id: UUID, call: Reader) -> SpellsOut:
    """Every vacancy of the unit, the oldest first, with the days of each reason."""
    unit = await housing.unit(call.session, call.scope(Permission.READ_HOUSING), unit_id)
    steps = await vacancies.steps(call.session, unit_id)
    rent = Money(await vacancies.monthly_rent_fen(call.session, unit_id, call.today))
    found = spells(steps, call.today)
    runs = unit.vacant_since is not None
    return SpellsOut(
        items=[SpellOut.of(spell, rent, runs=runs and spell is found[-1]) for spell in found]
    )


@router.get(
    "/vacancy-summaries", responses=problems(PermissionMissing, ProjectNotFound, MonthNotBegun)
)
async def summarise_vacancies(
    call: Reader, month: InMonth, project_id: UUID | None = None
) -> VacancySummariesOut:
    """Each project's month: unit-days, empty days by reason, and the loss by thirty-day months."""
    scope = call.scope(Permission.READ_HOUSING)
    if project_id is not None:
        await housing.project(call.session, scope, project_id)
    if month.first > call.today:
        raise MonthNotBegun(month=str(month))
    found = await vacancies.summaries(
        call.session,
        scope,
        project_id=project_id,
        from_on=month.first,
        until_on=min(month.next.first, call.today),
        six_months_ago=months_after(call.today, -_LONG),
        twelve_months_ago=months_after(call.today, -_VERY_LONG),
    )
    return VacancySummariesOut(items=[VacancySummaryOut.of(one, month) for one in found])
