"""The voucher's statement over a month's charges, held to `domain.advances.shortfall_lines`."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import BigInteger, Insert, insert, literal, select, update

from domain.advances import DueCharge, Exclusion, shortfall_lines
from domain.calendar import Month
from domain.money import Money
from domain.vouchers import above_contract
from persistence.rent import carrying
from persistence.tables.leases import LeaseHoldRow, LeaseRow
from persistence.tables.rent import ChargeRow
from tests.given import City
from tests.given_month import Estate, estate


@pytest.mark.parametrize("catalogue", [(), tuple(Exclusion), ("frozen", "vacancy")])
async def test_the_statement_calculates_what_the_domain_says(
    city: City, catalogue: tuple[str, ...]
) -> None:
    rents = {f"户{n}": 20000 + n for n in range(12)}
    home = await estate(city, rents, exclusions=catalogue)
    await home.bill("2025-04")
    await _make_varied(home)

    expected = await _expected(home, frozenset(map(Exclusion, catalogue)))
    voucher = await home.voucher("2025-04")
    lines = (await city.finance.read(f"/advances/{voucher['id']}/lines"))["items"]

    found = {
        UUID(line["charge_id"]): (line["amount_fen"], line["excluded_fen"], line["exclusion"])
        for line in lines
    }
    assert found == expected
    assert voucher["amount_fen"] == sum(amount for amount, _, _ in expected.values())


async def _make_varied(home: Estate) -> None:
    """Holds of every kind, empty homes, frozen leases and holdover among the leases."""
    leases = list(home.leases.values())
    async with home.city.runtime.database.transaction(home.city.context) as session:
        for lease_id, kind, until in (
            (leases[0], "hardship", None),
            (leases[1], "dispute", date(2025, 4, 1)),
            (leases[2], "frozen", date(2025, 3, 31)),
            (leases[3], "vulnerable", None),
            (leases[4], "dispute", None),
        ):
            session.add(
                LeaseHoldRow(
                    lease_id=lease_id,
                    kind=kind,
                    from_on=date(2025, 3, 1),
                    until_on=until,
                    reason="核实",
                    maker_id=home.city.officer.person_id,
                )
            )
        await session.flush()
        await session.execute(
            update(LeaseRow).where(LeaseRow.id == leases[5]).values(state="suspended")
        )
        await session.execute(
            update(LeaseRow)
            .where(LeaseRow.id.in_((leases[6], leases[7])))
            .values(vacated_on=date(2025, 3, 20))
        )
        for lease_id, fen, from_on in (
            (leases[8], 94248, date(2025, 4, 1)),
            (leases[9], 36483, date(2025, 4, 19)),
            (leases[10], 9000, date(2025, 4, 1)),
            (leases[4], 50000, date(2025, 4, 1)),
        ):
            await session.execute(_holdover(lease_id, fen, from_on))
        await carrying.restate(session, leases)
    await home.pay("户9", 30500, "2025-04-15")


def _holdover(lease_id: UUID, fen: int, from_on: date) -> Insert:
    """A charge at the market's price for staying on, beside the rent that the run charged."""
    row = ChargeRow
    rent = select(
        row.project_id,
        row.lease_id,
        row.unit_id,
        row.household_id,
        row.month,
        literal("holdover"),
        literal(from_on),
        row.until_on,
        row.due_on,
        literal(fen, BigInteger),
        literal(fen, BigInteger),
        literal(fen, BigInteger),
        row.trace,
    ).where(row.lease_id == lease_id, row.kind == "rent")
    columns = (
        "project_id lease_id unit_id household_id month kind from_on until_on due_on amount_fen"
        " treasury_claim_fen arrears_fen trace"
    )
    return insert(row).from_select(columns.split(), rent)


async def _expected(
    home: Estate, granted: frozenset[Exclusion]
) -> dict[UUID, tuple[int, int, str | None]]:
    month = Month(2025, 4)
    async with home.city.runtime.database.snapshot(home.city.context) as session:
        rows = (
            await session.execute(
                select(ChargeRow, LeaseRow).join(LeaseRow, LeaseRow.id == ChargeRow.lease_id)
            )
        ).all()
        holds = (await session.scalars(select(LeaseHoldRow))).all()
    charges: list[DueCharge] = []
    for charge, lease in rows:
        grounds = {
            Exclusion(hold.kind)
            for hold in holds
            if hold.lease_id == lease.id
            and hold.kind != "vulnerable"
            and hold.from_on <= month.last
            and (hold.until_on is None or hold.until_on >= month.first)
        }
        if lease.state == "suspended":
            grounds.add(Exclusion.FROZEN)
        if lease.vacated_on is not None and lease.vacated_on < charge.from_on:
            grounds.add(Exclusion.VACANCY)
        days = (charge.until_on - charge.from_on).days
        above = above_contract(Money(charge.amount_fen), Money(lease.monthly_rent_fen), days, month)
        if charge.kind == "holdover":
            grounds.add(Exclusion.HOLDOVER_ABOVE_CONTRACT)
        charges.append(
            DueCharge(
                id=charge.id,
                billed=Money(charge.amount_fen),
                paid=Money(charge.paid_fen),
                grounds=frozenset(grounds),
                above_contract=above,
            )
        )
    return {
        line.charge_id: (line.amount.fen, line.excluded.fen, line.exclusion)
        for line in shortfall_lines(charges, granted)
        if line.amount or line.excluded
    }
