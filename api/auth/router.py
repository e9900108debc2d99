"""HTTP of sign-in: `auth/token` for devices, `auth/sessions` for browsers, `me`."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from api.auth.schemas import (
    AuthorityIn,
    CredentialsIn,
    DeskOut,
    MeOut,
    RefreshGrantIn,
    TokenIn,
    TokenOut,
)
from api.platform import auth
from api.web.contract import problems
from api.web.dependencies import Reader, RuntimeDep, Writer, cookie_name, refuse_cross_site
from api.web.problems import CrossSite, RateLimited, TooManyRequests
from persistence import people
from persistence.session import Context, enter

router = APIRouter(tags=["auth"])


@router.post(
    "/auth/token",
    responses=problems(
        auth.CredentialsWrong,
        auth.RefreshTokenInvalid,
        auth.NotYourAuthority,
        TooManyRequests,
        RateLimited,
    ),
)
async def issue_token(request: Request, body: TokenIn, runtime: RuntimeDep) -> TokenOut:
    """Sign in on a device, or trade a refresh token for the next pair."""
    if isinstance(body, RefreshGrantIn):
        async with runtime.database.transaction() as session:
            pair = await auth.refresh(runtime, session, body.refresh_token)
        if pair is None:
            raise auth.RefreshTokenInvalid
        return TokenOut.of(pair)
    person_id = await auth.check_credentials(
        runtime, body.username, body.password, _address(request)
    )
    async with runtime.database.transaction() as session:
        authority_id = await auth.choose_desk(session, person_id, body.authority_id)
        return TokenOut.of(
            await auth.open_device_session(runtime, session, person_id, authority_id)
        )


@router.post(
    "/auth/sessions",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(
        auth.CredentialsWrong, auth.NotYourAuthority, TooManyRequests, RateLimited, CrossSite
    ),
)
async def open_session(request: Request, body: CredentialsIn, runtime: RuntimeDep) -> Response:
    """Sign in with a browser: the answer sets a cookie that no script can read."""
    refuse_cross_site(request, runtime)
    person_id = await auth.check_credentials(
        runtime, body.username, body.password, _address(request)
    )
    async with runtime.database.transaction() as session:
        authority_id = await auth.choose_desk(session, person_id, body.authority_id)
        secret = await auth.open_browser_session(session, person_id, authority_id)
    return _with_cookie(runtime, secret)


@router.delete("/auth/sessions/current", status_code=HTTPStatus.NO_CONTENT, responses=problems())
async def close_session(call: Writer) -> Response:
    """Sign out. The session ends at once, on every tab and device that shares it."""
    await people.close_session(call.session, call.signed_in.session_id)
    answer = Response(status_code=HTTPStatus.NO_CONTENT)
    answer.delete_cookie(
        cookie_name(call.runtime),
        path="/",
        httponly=True,
        secure=call.runtime.settings.is_https,
        samesite="lax",
    )
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/me", responses=problems())
async def read_me(call: Reader) -> MeOut:
    """Who is signed in, in which authority, with which permissions; and the other desks."""
    found = await people.desks(call.session, call.actor.person_id)
    return MeOut(
        person_id=call.actor.person_id,
        name=call.actor.name,
        username=call.signed_in.username,
        authority_id=call.actor.authority_id,
        roles=sorted(call.actor.roles),
        permissions=sorted(call.actor.permissions),
        desks=[DeskOut.of(desk) for desk in found],
    )


@router.put(
    "/me/authority",
    response_model=TokenOut,
    responses={
        204: {"description": "A browser has its new cookie."},
        **problems(auth.NotYourAuthority),
    },
)
async def switch_authority(request: Request, body: AuthorityIn, call: Writer) -> Response:
    """Work in another authority. A browser gets a new cookie, a device a new pair of tokens."""
    chosen = await auth.choose_desk(call.session, call.actor.person_id, body.authority_id)
    await people.close_session(call.session, call.signed_in.session_id)
    await enter(call.session, Context(chosen, call.actor.person_id))
    if cookie_name(call.runtime) in request.cookies and "authorization" not in request.headers:
        secret = await auth.open_browser_session(call.session, call.actor.person_id, chosen)
        return _with_cookie(call.runtime, secret)
    pair = await auth.open_device_session(call.runtime, call.session, call.actor.person_id, chosen)
    return Response(TokenOut.of(pair).model_dump_json(), media_type="application/json")


def _with_cookie(runtime: RuntimeDep, secret: str) -> Response:
    answer = Response(status_code=HTTPStatus.NO_CONTENT)
    answer.set_cookie(
        cookie_name(runtime),
        secret,
        max_age=int(auth.BROWSER_LASTS.total_seconds()),
        path="/",
        httponly=True,
        secure=runtime.settings.is_https,
        samesite="lax",
    )
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
