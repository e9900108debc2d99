"""Every failure of the app becomes a problem; nothing of our inside leaks out."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.web import dashboard, problems, refused
from api.web.problems import FieldError, answer
from api.web.validation import field_errors
from domain.errors import DomainError, NotFound
from persistence.session import Busy, refusal_of

log = structlog.get_logger()

_HTTP_ERRORS: Final[Mapping[int, type[DomainError]]] = {
    404: NotFound,
    413: problems.BodyTooLarge,
    415: problems.MediaTypeUnsupported,
}
_METHODS: Final = ("DELETE", "GET", "PATCH", "POST", "PUT")


def install(app: FastAPI) -> None:
    for failure, handler in _HANDLERS.items():
        app.add_exception_handler(failure, handler)


async def _refuse(request: Request, error: Any) -> JSONResponse:
    if error.recorded:
        await refused.record(request, error)
    return answer(request, error)


async def _invalid(request: Request, error: Any) -> JSONResponse:
    found = error.errors()
    if any(one["loc"] == ("body",) and one["type"] == "missing" for one in found):
        return answer(request, problems.JsonInvalid(line=1, column=1))
    listed = [FieldError(**one) for one in field_errors(found, error.body)]
    if any(one.pointer == "path" for one in listed):
        return answer(request, NotFound())
    if any(one.pointer == "query/limit" for one in listed):
        refusal = problems.PageSizeOutOfRange(smallest=1, largest=200)
        return answer(request, refusal, errors=listed)
    return answer(request, problems.RequestInvalid(), errors=listed)


async def _http(request: Request, error: Any) -> JSONResponse:
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _not_allowed(request)
    kind = _HTTP_ERRORS.get(error.status_code, problems.RequestInvalid)
    return answer(request, kind(), headers=error.headers)


async def _crowded(request: Request, _: Any) -> JSONResponse:
    return answer(request, Busy())


async def _database(request: Request, error: Any) -> JSONResponse:
    refusal = refusal_of(error)
    if isinstance(refusal, DomainError):
        return answer(request, refusal)
    return await _broken(request, error)


async def _broken(request: Request, error: Any) -> JSONResponse:
    log.error("request.failed", path=request.url.path, exc_info=error)
    return answer(request, problems.InternalError())


_HANDLERS: Final[Mapping[type[Exception], Any]] = {
    DomainError: _refuse,
    RequestValidationError: _invalid,
    HTTPException: _http,
    PoolTimeout: _crowded,
    DBAPIError: _database,
    Exception: _broken,
}


def _not_allowed(request: Request) -> JSONResponse:
    """405 with every method of the address; 404 where only the dashboard would answer it."""
    known = [
        method for method in _METHODS if _is_ours(request, {**request.scope, "method": method})
    ]
    if not known:
        return answer(request, NotFound())
    return answer(request, problems.MethodNotAllowed(), headers={"Allow": ", ".join(known)})


def _is_ours(request: Request, scope: dict[str, Any]) -> bool:
    return any(
        route.matches(scope)[0] is Match.FULL
        for route in request.app.routes
        if getattr(route, "path", "") != dashboard.ANYWHERE
    )
