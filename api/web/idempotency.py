"""Once per key: the first answer is stored with the deed, and repeated for the same key."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Final, Self
from uuid import UUID

from fastapi import Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import LargeBinary, Uuid, bindparam, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from api.web.problems import (
    IdempotencyInProgress,
    IdempotencyKeyInvalid,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
)
from domain.access import Actor
from persistence.session import Busy, refusal_of
from persistence.tables.platform import IdempotencyKeyRow

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
_KEY = re.compile(r"[!-~]{8,255}")

#: Written out: every money operation sends both.
_TAKE: Final = text(
    "insert into idempotency_keys (principal_id, key, request_hash)"
    " values (:principal, :key, :request_hash) on conflict do nothing returning id"
).bindparams(bindparam("principal", type_=Uuid()), bindparam("request_hash", type_=LargeBinary()))
_ANSWER: Final = text(
    "update idempotency_keys set status = :status, answer = :answer where id = :id"
).bindparams(bindparam("id", type_=Uuid()), bindparam("answer", type_=LargeBinary()))


IdempotencyKey = Annotated[
    str | None,
    Header(
        alias=HEADER,
        description="8 to 255 visible ASCII characters, new for every intent. The same key with"
        " the same request gives the first answer again.",
        examples=["0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11"],
    ),
]


def checked_key(given: str | None) -> str:
    """The key of a money operation. Raises IdempotencyKeyMissing, IdempotencyKeyInvalid."""
    if given is None:
        raise IdempotencyKeyMissing
    if not _KEY.fullmatch(given):
        raise IdempotencyKeyInvalid(shortest=8, longest=255)
    return given


@dataclass(frozen=True, slots=True)
class Once:
    """Either a fresh start under a key, or the answer given before."""

    session: AsyncSession
    row_id: UUID
    earlier: tuple[int, bytes] | None

    @classmethod
    async def begin(cls, session: AsyncSession, actor: Actor, key: str, request: Request) -> Self:
        """Insert the key's row first. A duplicate waits for the first up to the lock timeout.

        Raises: IdempotencyInProgress, IdempotencyKeyReused.
        """
        request_hash = _hash_of(request)
        row = IdempotencyKeyRow
        try:
            made = await session.scalar(
                _TAKE, {"principal": actor.person_id, "key": key, "request_hash": request_hash}
            )
        except DBAPIError as error:
            if isinstance(refusal_of(error), Busy):
                raise IdempotencyInProgress from error
            raise
        if made is not None:
            return cls(session, made, None)
        found = await session.execute(
            select(row.id, row.request_hash, row.status, row.answer).where(
                row.principal_id == actor.person_id, row.key == key
            )
        )
        row_id, known_hash, status, stored = found.one()
        if known_hash != request_hash or status is None or stored is None:
            raise IdempotencyKeyReused
        return cls(session, row_id, (status, stored))

    async def __call__(
        self,
        deed: Callable[[], Awaitable[BaseModel]],
        *,
        status: HTTPStatus = HTTPStatus.CREATED,
    ) -> Response:
        """Do the deed and keep its answer; or give the answer kept, without doing it again."""
        if self.earlier is not None:
            kept_status, body = self.earlier
            return _json(body, kept_status, {REPLAYED: "true"})
        body = (await deed()).model_dump_json().encode()
        await self.session.execute(
            _ANSWER, {"id": self.row_id, "status": status.value, "answer": body}
        )
        return _json(body, status, {})


def _json(body: bytes, status: int, headers: dict[str, str]) -> Response:
    return Response(body, status_code=status, headers=headers, media_type="application/json")


def _hash_of(request: Request) -> bytes:
    """The request as it was sent: method, address and body, without a form's random boundary."""
    told = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    body: bytes = getattr(request.state, "body", b"")
    _, _, boundary = request.headers.get("content-type", "").partition("boundary=")
    if boundary:
        body = body.replace(boundary.strip('"').encode(), b"")
    return sha256(told + body).digest()
