"""What is asked of check-ins 入住."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.check_ins import CheckInState
from domain.errors import NotFound
from domain.lease_signing import IdentityWay
from domain.money import Money
from persistence.payments import is_credit_of
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.check_ins import CheckInMemberRow, CheckInRow
from persistence.tables.households import HouseholdRow, MemberRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.payments import PaymentRow


class CheckInNotFound(NotFound):
    """No such check-in, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    id: UUID
    project_id: UUID
    lease_id: UUID
    state: CheckInState
    booked_on: date
    deposit_waived: bool
    first_rent_waived: bool
    waived_by: UUID | None
    waiver_reason: str | None
    waiver_document_no: str | None
    first_rent_fen: int | None
    money_by: UUID | None
    handover_id: UUID | None
    handed_over_on: date | None
    handed_over_by: UUID | None
    charged_from: date | None
    registered_by: UUID | None
    held_for: str | None
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A check-in with what names its lease."""

    check_in: CheckIn
    contract_no: str
    unit_code: str
    tenant_name: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A member who lives there, and how they showed who they are: None is not yet."""

    member_id: UUID
    name: str
    way: IdentityWay | None
    by: UUID | None


_CHECK_INS: Final = model(CheckIn, CheckInRow)


def check_ins(scope: Scope) -> Statement:
    """Statement: those that the scope reaches, with contract number, unit and tenant."""
    row, lease, unit, home = CheckInRow, LeaseRow, UnitRow, HouseholdRow
    return (
        select(*_CHECK_INS.columns, lease.contract_no, unit.code, home.tenant_name)
        .join(lease, (lease.authority_id == row.authority_id) & (lease.id == row.lease_id))
        .join(unit, (unit.authority_id == lease.authority_id) & (unit.id == lease.unit_id))
        .join(home, (home.authority_id == lease.authority_id) & (home.id == lease.household_id))
        .where(in_projects(scope, row.project_id), of_household(scope, lease.household_id))
    )


def listed(row: Sequence[Any]) -> Listed:
    return Listed(_CHECK_INS.read(row[:-3]), *row[-3:])


async def find(
    session: AsyncSession, scope: Scope, check_in_id: UUID, *, lock: bool = False
) -> Listed:
    """Held until the transaction ends with `lock`. Raises CheckInNotFound."""
    statement = check_ins(scope).where(CheckInRow.id == check_in_id)
    if lock:
        statement = statement.with_for_update(of=CheckInRow)
    found = (await session.execute(statement)).first()
    if found is None:
        raise CheckInNotFound(check_in_id=str(check_in_id))
    return listed(found)


async def of_lease(session: AsyncSession, lease_id: UUID) -> CheckIn | None:
    """The lease's check-in, held, unless it was cancelled."""
    row = CheckInRow
    statement = _CHECK_INS.select().where(
        row.lease_id == lease_id, row.state != CheckInState.CANCELLED
    )
    return await _CHECK_INS.first(session, statement.with_for_update())


async def add(session: AsyncSession, **values: Any) -> UUID:
    """Raises AlreadyDone where the lease has one."""
    made = await session.execute(insert(CheckInRow).values(**values).returning(CheckInRow.id))
    return made.scalar_one()


async def change(session: AsyncSession, check_in_id: UUID, **values: Any) -> None:
    row = CheckInRow
    await session.execute(
        update(row).where(row.id == check_in_id).values(**values, version=row.version + 1)
    )


async def verify(session: AsyncSession, **values: Any) -> None:
    """Raises AlreadyDone where the member was verified before."""
    await session.execute(insert(CheckInMemberRow).values(**values))


async def members(session: AsyncSession, one: CheckIn, on: date) -> list[Verified]:
    """Everybody who lives in the household on that day, the tenant first."""
    row, seen, lease = MemberRow, CheckInMemberRow, LeaseRow
    found = await session.execute(
        select(row.id, row.name, seen.way, seen.by)
        .join(
            lease,
            (lease.authority_id == row.authority_id) & (lease.household_id == row.household_id),
        )
        .outerjoin(
            seen,
            (seen.authority_id == row.authority_id)
            & (seen.member_id == row.id)
            & (seen.check_in_id == one.id),
        )
        .where(lease.id == one.lease_id, (row.left_on.is_(None)) | (row.left_on > on))
        .order_by(row.is_tenant.desc(), row.id)
    )
    return [
        Verified(member_id, name, IdentityWay(way) if way else None, by)
        for member_id, name, way, by in found
    ]


async def prepaid(session: AsyncSession, lease_id: UUID) -> Money:
    """Money that was paid under the lease and has settled nothing yet."""
    row = PaymentRow
    fen = await session.scalar(
        select(func.sum(row.unallocated_fen)).where(
            is_credit_of(lease_id), row.state == "allocated"
        )
    )
    return Money(int(fen or 0))
