"""The credit statement does what the domain says, for any households."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.allocation import OpenCharge, allocate
from domain.calendar import Month
from domain.charging import LeaseFacts
from domain.leases import LeaseState
from domain.ledger import Account
from domain.money import Money, total
from persistence import books
from persistence.rent import carrying, credit
from persistence.tables.payments import AllocationRow, PaymentRow
from persistence.tables.rent import ChargeRow
from tests import arrears_carried
from tests.given import City
from tests.given_contracts import who_is_served_first
from tests.given_estates import Estate, estate

TODAY = date(2026, 4, 28)
for_any = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


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
    city: City, households: list[Ledger], treasury_first: bool
) -> None:
    """`domain.allocation.allocate`, payment after payment, is the specification."""
    plain = LeaseFacts(LeaseState.ACTIVE, date(2025, 1, 1), date(2028, 1, 1), None, Money(1))
    async with city.runtime.database.transaction(city.context) as session:
        place = await estate(session, [plain] * len(households))
        await who_is_served_first(session, city, place.project_id, treasury_first=treasury_first)
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
        await arrears_carried.agree(session, place.project_id)


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
                arrears_fen=treasury + operator,
                trace={},
            )
        )
        made.append(OpenCharge(charge_id, month.first, Money(treasury), Money(operator)))
    await carrying.restate(session, [lease])
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
