"""The one place that knows status codes: refusals become RFC 9457 problems."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from domain.errors import Denied, DomainError, Invalid, NotFound, Refused, Unauthenticated
from persistence.registry import InquiriesExhausted
from persistence.session import Busy

MEDIA_TYPE: Final = "application/problem+json"
#: The fact of a refusal that becomes its Retry-After.
WAIT: Final = "wait_seconds"


class FieldError(BaseModel):
    """One wrong field: where (a JSON pointer, or `query/name`), and a stable code."""

    pointer: str
    code: str
    facts: dict[str, Any]


class Problem(BaseModel):
    """`code` and `facts` are stable: clients branch on them and word the message themselves."""

    type: str = Field(examples=["https://anju.example/problems/period_closed"])
    title: str
    status: int
    code: str
    facts: dict[str, Any]
    errors: list[FieldError]
    request_id: str


class SignInRequired(Unauthenticated):
    """The address needs a signed-in person."""


class SessionEnded(Unauthenticated):
    """The session was signed out, ran out, or the person may no longer work here."""


class RequestInvalid(Invalid):
    """One or more fields of the request are wrong; `errors` names them."""


class JsonInvalid(Invalid):
    """The body is not JSON."""


class JsonDuplicateKey(Invalid):
    """The body names the same key twice."""


class JsonTooDeep(Invalid):
    """The body nests deeper than 32 levels."""


class JsonNumberTooLong(Invalid):
    """A number in the body has more than 40 digits."""


class TextInvalid(Invalid):
    """A text holds NUL or half of a surrogate pair, which no database keeps."""


class BodyTooLarge(DomainError):
    """The body is larger than this address takes."""


class MediaTypeUnsupported(DomainError):
    """The body must be JSON (or multipart for files)."""


class MethodNotAllowed(DomainError):
    """The address does not know that method; `Allow` names those it knows."""


class PreconditionRequired(DomainError):
    """A change needs If-Match with the version that was read."""


class VersionConflict(DomainError):
    """The record has changed since it was read; read it again."""


class IdempotencyKeyMissing(DomainError):
    """Money moves only with an Idempotency-Key."""


class IdempotencyKeyInvalid(DomainError):
    """An Idempotency-Key is 8 to 255 visible ASCII characters."""


class IdempotencyKeyReused(DomainError):
    """The key was used for another request."""


class IdempotencyInProgress(DomainError):
    """The first request with this key is still running."""


class ParameterRepeated(DomainError):
    """A query parameter was given twice."""


class ParameterUnknown(DomainError):
    """The address does not know that query parameter."""


class ApiVersionUnknown(DomainError):
    """`Api-Version` names a version that this server does not speak."""


class PageSizeOutOfRange(DomainError):
    """`limit` lies between 1 and 200."""


class CursorInvalid(DomainError):
    """The cursor was changed, or belongs to another list."""


class TooManyRequests(DomainError):
    """Too often; `Retry-After` says when again."""


class RateLimited(DomainError):
    """More requests than the limit allows; `Retry-After` says when again."""


class CrossSite(Denied):
    """A browser's session changes things only from our own pages (Origin and X-Requested-By)."""


class InternalError(DomainError):
    """Something went wrong on our side; the request id finds it in the log."""


#: What every money operation may answer about its key.
KEY_PROBLEMS: Final = (
    IdempotencyKeyMissing,
    IdempotencyKeyInvalid,
    IdempotencyKeyReused,
    IdempotencyInProgress,
)

STATUS: Final[Mapping[type[DomainError], HTTPStatus]] = {
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Denied: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Refused: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    JsonInvalid: HTTPStatus.BAD_REQUEST,
    JsonDuplicateKey: HTTPStatus.BAD_REQUEST,
    JsonTooDeep: HTTPStatus.BAD_REQUEST,
    JsonNumberTooLong: HTTPStatus.BAD_REQUEST,
    BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    MediaTypeUnsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    MethodNotAllowed: HTTPStatus.METHOD_NOT_ALLOWED,
    PreconditionRequired: HTTPStatus.PRECONDITION_REQUIRED,
    VersionConflict: HTTPStatus.PRECONDITION_FAILED,
    IdempotencyKeyMissing: HTTPStatus.BAD_REQUEST,
    IdempotencyKeyInvalid: HTTPStatus.BAD_REQUEST,
    IdempotencyKeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    IdempotencyInProgress: HTTPStatus.CONFLICT,
    ParameterRepeated: HTTPStatus.BAD_REQUEST,
    ParameterUnknown: HTTPStatus.BAD_REQUEST,
    ApiVersionUnknown: HTTPStatus.BAD_REQUEST,
    PageSizeOutOfRange: HTTPStatus.BAD_REQUEST,
    CursorInvalid: HTTPStatus.BAD_REQUEST,
    TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    InquiriesExhausted: HTTPStatus.TOO_MANY_REQUESTS,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    DomainError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

_HEADERS: Final[Mapping[type[DomainError], Mapping[str, str]]] = {
    DomainError: {},
    BodyTooLarge: {"Connection": "close"},
    MediaTypeUnsupported: {"Accept-Post": "application/json, multipart/form-data"},
    Unauthenticated: {"WWW-Authenticate": 'Bearer realm="anju"'},
    Busy: {"Retry-After": "1"},
    IdempotencyInProgress: {"Retry-After": "1"},
    TooManyRequests: {"Retry-After": "60"},
    InquiriesExhausted: {"Retry-After": "3600"},
}


def status_of(error: type[DomainError]) -> HTTPStatus:
    """The status of the nearest ancestor that has one."""
    return next(STATUS[kind] for kind in error.__mro__ if kind in STATUS)


def headers_of(error: DomainError) -> dict[str, str]:
    """Those of its kind; and how long to wait, where the refusal knows."""
    kind = next((kind for kind in type(error).__mro__ if kind in _HEADERS), DomainError)
    waiting = {"Retry-After": str(error.facts[WAIT])} if WAIT in error.facts else {}
    return {**_HEADERS[kind], **waiting}


def answer(
    request: Request,
    error: DomainError,
    *,
    errors: Iterable[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The problem document of a refusal."""
    kind = type(error)
    status = status_of(kind)
    listed = list(errors)
    if isinstance(error, Invalid) and error.pointer and not listed:
        listed = [FieldError(pointer=error.pointer, code=error.code, facts=error.facts)]
    problem = Problem(
        type=f"https://anju.example/problems/{error.code}",
        title=(kind.__doc__ or error.code).splitlines()[0],
        status=status,
        code=error.code,
        facts=error.facts,
        errors=listed,
        request_id=getattr(request.state, "request_id", ""),
    )
    return JSONResponse(
        problem.model_dump(mode="json"),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={**headers_of(error), **(headers or {})},
    )
