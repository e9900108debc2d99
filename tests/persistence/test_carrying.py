"""What charges carry is put right whatever was done to them: `domain.arrears.carried` in SQL."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation import Split
from domain.calendar import Month
from domain.charging import LeaseFacts
from domain.leases import LeaseState
from domain.money import ZERO, Money
from persistence.rent import carrying, charges
from persistence.tables.rent import ChargeRow
from tests import arrears_carried
from tests.given import City
from tests.given_estates import Estate, estate

PLAIN = LeaseFacts(LeaseState.ACTIVE, date(2025, 1, 1), date(2028, 1, 1), None, Money(1))
for_any = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

#: Month, days from its first to the due day, treasury's claim, operator's claim, kind.
debts = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([0, 9, 40]),
        st.integers(0, 300),
        st.integers(0, 300),
        st.sampled_from(["rent", "holdover", "late_fee"]),
    ),
    max_size=6,
)


async def _owe(session: AsyncSession, place: Estate, lease: UUID, owed: list[tuple]) -> list[UUID]:
    """Charges that carry themselves alone."""
    made: list[UUID] = []
    for line, (month, days, treasury, operator, kind) in enumerate(owed, start=1):
        first = Month(2026, 1).plus(month)
        made.append(uuid4())
        await session.execute(
            insert(ChargeRow).values(
                id=made[-1],
                project_id=place.project_id,
                lease_id=lease,
                unit_id=uuid4(),
                household_id=uuid4(),
                month=first.first,
                kind=kind,
                line=line,
                from_on=first.first,
                until_on=first.next.first,
                due_on=first.first + timedelta(days=days),
                amount_fen=treasury + operator,
                treasury_claim_fen=treasury,
                operator_claim_fen=operator,
                arrears_fen=treasury + operator,
                trace={},
            )
        )
    return made


@for_any
@given(owed=st.lists(debts, min_size=1, max_size=3))
async def test_restating_says_what_the_domain_says(city: City, owed: list[list[tuple]]) -> None:
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, [PLAIN] * len(owed))
        for lease, of_lease in zip(place.leases, owed, strict=True):
            await _owe(session, place, lease, of_lease)

        await carrying.restate(session, place.leases)

        open_ = sum(treasury + operator > 0 for one in owed for _, _, treasury, operator, _ in one)
        assert await arrears_carried.agree(session, place.project_id) == open_


@for_any
@given(owed=debts.filter(bool), which=st.integers(0, 5), percent=st.integers(0, 150))
async def test_a_charge_corrected_changes_what_later_ones_carry(
    city: City, owed: list[tuple], which: int, percent: int
) -> None:
    """Lowered, settled as a whole, or raised."""
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, [PLAIN])
        made = await _owe(session, place, place.leases[0], owed)
        await carrying.restate(session, place.leases)
        charge = await charges.lock(session, place.leases[0], made[which % len(made)])
        left = Money(charge.amount_fen * percent // 100)

        split = Split(treasury=left, reduced=max(Money(charge.amount_fen) - left, ZERO))
        await charges.restate(session, charge, split)

        await arrears_carried.agree(session, place.project_id)


async def test_another_households_charges_are_left_alone(city: City) -> None:
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, [PLAIN, PLAIN])
        mine, other = place.leases
        for lease in (mine, other):
            await _owe(session, place, lease, [(0, 0, 5, 0, "rent"), (1, 0, 7, 0, "rent")])
        await session.execute(
            update(ChargeRow).where(ChargeRow.lease_id == other).values(arrears_fen=99)
        )

        await carrying.restate(session, [mine])

        row = ChargeRow
        found = await session.execute(
            select(row.lease_id, row.arrears_fen, row.arrears_months).order_by(row.due_on)
        )
        told = [tuple(one) for one in found]
    assert [one[1:] for one in told if one[0] == mine] == [(5, 1), (12, 2)]
    assert [one[1:] for one in told if one[0] == other] == [(99, 0), (99, 0)]
