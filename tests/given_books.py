"""The books of a real operator, and bringing them in as people do."""

from pathlib import Path
from typing import Any, Final

from api import worker
from tests.given import City, Client

DATA: Final = Path(__file__).parent / "data"


async def bring_in(
    city: City, client: Client, project: Any, kind: str, data: bytes, name: str = "book.xlsx"
) -> Any:
    """Upload a workbook and have it read; gives the import with its report."""
    response = await client.request(
        "POST",
        "/imports",
        data={"kind": kind, "project_id": project["id"]},
        files={"file": (name, data)},
    )
    assert response.status_code == 202, response.text
    await worker.drain(city.runtime)
    return await client.read(f"/imports/{response.json()['import_id']}")


async def confirmed(city: City, client: Client, project: Any, kind: str, file: str) -> Any:
    """Bring in one of the books of `tests/data` and confirm it."""
    read = await bring_in(city, client, project, kind, (DATA / file).read_bytes(), file)
    assert read["state"] == "ready", read["report"]
    await client.act(f"/imports/{read['id']}/confirmation")
    await worker.drain(city.runtime)
    done = await client.read(f"/imports/{read['id']}")
    assert done["state"] == "confirmed", done
    return done


async def real_books(city: City) -> Any:
    """幸福家园 with its 144 units and 132 leases, as its operator's staff brought them in."""
    project = await city.project()
    await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    await confirmed(city, city.manager, project, "leases", "租户台账.xlsx")
    return project
