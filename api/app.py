"""The whole wiring on one page."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI

from api import features
from api.runtime import Runtime
from api.web import contract, dashboard, docs, health, meta, refusing
from api.web.headers import Envelope
from api.web.odd_requests import refuse_odd_request
from api.web.pace import Pace
from api.web.strict_json import StrictBodies

VERSION = "0.1.0"
DESCRIPTION = """\
Runs public rental housing 公租房 the way Chinese cities buy it: the bureau owns and decides,
an operator runs, collects, advances what tenants do not pay and recovers it; finance, auditors
and tenants have their part. Money is whole fen. Months are `2026-04`. Refusals are RFC 9457
problems with a stable `code`. Money moves only with an `Idempotency-Key`; records change only
with `If-Match`. A client may pin the contract with `Api-Version: 2026-10-01`; a version that the
server does not speak is refused. `RateLimit` says with every answer how many requests are left;
beyond it comes 429 with `Retry-After`.
"""


def create_app(runtime: Runtime | None) -> FastAPI:
    """The service: API, contract, health, and the dashboard where it is built.

    Without a runtime it can tell its contract and nothing else.
    """
    app = FastAPI(
        title="Anju 安居",
        version=VERSION,
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        contact={"name": "Anju", "url": "https://anju.example"},
        openapi_tags=features.TAGS,
        lifespan=_lifespan,
        generate_unique_id_function=lambda route: route.name,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.runtime = runtime
    app.state.pace = Pace(runtime.settings.public_pace if runtime else 1)
    features.load_handlers()  # their refusals are in the catalogue too
    refusing.install(app)
    app.include_router(health.router, dependencies=[Depends(refuse_odd_request)])
    # Each by itself: through a router of routers every request would be matched three times.
    for router in (*features.ROUTERS, meta.router):
        app.include_router(router, prefix="/v1", dependencies=[Depends(refuse_odd_request)])
    app.openapi = _once(lambda: contract.document(app))
    docs.install(app)
    dashboard.install(app)
    app.add_middleware(StrictBodies)
    app.add_middleware(Envelope)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    runtime: Runtime = app.state.runtime
    await runtime.database.refuse_privileges()
    yield
    await runtime.database.close()


def _once(make: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    made: dict[str, Any] = {}

    def kept() -> dict[str, Any]:
        if not made:
            made.update(make())
        return made

    return kept
