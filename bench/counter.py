"""A payment over HTTP against a bare FastAPI and asyncpg app that runs the same statements.

The statements are not written down here: one payment is watched, and the bare app repeats what it
sent to the database, with its own ids, and checks nothing.
"""

import asyncio
import os
import pickle
import sys
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import event

from bench.ground import CACHE, MONTH, Ground, running, served
from bench.measure import Row, Stopwatch
from bench.wire import Wire
from domain.access import Role

#: Clients that wait for their answer before they send the next payment.
CLIENTS: Final = 8
PORT: Final = 8932
BARE: Final = 8933
#: The two servers take turns of so many payments, so that a busy moment meets both.
_TURN: Final = 100
SCRIPT: Final = CACHE / "bench-script.pickle"


async def measure(on: Ground, payments: int, *, warm_up: int = 100) -> Row:
    """Payments a second: the program's, and the bare app's. Each is of another household.

    `payments`: of each side, in hundreds.
    """
    found = await on.administrator.fetch(
        "select lease_id, sum(treasury_claim_fen)::bigint as fen from charges"
        " where project_id = $1 and treasury_claim_fen > 0"
        " group by lease_id order by lease_id limit $2",
        on.project["id"],
        2 * (payments + warm_up) + 1,
    )
    orders = [_order(str(row["lease_id"]), row["fen"]) for row in found]
    await _watch(on, orders.pop())
    await on.settle_down()
    token = await on.token(Role.CASHIER)
    environment = {**os.environ, "BENCH_DSN": _plain(on.addresses.app), "BENCH_PORT": str(BARE)}
    command = [sys.executable, "-m", "bench.bare"]
    with served(on, PORT), running(command, environment, BARE, "/openapi.json"):
        ours, bare = Side(PORT, token), Side(BARE, token)
        await ours.warm_up([orders.pop() for _ in range(warm_up)])
        await bare.warm_up([orders.pop() for _ in range(warm_up)])
        for _ in range(payments // _TURN):
            for side in (ours, bare):
                await side.take([orders.pop() for _ in range(_TURN)])
    return Row(
        "payment",
        f"payments a second over HTTP, {CLIENTS} clients",
        ours.rate,
        bare.rate,
        "/s",
        ours.rate / bare.rate,
        0.6,
        least=True,
        facts={
            "p95_ms": ours.each.p95 * 1000,
            "bare_p95_ms": bare.each.p95 * 1000,
            "payments": payments,
        },
    )


def _order(lease_id: str, fen: int) -> dict[str, Any]:
    return {
        "lease_id": lease_id,
        "channel": "pos",
        "amount_fen": fen,
        "received_on": MONTH.last.isoformat(),
        "payer_name": "赵福生",
        "serial_no": f"POS{uuid4().hex}",
    }


@dataclass(slots=True)
class Side:
    """One of the two servers, and how long its turns took."""

    port: int
    token: str
    each: Stopwatch = field(default_factory=Stopwatch)
    turns: Stopwatch = field(default_factory=Stopwatch)

    @property
    def rate(self) -> float:
        """Payments a second."""
        return len(self.each.laps) / self.turns.total

    async def warm_up(self, orders: list[dict[str, Any]]) -> None:
        await self._send(orders, Stopwatch())

    async def take(self, orders: list[dict[str, Any]]) -> None:
        with self.turns.running():
            await self._send(orders, self.each)

    async def _send(self, orders: list[dict[str, Any]], watch: Stopwatch) -> None:
        async def client(mine: list[dict[str, Any]]) -> None:
            wire = await Wire.open(self.port, self.token)
            for order in mine:
                with watch.running():
                    await wire.post("/v1/payments", order, key=str(uuid4()))
            await wire.close()

        await asyncio.gather(*(client(orders[number::CLIENTS]) for number in range(CLIENTS)))


async def _watch(on: Ground, order: dict[str, Any]) -> None:
    """Take one payment and keep every statement it sent, with what its values mean."""
    sent: list[tuple[str, tuple[Any, ...]]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        sent.append((statement, tuple(values)))

    cashier = await on.desk(Role.CASHIER)
    engine = on.runtime.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        taken = await cashier.act("/payments", order)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    key = await on.administrator.fetchrow("select id, key from idempotency_keys order by id desc")
    meaning: dict[Any, str] = {
        order["lease_id"]: "lease",
        order["serial_no"]: "serial",
        order["amount_fen"]: "amount",
        taken["id"]: "payment",
        str(key["id"]): "idempotency",
        key["key"]: "key",
    }
    script = [(told, [_marked(value, meaning) for value in values]) for told, values in sent]
    SCRIPT.write_bytes(pickle.dumps({"script": script, "answer": taken}))


def _marked(value: Any, meaning: dict[Any, str]) -> tuple[str, Any]:
    """What the value stands for: something of the order, or itself."""
    if isinstance(value, list):
        return "list", [_marked(one, meaning) for one in value]
    plain = str(value) if isinstance(value, str) or type(value).__name__ == "UUID" else value
    known = meaning.get(plain) if isinstance(plain, str | int) else None
    return (known, None) if known else ("constant", str(value) if isinstance(value, str) else value)


def _plain(address: str) -> str:
    return address.replace("+asyncpg", "")
