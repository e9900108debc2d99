"""What is shown of a thing that waits for a second person, and the list of all kinds of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.duties import DutyKind


@dataclass(frozen=True, slots=True)
class Change:
    """A figure or a fact as it is and as it will be; what it is compared with, `before` says."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Detail:
    """What a decision rests on.

    version   of the record whose ETag the deed asks for
    parent_id of the record that the deed's address names besides its own
    changes   what it changes, or how it differs from the last of its kind
    facts     the rest: grounds, texts, parts
    variant   where one kind is decided at different addresses, which of them
    """

    version: int
    made_by: UUID
    made_at: datetime
    changes: list[Change]
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    parent_id: UUID | None = None
    variant: str | None = None


Details = Callable[[AsyncSession, Sequence[UUID]], Awaitable[dict[UUID, Detail]]]


@cache
def kinds() -> Mapping[DutyKind, Details]:
    """By kind of duty, where its details come from: every file of this package names its own."""
    package = import_module("persistence.approvals")
    found: dict[DutyKind, Details] = {}
    for module in sorted(one.name for one in iter_modules(package.__path__)):
        found |= getattr(import_module(f"persistence.approvals.{module}"), "DETAILS", {})
    return found


async def rows(session: AsyncSession, statement: str, ids: Sequence[UUID]) -> Sequence[Any]:
    """The rows of a statement that asks for `:ids`. They are within the caller's reach."""
    return (await session.execute(text(statement), {"ids": list(ids)})).all()


def changes(row: Any, fields: Sequence[str]) -> list[Change]:
    """Each column beside the one called `was_…`; null there, it is the first of its kind."""
    pairs = ((name, getattr(row, f"was_{name}"), getattr(row, name)) for name in fields)
    return [Change(name, _told(before), _told(after)) for name, before, after in pairs]


def facts(row: Any, fields: Sequence[str]) -> dict[str, Any]:
    """These columns as JSON has them."""
    return {name: _told(getattr(row, name)) for name in fields}


def _told(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value) if isinstance(value, UUID) else value
