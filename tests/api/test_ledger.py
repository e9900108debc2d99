"""The ledger is read, sealed, exported, and checked against itself."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from api.ledger.timetable import seal_transfers
from domain.closings import GENESIS, seal
from persistence import verifying
from persistence.tables.ledger import MonthClosingRow, SealRow, TransferRow
from tests.given import City
from tests.given_month import lively


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
    await asyncio.gather(*(seal_transfers(city.runtime, city.authority_id) for _ in range(3)))
    await seal_transfers(city.runtime, city.authority_id)
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


async def test_the_program_itself_cannot_change_the_ledger(city: City) -> None:
    await lively(city)
    for deed in ("update transfers set amount_fen = 1", "delete from transfers"):
        with pytest.raises(Exception, match="permission denied"):
            async with city.runtime.database.transaction(city.context) as session:
                await session.execute(text(deed))
