"""What people do with rent. Each function runs in its caller's transaction."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, require_second_person
from domain.billing_runs import MACHINE, RunEvent, RunState, TotalsDiffer, require_explained
from domain.calendar import Month
from domain.charging import rule_rent
from domain.errors import Refused
from domain.money import Money
from domain.rent import RentResult, Tier
from persistence import audit, books, housing, operations, parameters
from persistence.ids import new_id
from persistence.rent import runs, standards
from persistence.rent.standards import PricedUnit, Rule, Standard

RUN = "rent.billing_run"
TOLERANCE = "rent.total_tolerance_percent"
#: A quarter in advance is the longest that anybody bills (domain.md 2, rent.billing_period).
_MONTHS_AHEAD = 3


class MonthTooFarAhead(Refused):
    """The month cannot be billed yet."""


async def set_standard(session: AsyncSession, actor: Actor, facts: dict[str, Any]) -> Standard:
    """The purchaser publishes a price from a day on.

    Raises ProjectNotFound, BuildingNotInProject.
    """
    project_id, building_id = facts["project_id"], facts["building_id"]
    await books.share(session, actor.scope(Permission.SET_RENT), project_id)
    if building_id is not None:
        await housing.require_building(session, project_id, building_id)
    made = await standards.add_standard(session, **facts, maker_id=actor.person_id)
    await audit.record(
        session,
        actor,
        "rent.standard.set",
        made.id,
        project_id=project_id,
        facts={"price_per_m2": str(made.price_per_m2), "valid_from": str(made.valid_from)},
        announce=True,
    )
    return made


async def set_rule(session: AsyncSession, actor: Actor, facts: dict[str, Any]) -> Rule:
    """The purchaser sets how rent is worked out from a day on. Raises ProjectNotFound."""
    scope = actor.scope(Permission.SET_RENT)
    if facts["project_id"] is not None:
        await books.share(session, scope, facts["project_id"])
    made = await standards.add_rule(session, **facts, maker_id=actor.person_id)
    await audit.record(
        session,
        actor,
        "rent.rule.set",
        made.id,
        project_id=made.project_id,
        facts={"name": made.rule["name"], "valid_from": str(made.valid_from)},
        announce=True,
    )
    return made


async def quote(
    session: AsyncSession,
    actor: Actor,
    unit_id: UUID,
    month: Month,
    tier: Tier,
    household_size: int,
) -> tuple[PricedUnit, UUID | None, RentResult]:
    """What the rules give for the unit and such a household. Raises UnitNotFound."""
    scope = actor.scope(Permission.READ_HOUSING)
    unit = await standards.priced_unit(session, scope, unit_id, month.first)
    rule = await standards.rule_on(session, unit.project_id, month.first)
    by_inner = await parameters.value(session, "rent.area_basis", month.first) == "inner"
    result = rule_rent(
        unit.price_per_m2,
        unit.inner_area_m2 if by_inner and unit.inner_area_m2 else unit.area_m2,
        tier,
        rule=rule.read if rule else None,
        household_size=household_size,
        features=unit.features,
    )
    return unit, rule.id if rule else None, result


async def start_run(
    session: AsyncSession, actor: Actor, project_id: UUID, month: Month, today: date
) -> tuple[UUID, UUID]:
    """Ask for the project's month to be charged; gives the run and its operation.

    Raises ProjectNotFound, PeriodClosed, MonthTooFarAhead.
    """
    book = await books.share(session, actor.scope(Permission.RAISE_CHARGES), project_id)
    book.require_open(month)
    if month > Month.of(today).plus(_MONTHS_AHEAD):
        raise MonthTooFarAhead(month=str(month), latest=str(Month.of(today).plus(_MONTHS_AHEAD)))
    run_id = new_id()
    arguments = {"run_id": str(run_id), "project_id": str(project_id), "month": str(month)}
    operation_id = await operations.start(
        session, actor, RUN, project_id=project_id, arguments=arguments
    )
    await runs.add(
        session,
        run_id=run_id,
        project_id=project_id,
        month=month,
        operation_id=operation_id,
        maker_id=actor.person_id,
    )
    await audit.record(
        session,
        actor,
        "rent.run.started",
        run_id,
        project_id=project_id,
        facts={"month": str(month)},
    )
    return run_id, operation_id


async def confirm_run(
    session: AsyncSession,
    actor: Actor,
    run_id: UUID,
    *,
    month_total: Money,
    explanation: str | None,
) -> None:
    """A second person has looked at the month's total, and says why where it is unusual.

    `month_total` is what was looked at. Raises BillingRunNotFound, TransitionRefused,
    MakerIsChecker, TotalsDiffer, TotalsUnexplained.
    """
    scope = actor.scope(Permission.CONFIRM_CHARGES)
    seen = await runs.run(session, scope, run_id)
    await books.share(session, scope, seen.project_id)
    run, month = await runs.lock(session, scope, run_id), Month.of(seen.month)
    MACHINE.after(RunState(run.state), RunEvent.CONFIRM)
    require_second_person(run.maker_id, actor.person_id)
    billed = await runs.totals(session, run.project_id, month)
    if month_total != billed.this_month:
        raise TotalsDiffer(sent_fen=month_total.fen, month_total_fen=billed.this_month.fen)
    tolerance = Decimal(await parameters.value(session, TOLERANCE, month.first))
    require_explained(billed.this_month, billed.last_month, tolerance, explanation)
    await runs.confirm(
        session, run_id, billed, explanation=explanation, confirmed_by=actor.person_id
    )
    await audit.record(
        session,
        actor,
        "rent.run.confirmed",
        run_id,
        project_id=run.project_id,
        facts={"month": str(month), "month_total_fen": month_total.fen},
        announce=True,
    )
