"""Measures about a record, and bans: proposed by one person, decided by another."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.eligibility import BanState, Measure, ProposalState
from domain.errors import NotFound
from persistence.tables.base import Statement
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


_MEASURE: Final = tuple(one.name for one in fields(ProposedMeasure))
_BAN: Final = tuple(one.name for one in fields(Ban))


async def measures(session: AsyncSession, record_id: UUID) -> list[ProposedMeasure]:
    """The latest first."""
    row = EligibilityMeasureRow
    found = await session.execute(
        _measures().where(row.record_id == record_id).order_by(row.made_at.desc(), row.id.desc())
    )
    return [_measure_of(one) for one in found]


async def measure(session: AsyncSession, record_id: UUID, measure_id: UUID) -> ProposedMeasure:
    """Raises MeasureNotFound."""
    row = EligibilityMeasureRow
    found = await session.execute(
        _measures().where(row.record_id == record_id, row.id == measure_id)
    )
    one = found.first()
    if one is None:
        raise MeasureNotFound(measure_id=str(measure_id))
    return _measure_of(one)


async def add_measure(session: AsyncSession, **values: Any) -> UUID:
    row = EligibilityMeasureRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def decide_measure(session: AsyncSession, measure_id: UUID, **values: Any) -> None:
    row = EligibilityMeasureRow
    await session.execute(
        update(row).where(row.id == measure_id).values(**values, decided_at=func.now())
    )


def bans() -> Statement:
    """Statement: every ban of the authority."""
    return select(*(getattr(BanRow, name) for name in _BAN))


def ban_of(row: Sequence[Any]) -> Ban:
    told = dict(zip(_BAN, row, strict=True))
    return Ban(**{**told, "state": BanState(told["state"])})


async def ban(session: AsyncSession, ban_id: UUID, *, lock: bool = False) -> Ban:
    """Raises BanNotFound."""
    statement = bans().where(BanRow.id == ban_id)
    row = (await session.execute(statement.with_for_update() if lock else statement)).first()
    if row is None:
        raise BanNotFound(ban_id=str(ban_id))
    return ban_of(row)


async def add_ban(session: AsyncSession, **values: Any) -> UUID:
    row = BanRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change_ban(session: AsyncSession, ban_id: UUID, **values: Any) -> None:
    row = BanRow
    await session.execute(
        update(row).where(row.id == ban_id).values(**values, version=row.version + 1)
    )


def _measures() -> Statement:
    return select(*(getattr(EligibilityMeasureRow, name) for name in _MEASURE))


def _measure_of(row: Sequence[Any]) -> ProposedMeasure:
    told = dict(zip(_MEASURE, row, strict=True))
    return ProposedMeasure(
        **{**told, "measure": Measure(told["measure"]), "state": ProposalState(told["state"])}
    )
