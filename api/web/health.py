"""Alive, and ready: for supervisors and balancers."""

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text

from api.web.contract import problems
from api.web.dependencies import RuntimeDep
from persistence.session import Busy

router = APIRouter(tags=["health"])


class HealthOut(BaseModel):
    status: Literal["ok"]


@router.get("/healthz", status_code=HTTPStatus.OK)
async def healthz() -> HealthOut:
    """The process answers."""
    return HealthOut(status="ok")


@router.get("/readyz", status_code=HTTPStatus.OK, responses=problems(Busy))
async def readyz(runtime: RuntimeDep) -> HealthOut:
    """The process can work: the database answers, and its schema is there."""
    async with runtime.database.snapshot() as session:
        await session.execute(text("select 1 from authorities limit 1"))
    return HealthOut(status="ok")
