"""The statement for a project's vacancies says what the domain says of each home."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert

from domain.access import Scope
from domain.money import Money
from domain.vacancies import HistoryStep, VacancyReason, in_stock, stretches, void_loss
from persistence import vacancies
from persistence.tables.housing import UnitEventRow, UnitRow
from tests.domain.test_vacancies import lives
from tests.given import City

PRICE, AREA = 5, 50
RENT = Money(25_000)
FROM = date(2025, 2, 1)


async def _stored(city: City, histories: Sequence[Sequence[HistoryStep]]) -> Any:
    """A project with a home for each history."""
    project = await city.project(uuid4().hex[:12], "抽样")
    building = await city.building(project)
    rows: list[dict[str, Any]] = []
    units: list[dict[str, Any]] = []
    for number, steps in enumerate(histories):
        unit_id = uuid4()
        units.append(
            {
                "id": unit_id,
                "project_id": project["id"],
                "building_id": building["id"],
                "code": f"{project['code']}-{number}",
                "entrance": "1",
                "room": str(number),
                "area_m2": AREA,
                "price_per_m2": PRICE,
                "state": steps[-1].to_state,
            }
        )
        rows += [
            {
                "unit_id": unit_id,
                "effective_on": step.effective_on,
                "event": "x",
                "from_state": step.from_state,
                "to_state": step.to_state,
            }
            for step in steps
        ]
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(insert(UnitRow).values(units))
        for row in rows:  # each at a moment of its own, as steps are written
            await session.execute(insert(UnitEventRow).values(at=func.clock_timestamp(), **row))
    return project


def _expected(
    histories: Sequence[Sequence[HistoryStep]], from_on: date, until_on: date
) -> dict[str, int]:
    counted = dict.fromkeys(["units", "stock", "loss", *VacancyReason], 0)
    for steps in histories:
        stock = vacant = 0
        for one in stretches(steps, until_on):
            first = max(one.period.from_on, from_on)
            assert one.period.until_on is not None
            days = max((one.period.until_on - first).days, 0)
            stock += days * in_stock(one.step.to_state, one.step.from_state)
            if one.reason is not None:
                counted[one.reason] += days
                vacant += days
        counted["units"] += stock > 0
        counted["stock"] += stock
        counted["loss"] += void_loss(RENT, vacant).fen
    return counted


@given(histories=st.lists(lives(), min_size=1, max_size=6), days=st.integers(1, 400))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_the_statement_counts_what_the_domain_counts(
    city: City, histories: list[list[HistoryStep]], days: int
) -> None:
    project = await _stored(city, histories)
    until = FROM + timedelta(days=days)

    async with city.runtime.database.snapshot(city.context) as session:
        [summary] = await vacancies.summaries(
            session,
            Scope(city.authority_id, None),
            project_id=project["id"],
            from_on=FROM,
            until_on=until,
            six_months_ago=FROM,
            twelve_months_ago=FROM,
        )

    told = {
        "units": summary.units,
        "stock": summary.stock_days,
        "loss": summary.void_loss_fen,
        VacancyReason.NO_DEMAND: summary.no_demand_days,
        VacancyReason.RESERVED: summary.reserved_days,
        VacancyReason.UNDER_REPAIR: summary.under_repair_days,
        VacancyReason.FROZEN: summary.frozen_days,
    }
    assert told == _expected(histories, FROM, until)
