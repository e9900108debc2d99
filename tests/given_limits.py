"""The program with limits that are heeded, as every process of an installation has them."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import replace

import httpx

from api.app import create_app
from api.platform.limits import Limits
from api.runtime import Runtime
from api.settings import Settings
from tests.given import Client

#: What the settings say when nobody sets them.
AS_SHIPPED = {
    name: Settings.model_fields[name].default
    for name in ("user_limit", "token_limit", "sign_in_address_limit", "reveal_limit")
}


def limited(runtime: Runtime, **limits: int) -> Runtime:
    """The same runtime with limits as shipped, but for those given."""
    settings = runtime.settings.model_copy(update={**AS_SHIPPED, **limits})
    return replace(runtime, settings=settings, limits=Limits(runtime.database, settings))


@contextlib.asynccontextmanager
async def served(
    runtime: Runtime, *, address: str = "10.0.0.1"
) -> AsyncGenerator[httpx.AsyncClient]:
    """The API as it is asked from this address."""
    transport = httpx.ASGITransport(
        app=create_app(runtime), raise_app_exceptions=False, client=(address, 50000)
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://anju.test") as http:
        yield http


def through(http: httpx.AsyncClient, client: Client) -> Client:
    """The same person, asking there."""
    return Client(http, client.token, client.person_id)
