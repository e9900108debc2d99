"""The billing statement and the credit statement do what the domain says, for any leases."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.charging import LeaseFacts, Outcome, Terms, Verdict, Why, verdict
from domain.housing import UnitState
from domain.lease_terms import RentFrom
from domain.leases import LeaseState
from domain.ledger import Account, check_balances
from domain.money import ZERO, Money, total
from domain.proration import Basis
from persistence import books
from persistence.rent import charging
from persistence.tables.rent import BillingOutcomeRow, ChargeRow
from tests import arrears_carried
from tests.given import City
from tests.given_estates import Estate, estate

TODAY = date(2026, 4, 28)
days = st.dates(date(2026, 1, 20), date(2026, 6, 10))
rents = st.one_of(
    st.just(0), st.just(27227), st.integers(1, 500_000), st.sampled_from([10**13, 10**13 + 1])
)


#: A rent from a day on; days repeat, so that a later row takes the place of an earlier one.
changes = st.builds(
    RentFrom,
    valid_from=st.one_of(days, st.dates(date(2026, 3, 28), date(2026, 4, 5))),
    monthly=st.sampled_from([0, 1, 20130, 34800, 10**13]).map(Money),
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
        changes=tuple(draw(st.one_of(st.just([]), st.lists(changes, max_size=4)))),
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
        assert await arrears_carried.agree(session, place.project_id) <= len(dues)
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


@for_any
@given(
    facts=st.lists(leases(), min_size=1, max_size=4),
    billed=st.permutations([Month(2026, 2), Month(2026, 3), Month(2026, 4)]),
    due_days=st.lists(st.integers(1, 31), min_size=3, max_size=3),
)
async def test_months_billed_in_any_order_carry_each_other(
    city: City, facts: list[LeaseFacts], billed: list[Month], due_days: list[int]
) -> None:
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, facts)
        for month, due_day in zip(billed, due_days, strict=True):
            await bill(session, city, place, month, Terms(due_day=due_day))
            await arrears_carried.agree(session, place.project_id)


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
