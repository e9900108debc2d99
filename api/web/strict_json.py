"""JSON bodies are read strictly before anything else looks at them (trust.md 7, rows 7-15)."""

import json
import re
from typing import Any, Final, NoReturn

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web import problems
from domain.errors import DomainError

LARGEST_JSON: Final = 1_000_000
LARGEST_UPLOAD: Final = 60_000_000
DEEPEST: Final = 32
_LONGEST_NUMBER: Final = 40
_BODY_METHODS: Final = frozenset({"POST", "PUT", "PATCH"})
_DIGITS: Final = re.compile(r"\d{41}")


class StrictBodies:
    """Middleware: bounds every body, and refuses JSON that different readers read differently."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in _BODY_METHODS:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        media = request.headers.get("content-type", "").split(";")[0].strip().lower()
        is_upload = media == "multipart/form-data"
        try:
            body = await _read(receive, LARGEST_UPLOAD if is_upload else LARGEST_JSON)
            if body and not is_upload:
                if media != "application/json":
                    raise problems.MediaTypeUnsupported(accepted=["application/json"])  # noqa: TRY301
                check(body)
        except DomainError as error:
            await problems.answer(request, error)(scope, receive, send)
            return
        request.state.body = body
        await self.app(scope, _replay(body, receive), send)


def check(body: bytes) -> None:
    """Raise unless the body is one JSON value that every reader reads the same."""
    text = body.decode("utf-8", errors="surrogatepass") if _is_utf8(body) else ""
    if not text or _DIGITS.search(text):
        raise problems.JsonNumberTooLong(longest=_LONGEST_NUMBER) if text else problems.JsonInvalid()
    if _depth(text) > DEEPEST:
        raise problems.JsonTooDeep(deepest=DEEPEST)
    try:
        json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise problems.JsonInvalid(line=error.lineno, column=error.colno) from error


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _depth(text: str) -> int:
    """How deep brackets nest, whether or not they stand in a text: cheap, and never too low."""
    deepest = depth = 0
    for sign in re.findall(r"[\[\]{}]", text):
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


async def _read(receive: Receive, largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
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
