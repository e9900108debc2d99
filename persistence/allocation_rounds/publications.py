"""What the public saw of a round, version by version, and where it is found without signing in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation_rounds import PublicationKind
from domain.lottery import hash_of
from persistence.reading import model
from persistence.tables.allocation_rounds import AllocationPublicationRow, PublicAddressRow

KIND: Final = "allocation_round"


@dataclass(frozen=True, slots=True)
class Publication:
    """A version. Without a body it withdraws the one before."""

    round_id: UUID
    kind: PublicationKind
    number: int
    body: dict[str, Any] | None
    sha256: str | None
    reason: str | None
    published_by: UUID
    published_at: datetime


_PUBLICATIONS: Final = model(Publication, AllocationPublicationRow)


async def chain(session: AsyncSession, round_id: UUID) -> list[Publication]:
    """Every version of everything, in the order in which it was published."""
    row = AllocationPublicationRow
    statement = _PUBLICATIONS.select().where(row.round_id == round_id)
    return await _PUBLICATIONS.all(session, statement.order_by(row.published_at, row.id))


async def last(session: AsyncSession, round_id: UUID, kind: PublicationKind) -> Publication | None:
    row = AllocationPublicationRow
    statement = _PUBLICATIONS.select().where(row.round_id == round_id, row.kind == kind)
    return await _PUBLICATIONS.first(session, statement.order_by(row.number.desc()).limit(1))


async def publish(
    session: AsyncSession,
    round_id: UUID,
    kind: PublicationKind,
    body: Mapping[str, Any] | None,
    *,
    authority_id: UUID,
    publisher_id: UUID,
    reason: str | None = None,
) -> Publication:
    """The next version; a body of None withdraws. The round must be held."""
    before = await last(session, round_id, kind)
    told = None if body is None else dict(body)
    await session.execute(
        insert(AllocationPublicationRow).values(
            round_id=round_id,
            kind=kind,
            number=before.number + 1 if before else 1,
            body=told,
            sha256=None if told is None else hash_of(told).hex(),
            reason=reason,
            published_by=publisher_id,
            published_at=func.clock_timestamp(),
        )
    )
    await session.execute(
        upsert(PublicAddressRow)
        .values(id=round_id, kind=KIND, authority_id=authority_id)
        .on_conflict_do_nothing()
    )
    made = await last(session, round_id, kind)
    assert made is not None
    return made


async def authority_of(session: AsyncSession, round_id: UUID) -> UUID | None:
    """Who published the round; asked before any authority is known."""
    row = PublicAddressRow
    return await session.scalar(
        select(row.authority_id).where(row.id == round_id, row.kind == KIND)
    )
