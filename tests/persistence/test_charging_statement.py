"""The billing statement and the credit statement do what the domain says, for any leases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.allocation import OpenCharge, allocate
from domain.calendar import Month
from domain.charging import LeaseFacts, Outcome, Terms, Verdict, Why, verdict
from domain.housing import UnitState
from domain.leases import LeaseState
from domain.ledger import Account, check_balances
from domain.money import ZERO, Money, total
from domain.proration import Basis
from persistence import books
from persistence.rent import charging, credit
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, ProjectRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.ledger import BookRow
from persistence.tables.payments import AllocationRow, PaymentRow
from persistence.tables.rent import BillingOutcomeRow, ChargeRow
from tests.given import City

TODAY = date(2026, 4, 28)
days = st.dates(date(2026, 1, 20), date(2026, 6, 10))
rents = st.one_of(
    st.just(0), st.just(27227), st.integers(1, 500_000), st.sampled_from([10**13, 10**13 + 1])
)


@st.composite
def leases(draw: st.DrawFn) -> LeaseFacts:
    charged_from, starts_on = draw(days), date(2025, 1, 1)
    return LeaseFacts(
        state=draw(st.one_of(st.just(LeaseState.ACTIVE), st.sampled_from(LeaseState))),
        charged_from=draw(st.sampled_from([charged_from, starts_on])),
        ends_on=draw(st.one_of(days, st.just(date(2028, 12, 31)))),
        vacated_on=draw(st.one_of(st.none(), days)),
        monthly_rent=Money(draw(rents)),
        unit_state=draw(st.sampled_from([UnitState.LEASED] * 5 + [*UnitState])),
    )


terms_of_a_city = st.builds(
    Terms,
    basis=st.sampled_from(Basis),
    unit_fen=st.sampled_from([1, 1, 10, 100]),
    last_day_counted=st.booleans(),
    due_day=st.integers(1, 31),
)
months = st.sampled_from([Month(2026, 2), Month(2026, 3), Month(2026, 4), Month(2024, 2)])
for_any = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True, slots=True)
class Estate:
    """A new project with one unit and household per lease."""

    project_id: UUID
    leases: list[UUID]


async def estate(session: AsyncSession, facts: Sequence[LeaseFacts]) -> Estate:
    mark = uuid4().hex
    ids = [(uuid4(), uuid4(), uuid4()) for _ in facts]
    project_id, building_id = uuid4(), uuid4()
    await session.execute(
        insert(ProjectRow).values(id=project_id, code=mark, name=mark, district="青山区")
    )
    await session.execute(insert(BookRow).values(project_id=project_id))
    await session.execute(
        insert(BuildingRow).values(id=building_id, project_id=project_id, name="1")
    )
    if not facts:
        return Estate(project_id, [])
    rows: dict[Any, list[dict[str, Any]]] = {UnitRow: [], HouseholdRow: [], LeaseRow: []}
    for number, (one, (unit, household, lease)) in enumerate(zip(facts, ids, strict=True)):
        rows[UnitRow].append(
            {
                "id": unit,
                "project_id": project_id,
                "building_id": building_id,
                "code": f"{mark}-{number}",
                "entrance": "1",
                "room": str(number),
                "area_m2": 50,
                "price_per_m2": 5,
                "state": one.unit_state,
            }
        )
        rows[HouseholdRow].append(
            {
                "id": household,
                "project_id": project_id,
                "tenant_name": "赵福生",
                "tier": "low_income",
                "size": 1,
            }
        )
        rows[LeaseRow].append(
            {
                "id": lease,
                "project_id": project_id,
                "unit_id": unit,
                "household_id": household,
                "contract_no": f"{mark}-{number}",
                "state": one.state,
                "starts_on": date(2025, 1, 1),
                "ends_on": one.ends_on,
                "charged_from": one.charged_from,
                "vacated_on": one.vacated_on,
                "monthly_rent_fen": one.monthly_rent.fen,
                "tier": "low_income",
            }
        )
    for table, values in rows.items():
        await session.execute(insert(table).values(values))
    return Estate(project_id, [lease for _, _, lease in ids])


async def bill(
    session: AsyncSession, city: City, place: Estate, month: Month, terms: Terms
) -> tuple[charging.Raised, dict[UUID, tuple[str, str | None, int | None]]]:
    """Run the statement; gives its totals, and each lease's outcome, reason and amount."""
    book = await books.hold(session, Scope(city.authority_id, None), place.project_id)
    run_id = uuid4()
    raised = await charging.raise_charges(
        session,
        book,
        month,
        terms,
        run_id=run_id,
        rule_id=None,
        on_date=TODAY,
        maker_id=uuid4(),
    )
    row = BillingOutcomeRow
    found = await session.execute(
        select(row.lease_id, row.outcome, row.reason, row.amount_fen).where(row.run_id == run_id)
    )
    return raised, {lease: (outcome, why, fen) for lease, outcome, why, fen in found}


def told(one: Verdict) -> tuple[str, str | None, int | None]:
    return one.outcome, one.why, one.due.amount.fen if one.due else None


@for_any
@given(facts=st.lists(leases(), max_size=8), month=months, terms=terms_of_a_city)
async def test_the_statement_decides_what_the_domain_decides(
    city: City, facts: list[LeaseFacts], month: Month, terms: Terms
) -> None:
    """`domain.charging.verdict` is the specification; the set-based SQL must agree with it."""
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, facts)
        expected = [verdict(one, month, terms) for one in facts]

        raised, outcomes = await bill(session, city, place, month, terms)

        assert [outcomes[lease] for lease in place.leases] == [told(one) for one in expected]
        dues = {
            lease: one.due
            for lease, one in zip(place.leases, expected, strict=True)
            if one.due is not None
        }
        row = ChargeRow
        charges = await session.scalars(select(row).where(row.project_id == place.project_id))
        assert {
            c.lease_id: (c.amount_fen, c.treasury_claim_fen, c.from_on, c.until_on, c.due_on)
            for c in charges
        } == {
            lease: (
                due.amount.fen,
                due.amount.fen,
                due.period.from_on,
                due.period.until_on,
                due.due_on,
            )
            for lease, due in dues.items()
        }
        billed = total(due.amount for due in dues.values())
        assert (raised.charged, raised.billed) == (len(dues), billed)
        assert raised.charged + raised.skipped + raised.refused == len(facts)
        balances = await books.balances(session, place.project_id)
        assert balances.get(Account.RECEIVABLE_TREASURY, 0) == billed.fen
        assert check_balances(balances) == []


@for_any
@given(facts=st.lists(leases(), min_size=1, max_size=5), month=months, terms=terms_of_a_city)
async def test_a_second_run_charges_nobody_twice(
    city: City, facts: list[LeaseFacts], month: Month, terms: Terms
) -> None:
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, facts)
        _, first = await bill(session, city, place, month, terms)

        again, second = await bill(session, city, place, month, terms)

    assert (again.charged, again.billed) == (0, ZERO)
    charged = {lease for lease, (outcome, _, _) in first.items() if outcome == Outcome.CHARGED}
    skipped = (Outcome.SKIPPED, Why.ALREADY_CHARGED, None)
    assert second == first | dict.fromkeys(charged, skipped)


@pytest.mark.parametrize("basis", Basis)
async def test_one_bad_lease_does_not_stop_the_others(city: City, basis: Basis) -> None:
    good = LeaseFacts(
        LeaseState.ACTIVE, date(2025, 1, 1), date(2028, 12, 31), None, Money.yuan("272.27")
    )
    bad = [
        LeaseFacts(LeaseState.ACTIVE, date(2026, 4, 20), date(2026, 4, 1), None, Money(1)),
        LeaseFacts(LeaseState.ACTIVE, date(2025, 1, 1), date(2026, 2, 1), None, Money(1)),
        LeaseFacts(LeaseState.TERMINATED, date(2025, 1, 1), date(2028, 1, 1), None, Money(1)),
        LeaseFacts(LeaseState.ACTIVE, date(2025, 1, 1), date(2028, 1, 1), None, Money(2**62)),
    ]
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, [good, *bad])

        raised, outcomes = await bill(session, city, place, Month(2026, 4), Terms(basis))

    assert (raised.charged, raised.refused, raised.billed) == (1, 4, Money.yuan("272.27"))
    assert [outcomes[lease][1] for lease in place.leases] == [
        None,
        Why.ENDS_BEFORE_START,
        Why.ENDED_NOT_VACATED,
        Why.RETURN_DATE_MISSING,
        Why.RENT_OUT_OF_RANGE,
    ]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A household's open charges (treasury, operator) by month, and its credits, in fen."""

    debts: list[tuple[int, int]]
    credits: list[int]


accounts = st.builds(
    Ledger,
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=4),
    st.lists(st.integers(1, 700), max_size=3),
)


@for_any
@given(households=st.lists(accounts, min_size=1, max_size=4), treasury_first=st.booleans())
async def test_credit_pays_what_the_domain_says(
    city: City,
    monkeypatch: pytest.MonkeyPatch,
    households: list[Ledger],
    treasury_first: bool,
) -> None:
    """`domain.allocation.allocate`, payment after payment, is the specification."""

    async def contract(*_: object) -> bool:
        return treasury_first

    monkeypatch.setattr(credit, "treasury_first", contract)
    plain = LeaseFacts(LeaseState.ACTIVE, date(2025, 1, 1), date(2028, 1, 1), None, Money(1))
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, [plain] * len(households))
        expected: dict[tuple[UUID, UUID, str], int] = {}
        left: dict[UUID, int] = {}
        for lease, account in zip(place.leases, households, strict=True):
            debts = await _debts(session, place, lease, account)
            for number, fen in enumerate(account.credits):
                payment = await _credit(session, place, lease, number, fen)
                parts, rest = allocate(Money(fen), debts, treasury_first=treasury_first)
                expected |= {(payment, p.charge_id, p.claim): p.amount.fen for p in parts}
                left[payment] = rest.fen
                debts = [_less(debt, parts) for debt in debts]
        book = await books.hold(session, Scope(city.authority_id, None), place.project_id)

        used = await credit.use(session, book, Month.of(TODAY), on_date=TODAY, maker_id=uuid4())

        row = AllocationRow
        found = await session.execute(
            select(row.payment_id, row.charge_id, row.claim, row.amount_fen).where(
                row.lease_id.in_(place.leases)
            )
        )
        assert {(p, c, claim): fen for p, c, claim, fen in found} == expected
        assert used.fen == sum(expected.values())
        payments = await session.execute(
            select(PaymentRow.id, PaymentRow.unallocated_fen).where(
                PaymentRow.project_id == place.project_id
            )
        )
        assert {one[0]: one[1] for one in payments} == left
        unallocated = -(await books.balances(session, place.project_id)).get(Account.UNALLOCATED, 0)
        assert unallocated == -used.fen


async def _debts(
    session: AsyncSession, place: Estate, lease: UUID, account: Ledger
) -> list[OpenCharge]:
    made: list[OpenCharge] = []
    for number, (treasury, operator) in enumerate(account.debts):
        month = Month(2026, 1).plus(number // 2)
        charge_id = uuid4()
        await session.execute(
            insert(ChargeRow).values(
                id=charge_id,
                project_id=place.project_id,
                lease_id=lease,
                unit_id=uuid4(),
                household_id=uuid4(),
                month=month.first,
                line=1 + number % 2,
                from_on=month.first,
                until_on=month.next.first,
                due_on=month.first,
                amount_fen=treasury + operator,
                treasury_claim_fen=treasury,
                operator_claim_fen=operator,
                trace={},
            )
        )
        made.append(OpenCharge(charge_id, month.first, Money(treasury), Money(operator)))
    return made


async def _credit(session: AsyncSession, place: Estate, lease: UUID, number: int, fen: int) -> UUID:
    day = date(2026, 4, 1) + timedelta(days=number)
    made = await session.execute(
        insert(PaymentRow)
        .values(
            project_id=place.project_id,
            lease_id=lease,
            channel="cash",
            serial_no=uuid4().hex,
            payer_name="赵福生",
            received_on=day,
            month=Month.of(day).first,
            amount_fen=fen,
            unallocated_fen=fen,
            state="allocated",
            maker_id=uuid4(),
        )
        .returning(PaymentRow.id)
    )
    return made.scalar_one()


def _less(debt: OpenCharge, parts: Sequence[Any]) -> OpenCharge:
    paid = {
        claim: total(p.amount for p in parts if p.charge_id == debt.id and p.claim == claim)
        for claim in ("treasury", "operator")
    }
    return OpenCharge(
        debt.id, debt.due_on, debt.treasury - paid["treasury"], debt.operator - paid["operator"]
    )
