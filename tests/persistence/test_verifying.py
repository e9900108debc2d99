"""Whoever changes the books behind the program's back is found by the verifier."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from persistence import verifying
from persistence.server import Addresses
from persistence.session import Context, enter
from tests.given import City, found_city
from tests.given_month import lively

#: What somebody does behind the program's back, and first the check that must notice.
TAMPERED: list[tuple[str, ...]] = [
    (
        "charge_split_differs_from_transfers",
        (
            "update charges set paid_fen = paid_fen - 1, written_off_fen ="
            " written_off_fen + 1 where paid_fen > 0"
        ),
    ),
    (
        "arrears_not_carried",
        "update charges set arrears_fen = arrears_fen + 1 where arrears_fen > 0",
    ),
    (
        "arrears_not_carried",
        "update charges set arrears_months = 2 where arrears_fen = 0",
    ),
    (
        "charge_does_not_add_up",
        "alter table charges drop constraint charge_adds_up",
        "update charges set amount_fen = amount_fen + 1",
    ),
    (
        "charged_twice_for_a_day",
        "update charges set from_on = from_on - 1 where month = '2025-05-01'",
    ),
    (
        "allocations_differ_from_postings",
        "update allocations set amount_fen = amount_fen + 1 where amount_fen > 0",
    ),
    (
        "allocated_above_the_charge",
        "update allocations set amount_fen = amount_fen * 10 where amount_fen > 0",
    ),
    (
        "payment_not_used_exactly",
        "update payments set amount_fen = amount_fen + 1",
    ),
    (
        "unallocated_differs_from_ledger",
        ("update payments set unallocated_fen = unallocated_fen + 1, amount_fen = amount_fen + 1"),
    ),
    (
        "serial_booked_twice",
        "alter table payments drop constraint payments_authority_id_channel_serial_no_once",
        "update payments set serial_no = 'same'",
    ),
    (
        "voucher_differs_from_its_lines",
        "update voucher_lines set amount_fen = amount_fen + 1",
    ),
    (
        "voucher_differs_from_transfers",
        "update vouchers set amount_fen = amount_fen + 1, billed_fen = billed_fen + 1",
    ),
    (
        "day_end_differs_from_payments",
        (
            "insert into day_ends (project_id, on_date, payments, booked_fen, counted_fen,"
            " taker_ids, checker_id) select project_id, received_on, 1, 1, 1, array[maker_id],"
            " gen_random_uuid() from payments limit 1"
        ),
    ),
    (
        "shortfall_left_open",
        "delete from voucher_lines",
        "delete from vouchers",
        (
            "update charges set treasury_claim_fen = treasury_claim_fen + operator_claim_fen"
            " + paid_fen, operator_claim_fen = 0, paid_fen = 0,"
            " arrears_fen = arrears_fen + paid_fen where month = '2025-04-01'"
        ),
        "delete from transfers where credit = 'A1' and month = '2025-04-01'",
    ),
    (
        "operator_claim_not_covered",
        "delete from transfers where 'O1' in (debit, credit)",
        "delete from transfers where reason = 'received_for_operator'",
    ),
    (
        "remittance_differs_from_transfers",
        (
            "update remittances set tenant_money_fen = tenant_money_fen + 1, amount_fen ="
            " amount_fen + 1"
        ),
    ),
    (
        "hand_over_differs_from_transfers",
        "update hand_overs set amount_fen = amount_fen - 1",
    ),
    (
        "posting_not_in_the_table",
        "update transfers set credit = 'B1' where reason = 'charged' and month = '2025-05-01'",
    ),
    (
        "posting_incomplete",
        (
            "delete from transfers where reason = 'received_for_treasury' and credit = 'L1'"
            " and month = '2025-05-01'"
        ),
    ),
    (
        "posted_in_no_book",
        "update transfers set project_id = gen_random_uuid()",
    ),
    (
        "transfer_amount_odd",
        "alter table transfers drop constraint transfer_amount_positive",
        "update transfers set amount_fen = -amount_fen where month = '2025-05-01'",
    ),
    (
        "reversal_is_no_mirror",
        "update transfers set amount_fen = amount_fen + 1 where reverses_id is not null",
    ),
    (
        "reversed_twice",
        "drop index transfer_mirrored_once",
        (
            "update transfers set reverses_id = (select reverses_id from transfers where"
            " reverses_id is not null limit 1) where month = '2025-05-01'"
        ),
    ),
    (
        "posted_in_the_future",
        "update transfers set posted_at = now() + interval '1 hour'",
    ),
    (
        "charge_in_another_project",
        "update transfers set project_id = gen_random_uuid() where charge_id is not null",
    ),
    (
        "posted_after_closing",
        "update transfers set month = '2025-04-01' where month = '2025-05-01'",
    ),
    (
        "closing_differs_from_its_lines",
        "update transfers set amount_fen = amount_fen + 1 where month = '2025-04-01'",
    ),
    (
        "closing_differs_from_its_lines",
        "update month_closings set lines = lines + 1",
    ),
    (
        "closing_chain_broken",
        "update month_closings set previous = sha256('x')",
    ),
    (
        "closed_through_without_closing",
        "update books set closed_through = '2025-05-01'",
    ),
    (
        "seal_differs_from_its_lines",
        (
            "update transfers set document_type = 'other' where id = (select id from"
            " transfers limit 1)"
        ),
    ),
    (
        "seal_differs_from_its_lines",
        "delete from transfers where id = (select max(id::text)::uuid from transfers)",
    ),
    (
        "seal_chain_broken",
        "update seals set previous = sha256('x')",
    ),
    (
        "left_without_a_seal",
        "delete from sealed_transfers",
        "update transfers set posted_at = posted_at - interval '2 days'",
    ),
    (
        "one_person_did_both",
        "alter table vouchers drop constraint voucher_confirmed_by_another",
        "update vouchers set confirmed_by = maker_id",
    ),
    (
        "unit_let_twice",
        "drop index one_live_lease_per_unit",
        "update leases set unit_id = (select min(unit_id::text)::uuid from leases)",
    ),
    (
        "deposit_below_nothing",
        "update transfers set lease_id = gen_random_uuid() where reason = 'deposit_received'",
    ),
    (
        "deposit_of_nobody",
        "update transfers set lease_id = null where reason = 'deposit_received'",
    ),
    (
        "deposit_differs_from_its_paper",
        "update deposit_receipts set amount_fen = amount_fen + 1",
    ),
    (
        "deposit_differs_from_its_paper",
        "update deposit_withholdings set amount_fen = amount_fen + 1",
    ),
    (
        "deposit_differs_from_its_paper",
        "update deposit_refunds set amount_fen = amount_fen + 1",
    ),
    (
        "deposit_move_differs_from_transfers",
        "update deposit_moves set amount_fen = amount_fen + 1",
    ),
    (
        "book_identity_broken",
        "update transfers set debit = 'A4' where reason = 'remitted' and debit = 'L1'",
    ),
]


@pytest.fixture(scope="module")
async def books(runtime: Any, stranger: Any) -> City:
    """One lively city for all of the tampering; each test undoes its own."""
    city = await found_city(runtime, stranger)
    await lively(city)
    return city


@asynccontextmanager
async def _as_owner(addresses: Addresses, city: City) -> AsyncIterator[AsyncSession]:
    """A transaction of the owner in the city, undone at the end."""
    engine = create_async_engine(addresses.owner)
    try:
        async with AsyncSession(engine) as session, session.begin() as transaction:
            await enter(session, Context(city.authority_id))
            yield session
            await transaction.rollback()
    finally:
        await engine.dispose()


async def test_the_books_of_a_lively_city_are_clean(books: City) -> None:
    async with books.runtime.database.snapshot(books.context) as session:
        assert await verifying.findings(session) == []


@pytest.mark.parametrize(("code", "deeds"), [(code, deeds) for code, *deeds in TAMPERED])
async def test_whoever_changes_the_books_is_found(
    books: City, addresses: Addresses, code: str, deeds: list[str]
) -> None:
    async with _as_owner(addresses, books) as session:
        for deed in deeds:
            await session.execute(text(deed))
        found = {finding.code for finding in await verifying.findings(session)}

    assert code in found


def test_every_check_is_seen_to_fire() -> None:
    assert {code for code, *_ in TAMPERED} == set(verifying.CODES)
