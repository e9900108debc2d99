"""Who is housed or granted a home twice within the authority, across its projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CTE, Uuid, cast, false, func, literal, null, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from domain.leases import LIVE
from persistence.eligibility.standing import holds_on
from persistence.tables.eligibility import EligibilityRecordRow, EligiblePersonRow
from persistence.tables.households import MemberRow
from persistence.tables.leases import LeaseRow

#: So many people are listed; `total` says how many there are.
LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Holding:
    """A record that counts somebody in, or a live lease of a home that they live in."""

    kind: str
    subject_id: UUID
    project_id: UUID | None
    is_tenant: bool


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A person who has two of a kind. The mask tells people of one office who is meant."""

    kind: str
    name: str
    national_id_mask: str
    subject_ids: list[UUID]
    project_ids: list[UUID]


async def held_here(
    session: AsyncSession, people: Sequence[bytes], day: date
) -> dict[bytes, list[Holding]]:
    """What each of these people has in this authority on a day."""
    told = _holdings(day).c
    found = await session.execute(
        select(told.person, told.kind, told.subject_id, told.project_id, told.is_tenant)
        .where(told.person == func.any(list(people)))
        .order_by(told.kind, told.subject_id)
    )
    held: dict[bytes, list[Holding]] = {}
    for person, *facts in found:
        held.setdefault(person, []).append(Holding(*facts))
    return held


async def duplicates(session: AsyncSession, day: date) -> tuple[list[Duplicate], int]:
    """Those with two records or two leases at once, and how many there are of them in all."""
    told = _holdings(day).c
    times = func.count(told.subject_id.distinct())
    grouped = (
        select(
            told.kind,
            func.min(told.name),
            func.min(told.mask).label("mask"),
            func.array_agg(told.subject_id.distinct()),
            func.array_remove(func.array_agg(told.project_id.distinct()), None),
            func.count().over(),
        )
        .group_by(told.person, told.kind)
        .having(times > 1)
        .order_by(times.desc(), "mask", told.kind)
        .limit(LISTED)
    )
    rows: Sequence[Any] = (await session.execute(grouped)).all()
    return [Duplicate(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def _holdings(day: date) -> CTE:
    person, record, member, lease = EligiblePersonRow, EligibilityRecordRow, MemberRow, LeaseRow
    granted = (
        select(
            person.national_id_index.label("person"),
            literal("eligibility").label("kind"),
            record.id.label("subject_id"),
            cast(null(), Uuid).label("project_id"),
            false().label("is_tenant"),
            person.name,
            person.national_id_mask.label("mask"),
        )
        .join(
            record,
            (record.authority_id == person.authority_id) & (record.id == person.record_id),
        )
        .where(holds_on(day))
    )
    housed = (
        select(
            member.national_id_index,
            literal("lease"),
            lease.id,
            lease.project_id,
            member.is_tenant,
            member.name,
            member.national_id_mask,
        )
        .join(
            lease,
            (lease.authority_id == member.authority_id)
            & (lease.household_id == member.household_id),
        )
        .where(
            member.national_id_index.is_not(None),
            or_(member.left_on.is_(None), member.left_on > day),
            lease.state.in_(LIVE),
        )
    )
    return union_all(granted, housed).cte("holding")
