"""JSON bodies are read strictly before anything else looks at them (trust.md 7, rows 7-15)."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web import problems
from api.web.validation import is_storable, pointer
from domain.errors import DomainError

LARGEST_JSON: Final = 1_000_000
LARGEST_UPLOAD: Final = 60_000_000
DEEPEST: Final = 32
_LONGEST_NUMBER: Final = 40
_BODY_METHODS: Final = frozenset({"POST", "PUT", "PATCH"})
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_BRACKET: Final = re.compile(r"[\[\]{}]")
JSON: Final = "application/json"
FORM: Final = "multipart/form-data"


class StrictBodies:
    """Middleware: bounds every body, and refuses JSON that different readers read differently."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in _BODY_METHODS:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        is_upload = media_type(request) == FORM
        try:
            body = await _read(receive, LARGEST_UPLOAD if is_upload else LARGEST_JSON)
            if body is None:
                return
            if body and not is_upload:
                if media_type(request) != JSON:
                    raise problems.MediaTypeUnsupported(accepted=[JSON])
                check(body)
        except DomainError as error:
            await problems.answer(request, error)(scope, receive, send)
            return
        request.state.body = body
        await self.app(scope, _replay(body, receive), send)


def media_type(request: Request) -> str:
    """The body's kind, without its parameters."""
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def check(body: bytes) -> None:
    """Raise unless the body is one JSON value that every reader reads the same."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise problems.JsonInvalid(byte=error.start) from error
    if _depth(text) > DEEPEST:
        raise problems.JsonTooDeep(deepest=DEEPEST)
    try:
        read = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_refuse_constant,
            parse_int=_short_int,
            parse_float=_finite_float,
        )
    except json.JSONDecodeError as error:
        raise problems.JsonInvalid(line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise problems.JsonTooDeep(deepest=DEEPEST) from error
    wrong = next(_unstorable(read, ()), None)
    if wrong is not None:
        raise problems.TextInvalid(pointer=wrong)


def _depth(text: str) -> int:
    """How deep brackets nest outside of texts."""
    deepest = depth = 0
    for sign in _BRACKET.findall(_TEXT.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise problems.JsonDuplicateKey
    return read


def _refuse_constant(name: str) -> NoReturn:
    raise problems.JsonInvalid(constant=name)


def _short_int(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise problems.JsonNumberTooLong(longest=_LONGEST_NUMBER)
    return int(digits)


def _finite_float(digits: str) -> float:
    read = float(digits)
    if len(digits) > _LONGEST_NUMBER or not math.isfinite(read):
        raise problems.JsonNumberTooLong(longest=_LONGEST_NUMBER)
    return read


def _unstorable(value: Any, where: tuple[str | int, ...]) -> Iterator[str]:
    """The pointers of texts, and of fields by their names, that hold NUL or half a character."""
    if isinstance(value, str):
        if not is_storable(value):
            yield pointer(where)
    elif isinstance(value, dict):
        for name, part in value.items():  # pyright: ignore[reportUnknownVariableType]
            if is_storable(str(name)):  # pyright: ignore[reportUnknownArgumentType]
                yield from _unstorable(part, (*where, str(name)))  # pyright: ignore[reportUnknownArgumentType]
            else:
                yield pointer(where)
    elif isinstance(value, list):
        for number, part in enumerate(value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            yield from _unstorable(part, (*where, number))


async def _read(receive: Receive, largest: int) -> bytes | None:
    """The whole body; None when the caller went away before its end: then nothing is done."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > largest:
            raise problems.BodyTooLarge(largest=largest)
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
