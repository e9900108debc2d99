"""The ledger is read, sealed, exported, and checked against itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from api.ledger.timetable import seal_transfers
from domain.closings import GENESIS, seal
from persistence import verifying
from persistence.server import Addresses
from persistence.session import Context, enter
from persistence.tables.ledger import MonthClosingRow, SealRow, TransferRow
from tests.given import City, found_city
from tests.given_month import Estate, estate

RENTS = {"甲": 27227, "乙": 20130}


async def lively(city: City) -> Estate:
    """Two months in which everything happened once; April is closed, all of it is sealed."""
    home = await estate(city, RENTS, recovery_mode="REMIT_REFUND")
    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    wrong = await home.pay("乙", 5000, "2025-04-11")
    await city.manager.act(f"/payments/{wrong['id']}/reversal", {"reason": "退票"})
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    await home.close("2025-04")
    await home.bill("2025-05")
    await home.pay("乙", 50000, "2025-05-20")
    await home.remit("2025-05-31")
    await home.hand_over("refunded", 20130, "2025-06-20")
    await seal_transfers(city.runtime)
    return home


def sealed_line(row: TransferRow) -> dict[str, Any]:
    """A transfer as domain.closings seals it: every column but the authority."""
    line: dict[str, Any] = {}
    for column in TransferRow.__table__.columns:
        value = getattr(row, column.name)
        if column.name == "posted_at":
            value = value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        if column.name != "authority_id":
            line[column.name] = value if value is None or isinstance(value, int) else str(value)
    return line


async def test_the_months_hash_is_what_the_domain_says(city: City) -> None:
    await lively(city)
    async with city.runtime.database.snapshot(city.context) as session:
        closing = (await session.scalars(select(MonthClosingRow))).one()
        rows = await session.scalars(
            select(TransferRow).where(TransferRow.month == closing.month).order_by(TransferRow.id)
        )
        lines = [sealed_line(row) for row in rows]

    assert len(lines) == closing.lines
    assert seal(lines, GENESIS) == closing.hash


async def test_seals_cover_every_transfer_once_and_are_chained(city: City) -> None:
    home = await lively(city)
    await home.pay("甲", 100, "2025-06-01")
    await asyncio.gather(*(seal_transfers(city.runtime) for _ in range(3)))
    await seal_transfers(city.runtime)
    async with city.runtime.database.snapshot(city.context) as session:
        seals = (await session.scalars(select(SealRow).order_by(SealRow.number))).all()
        transfers = (await session.scalars(select(TransferRow).order_by(TransferRow.id))).all()
        found = await verifying.findings(session)

    assert [one.number for one in seals] == [1, 2]
    assert sum(one.rows for one in seals) == len(transfers)
    assert seals[1].previous == seals[0].hash
    first = [sealed_line(row) for row in transfers[: seals[0].rows]]
    assert seal(first, GENESIS) == seals[0].hash
    assert found == []


async def test_transfers_are_filtered_and_paged(city: City) -> None:
    home = await lively(city)
    charge = (await city.cashier.read("/charges", project_id=home.id, month="2025-04"))["items"][0]

    of_charge = await city.finance.read("/ledger/transfers", charge_id=charge["id"])
    bank = await city.finance.read(
        "/ledger/transfers", project_id=home.id, account="A3", month="2025-04", limit=2
    )

    assert {one["charge_id"] for one in of_charge["items"]} == {charge["id"]}
    assert len(bank["items"]) == 2
    assert bank["next_cursor"]
    assert all("A3" in (one["debit"], one["credit"]) for one in bank["items"])


async def test_balances_carry_over_from_month_to_month(city: City) -> None:
    home = await lively(city)
    path = "/ledger/balances"

    april = await city.finance.read(path, project_id=home.id, month="2025-04")
    may = await city.finance.read(path, project_id=home.id, month="2025-05")

    closing = {one["account"]: one["closing_fen"] for one in april["items"]}
    opening = {one["account"]: one["opening_fen"] for one in may["items"]}
    assert closing == opening
    assert (closing["A2"], closing["O1"]) == (20130, -20130)
    assert april["broken"] == may["broken"] == []


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/ledger/balances", {"month": "2025-04"}),
        ("/ledger/findings", {}),
        ("/ledger/beancount", {"through": "2025-04"}),
    ],
)
async def test_books_of_others_are_as_if_they_were_not(
    city: City, path: str, query: dict[str, str]
) -> None:
    other = await city.project("OTHER", "别人的", operator_id=None)

    response = await city.cashier.get(path, project_id=other["id"], **query)

    assert response.json()["code"] == "project_not_found"


async def test_beancount_accepts_the_books(city: City, tmp_path: Path) -> None:
    home = await lively(city)

    response = await city.finance.get("/ledger/beancount", project_id=home.id, through="2025-06")
    file = tmp_path / "books.beancount"
    file.write_text(response.text, encoding="utf-8")
    check = Path(__file__).parents[2] / ".venv" / "bin" / "bean-check"
    process = await asyncio.create_subprocess_exec(
        str(check), str(file), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    told, _ = await process.communicate()

    assert process.returncode == 0, told.decode()
    assert "272.27 CNY" in response.text


#: What somebody does behind the program's back, and first the check that must notice.
TAMPERED: list[tuple[str, ...]] = [
    (
        "charge_split_differs_from_transfers",
        (
            "update charges set paid_fen = paid_fen - 1, treasury_claim_fen ="
            " treasury_claim_fen + 1 where paid_fen > 0"
        ),
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
        "alter table transfers drop constraint transfers_authority_id_reverses_id_once",
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


async def test_the_program_itself_cannot_change_the_ledger(city: City) -> None:
    await lively(city)
    for deed in ("update transfers set amount_fen = 1", "delete from transfers"):
        with pytest.raises(Exception, match="permission denied"):
            async with city.runtime.database.transaction(city.context) as session:
                await session.execute(text(deed))
