"""Deposits for tests: agreed on paper, taken at the counter, used at a lease's end."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update

from api.deposits import commands, serving
from domain.access import Permission, Role
from domain.deposits import DepositDemand
from domain.leases import Against
from domain.money import Money
from persistence import verifying
from persistence.tables.leases import LeaseRow
from tests.given import City
from tests.given_payments import home

DOCUMENT = ("exit_case", uuid4())


async def agreed(city: City, lease_id: Any, fen: int) -> None:
    """The lease's paper asks for so much."""
    async with city.runtime.database.transaction(city.context) as session:
        row = LeaseRow
        statement = update(row).where(row.id == UUID(str(lease_id)))
        await session.execute(statement.values(deposit_fen=fen))


def receipt(lease_id: Any, fen: int, **facts: Any) -> dict[str, Any]:
    return {
        "lease_id": str(lease_id),
        "channel": "cash",
        "amount_fen": fen,
        "received_on": "2026-04-08",
        "payer_name": "赵福生",
        **facts,
    }


async def deposited(city: City, lease_id: Any, fen: int, **facts: Any) -> Any:
    """Agreed and taken; gives the receipt."""
    await agreed(city, lease_id, fen)
    return await city.cashier.act("/deposit-receipts", receipt(lease_id, fen, **facts))


async def held(city: City, lease_id: Any) -> int:
    return (await city.cashier.read(f"/leases/{lease_id}/deposit"))["held_fen"]


async def served(
    city: City, lease_id: Any, *demands: tuple[str, int]
) -> tuple[list[int], int, int]:
    """What a lease's end uses the deposit for; gives (paid each, back, still owed) in fen."""
    actor = await city.actor(Role.CASHIER)
    async with city.runtime.database.transaction(city.context) as session:
        scope = actor.scope(Permission.TAKE_DEPOSIT)
        settled = await serving.serve(
            session,
            actor,
            await commands.hold(session, scope, UUID(str(lease_id))),
            [
                DepositDemand(Against(a), Money(fen), what="门", payee="维修队")
                for a, fen in demands
            ],
            document=DOCUMENT,
            today=city.runtime.clock.today(),
        )
    return [one.fen for one in settled.paid], settled.back.fen, settled.still_owed.fen


async def taken_along(city: City, lease_id: Any, to_lease_id: Any) -> int:
    """The household's next lease takes its deposit over; gives what was moved."""
    actor = await city.actor(Role.CASHIER)
    async with city.runtime.database.transaction(city.context) as session:
        scope = actor.scope(Permission.TAKE_DEPOSIT)
        moved = await serving.take_along(
            session,
            actor,
            await commands.hold(session, scope, UUID(str(lease_id))),
            await commands.hold(session, scope, UUID(str(to_lease_id))),
            today=city.runtime.clock.today(),
        )
    return moved.fen


RENT = 27227


async def let(city: City, **facts: Any) -> Any:
    flat = await home(city, **facts)
    await agreed(city, flat["id"], RENT)
    return flat


async def refund(city: City, flat: Any, fen: int, **facts: Any) -> Any:
    body = {"lease_id": flat["id"], "amount_fen": fen, "reason": "退房结清", **facts}
    return await city.cashier.act("/deposit-refunds", body)


async def findings(city: City) -> Any:
    async with city.runtime.database.snapshot(city.context) as session:
        return await verifying.findings(session)
