"""What is asked of a lease's terms over time, and what approved ones came to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month, Period
from domain.errors import NotFound
from domain.lease_terms import Charged, Difference, RentFrom, TermsState
from domain.money import Money
from domain.proration import Basis
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.leases import LeaseRow, LeaseTermsRow, TermsDifferenceRow
from persistence.tables.rent import ChargeRow


class TermsNotFound(NotFound):
    """No such terms, or not of a lease of yours."""


@dataclass(frozen=True, slots=True)
class LeaseTerms:
    """Terms of a lease from a day on: drafted, in force once approved, or rejected."""

    id: UUID
    lease_id: UUID
    project_id: UUID
    valid_from: date
    decided_on: date
    tier: str
    monthly_rent_fen: int
    rule_rent_fen: int | None
    discount: Decimal | None
    document_no: str
    reason: str
    state: TermsState
    is_retroactive: bool
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int
    change_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PutRight:
    """What approved terms came to for a month that was charged before them."""

    month: Month
    was_fen: int
    due_fen: int
    credited_fen: int
    charge_id: UUID


def current(on: date) -> Any:
    """Lateral: the terms that a lease has on that day after the paper's, for pages of leases."""
    row = LeaseTermsRow
    return (
        select(row.valid_from, row.tier, row.monthly_rent_fen, row.rule_rent_fen, row.discount)
        .where(
            row.authority_id == LeaseRow.authority_id,
            row.lease_id == LeaseRow.id,
            row.state == TermsState.APPROVED,
            row.valid_from <= on,
        )
        .order_by(row.valid_from.desc(), row.id.desc())
        .limit(1)
        .lateral("current_terms")
    )


def else_paper(now: Any, name: str) -> ColumnElement[Any]:
    """A column of the terms in force, or of the paper where nothing has changed since."""
    return case((now.c.valid_from.is_not(None), now.c[name]), else_=getattr(LeaseRow, name))


def in_force(project_id: UUID, on: date) -> Any:
    """Subquery: the same for every lease of a project at once."""
    row = LeaseTermsRow
    return (
        select(row.lease_id, row.monthly_rent_fen)
        .join(
            LeaseRow,
            (LeaseRow.authority_id == row.authority_id) & (LeaseRow.id == row.lease_id),
        )
        .where(
            LeaseRow.project_id == project_id,
            row.state == TermsState.APPROVED,
            row.valid_from <= on,
        )
        .order_by(row.lease_id, row.valid_from.desc(), row.id.desc())
        .ext(distinct_on(row.lease_id))
        .subquery("terms_in_force")
    )


def terms(scope: Scope) -> Statement:
    """Statement: the terms of the leases that the scope reaches; a tenant's are its own."""
    row = LeaseTermsRow
    return (
        select(
            row.id,
            row.lease_id,
            LeaseRow.project_id,
            row.valid_from,
            row.decided_on,
            row.tier,
            row.monthly_rent_fen,
            row.rule_rent_fen,
            row.discount,
            row.document_no,
            row.reason,
            row.state,
            row.is_retroactive,
            row.maker_id,
            row.made_at,
            row.checker_id,
            row.checked_at,
            row.version,
            row.change_id,
        )
        .join(
            LeaseRow,
            (LeaseRow.authority_id == row.authority_id) & (LeaseRow.id == row.lease_id),
        )
        .where(in_projects(scope, LeaseRow.project_id), of_household(scope, LeaseRow.household_id))
    )


def terms_of(row: Sequence[Any]) -> LeaseTerms:
    values = list(row)
    values[11] = TermsState(values[11])
    return LeaseTerms(*values)


async def one(session: AsyncSession, scope: Scope, terms_id: UUID) -> LeaseTerms:
    """Raises TermsNotFound."""
    found = (await session.execute(terms(scope).where(LeaseTermsRow.id == terms_id))).first()
    if found is None:
        raise TermsNotFound(terms_id=str(terms_id))
    return terms_of(found)


async def lock(session: AsyncSession, scope: Scope, terms_id: UUID) -> LeaseTerms:
    """The terms, held until the transaction ends. Raises TermsNotFound."""
    await session.execute(
        select(LeaseTermsRow.id).where(LeaseTermsRow.id == terms_id).with_for_update()
    )
    return await one(session, scope, terms_id)


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(LeaseTermsRow).values(**values).returning(LeaseTermsRow.id))
    return made.scalar_one()


async def decide(
    session: AsyncSession,
    terms_id: UUID,
    state: TermsState,
    *,
    is_retroactive: bool,
    checker_id: UUID,
) -> None:
    row = LeaseTermsRow
    await session.execute(
        update(row)
        .where(row.id == terms_id)
        .values(
            state=state,
            is_retroactive=is_retroactive,
            checker_id=checker_id,
            checked_at=func.now(),
            version=row.version + 1,
        )
    )


async def changes(
    session: AsyncSession, lease_id: UUID, also: UUID | None = None
) -> list[RentFrom]:
    """The rents in force from later days on, in the order they were made; `also` draft terms."""
    row = LeaseTermsRow
    found = await session.execute(
        select(row.valid_from, row.monthly_rent_fen)
        .where(
            row.lease_id == lease_id,
            (row.state == TermsState.APPROVED) | (row.id == also),
        )
        .order_by(row.id)
    )
    return [RentFrom(day, Money(fen)) for day, fen in found]


#: A charge keeps in its trace how it was counted; differences of earlier terms are part of it.
_CHARGED: Final = text(
    """
    select c.id, c.month, c.from_on, c.until_on, c.trace ->> 'basis' as basis,
      (c.trace ->> 'unit_fen')::int as unit_fen,
      (c.amount_fen + coalesce(d.fen, 0))::bigint as fen
    from charges c
    left join (select month, sum(due_fen - was_fen) as fen from terms_differences
      where lease_id = :lease_id group by month) d on d.month = c.month
    where c.lease_id = :lease_id and c.kind = 'rent' and c.line = 1
      and c.until_on > :valid_from
    order by c.month
    """
)


async def charged(session: AsyncSession, lease_id: UUID, valid_from: date) -> dict[UUID, Charged]:
    """The months' own charges that terms from that day on reach, by their ids."""
    found = await session.execute(_CHARGED, {"lease_id": lease_id, "valid_from": valid_from})
    return {
        row.id: Charged(
            month=Month.of(row.month),
            period=Period(row.from_on, row.until_on),
            basis=Basis(row.basis) if row.basis else Basis.ACTUAL_DAYS,
            unit_fen=row.unit_fen or 1,
            amount=Money(row.fen),
        )
        for row in found
    }


async def next_line(session: AsyncSession, lease_id: UUID, month: Month) -> int:
    """The number of the month's next supplementary line of rent; 1 is the month's own."""
    row = ChargeRow
    last = await session.scalar(
        select(func.max(row.line)).where(
            row.lease_id == lease_id, row.month == month.first, row.kind == "rent"
        )
    )
    return max(last or 1, 1) + 1


async def note(
    session: AsyncSession,
    terms_id: UUID,
    lease_id: UUID,
    found: Iterable[tuple[Difference, UUID, Money]],
) -> None:
    """Keep what each month was put right by, on which charge, and what of it became credit."""
    rows = [
        {
            "terms_id": terms_id,
            "lease_id": lease_id,
            "month": one.month.first,
            "was_fen": one.was.fen,
            "due_fen": one.due.fen,
            "credited_fen": credited.fen,
            "charge_id": charge_id,
        }
        for one, charge_id, credited in found
    ]
    if rows:
        await session.execute(insert(TermsDifferenceRow).values(rows))


async def put_right(session: AsyncSession, terms_id: UUID) -> list[PutRight]:
    row = TermsDifferenceRow
    found = await session.execute(
        select(row.month, row.was_fen, row.due_fen, row.credited_fen, row.charge_id)
        .where(row.terms_id == terms_id)
        .order_by(row.month)
    )
    return [PutRight(Month.of(one[0]), *one[1:]) for one in found]
