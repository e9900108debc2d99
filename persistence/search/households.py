"""Households with their leases, and what these owe, by a few typed characters.

Each reading of the text is a small question to one index, cut off after a page; the answers'
names and debts are looked up for the page alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Uuid,
    and_,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.leases import LIVE, LeaseState
from domain.search import Matched, Wanted
from persistence.payments import IS_OPEN
from persistence.prefixes import begins
from persistence.scoped import in_projects, of_household
from persistence.search.homes import IS_LIVE, MOST, at_address
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow, MemberRow
from persistence.tables.housing import BuildingRow, ProjectRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow

_MONTHLY: Final = ("rent", "holdover")


@dataclass(frozen=True, slots=True)
class Blind:
    """The keyed indexes of the numbers in a text; None where it holds none."""

    phone: bytes | None
    national_id: bytes | None


@dataclass(frozen=True, slots=True)
class FoundHousehold:
    """A household under one of its leases, the live one first, and what it owes. Fen."""

    household_id: UUID
    lease_id: UUID | None
    unit_id: UUID | None
    project_id: UUID
    project: str
    tenant_name: str
    tier: str
    phone_mask: str | None
    contract_no: str | None
    lease_state: str | None
    ends_on: date | None
    monthly_rent_fen: int | None
    unit_code: str | None
    building: str | None
    entrance: str | None
    room: str | None
    owed_fen: int
    overdue_fen: int
    months_owed: int
    since_on: date | None

    @property
    def is_live(self) -> bool:
        return self.lease_state in LIVE


#: A candidate: the household, the lease if one was named, and by what it was found.
Candidate = tuple[UUID, UUID | None, Matched]


async def household_candidates(
    session: AsyncSession, scope: Scope, wanted: Wanted, blind: Blind
) -> list[Candidate]:
    """Households that bear any reading of the text, the surest reading first, each once."""
    parts = [
        _limited(statement, matched)
        for statement, matched in _household_questions(scope, wanted, blind)
    ]
    if not parts:
        return []
    found = await session.execute(union_all(*parts))
    return _best(found.all())


def _best(rows: Iterable[Sequence[Any]]) -> list[Candidate]:
    """Each household once, under the surest of the readings that it bears."""
    found: list[Candidate] = [(row[0], row[1], Matched(row[2])) for row in rows]
    order = {matched: place for place, matched in enumerate(Matched)}
    best: dict[UUID, Candidate] = {}
    for one in sorted(found, key=lambda one: order[one[2]]):
        best.setdefault(one[0], one)
    return list(best.values())


def _limited(statement: Statement, matched: Matched) -> Any:
    answers = statement.limit(MOST).subquery()
    return select(*answers.c, literal(matched.value))


#: A question for (household, lease or none), and what kind of match its answers are.
_Question = tuple[Statement, Matched]


def _household_questions(scope: Scope, wanted: Wanted, blind: Blind) -> list[_Question]:
    return [*_by_lease(scope, wanted), *_by_person(scope, wanted, blind)]


def _by_lease(scope: Scope, wanted: Wanted) -> Iterator[_Question]:
    lease, unit = LeaseRow, UnitRow
    of_lease = select(lease.household_id, lease.id).where(
        in_projects(scope, lease.project_id),
        of_household(scope, lease.household_id),
        lease.state != LeaseState.VOID,
    )
    at_home = of_lease.join(
        unit, and_(unit.authority_id == lease.authority_id, unit.id == lease.unit_id)
    ).where(IS_LIVE)
    for number in wanted.numbers:
        yield of_lease.where(begins(lease.contract_no, number)), Matched.NUMBER
        yield at_home.where(begins(unit.code, number)), Matched.NUMBER
    if wanted.address:
        yield at_address(at_home, wanted), Matched.ADDRESS
    if wanted.room:
        yield at_home.where(unit.room == wanted.room), Matched.ROOM


def _by_person(scope: Scope, wanted: Wanted, blind: Blind) -> Iterator[_Question]:
    household, member = HouseholdRow, MemberRow
    whose = select(household.id, cast(null(), Uuid()).label("lease_id")).where(
        in_projects(scope, household.project_id),
        of_household(scope, household.id),
        household.voided_at.is_(None),
    )
    person = whose.join(
        member,
        and_(member.authority_id == household.authority_id, member.household_id == household.id),
    )
    if blind.national_id:
        yield person.where(member.national_id_index == blind.national_id), Matched.NATIONAL_ID
    if blind.phone:
        yield person.where(member.phone_index == blind.phone), Matched.PHONE
    if wanted.tail:
        yield person.where(member.phone_tail == wanted.tail), Matched.TAIL
        yield person.where(member.national_id_tail == wanted.tail), Matched.TAIL
    if wanted.name:
        yield whose.where(begins(household.tenant_name, wanted.name)), Matched.NAME


async def households(
    session: AsyncSession, scope: Scope, candidates: Sequence[Candidate], today: date
) -> dict[UUID, FoundHousehold]:
    """The candidates by household, with the lease that was named or else the live, latest one."""
    household, lease = HouseholdRow, LeaseRow
    named = {one[0]: one[1] for one in candidates if one[1]}
    chosen = (
        select(lease)
        .where(lease.authority_id == household.authority_id, lease.household_id == household.id)
        .order_by(
            (lease.id == func.any(list(named.values()))).desc(),
            IS_LIVE.desc(),
            lease.starts_on.desc(),
            lease.id.desc(),
        )
        .limit(1)
        .lateral("chosen")
    )
    owed = _owed(chosen.c, today)
    phone = (
        select(MemberRow.phone_mask)
        .where(
            MemberRow.authority_id == household.authority_id,
            MemberRow.household_id == household.id,
            MemberRow.is_tenant,
        )
        .limit(1)
        .scalar_subquery()
    )
    found = await session.execute(
        select(
            household.id,
            chosen.c.id,
            chosen.c.unit_id,
            household.project_id,
            ProjectRow.name,
            household.tenant_name,
            household.tier,
            phone,
            chosen.c.contract_no,
            chosen.c.state,
            chosen.c.ends_on,
            chosen.c.monthly_rent_fen,
            UnitRow.code,
            BuildingRow.name,
            UnitRow.entrance,
            UnitRow.room,
            *owed.c,
        )
        .join(ProjectRow, ProjectRow.id == household.project_id)
        .outerjoin(chosen, true())
        .outerjoin(UnitRow, UnitRow.id == chosen.c.unit_id)
        .outerjoin(BuildingRow, BuildingRow.id == UnitRow.building_id)
        .join(owed, true())
        .where(
            household.id == func.any([one[0] for one in candidates]),
            in_projects(scope, household.project_id),
            of_household(scope, household.id),
        )
    )
    return {row[0]: FoundHousehold(*row) for row in found}


def _owed(lease: Any, today: date) -> Any:
    """What a lease owes, from its open charges alone."""
    row = ChargeRow
    is_due = row.due_on < today
    open_fen = row.treasury_claim_fen + row.operator_claim_fen

    def fen(condition: ColumnElement[bool]) -> ColumnElement[int]:
        summed = func.sum(open_fen).filter(condition)
        return cast(func.coalesce(summed, literal_column("0")), BigInteger)

    return (
        select(
            fen(true()).label("owed_fen"),
            fen(is_due).label("overdue_fen"),
            func.count(row.month.distinct())
            .filter(is_due, row.kind.in_(_MONTHLY))
            .label("months_owed"),
            func.min(row.due_on).filter(is_due).label("since_on"),
        )
        .where(row.authority_id == lease.authority_id, row.lease_id == lease.id, IS_OPEN)
        .lateral("owed")
    )
