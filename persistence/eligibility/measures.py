"""Measures about a record, and bans: proposed by one person, decided by another."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.eligibility import BanState, Measure, ProposalState
from domain.errors import NotFound
from persistence.reading import model
from persistence.tables.eligibility import BanRow, EligibilityMeasureRow


class MeasureNotFound(NotFound):
    """The record has no such measure."""


class BanNotFound(NotFound):
    """No such ban in this authority."""


@dataclass(frozen=True, slots=True)
class ProposedMeasure:
    """A measure as it was proposed, and what became of it."""

    id: UUID
    record_id: UUID
    measure: Measure
    effective_on: date
    reason: str
    legal_basis: str
    document_no: str
    with_ban: bool
    state: ProposalState
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    decision_note: str | None


@dataclass(frozen=True, slots=True)
class Ban:
    """不得再申请. `until_on` is the first day on which they may apply again."""

    id: UUID
    person_index: bytes
    person_name: str
    national_id_mask: str
    record_id: UUID | None
    from_on: date
    until_on: date
    reason: str
    legal_basis: str
    document_no: str
    state: BanState
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    lifted_by: UUID | None
    lifted_on: date | None
    lifting_reason: str | None
    version: int


_MEASURES: Final = model(ProposedMeasure, EligibilityMeasureRow)
BANS: Final = model(Ban, BanRow)


async def measures(session: AsyncSession, record_id: UUID) -> list[ProposedMeasure]:
    """The latest first."""
    row = EligibilityMeasureRow
    statement = _MEASURES.select().where(row.record_id == record_id)
    return await _MEASURES.all(session, statement.order_by(row.made_at.desc(), row.id.desc()))


async def measure(session: AsyncSession, record_id: UUID, measure_id: UUID) -> ProposedMeasure:
    """Raises MeasureNotFound."""
    row = EligibilityMeasureRow
    statement = _MEASURES.select().where(row.record_id == record_id, row.id == measure_id)
    found = await _MEASURES.first(session, statement)
    if found is None:
        raise MeasureNotFound(measure_id=str(measure_id))
    return found


async def add_measure(session: AsyncSession, **values: Any) -> UUID:
    row = EligibilityMeasureRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def decide_measure(session: AsyncSession, measure_id: UUID, **values: Any) -> None:
    row = EligibilityMeasureRow
    await session.execute(
        update(row).where(row.id == measure_id).values(**values, decided_at=func.now())
    )


async def ban(session: AsyncSession, ban_id: UUID, *, lock: bool = False) -> Ban:
    """Raises BanNotFound."""
    statement = BANS.select().where(BanRow.id == ban_id)
    found = await BANS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise BanNotFound(ban_id=str(ban_id))
    return found


async def add_ban(session: AsyncSession, **values: Any) -> UUID:
    row = BanRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change_ban(session: AsyncSession, ban_id: UUID, **values: Any) -> None:
    row = BanRow
    await session.execute(
        update(row).where(row.id == ban_id).values(**values, version=row.version + 1)
    )
