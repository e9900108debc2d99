"""A lease held to be changed, its history, and how it moves on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.leases import LeaseEvent, LeaseState
from persistence.leases import LeaseNotFound
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.lease_papers import LeaseEventRow
from persistence.tables.leases import LeaseRow

#: How a history begins that is drafted here.
BEGUN: Final = "draft"


@dataclass(frozen=True, slots=True)
class LeaseRecord:
    """A lease as its row has it: the terms of the paper, not those of a day."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    household_id: UUID
    contract_no: str
    state: LeaseState
    starts_on: date
    ends_on: date
    charged_from: date
    vacated_on: date | None
    monthly_rent_fen: int
    tier: str
    discount: Decimal | None
    deposit_fen: int
    note: str | None
    record_id: UUID | None
    reservation_id: UUID | None
    renewed_from: UUID | None
    exchanged_from: UUID | None
    rent_trace: dict[str, Any] | None
    signed_on: date | None
    relocation_until: date | None
    maker_id: UUID | None
    voided_by: UUID | None
    version: int


@dataclass(frozen=True, slots=True)
class LeaseStep:
    """A line of a lease's history."""

    id: UUID
    at: datetime
    effective_on: date
    event: str
    from_state: str | None
    to_state: str
    reason_code: str | None
    reason: str | None
    legal_basis: str | None
    file_ids: list[UUID]
    document_type: str | None
    document_id: UUID | None
    facts: dict[str, Any]
    maker_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A step as it is written down."""

    event: LeaseEvent | str
    effective_on: date
    from_state: LeaseState | None
    to_state: LeaseState
    maker_id: UUID | None
    reason_code: StrEnum | None = None
    reason: str | None = None
    legal_basis: str | None = None
    file_ids: Sequence[UUID] = ()
    document: tuple[str, UUID] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


_RECORDS: Final = model(LeaseRecord, LeaseRow)
_STEPS: Final = model(LeaseStep, LeaseEventRow)


def _leases(scope: Scope) -> Statement:
    row = LeaseRow
    return _RECORDS.select().where(
        in_projects(scope, row.project_id), of_household(scope, row.household_id)
    )


async def record(session: AsyncSession, scope: Scope, lease_id: UUID) -> LeaseRecord:
    """Raises LeaseNotFound."""
    found = await _RECORDS.first(session, _leases(scope).where(LeaseRow.id == lease_id))
    if found is None:
        raise LeaseNotFound(lease_id=str(lease_id))
    return found


async def successor(session: AsyncSession, lease_id: UUID) -> LeaseRecord | None:
    """The lease that renews or exchanges this one, unless that came to nothing."""
    row = LeaseRow
    statement = _RECORDS.select().where(
        (row.renewed_from == lease_id) | (row.exchanged_from == lease_id),
        row.state != LeaseState.VOID,
    )
    return await _RECORDS.first(session, statement.order_by(row.id.desc()).limit(1))


async def of_reservation(session: AsyncSession, reservation_id: UUID) -> LeaseRecord | None:
    """The lease that was drafted for a home that is kept, unless it came to nothing."""
    row = LeaseRow
    statement = _RECORDS.select().where(
        row.reservation_id == reservation_id, row.state != LeaseState.VOID
    )
    return await _RECORDS.first(session, statement)


_MONEY: Final = text(
    """
    select exists (
      select from (
        select side.account, sum(side.fen) as fen
        from transfers t
        cross join lateral (values (t.debit, t.amount_fen), (t.credit, -t.amount_fen))
          side (account, fen)
        where t.lease_id = :lease_id
        group by side.account) standing
      where standing.fen <> 0)
    or exists (select from charges where lease_id = :lease_id)
    """
)


async def has_money(session: AsyncSession, lease_id: UUID) -> bool:
    """Whether anything was charged under the lease, or was paid and did not go back."""
    return bool(await session.scalar(_MONEY, {"lease_id": lease_id}))


async def add(session: AsyncSession, **values: Any) -> UUID:
    """Raises what the unique keys stand for: CodeTaken, AlreadyDone, UnitAlreadyLet."""
    return (
        await session.execute(insert(LeaseRow).values(**values).returning(LeaseRow.id))
    ).scalar_one()


async def change(session: AsyncSession, lease_id: UUID, **values: Any) -> None:
    row = LeaseRow
    await session.execute(
        update(row).where(row.id == lease_id).values(**values, version=row.version + 1)
    )


async def write_down(session: AsyncSession, lease_id: UUID, entry: Entry) -> UUID:
    """A line of the history; gives its id."""
    row = LeaseEventRow
    document_type, document_id = entry.document or (None, None)
    made = await session.execute(
        insert(row)
        .values(
            lease_id=lease_id,
            # Not the transaction's time: its steps follow one another.
            at=func.clock_timestamp(),
            effective_on=entry.effective_on,
            event=entry.event,
            from_state=entry.from_state,
            to_state=entry.to_state,
            reason_code=entry.reason_code,
            reason=entry.reason,
            legal_basis=entry.legal_basis,
            file_ids=list(entry.file_ids),
            document_type=document_type,
            document_id=document_id,
            facts=dict(entry.facts),
            maker_id=entry.maker_id,
        )
        .returning(row.id)
    )
    return made.scalar_one()


async def last_on(session: AsyncSession, lease_id: UUID) -> date | None:
    """The day of the latest step, by the order in which steps were written down."""
    row = LeaseEventRow
    return await session.scalar(
        select(row.effective_on)
        .where(row.lease_id == lease_id)
        .order_by(row.at.desc(), row.id.desc())
        .limit(1)
    )


async def history(session: AsyncSession, lease_id: UUID) -> list[LeaseStep]:
    """Every step of the lease, the first first. The lease must be within reach."""
    row = LeaseEventRow
    statement = _STEPS.select().where(row.lease_id == lease_id).order_by(row.at, row.id)
    return await _STEPS.all(session, statement)
