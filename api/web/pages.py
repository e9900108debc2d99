"""Lists come in pages: items, and a signed cursor to the next (trust.md, C9)."""

import base64
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any, Final, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel
from sqlalchemy import tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from api.web.dependencies import RuntimeDep
from api.web.problems import CursorInvalid
from persistence.tables.base import Statement

T = TypeVar("T")
_SIGNATURE: Final = 12


class Page(BaseModel, Generic[T]):
    """One page. `next_cursor` is null on the last."""

    items: list[T]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Paging:
    """Where this page begins and how long it is. Only `paging` makes one."""

    limit: int
    after: tuple[Any, ...] | None
    key: bytes
    list_name: str

    async def rows(
        self, session: AsyncSession, statement: Statement, *sort: Any, descending: bool = False
    ) -> tuple[Sequence[Any], str | None]:
        """The page's rows, sorted by `sort` (unique together), and the cursor after them.

        Seeks by the sort key, so that the thousandth page costs what the first does.
        """
        if self.after is not None:
            here = tuple_(*self.after)
            there = tuple_(*sort)
            statement = statement.where(there < here if descending else there > here)
        order = [column.desc() if descending else column for column in sort]
        keyed = statement.add_columns(*sort).order_by(*order).limit(self.limit + 1)
        found = (await session.execute(keyed)).all()
        page = found[: self.limit]
        width = len(sort)
        cursor = self._cursor(page[-1][-width:]) if len(found) > self.limit else None
        return [row[:-width] for row in page], cursor

    @property
    def below(self) -> Any:
        """The last sort value of the page before; None on the first page. For a list that is no
        table and has one sort value.
        """
        return self.after[0] if self.after else None

    def cursor(self, *values: Any) -> str:
        """The cursor after a row with these sort values."""
        return self._cursor(values)

    def _cursor(self, values: Sequence[Any]) -> str:
        told = json.dumps([_plain(value) for value in values], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self.sign(told) + told).decode()

    def sign(self, told: bytes) -> bytes:
        return hmac.digest(self.key, self.list_name.encode() + told, sha256)[:_SIGNATURE]


def paging(
    request: Request,
    runtime: RuntimeDep,
    limit: Annotated[int, Query(ge=1, le=200, description="Rows a page.")] = 50,
    cursor: Annotated[
        str | None, Query(max_length=1000, description="`next_cursor` of the page before.")
    ] = None,
) -> Paging:
    """The paging of this request."""
    key = runtime.vault.key("cursor")
    filters = sorted(
        (k, v) for k, v in request.query_params.items() if k not in {"limit", "cursor"}
    )
    page = Paging(limit, None, key, f"{request.url.path}?{filters}")
    if cursor is None:
        return page
    try:
        raw = base64.urlsafe_b64decode(cursor)
        told = raw[_SIGNATURE:]
        if not hmac.compare_digest(page.sign(told), raw[:_SIGNATURE]):
            raise CursorInvalid
        return Paging(limit, tuple(map(_read, json.loads(told))), key, page.list_name)
    except ValueError as error:
        raise CursorInvalid from error


PagingDep = Annotated[Paging, Depends(paging)]


_KINDS: Final = (("u", UUID, str), ("t", datetime, datetime.isoformat), ("d", date, date.isoformat))


def _plain(value: Any) -> Any:
    for mark, kind, write in _KINDS:
        if isinstance(value, kind):
            return {mark: write(value)}  # pyright: ignore[reportArgumentType]
    return value


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()  # pyright: ignore[reportUnknownVariableType]
    readers: dict[str, Any] = {"u": UUID, "t": datetime.fromisoformat, "d": date.fromisoformat}
    return readers[kind](text)
