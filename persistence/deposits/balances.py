"""What is held of deposits: read from the transfers alone, per lease and per project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, case, cast, func, insert, or_, select, text, true
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.ledger import Account
from domain.money import ZERO, Money
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.deposits import DepositBankBalanceRow
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.ledger import TransferRow

_L3: Final = Account.DEPOSITS_HELD


@dataclass(frozen=True, slots=True)
class Deposit:
    """What a lease's paper asks for, and what is held."""

    lease_id: UUID
    project_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    lease_state: str
    agreed_fen: int
    held_fen: int


@dataclass(frozen=True, slots=True)
class DepositMovement:
    """A transfer in or out of what is held for a lease; `amount_fen` is signed."""

    on_date: date
    reason: str
    amount_fen: int
    is_mirror: bool
    document_type: str
    document_id: UUID
    maker_id: UUID


@dataclass(frozen=True, slots=True)
class BankBalance:
    """What the deposit bank said on a day."""

    id: UUID
    project_id: UUID
    on_date: date
    balance_fen: int
    file_id: UUID | None
    maker_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ProjectDeposits:
    """Deposits owed against the deposit bank: by the books now, and on the bank's last day."""

    project_id: UUID
    project: str
    leases: int
    held_fen: int
    booked_fen: int
    bank_on: date | None
    bank_fen: int | None
    booked_then_fen: int | None


_BANK_BALANCES: Final = model(BankBalance, DepositBankBalanceRow)


def _signed() -> Any:
    row = TransferRow
    return case((row.credit == _L3, row.amount_fen), else_=-row.amount_fen)


def _touches() -> Any:
    return or_(TransferRow.debit == _L3, TransferRow.credit == _L3)


async def held(session: AsyncSession, lease_id: UUID) -> Money:
    """What is held for the lease. To act on it, hold the lease's row first."""
    row = TransferRow
    fen = await session.scalar(
        select(func.sum(_signed())).where(row.lease_id == lease_id, _touches())
    )
    return Money(int(fen)) if fen else ZERO


def deposits(scope: Scope) -> Statement:
    """Statement: the leases that the scope reaches, each with its deposit."""
    lease, row = LeaseRow, TransferRow
    of_lease = (
        select(cast(func.coalesce(func.sum(_signed()), 0), BigInteger).label("fen"))
        .where(row.authority_id == lease.authority_id, row.lease_id == lease.id, _touches())
        .lateral("held")
    )
    return (
        select(
            lease.id,
            lease.project_id,
            lease.contract_no,
            UnitRow.code,
            HouseholdRow.tenant_name,
            lease.state,
            lease.deposit_fen,
            of_lease.c.fen,
        )
        .join(UnitRow, (UnitRow.authority_id == lease.authority_id) & (UnitRow.id == lease.unit_id))
        .join(
            HouseholdRow,
            (HouseholdRow.authority_id == lease.authority_id)
            & (HouseholdRow.id == lease.household_id),
        )
        .join(of_lease, true())
        .where(in_projects(scope, lease.project_id), of_household(scope, lease.household_id))
    )


def deposit_of(row: Sequence[Any]) -> Deposit:
    return Deposit(*row)


async def movements(session: AsyncSession, lease_id: UUID) -> list[DepositMovement]:
    """Everything that moved the lease's deposit, in the order in which it was booked."""
    row = TransferRow
    found = await session.execute(
        select(
            row.on_date,
            row.reason,
            _signed(),
            row.reverses_id.is_not(None),
            row.document_type,
            row.document_id,
            row.maker_id,
        )
        .where(row.lease_id == lease_id, _touches())
        .order_by(row.posted_at, row.id)
    )
    return [DepositMovement(*one) for one in found]


_SUMMARY: Final = text(
    """
    with moved as (
      select project_id, on_date, lease_id,
        amount_fen * ((credit = 'L3')::int - (debit = 'L3')::int) as owed,
        amount_fen * ((debit = 'A4')::int - (credit = 'A4')::int) as held
      from transfers
      where (debit in ('L3', 'A4') or credit in ('L3', 'A4'))
        and (cast(:projects as uuid[]) is null or project_id = any(cast(:projects as uuid[])))
    ), bank as (
      select distinct on (project_id) project_id, on_date, balance_fen
      from deposit_bank_balances
      where cast(:projects as uuid[]) is null or project_id = any(cast(:projects as uuid[]))
      order by project_id, on_date desc, id desc
    ), owed as (
      select project_id, count(*) filter (where fen <> 0) as leases, sum(fen)::bigint as fen
      from (select project_id, lease_id, sum(owed) as fen from moved group by 1, 2) by_lease
      group by project_id
    ), held as (
      select m.project_id, sum(m.held)::bigint as fen,
        coalesce(sum(m.held) filter (where m.on_date <= b.on_date), 0)::bigint as then_fen
      from moved m left join bank b on b.project_id = m.project_id
      group by m.project_id
    )
    select p.id, p.name, coalesce(o.leases, 0), coalesce(o.fen, 0), coalesce(h.fen, 0),
      b.on_date, b.balance_fen,
      case when b.on_date is not null then coalesce(h.then_fen, 0) end
    from projects p
    left join owed o on o.project_id = p.id
    left join held h on h.project_id = p.id
    left join bank b on b.project_id = p.id
    where (cast(:projects as uuid[]) is null or p.id = any(cast(:projects as uuid[])))
      and (o.project_id is not null or b.project_id is not null)
    order by p.code
    """
)


async def summary(session: AsyncSession, scope: Scope) -> list[ProjectDeposits]:
    """A row per project that holds deposits or whose bank has said something, by its code."""
    projects = None if scope.projects is None else list(scope.projects)
    found = await session.execute(_SUMMARY, {"projects": projects})
    return [ProjectDeposits(*row) for row in found]


def bank_balances(scope: Scope) -> Statement:
    """Statement: what the deposit bank said, for the projects that the scope reaches."""
    return _BANK_BALANCES.select().where(in_projects(scope, DepositBankBalanceRow.project_id))


async def add_bank_balance(session: AsyncSession, **values: Any) -> UUID:
    row = DepositBankBalanceRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()
