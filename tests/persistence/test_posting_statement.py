"""The posting statement settles what the domain says, for any debts and any payments at once."""

import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import chain
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.allocation import Claim, allocate
from domain.calendar import Month
from domain.money import Money
from persistence import bank, bank_lines, books, payments
from persistence.bank_lines import Columns
from persistence.books import Book, HeldLease
from persistence.payments import Received
from persistence.tables.payments import PaymentRow
from tests import arrears_carried
from tests.given import City
from tests.given_contracts import who_is_served_first
from tests.given_debts import (
    APRIL,
    Household,
    after,
    allocations,
    books_agree,
    charges_agree,
    owe,
    rests,
)
from tests.given_payments import home

for_any = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


households = st.lists(
    st.builds(
        Household,
        st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 400), st.integers(0, 400)), max_size=5
        ),
        st.lists(st.tuples(st.integers(0, 2), st.integers(1, 700)), max_size=4),
    ),
    min_size=3,
    max_size=3,
)


class Undone(Exception):
    """Ends an example without keeping it."""


@pytest.fixture
async def homes(city: City) -> list[Any]:
    first = await home(city, "101")
    return [first, *[await home(city, room, project=first["project"]) for room in ("102", "103")]]


#: How the trail tells it, whoever it was.
RECORDING: Final = {
    **dict.fromkeys(("actor", "organisation", "subject", "project", "request")),
    "actor": uuid4(),
    "action": "payments.payment.taken",
    "subject_type": "payments.payment",
    "facts": {},
    "announce": True,
}
REACH: Final = Scope(uuid4(), None)
#: Payments and their amounts by lease, in the order in which they settle debts.
Paid = dict[UUID, list[tuple[UUID, Money]]]
Booking = Callable[[AsyncSession, Book, dict[UUID, Household]], Awaitable[Paid]]


async def _from_the_bank(
    session: AsyncSession, book: Book, accounts: dict[UUID, Household]
) -> Paid:
    """All of it in one file."""
    columns = Columns()
    for lease, account in accounts.items():
        for day, fen in account.paid:
            columns.line.append(len(columns.line) + 1)
            columns.serial_no.append(uuid4().hex)
            columns.booked_on.append(APRIL + timedelta(days=day))
            columns.booked_time.append(None)
            columns.income_fen.append(fen)
            columns.expense_fen.append(0)
            columns.payer_name.append("某")
            columns.payer_account_mask.append("")
            columns.remark.append("")
            columns.outcome.append("matched")
            columns.matched_by.append("hand")
            columns.lease_id.append(lease)
    statement_id = await bank.add_statement(
        session, project_id=book.project_id, file_id=uuid4(), maker_id=uuid4()
    )
    await bank_lines.add_lines(session, statement_id, columns)
    credit = await payments.receive_lines(
        session, book, statement_id, {}, on=APRIL, maker_id=uuid4()
    )
    row = PaymentRow
    found = await session.execute(
        select(row.lease_id, row.id, row.amount_fen)
        .where(row.project_id == book.project_id)
        .order_by(row.received_on, row.id)
    )
    paid: Paid = {lease: [] for lease in accounts}
    for lease, payment_id, fen in found:
        paid[lease].append((payment_id, Money(fen)))
    assert credit.fen == sum((await rests(session, list(accounts))).values())
    return paid


async def _at_the_counter(
    session: AsyncSession, book: Book, accounts: dict[UUID, Household]
) -> Paid:
    """One after another, in the order in which people come."""
    paid: Paid = {}
    for lease, account in accounts.items():
        held = HeldLease(book, lease, "XFJY", "active", APRIL)
        paid[lease] = []
        for day, fen in account.paid:
            received = Received(
                uuid4(), "cash", Money(fen), APRIL + timedelta(days=day), "某", None, ""
            )
            told, settled = await payments.receive(session, held, received, RECORDING, today=APRIL)
            assert (told, settled) == await payments.detail(session, REACH, received.id)
            paid[lease].append((received.id, Money(fen)))
    return paid


@for_any
@given(
    accounts=households,
    treasury_first=st.booleans(),
    booked=st.sampled_from([_from_the_bank, _at_the_counter]),
)
async def test_many_payments_at_once_settle_what_one_after_the_other_would(
    city: City,
    homes: list[Any],
    accounts: list[Household],
    treasury_first: bool,
    booked: Booking,
) -> None:
    """`domain.allocation.allocate`, payment after payment, is the specification."""
    with contextlib.suppress(Undone):
        async with city.runtime.database.transaction(city.context) as session:
            book = await books.hold(session, _all(city), UUID(homes[0]["project"]["id"]))
            await who_is_served_first(session, city, book.project_id, treasury_first=treasury_first)
            leases = [UUID(one["id"]) for one in homes]
            debts = [await owe(session, book, *pair) for pair in zip(leases, accounts, strict=True)]
            paid = await booked(session, book, dict(zip(leases, accounts, strict=True)))

            expected: dict[tuple[UUID, UUID, Claim], int] = {}
            left: dict[UUID, int] = {}
            for lease, owed in zip(leases, debts, strict=True):
                still = owed
                for payment_id, amount in paid[lease]:
                    made, rest = allocate(amount, still, treasury_first=treasury_first)
                    expected |= {
                        (payment_id, part.charge_id, part.claim): part.amount.fen for part in made
                    }
                    left[payment_id] = rest.fen
                    still = [after(debt, made) for debt in still]
            assert await allocations(session, leases) == expected
            assert await rests(session, leases) == left
            await books_agree(session, book, expected, left)
            await charges_agree(session, [debt for owed in debts for debt in owed], expected)
            await arrears_carried.agree(session, book.project_id)
            raise Undone


@for_any
@given(accounts=households, booked=st.sampled_from([_from_the_bank, _at_the_counter]))
async def test_taking_every_payment_back_leaves_the_charges_as_they_were(
    city: City, homes: list[Any], accounts: list[Household], booked: Booking
) -> None:
    with contextlib.suppress(Undone):
        async with city.runtime.database.transaction(city.context) as session:
            book = await books.hold(session, _all(city), UUID(homes[0]["project"]["id"]))
            leases = [UUID(one["id"]) for one in homes]
            debts = [await owe(session, book, *pair) for pair in zip(leases, accounts, strict=True)]
            paid = await booked(session, book, dict(zip(leases, accounts, strict=True)))

            for payment_id, _ in chain.from_iterable(paid.values()):
                await payments.reopen_charges(
                    session, payment_id, month=Month.of(APRIL), on_date=APRIL
                )
                await arrears_carried.agree(session, book.project_id)
                await books.mirror(
                    session,
                    book,
                    payment_id,
                    month=Month.of(APRIL),
                    on_date=APRIL,
                    document=("payment_reversal", uuid4()),
                    maker_id=uuid4(),
                )

            await charges_agree(session, [debt for owed in debts for debt in owed], {})
            assert not any((await books.balances(session, book.project_id)).values())
            raise Undone


def _all(city: City) -> Scope:
    return Scope(city.authority_id, None)
