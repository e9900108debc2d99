"""The statement that counts unit-days is held to domain.unit_days, which says what they are."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from domain.calendar import Month, Period
from domain.leases import LeaseState
from domain.money import Money
from domain.unit_days import PriceFrom, StockEntry, base_fee, spans
from persistence import unit_days
from persistence.tables.contracts import ContractPriceRow, ContractUnitRow
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from tests.given import City
from tests.given_contracts import contract
from tests.given_settlement import homes

APRIL = Month(2025, 4)
EPOCH = date(2025, 1, 1)
TERM = Period.inclusive(EPOCH, date(2025, 12, 31))
HOMES = 4

days = st.integers(0, 200).map(lambda n: EPOCH + timedelta(days=n))
#: Pieces of one home's time that do not touch: in stock, out, in again.
pieces = (
    st.lists(days, unique=True, max_size=4)
    .map(sorted)
    .map(lambda cuts: [Period(*pair) for pair in zip(cuts[::2], [*cuts[1::2], None], strict=False)])
)
prices = st.dictionaries(days, st.integers(1, 9999), max_size=4).map(
    lambda later: {EPOCH: 2650, **later}
)
homes_stock = st.lists(pieces, min_size=HOMES, max_size=HOMES)
homes_lived_in = st.lists(pieces, min_size=HOMES, max_size=HOMES)


@given(stock=homes_stock, lived_in=homes_lived_in, price=prices, tells_vacant=st.booleans())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_the_statement_counts_what_the_domain_counts(
    city: City,
    stock: list[list[Period]],
    lived_in: list[list[Period]],
    price: dict[date, int],
    tells_vacant: bool,
) -> None:
    contract_id = await _stored(city, stock, lived_in, price)
    async with city.runtime.database.transaction(city.context) as session:
        counted = await unit_days.counted(session, contract_id, APRIL, tells_vacant=tells_vacant)

    entries = [
        StockEntry(uuid4(), period, _empty(period, homes) if tells_vacant else ())
        for unit, homes in zip(stock, lived_in, strict=True)
        for listed in unit
        if (period := listed.overlap(TERM)) is not None
    ]
    expected = spans(entries, [PriceFrom(on, Money(fen)) for on, fen in price.items()], APRIL)

    assert sum(one.span.unit_days for one in counted) == sum(one.unit_days for one in expected)
    assert sum(one.span.vacant_days for one in counted) == sum(one.vacant_days for one in expected)
    half = Decimal("0.5")
    assert base_fee((one.span for one in counted), APRIL, vacant_factor=half) == base_fee(
        expected, APRIL, vacant_factor=half
    )


def _empty(period: Period, lived_in: list[Period]) -> tuple[Period, ...]:
    """The days of `period` on which nobody lives there; keys come back on a day lived in."""
    gaps: list[Period] = []
    at: date | None = period.from_on
    for lease in lived_in:
        assert at is not None
        if lease.from_on > at and (period.until_on is None or at < period.until_on):
            gaps.append(Period(at, min(lease.from_on, period.until_on or lease.from_on)))
        if lease.until_on is None:
            return tuple(gaps)
        at = max(at, lease.until_on + timedelta(days=1))
    if period.until_on is None or at < period.until_on:
        gaps.append(Period(at, period.until_on))
    return tuple(gaps)


async def _stored(
    city: City, stock: list[list[Period]], lived_in: list[list[Period]], price: dict[date, int]
) -> UUID:
    project = await city.project(f"P{uuid4().hex[:8]}")
    await homes(city, project, HOMES)
    contract_id = await contract(city, project, ends_on=date(2025, 12, 31))
    maker, checker = city.officer.person_id, city.approver.person_id
    async with city.runtime.database.transaction(city.context) as session:
        units = list(
            await session.scalars(
                select(UnitRow.id)
                .where(UnitRow.project_id == UUID(project["id"]))
                .order_by(UnitRow.code)
            )
        )
        listed: list[dict[str, Any]] = [
            {
                "contract_id": contract_id,
                "unit_id": unit,
                "from_on": period.from_on,
                "until_on": period.until_on,
            }
            for unit, periods in zip(units, stock, strict=True)
            for period in periods
        ]
        if listed:
            await session.execute(insert(ContractUnitRow).values(listed))
        for on, fen in price.items():
            await session.execute(
                insert(ContractPriceRow).values(
                    contract_id=contract_id,
                    valid_from=on,
                    price_fen=fen,
                    reason="x",
                    document_no="y",
                    maker_id=maker,
                    checker_id=checker,
                )
            )
        household_id = (
            await session.execute(
                insert(HouseholdRow)
                .values(project_id=project["id"], tenant_name="赵", tier="lower_middle", size=1)
                .returning(HouseholdRow.id)
            )
        ).scalar_one()
        for unit, periods in zip(units, lived_in, strict=True):
            for period in periods:
                over = period.until_on is not None
                await session.execute(
                    insert(LeaseRow).values(
                        project_id=project["id"],
                        unit_id=unit,
                        household_id=household_id,
                        contract_no=uuid4().hex,
                        state=LeaseState.TERMINATED if over else LeaseState.ACTIVE,
                        starts_on=period.from_on,
                        ends_on=date(2027, 12, 31),
                        charged_from=period.from_on,
                        vacated_on=period.until_on,
                        monthly_rent_fen=20000,
                        tier="lower_middle",
                    )
                )
    return contract_id
