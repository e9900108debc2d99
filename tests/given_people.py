"""People with passwords, and the ways they come in."""

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import uuid4

import httpx

from api.app import create_app
from api.runtime import Runtime
from domain.access import Role
from tests.given import City

PASSWORD: Final = "鹿城的春天来得晚"


@dataclass(frozen=True, slots=True)
class Staff:
    username: str
    person_id: str


async def staff(city: City, **facts: Any) -> Staff:
    """A cashier whom the administrator hired and the approver confirmed, with a password."""
    body = {
        "username": f"gao.{uuid4().hex[:10]}",
        "name": "高晓峰",
        "password": PASSWORD,
        "organisation_id": str(city.organisations["operator"]),
        "roles": ["cashier"],
        **facts,
    }
    hired = await city[Role.ADMINISTRATOR].act("/people", body)
    path = f"/role-grants/{hired['role_grant_id']}/confirmation"
    await city.approver.act(path, version=1)
    return Staff(body["username"], hired["id"])


async def signed_in(http: httpx.AsyncClient, username: str, password: str = PASSWORD) -> Any:
    """The answer to a sign-in with name and password."""
    return await http.post(
        "/v1/auth/token",
        json={"grant_type": "password", "username": username, "password": password},
    )


async def refreshed(http: httpx.AsyncClient, token: str) -> Any:
    return await http.post(
        "/v1/auth/token", json={"grant_type": "refresh_token", "refresh_token": token}
    )


def browser(runtime: Runtime, *, address: str = "http://anju.test") -> httpx.AsyncClient:
    """A client with a cookie jar of its own, at the address that people see."""
    told = replace(runtime, settings=runtime.settings.model_copy(update={"public_url": address}))
    transport = httpx.ASGITransport(app=create_app(told), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=address)


async def enter(client: httpx.AsyncClient, username: str) -> httpx.Response:
    """Sign in as the dashboard does."""
    return await client.post(
        "/v1/auth/sessions",
        json={"username": username, "password": PASSWORD},
        headers={"X-Requested-By": "anju"},
    )
