"""Registering for a round."""

from datetime import date
from typing import Any

from domain.access import Role
from tests.given import City, Client
from tests.given_rounds import OPENS, homes, on, published


async def a_round(city: City, **facts: Any) -> Any:
    project = await city.project()
    return await published(city, project, await homes(city, project, 2), method="queue", **facts)


async def try_to(
    city: City,
    one: Any,
    name: str,
    national_id: str,
    day: date = OPENS,
    client: Client | None = None,
) -> Any:
    body = {"applicant": {"name": name, "national_id": national_id}}
    with on(city, day):
        return await (client or city[Role.FRONT_DESK]).post(
            f"/allocation-rounds/{one['id']}/registrations", body
        )
