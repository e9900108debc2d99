"""The book of a project: the row that every posting locks first, and the transfers it makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, insert, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.errors import Refused
from domain.ledger import POSTINGS, Account, Reason
from domain.money import Money
from persistence.housing import ProjectNotFound
from persistence.leases import LeaseNotFound
from persistence.scoped import REACH, in_projects, reach, within_reach
from persistence.tables.ledger import BookRow, TransferRow


class PeriodClosed(Refused):
    """The month is closed and sealed; corrections go to the open month."""


@dataclass(frozen=True, slots=True)
class Book:
    """A book. `share`, `share_with_lease` and `hold` lock it for posting; `look` only reads."""

    project_id: UUID
    closed_through: Month | None

    @property
    def first_open(self) -> Month | None:
        return self.closed_through.next if self.closed_through else None

    def require_open(self, month: Month) -> None:
        """Raises PeriodClosed when nothing may be posted into `month` any more."""
        if self.closed_through is not None and month <= self.closed_through:
            raise PeriodClosed(month=str(month), closed_through=str(self.closed_through))

    def month_for(self, day: date) -> Month:
        """The month in which something of `day` is booked: its own, or the first open one."""
        month = Month.of(day)
        first_open = self.first_open
        return max(month, first_open) if first_open else month


@dataclass(frozen=True, slots=True)
class HeldLease:
    """A lease that is held for posting, with its book and what receipts of its project begin with.

    Whoever holds the lease's row holds its charges.
    """

    book: Book
    id: UUID
    project_code: str
    state: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed to be posted: every posting of its reason, with this amount."""

    reason: Reason
    amount: Money
    lease_id: UUID | None = None
    charge_id: UUID | None = None
    operator_id: UUID | None = None


async def share(session: AsyncSession, scope: Scope, project_id: UUID) -> Book:
    """Hold the book beside other postings; a closing or a run waits. Raises ProjectNotFound."""
    return await _book(session, scope, project_id, alone=False)


_SHARE_WITH_LEASE: Final = text(
    f"""
    select l.project_id, b.closed_through, p.code, l.state, l.starts_on
    from leases l
    join books b on b.authority_id = l.authority_id and b.project_id = l.project_id
    join projects p on p.authority_id = l.authority_id and p.id = l.project_id
    where l.id = :lease and {within_reach("l")}
    for share of b for no key update of l
    """
).bindparams(bindparam("lease", type_=Uuid()), *REACH)


async def share_with_lease(session: AsyncSession, scope: Scope, lease_id: UUID) -> HeldLease:
    """Hold the lease's book beside other postings, then the lease. Raises LeaseNotFound."""
    found = await session.execute(_SHARE_WITH_LEASE, {"lease": lease_id, **reach(scope)})
    row = found.first()
    if row is None:
        raise LeaseNotFound(lease_id=str(lease_id))
    project_id, closed_through, code, state, starts_on = row
    book = Book(project_id, Month.of(closed_through) if closed_through else None)
    return HeldLease(book, lease_id, code, state, starts_on)


async def hold(session: AsyncSession, scope: Scope, project_id: UUID) -> Book:
    """Hold the book alone: no posting happens meanwhile. Raises ProjectNotFound."""
    return await _book(session, scope, project_id, alone=True)


async def look(session: AsyncSession, scope: Scope, project_id: UUID) -> Book:
    """The book to read, not to post with: it is not held. Raises ProjectNotFound."""
    found = await session.execute(
        select(BookRow.closed_through).where(
            BookRow.project_id == project_id, in_projects(scope, BookRow.project_id)
        )
    )
    return _book_of(project_id, found.first())


async def _book(session: AsyncSession, scope: Scope, project_id: UUID, *, alone: bool) -> Book:
    closed = await session.execute(
        select(BookRow.closed_through)
        .where(BookRow.project_id == project_id, in_projects(scope, BookRow.project_id))
        .with_for_update(read=not alone)
    )
    return _book_of(project_id, closed.first())


def _book_of(project_id: UUID, row: Any) -> Book:
    if row is None:
        raise ProjectNotFound(project_id=str(project_id))
    return Book(project_id, Month.of(row[0]) if row[0] else None)


async def post(
    session: AsyncSession,
    book: Book,
    entries: Iterable[Entry],
    *,
    month: Month,
    on_date: date,
    document: tuple[str, UUID],
    maker_id: UUID,
) -> None:
    """Write the transfers of these deeds into `month`. Zero amounts write nothing.

    `document`: kind and id of what caused them. Raises PeriodClosed.
    """
    book.require_open(month)
    document_type, document_id = document
    rows: list[dict[str, Any]] = [
        {
            "debit": posting.debit,
            "credit": posting.credit,
            "amount_fen": entry.amount.fen,
            "reason": entry.reason,
            "lease_id": entry.lease_id,
            "charge_id": entry.charge_id,
            "operator_id": entry.operator_id,
            "on_date": on_date,
            "month": month.first,
            "project_id": book.project_id,
            "document_type": document_type,
            "document_id": document_id,
            "maker_id": maker_id,
        }
        for entry in entries
        if entry.amount
        for posting in POSTINGS[entry.reason]
    ]
    if rows:
        await session.execute(insert(TransferRow).values(rows))


async def mirror(
    session: AsyncSession,
    book: Book,
    of_document: UUID,
    *,
    month: Month,
    on_date: date,
    document: tuple[str, UUID],
    maker_id: UUID,
) -> None:
    """Post the mirror of every transfer that a document made and that has none yet, in one
    statement. Raises PeriodClosed; a transfer is mirrored at most once (L19, L20).
    """
    book.require_open(month)
    row = TransferRow
    document_type, document_id = document
    mirrored = select(row.reverses_id).where(row.reverses_id.is_not(None))
    source = select(
        row.credit,
        row.debit,
        row.amount_fen,
        row.reason,
        row.lease_id,
        row.charge_id,
        row.operator_id,
        row.project_id,
        row.id,
        *_constants(on_date, month, document_type, document_id, maker_id),
    ).where(row.document_id == of_document, row.reverses_id.is_(None), row.id.not_in(mirrored))
    columns = [
        *("debit", "credit", "amount_fen", "reason", "lease_id", "charge_id", "operator_id"),
        *("project_id", "reverses_id", "on_date", "month", "document_type", "document_id"),
        "maker_id",
    ]
    await session.execute(insert(row).from_select(columns, source))


def _constants(
    on_date: date, month: Month, document_type: str, document_id: UUID, maker_id: UUID
) -> Sequence[Any]:
    return [
        literal(value).label(name)
        for name, value in (
            ("on_date_", on_date),
            ("month_", month.first),
            ("document_type_", document_type),
            ("document_id_", document_id),
            ("maker_id_", maker_id),
        )
    ]


async def balances(
    session: AsyncSession, project_id: UUID, *, through: Month | None = None
) -> dict[Account, int]:
    """Debits minus credits in fen per account, over the project's months up to `through`."""
    row = TransferRow
    condition = row.project_id == project_id
    if through is not None:
        condition &= row.month <= through.first
    totals: dict[Account, int] = {}
    for column, sign in ((row.debit, 1), (row.credit, -1)):
        found = await session.execute(
            select(column, func.sum(row.amount_fen)).where(condition).group_by(column)
        )
        for account, amount in found:
            totals[Account(account)] = totals.get(Account(account), 0) + sign * int(amount)
    return totals
