"""A person's desk inside the program: the public API without a network.

The command line and the demo city go through it, so that they do nothing a person could not.
"""

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

import httpx

from api import features
from api.app import create_app
from api.platform import auth, operations
from api.platform.limits import Limits
from api.runtime import Runtime
from domain.errors import NotFound
from persistence import people
from persistence.directory import PersonNotFound

_OK: Final = 300


class Refusal(RuntimeError):
    """The API said no: its problem document."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{problem['code']}: {problem['facts'] or problem['title']}")
        self.problem = problem


class OperationFailed(RuntimeError):
    """Long work ended without a result."""


class ProjectUnknown(NotFound):
    """No project of that code is within reach."""


class Desk:
    """One person at work. Money moves under a fresh key each time."""

    def __init__(
        self, runtime: Runtime, http: httpx.AsyncClient, token: str, authority_id: UUID
    ) -> None:
        self._runtime = runtime
        self._authority_id = authority_id
        self._http = http
        self._token = token

    async def read(self, path: str, **query: Any) -> Any:
        return (await self._call("GET", path, params=query)).json()

    async def every(self, path: str, **query: Any) -> AsyncIterator[Any]:
        """All items of a list, page after page."""
        cursor: str | None = None
        while True:
            page = await self.read(
                path, **query, limit=200, **({"cursor": cursor} if cursor else {})
            )
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return

    async def act(self, path: str, body: Any = None, *, version: int | None = None) -> Any:
        """POST: do something. Raises Refusal."""
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        answer = await self._call("POST", path, json=body, headers=headers)
        return answer.json() if answer.content else None

    async def put(self, path: str, body: Any) -> Any:
        """PUT: set something as a whole. Raises Refusal."""
        return (await self._call("PUT", path, json=body)).json()

    async def send(self, path: str, *, fields: Mapping[str, str], name: str, data: bytes) -> Any:
        """POST a file with its form. Raises Refusal."""
        answer = await self._call("POST", path, data=dict(fields), files={"file": (name, data)})
        return answer.json()

    async def finished(self, operation_id: str) -> Any:
        """Run the operation here and now, and give its result. Raises OperationFailed.

        Its job stays in the queue; a worker that comes to it later finds nothing left to do.
        """
        features.load_handlers()
        await operations.run(
            self._runtime, self._authority_id, UUID(operation_id), self._runtime.clock.today()
        )
        operation = await self.read(f"/operations/{operation_id}")
        if operation["state"] != "done":
            raise OperationFailed(f"{operation['kind']}: {operation['problem']}")
        return operation["result"]

    async def project(self, code: str) -> Any:
        """Raises ProjectUnknown."""
        async for one in self.every("/projects"):
            if one["code"] == code:
                return one
        raise ProjectUnknown(code=code)

    async def _call(self, method: str, path: str, **options: Any) -> httpx.Response:
        given: dict[str, str] = options.pop("headers", None) or {}
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Idempotency-Key": str(uuid4()),
            **given,
        }
        answer = await self._http.request(method, f"/v1{path}", headers=headers, **options)
        if answer.status_code >= _OK:
            raise Refusal(answer.json())
        return answer


@contextlib.asynccontextmanager
async def office(runtime: Runtime) -> AsyncGenerator[httpx.AsyncClient]:
    """The API in this process, for any number of desks; nobody counts what the program asks."""
    unlimited = Limits(runtime.database, runtime.settings, heeded=False)
    transport = httpx.ASGITransport(app=create_app(replace(runtime, limits=unlimited)))
    async with httpx.AsyncClient(transport=transport, base_url="http://anju.local") as http:
        yield http


async def sit_down(
    runtime: Runtime, http: httpx.AsyncClient, username: str, authority: str | None = None
) -> Desk:
    """The desk of a known person, in the authority of this code or their first one.

    Whoever holds the program's keys may do this; what is done is recorded under the person.
    Raises PersonNotFound.
    """
    async with runtime.database.transaction() as session:
        known = await people.credentials(session, username)
        if known is None:
            raise PersonNotFound(username=username)
        desks = await people.desks(session, known[0])
        chosen = next((d for d in desks if authority in (None, d.authority_code)), None)
        if chosen is None:
            raise auth.NotYourAuthority(authority=authority)
        pair = await auth.open_device_session(runtime, session, known[0], chosen.authority_id)
    return Desk(runtime, http, pair.access_token, pair.authority_id)
