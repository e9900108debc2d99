"""Books that were brought in and are to be taken back."""

from typing import Any, Final

from sqlalchemy import text

from tests.given import City
from tests.given_books import confirmed

REASON: Final = {"reason": "导错了项目，换新台账"}


def path(one: Any) -> str:
    return f"/imports/{one['id']}/withdrawal"


async def scalar(city: City, statement: str, **values: Any) -> Any:
    async with city.runtime.database.transaction(city.context) as session:
        return await session.scalar(text(statement), values)


async def let(city: City) -> tuple[Any, Any, Any]:
    """The project, and the imports of its homes and of its leases."""
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    leases = await confirmed(city, city.manager, project, "leases", "租户台账.xlsx")
    return project, homes, leases
