"""The desk's count of debts by step, held to `domain.arrears.next_step`."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select

from domain.access import Role
from domain.calendar import Month
from domain.charging import LeaseFacts
from domain.dunning import Dunning, Hold, next_step
from domain.holidays import STATE_COUNCIL
from domain.housing import UnitState
from domain.leases import LeaseState
from domain.money import Money
from persistence.duties import arrears
from persistence.duties.source import Asked
from persistence.tables.leases import LeaseHoldRow, LeaseRow
from persistence.tables.rent import ChargeRow
from tests.given import City
from tests.given_estates import estate

TODAY: Final = date(2026, 5, 11)
LEASES: Final = 120


def _lease() -> LeaseFacts:
    return LeaseFacts(
        state=LeaseState.ACTIVE,
        charged_from=date(2025, 1, 1),
        ends_on=date(2027, 12, 31),
        vacated_on=None,
        monthly_rent=Money(10_000),
        unit_state=UnitState.LEASED,
    )


@pytest.mark.parametrize("seed", range(3))
async def test_the_statement_counts_what_the_domain_says(city: City, seed: int) -> None:
    dice = random.Random(seed)
    expected: Counter[str] = Counter()
    async with city.runtime.database.transaction(city.context) as session:
        made = await estate(session, [_lease() for _ in range(LEASES)])
        rows = (
            await session.execute(select(LeaseRow).where(LeaseRow.id.in_(made.leases)))
        ).scalars()
        for lease in rows:
            due = [
                TODAY - timedelta(days=dice.randint(-20, 250)) for _ in range(dice.randint(0, 8))
            ]
            kinds = dice.sample(list(Hold), dice.choice([0, 0, 0, 1, 2]))
            await _owe(session, lease, due)
            await _hold(session, lease.id, kinds, city)
            late = [day for day in due if day < TODAY]
            if late:
                case = Dunning(min(late), len(late), holds=frozenset(kinds))
                step = next_step(case, TODAY, STATE_COUNCIL)
                expected[step.code if step else ""] += 1
    expected.pop("", None)

    asked = Asked(await city.actor(Role.PURCHASER_OFFICER), TODAY, STATE_COUNCIL)
    async with city.runtime.database.snapshot(city.context) as session:
        found = await arrears.SOURCES[0].find(session, asked)

    assert {duty.name: duty.count for duty in found} == dict(expected)
    assert len(expected) >= 4, "the dice must reach several rungs"


async def _owe(session, lease: LeaseRow, due: list[date]) -> None:
    for number, day in enumerate(due):
        month = Month(2025, 1).plus(number)
        await session.execute(
            insert(ChargeRow).values(
                id=uuid4(),
                project_id=lease.project_id,
                lease_id=lease.id,
                unit_id=lease.unit_id,
                household_id=lease.household_id,
                month=month.first,
                from_on=month.first,
                until_on=month.next.first,
                due_on=day,
                amount_fen=100,
                treasury_claim_fen=100,
                arrears_fen=100,
                trace={},
            )
        )


async def _hold(session, lease_id: UUID, kinds: list[Hold], city: City) -> None:
    """In force today; and one of another time, which counts for nothing."""
    for kind, until in [(kind, None) for kind in kinds] + [("dispute", date(2026, 4, 30))]:
        await session.execute(
            insert(LeaseHoldRow).values(
                lease_id=lease_id,
                kind=kind,
                from_on=date(2026, 4, 1),
                until_on=until,
                reason="核实",
                maker_id=city.officer.person_id,
            )
        )
