"""The kinds of book that can be brought in. Features register theirs; the machinery runs them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from api.imports.columns import Book, CellError, Reading
from api.imports.workbook import Grid
from api.platform.operations import Work
from domain.access import Permission
from persistence.imports import Import


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at: row as people count, header, code, facts without personal data."""

    row: int
    column: str
    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """A book read and checked against what is stored."""

    reading: Reading[Any]
    totals: Mapping[str, Any]
    warnings: list[Warned] = field(default_factory=list[Warned])

    @property
    def errors(self) -> list[CellError]:
        return self.reading.errors


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of book is checked, and how it is stored in one transaction.

    permission  what bringing it in needs
    of_project  whether it belongs to a project; otherwise to the whole authority
    """

    book: Book
    check: Callable[[Work, Import, Grid], Awaitable[Checked]]
    store: Callable[[Work, Import, Checked], Awaitable[Mapping[str, Any]]]
    permission: Permission = Permission.IMPORT_BOOKS
    of_project: bool = True


KINDS: Final[dict[str, Kind]] = {}
