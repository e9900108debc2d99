"""What a route can reach: who asks, in which transaction, today.

`Reader` looks at one moment and cannot write; `Writer` saves all or nothing before the answer
leaves; `MoneyWriter` does so once per Idempotency-Key.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.limits import Of
from api.platform.secrets import digest
from api.platform.tokens import TokenInvalid
from api.runtime import Runtime
from api.web.idempotency import IdempotencyKey, Once, checked_key
from api.web.problems import CrossSite, SessionEnded, SignInRequired
from domain.access import Actor, Permission, Scope
from persistence import people

COOKIE: Final = "anju_session"
_TOUCH_AFTER: Final = 300
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def cookie_name(runtime: Runtime) -> str:
    """Over https the `__Host-` prefix: browsers then take it from this very host only."""
    return f"__Host-{COOKIE}" if runtime.settings.is_https else COOKIE


_bearer = HTTPBearer(auto_error=False, scheme_name="bearer", bearerFormat="JWT")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, scheme_name="browser_session")


@dataclass(frozen=True, slots=True)
class Call:
    """One request: its transaction, its actor and the business day it happens on."""

    session: AsyncSession
    actor: Actor
    signed_in: people.SignedIn
    runtime: Runtime
    today: date

    def scope(self, permission: Permission) -> Scope:
        return self.actor.scope(permission)


@dataclass(frozen=True, slots=True)
class MoneyCall(Call):
    """A call that happens once: the same key gives the first answer again."""

    once: Once


# Dependencies are async, however little they do: FastAPI runs others in a thread each.
async def runtime_of(request: Request) -> Runtime:
    return request.app.state.runtime


RuntimeDep = Annotated[Runtime, Depends(runtime_of)]


async def business_day(runtime: RuntimeDep) -> date:
    """Today in Asia/Shanghai."""
    return runtime.clock.today()


Today = Annotated[date, Depends(business_day)]
_Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


async def _cookie_of(
    request: Request, runtime: RuntimeDep, _: Annotated[str | None, Security(_cookie)]
) -> str | None:
    return request.cookies.get(cookie_name(runtime))


_Cookie = Annotated[str | None, Depends(_cookie_of)]


async def reading(
    request: Request, runtime: RuntimeDep, today: Today, bearer: _Bearer, cookie: _Cookie
) -> AsyncGenerator[Call]:
    async with runtime.database.snapshot() as session:
        call = await _call(request, runtime, session, today, bearer, cookie)
        yield call
    await _stay_awake(call)


async def writing(
    request: Request, runtime: RuntimeDep, today: Today, bearer: _Bearer, cookie: _Cookie
) -> AsyncGenerator[Call]:
    async with runtime.database.transaction() as session:
        call = await _call(request, runtime, session, today, bearer, cookie)
        yield call
    await _stay_awake(call)


async def writing_money(
    request: Request,
    runtime: RuntimeDep,
    today: Today,
    bearer: _Bearer,
    cookie: _Cookie,
    key: IdempotencyKey = None,
) -> AsyncGenerator[MoneyCall]:
    async with runtime.database.transaction() as session:
        call = await _call(request, runtime, session, today, bearer, cookie)
        once = await Once.begin(session, call.actor, checked_key(key), request)
        yield MoneyCall(session, call.actor, call.signed_in, runtime, today, once)
    await _stay_awake(call)


# "function": saved before the answer leaves, so that a failed commit is never a 201.
Reader = Annotated[Call, Depends(reading, scope="function")]
Writer = Annotated[Call, Depends(writing, scope="function")]
MoneyWriter = Annotated[MoneyCall, Depends(writing_money, scope="function")]


async def _call(
    request: Request,
    runtime: Runtime,
    session: AsyncSession,
    today: date,
    bearer: HTTPAuthorizationCredentials | None,
    cookie: str | None,
) -> Call:
    signed_in = await _signed_in(request, runtime, session, bearer, cookie)
    await _count(request, runtime, signed_in.person_id, Of.TOKEN if bearer else Of.PERSON)
    session.info["request_id"] = request.state.request_id
    request.state.actor = signed_in.actor
    return Call(session, request.state.actor, signed_in, runtime, today)


async def _signed_in(
    request: Request,
    runtime: Runtime,
    session: AsyncSession,
    bearer: HTTPAuthorizationCredentials | None,
    cookie: str | None,
) -> people.SignedIn:
    if bearer is not None:
        claims = runtime.signer.verify(bearer.credentials)
        found = await people.arrive(session, claims.session_id)
        if found is not None and (found.person_id, found.authority_id) != (
            claims.person_id,
            claims.authority_id,
        ):
            raise TokenInvalid
    elif cookie:
        refuse_cross_site(request, runtime)
        found = await people.arrive_by_secret(session, digest(cookie))
    else:
        raise SignInRequired
    if found is None:
        raise SessionEnded
    return found


async def _count(request: Request, runtime: Runtime, person_id: UUID, of: Of) -> None:
    """One more request of this person. Raises RateLimited."""
    standing = request.state.standing = await runtime.limits.take(of, person_id)
    if standing is not None:
        standing.check()


def refuse_cross_site(request: Request, runtime: Runtime) -> None:
    """Another site's page can send our cookie, but not our header nor our origin (ASVS 3.5)."""
    if request.method in _SAFE:
        return
    origin = request.headers.get("origin")
    ours = {runtime.settings.address, str(request.base_url).rstrip("/")}
    if "x-requested-by" not in request.headers or (origin is not None and origin not in ours):
        raise CrossSite


async def _stay_awake(call: Call) -> None:
    """Note that the session is in use: after its request, so that none holds two connections."""
    if (datetime.now(UTC) - call.signed_in.seen_at).total_seconds() > _TOUCH_AFTER:
        async with call.runtime.database.transaction() as session:
            await people.touch(session, call.signed_in.session_id)
