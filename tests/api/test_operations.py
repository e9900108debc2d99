"""Long work runs once, tells how far it is, and fails without leaving half of it."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from api import worker
from api.platform import operations as running
from api.platform.operations import Work
from domain.errors import Refused
from persistence import operations
from tests.given import City


class TooWet(Refused):
    """For this test only."""


async def _count(work: Work) -> Mapping[str, Any]:
    await work.progress.report("counting", 1, 2)
    return {"counted": 2}


async def _refuse(_: Work) -> Mapping[str, Any]:
    raise TooWet(millimetres=40)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(running.HANDLERS, "test.count", _count)
    monkeypatch.setitem(running.HANDLERS, "test.refuse", _refuse)


async def _started(city: City, kind: str) -> str:
    from domain.access import Role

    actor = await city.actor(Role.CASHIER)
    async with city.runtime.database.transaction(city.context) as session:
        made = await operations.start(session, actor, kind, project_id=None, arguments={})
    return str(made)


async def test_an_operation_runs_to_its_result(city: City) -> None:
    operation_id = await _started(city, "test.count")

    waiting = await city.cashier.read(f"/operations/{operation_id}")
    await worker.drain(city.runtime)
    done = await city.cashier.read(f"/operations/{operation_id}")

    assert waiting["state"] == "waiting"
    assert (done["state"], done["result"], done["stage"]) == ("done", {"counted": 2}, "counting")


async def test_a_refusal_fails_the_operation_with_its_code(city: City) -> None:
    operation_id = await _started(city, "test.refuse")

    await worker.drain(city.runtime)

    failed = await city.cashier.read(f"/operations/{operation_id}")
    assert failed["state"] == "failed"
    assert failed["problem"] == {"code": "too_wet", "facts": {"millimetres": 40}}


async def test_a_cancelled_operation_keeps_nothing(city: City) -> None:
    operation_id = await _started(city, "test.count")
    await city.cashier.act(f"/operations/{operation_id}/cancellation")

    await worker.drain(city.runtime)

    assert (await city.cashier.read(f"/operations/{operation_id}"))["state"] == "cancelled"


async def test_the_stream_ends_with_the_operation(city: City) -> None:
    operation_id = await _started(city, "test.count")
    await worker.drain(city.runtime)

    response = await city.cashier.get(f"/operations/{operation_id}/events")

    assert response.headers["content-type"].startswith("text/event-stream")
    data = [line[6:] for line in response.text.splitlines() if line.startswith("data: ")]
    assert json.loads(data[-1])["state"] == "done"


async def test_a_job_of_a_rolled_back_request_never_runs(city: City) -> None:
    from domain.access import Role

    actor = await city.actor(Role.CASHIER)
    with pytest.raises(TooWet):
        async with city.runtime.database.transaction(city.context) as session:
            await operations.start(session, actor, "test.count", project_id=None, arguments={})
            raise TooWet

    await worker.drain(city.runtime)

    assert (await city.cashier.read("/operations"))["items"] == []


async def test_only_who_asked_for_the_work_can_stop_it(city: City) -> None:
    operation_id = await _started(city, "test.count")

    response = await city.manager.post(f"/operations/{operation_id}/cancellation")

    assert response.json()["code"] == "not_your_operation"
    assert not (await city.cashier.read(f"/operations/{operation_id}"))["cancel_asked"]
