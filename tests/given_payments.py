"""Debts and money for tests that are about paying, without the month around them."""

import io
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from domain.access import Scope
from domain.calendar import Month
from domain.ledger import Reason, check_balances
from domain.money import Money
from persistence import books
from persistence.books import Entry
from persistence.rent import carrying
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow
from tests.given import City
from tests.given_leases import lease

HEADER = "交易日期,交易时间,收入金额,支出金额,账户余额,对方户名,对方账号,摘要,交易流水号"


async def home(city: City, room: str = "101", *, project: Any = None, **facts: Any) -> Any:
    """A lease in a home of its own; gives the project too, as `project`."""
    project = project or await city.project()
    buildings = (await city.officer.read(f"/projects/{project['id']}/buildings"))["items"]
    building = buildings[0] if buildings else await city.building(project)
    unit = await city.unit(project, building, room)
    return {"id": str(await lease(city, project, unit, **facts)), "project": project, "unit": unit}


async def owes(
    city: City, home: Any, *months: str, fen: int = 27227, due_day: int = 10
) -> list[UUID]:
    """Charge these months, as a billing run does."""
    made: list[UUID] = []
    async with city.runtime.database.transaction(city.context) as session:
        book = await books.hold(
            session, Scope(city.authority_id, None), UUID(home["project"]["id"])
        )
        lease_row = (
            await session.execute(select(LeaseRow).where(LeaseRow.id == UUID(home["id"])))
        ).scalar_one()
        for month in map(Month.parse, months):
            charge_id = (
                await session.execute(
                    insert(ChargeRow)
                    .values(
                        project_id=book.project_id,
                        lease_id=lease_row.id,
                        unit_id=lease_row.unit_id,
                        household_id=lease_row.household_id,
                        month=month.first,
                        from_on=month.first,
                        until_on=month.next.first,
                        due_on=month.first.replace(day=due_day),
                        amount_fen=fen,
                        treasury_claim_fen=fen,
                        arrears_fen=fen,
                        trace={"rent_fen": fen},
                    )
                    .returning(ChargeRow.id)
                )
            ).scalar_one()
            entry = Entry(Reason.CHARGED, Money(fen), lease_id=lease_row.id, charge_id=charge_id)
            await books.post(
                session,
                book,
                [entry],
                month=month,
                on_date=month.first,
                document=("billing_run", charge_id),
                maker_id=city.cashier.person_id,
            )
            made.append(charge_id)
        await carrying.restate(session, [lease_row.id])
    return made


async def advanced(city: City, home: Any, charge_id: UUID) -> int:
    """The operator pays treasury what is short of this charge 代交; gives the fen."""
    operator_id = city.organisations["operator"]
    async with city.runtime.database.transaction(city.context) as session:
        book = await books.hold(
            session, Scope(city.authority_id, None), UUID(home["project"]["id"])
        )
        charge = (
            await session.execute(select(ChargeRow).where(ChargeRow.id == charge_id))
        ).scalar_one()
        short = charge.treasury_claim_fen
        await session.execute(
            update(ChargeRow)
            .where(ChargeRow.id == charge_id)
            .values(
                treasury_claim_fen=0,
                operator_claim_fen=ChargeRow.operator_claim_fen + short,
                operator_id=operator_id,
            )
        )
        entry = Entry(
            Reason.ADVANCED,
            Money(short),
            lease_id=charge.lease_id,
            charge_id=charge_id,
            operator_id=operator_id,
        )
        month = Month.of(charge.month)
        await books.post(
            session,
            book,
            [entry],
            month=month,
            on_date=month.next.first,
            document=("voucher", charge_id),
            maker_id=city.cashier.person_id,
        )
    return short


def order(home: Any, fen: int, **facts: Any) -> dict[str, Any]:
    """A payment in cash, as the counter sends it."""
    return {
        "lease_id": home["id"],
        "channel": "cash",
        "amount_fen": fen,
        "received_on": "2026-04-08",
        "payer_name": "赵福生",
        **facts,
    }


def bank_file(lines: Iterable[tuple[str, str, str, str]], day: str = "20260408") -> bytes:
    """A statement in GBK of (yuan, payer, remark, serial number)."""
    out = io.StringIO()
    out.write("代收租金专户 交易明细\n账号,6222********0417,币种,人民币\n" + HEADER + "\n")
    for yuan, payer, remark, serial in lines:
        income, expense = ("", yuan[1:]) if yuan.startswith("-") else (yuan, "")
        out.write(f"{day},12:00:00,{income},{expense},,{payer},6217****0001,{remark},{serial}\n")
    return out.getvalue().encode("gbk")


async def sent(city: City, project: Any, data: bytes, *, key: str | None = None) -> Any:
    """Upload a bank's file; gives the response."""
    headers = {} if key is None else {"Idempotency-Key": key}
    return await city.cashier.request(
        "POST",
        "/bank-statements",
        data={"project_id": project["id"]},
        files={"file": ("流水.csv", data)},
        headers=headers,
    )


async def charges_of(city: City, home: Any) -> list[tuple[int, int, int]]:
    """(paid, treasury's claim, operator's claim) of each charge, the oldest first."""
    row = ChargeRow
    async with city.runtime.database.snapshot(city.context) as session:
        found = await session.execute(
            select(row.paid_fen, row.treasury_claim_fen, row.operator_claim_fen)
            .where(row.lease_id == UUID(home["id"]))
            .order_by(row.due_on, row.id)
        )
        return [(paid, treasury, operator) for paid, treasury, operator in found]


async def books_of(city: City, project: Any) -> dict[str, int]:
    """Debits minus credits by account code, zero ones left out; the identities must hold."""
    async with city.runtime.database.snapshot(city.context) as session:
        found = await books.balances(session, UUID(project["id"]))
    assert check_balances(found) == []
    return {account.value: fen for account, fen in found.items() if fen}


RENT = 27227
