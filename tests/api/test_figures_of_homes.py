"""Figures of homes: occupied by days, empty by reasons, and what emptiness costs."""

from datetime import date
from uuid import UUID

from sqlalchemy import text, update

from persistence.tables.housing import UnitRow
from tests.given import City
from tests.given_month import estate
from tests.given_payments import home
from tests.given_settlement import charged, homes
from tests.journeys.test_e5 import RENTS


async def test_e16_occupancy_and_collection(city: City) -> None:
    project = await city.project()
    codes = await homes(city, project, 1200)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(UnitRow).where(UnitRow.code.in_(codes[:1088])).values(state="leased")
        )
    flat = await home(city, project=await city.project("KPI", "考核"))
    await charged(city, flat, billed=31_864_020, paid=30_148_255)

    occupied = await city.officer.read("/figures/occupancy", project_id=project["id"])
    collected = await city.officer.read(
        "/figures/collection", project_id=flat["project"]["id"], last=1, through="2026-04"
    )

    assert (occupied["leased_units"], occupied["units"]) == (1088, 1200)
    assert occupied["rate"] == "90.67"
    assert collected["items"][0]["tenant_rate"] == "94.62"


async def test_occupancy_counts_each_day_once(city: City) -> None:
    """T1 all April, T2 from the 16th, T3 until the 10th: 30 + 15 + 10 days of 90."""
    living = await estate(city, RENTS, since=date(2025, 1, 1))
    async with city.runtime.database.transaction(city.context) as session:
        for tenant, facts in (
            ("T2", {"charged_from": date(2025, 4, 16)}),
            ("T3", {"vacated_on": date(2025, 4, 10), "state": "terminated"}),
        ):
            await session.execute(
                text(
                    "update leases set "
                    + ", ".join(f"{name} = :{name}" for name in facts)
                    + " where id = :id"
                ),
                {**facts, "id": living.leases[tenant]},
            )

    answer = await city.officer.read(
        "/figures/occupancy", project_id=living.id, last=1, through="2025-04"
    )

    [month] = answer["items"]
    assert (month["units"], month["leased_units"]) == (3, 2)
    # T2's home is known from its first lease day, the others from the first of January.
    assert (month["unit_days"], month["leased_days"], month["vacant_days"]) == (75, 55, 20)
    assert month["rate"] == "73.33"


async def test_vacancy_is_told_by_reason_with_the_rent_that_was_lost(city: City) -> None:
    """E16: U1 empty for 45 days has not earned 408.41."""
    project = await city.project()
    building = await city.building(project)
    for room, state, since in (
        ("101", "available", "2026-03-27"),
        ("102", "repair", "2026-05-01"),
        ("103", "available", None),
        ("104", "leased", "2026-01-01"),
    ):
        unit = await city.unit(project, building, room)
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                update(UnitRow)
                .where(UnitRow.id == UUID(unit["id"]))
                .values(state=state, vacant_since=since and date.fromisoformat(since))
            )
    city.runtime.clock.told = date(2026, 5, 11)
    try:
        answer = await city.officer.read("/figures/occupancy", project_id=project["id"], last=1)
    finally:
        city.runtime.clock.told = None

    reasons = {one["reason"]: one for one in answer["vacancies"]}
    empty = reasons["no_demand"]
    assert (empty["units"], empty["undated"], empty["days"]) == (2, 1, 45)
    assert (empty["longest_days"], empty["lost_fen"]) == (45, 40841)
    assert (reasons["under_repair"]["units"], reasons["under_repair"]["days"]) == (1, 10)
    assert reasons["frozen"] == {
        "reason": "frozen",
        "units": 0,
        "undated": 0,
        "days": 0,
        "longest_days": 0,
        "lost_fen": 0,
    }
