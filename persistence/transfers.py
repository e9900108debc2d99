"""What is asked of the ledger's rows: transfers by filter, balances by account and month."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.ledger import Account
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.ledger import TransferRow


@dataclass(frozen=True, slots=True)
class Transfer:
    """A row of the ledger."""

    id: UUID
    debit: str
    credit: str
    amount_fen: int
    reason: str
    on_date: date
    month: Month
    project_id: UUID
    lease_id: UUID | None
    charge_id: UUID | None
    operator_id: UUID | None
    document_type: str
    document_id: UUID
    reverses_id: UUID | None
    maker_id: UUID
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Balance:
    """An account in a month: what it opened with, its turnover. Debits minus credits, in fen."""

    account: Account
    opening_fen: int
    debit_fen: int
    credit_fen: int

    @property
    def closing_fen(self) -> int:
        return self.opening_fen + self.debit_fen - self.credit_fen


def transfers(scope: Scope, *, account: Account | None = None) -> Statement:
    """Statement: the transfers that the scope reaches; `account` on either side."""
    row = TransferRow
    statement = select(
        row.id,
        row.debit,
        row.credit,
        row.amount_fen,
        row.reason,
        row.on_date,
        row.month,
        row.project_id,
        row.lease_id,
        row.charge_id,
        row.operator_id,
        row.document_type,
        row.document_id,
        row.reverses_id,
        row.maker_id,
        row.posted_at,
    ).where(in_projects(scope, row.project_id))
    if account is None:
        return statement
    return statement.where(or_(row.debit == account, row.credit == account))


def transfer_of(row: Sequence[Any]) -> Transfer:
    values = list(row)
    values[6] = Month.of(values[6])
    return Transfer(*values)


async def in_order(
    session: AsyncSession, scope: Scope, project_id: UUID, *, through: Month
) -> AsyncIterator[Transfer]:
    """A project's transfers up to and with a month, by day, read as they come."""
    row = TransferRow
    statement = (
        transfers(scope)
        .where(row.project_id == project_id, row.month <= through.first)
        .order_by(row.on_date, row.id)
    )
    async for found in await session.stream(statement):
        yield transfer_of(found)


_BALANCES: Final = text(
    """
    select account,
      coalesce(sum(debit - credit) filter (where month < :month), 0)::bigint as opening,
      coalesce(sum(debit) filter (where month = :month), 0)::bigint as debit,
      coalesce(sum(credit) filter (where month = :month), 0)::bigint as credit
    from (
      select side.account, t.month, side.debit, side.credit
      from transfers t
      cross join lateral (values (t.debit, t.amount_fen, 0), (t.credit, 0, t.amount_fen))
        side (account, debit, credit)
      where t.project_id = :project_id and t.month <= :month) turnover
    group by account
    """
)

#: By the month a charge is for, whenever it was paid, advanced or given back; what is about no
#: charge (remitting, credit) counts in the month in which it is booked.
_OF_CHARGES: Final = text(
    """
    select side.account, 0::bigint, sum(side.debit)::bigint, sum(side.credit)::bigint
    from transfers t
    left join charges c on c.authority_id = t.authority_id and c.id = t.charge_id
    cross join lateral (values (t.debit, t.amount_fen, 0), (t.credit, 0, t.amount_fen))
      side (account, debit, credit)
    where t.project_id = :project_id and coalesce(c.month, t.month) = :month
    group by side.account
    """
)


async def balances(
    session: AsyncSession, project_id: UUID, month: Month, *, of_charges: bool = False
) -> list[Balance]:
    """Every account of a project in a month; `of_charges`: of that month's charges, to today."""
    found = await session.execute(
        _OF_CHARGES if of_charges else _BALANCES,
        {"project_id": project_id, "month": month.first},
    )
    by_account = {Account(row[0]): row[1:] for row in found}
    return [Balance(account, *by_account.get(account, (0, 0, 0))) for account in Account]
