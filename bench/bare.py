"""The bare app: FastAPI and asyncpg, the statements of a payment as they were seen, no checks."""

import contextlib
import os
import pickle
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import uvicorn
from fastapi import FastAPI

from bench.counter import SCRIPT

_SEEN: dict[str, Any] = pickle.loads(SCRIPT.read_bytes())


@contextlib.asynccontextmanager
async def _pool(app: FastAPI) -> AsyncGenerator[None]:
    async with asyncpg.create_pool(os.environ["BENCH_DSN"], min_size=10, max_size=10) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=_pool)


@app.post("/v1/payments", status_code=201)
async def take_payment(order: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "lease": UUID(order["lease_id"]),
        "serial": order["serial_no"],
        "amount": order["amount_fen"],
        "key": str(uuid4()),
        "payment": uuid4(),
    }
    async with app.state.pool.acquire() as connection, connection.transaction():
        for statement, values in _SEEN["script"]:
            rows = await connection.fetch(statement, *(_value(one, known) for one in values))
            _learn(statement, rows, known)
    return _SEEN["answer"]


def _value(told: tuple[str, Any], known: dict[str, Any]) -> Any:
    kind, value = told
    if kind == "constant":
        return value
    if kind == "list":
        return [_value(one, known) for one in value]
    return known[kind]


def _learn(statement: str, rows: list[Any], known: dict[str, Any]) -> None:
    """The id that the database gave, for the statement that follows."""
    if statement.startswith("insert into idempotency_keys"):
        known["idempotency"] = rows[0][0]


if __name__ == "__main__":
    uvicorn.run(app, port=int(os.environ["BENCH_PORT"]), log_config=None, access_log=False)
