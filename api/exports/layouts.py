"""From the fields of a row's dataclass to the columns of a sheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from api.exports.workbook import Column, Footer, Kind, Table, Value

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Line = TypeVar("Line", bound="DataclassInstance")

_TOTALS: Final = Footer()
_LINE_NUMBER: Final = Column("序号", Kind.NUMBER, 6)


@dataclass(frozen=True, slots=True)
class Layout(Generic[Line]):
    """How the rows of type `line` are laid out: a column for each field, in the fields' order.

    `numbered` puts a 序号 before them.
    """

    title: str
    line: type[Line]
    columns: tuple[Column, ...]
    footer: Footer | None = _TOTALS
    numbered: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self._all_columns)

    def table(self, lines: Iterable[Line], *, title: str | None = None) -> Table:
        """The sheet of these lines; `title` says whose and of when, else it is the list's name."""
        return Table(title or self.title, self._all_columns, self._rows(lines), self.footer)

    @property
    def _all_columns(self) -> tuple[Column, ...]:
        return (_LINE_NUMBER, *self.columns) if self.numbered else self.columns

    def _rows(self, lines: Iterable[Line]) -> Iterator[Sequence[Value]]:
        values = attrgetter(*(field.name for field in fields(self.line)))
        for nth, line in enumerate(lines, start=1):
            yield (nth, *values(line)) if self.numbered else values(line)


def text(header: str, width: float = 12) -> Column:
    """Codes, names, numbers of papers: never arithmetic."""
    return Column(header, Kind.TEXT, width)


def money(header: str, *, summed: bool = True) -> Column:
    """Yuan with two places, with a total unless it is a price."""
    return Column(header, Kind.MONEY, 13, summed)


def count(header: str, *, summed: bool = False) -> Column:
    """A whole or broken number."""
    return Column(header, Kind.NUMBER, 10, summed)


def area(header: str, *, summed: bool = True) -> Column:
    """Square metres."""
    return Column(header, Kind.AREA, 11, summed)


def day(header: str) -> Column:
    """A date that Excel can sort and filter."""
    return Column(header, Kind.DATE, 12)


def month(header: str) -> Column:
    """A month, stored as its first day."""
    return Column(header, Kind.MONTH, 10)
