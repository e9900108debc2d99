"""Who owes rent: how much, since when, how many months, and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.access import Scope
from domain.arrears import MONTHLY_KINDS
from domain.calendar import months_after
from persistence import lease_terms
from persistence.leases import LeaseNotFound
from persistence.payments import IS_OPEN, is_open
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import ProjectRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow

_OPEN_FEN: Final = ChargeRow.treasury_claim_fen + ChargeRow.operator_claim_fen
#: A charge's age, by its due day: up to 3 months ago, up to 6, or longer.
_YOUNG_MONTHS, _OLD_MONTHS = 3, 6


@dataclass(frozen=True, slots=True)
class Arrears:
    """What a lease's household has not paid although it was due. Amounts in fen.

    `overdue_fen` is `treasury_fen` and `operator_fen` together: the operator's part is what it
    has advanced and not got back. `coming_fen` is charged and not due yet. The three ages are by
    each charge's due day and add up to `overdue_fen`; `months_owed` counts months of rent with
    anything unpaid, advanced ones too (domain.md 5.11).
    """

    lease_id: UUID
    project_id: UUID
    household_id: UUID
    contract_no: str
    lease_state: str
    unit_code: str
    tenant_name: str
    monthly_rent_fen: int
    overdue_fen: int
    treasury_fen: int
    operator_fen: int
    coming_fen: int
    months_owed: int
    since_on: date | None
    newest_due_on: date | None
    young_fen: int
    middle_fen: int
    old_fen: int
    young_months: int
    middle_months: int
    old_months: int


@dataclass(frozen=True, slots=True)
class ProjectArrears:
    """A project's arrears. Households by months owed, amounts by each charge's age."""

    project_id: UUID
    project: str
    households: int
    overdue_fen: int
    treasury_fen: int
    operator_fen: int
    young_fen: int
    middle_fen: int
    old_fen: int
    households_1_3: int
    households_4_6: int
    households_over_6: int
    may_be_evicted: int


@dataclass(frozen=True, slots=True)
class Part:
    """So many rows of a list, after one with this debt and lease: what a page needs of it."""

    at_most: int
    after: tuple[Any, ...] | None = None


def arrears(
    scope: Scope,
    today: date,
    *,
    project_id: UUID | None = None,
    query: str | None = None,
    min_months: int | None = None,
    part: Part | None = None,
) -> tuple[Statement, tuple[ColumnElement[Any], ...]]:
    """Statement: leases with overdue rent, ended ones too; and its order, the deepest debt first.

    An index has each project's in that order (ADR 20); of a `part`, no project gives more than
    its rows. `query` begins a name, unit code or contract number.
    """
    last = _last_due(scope, today, min_months, None if query else part)
    owed = _of_one(last.c.lease_id, today).lateral("owed")
    statement = (
        _named(owed, today)
        .join(ProjectRow, true())
        .join(last, last.c.lease_id == LeaseRow.id)
        .join(owed, true())
        .where(in_projects(scope, ProjectRow.id))
    )
    if project_id:
        statement = statement.where(ProjectRow.id == project_id)
    if query:
        statement = statement.where(
            or_(
                LeaseRow.contract_no.startswith(query, autoescape=True),
                UnitRow.code.startswith(query, autoescape=True),
                HouseholdRow.tenant_name.startswith(query, autoescape=True),
            )
        )
    return statement, (last.c.arrears_fen, last.c.lease_id)


def _last_due(scope: Scope, today: date, min_months: int | None, part: Part | None) -> Any:
    """Per project: the last charge of each lease that is due, which carries what is overdue."""
    row, later = aliased(ChargeRow, name="due"), aliased(ChargeRow, name="later")
    is_last = ~exists().where(
        later.authority_id == row.authority_id,
        later.lease_id == row.lease_id,
        is_open(later),
        later.due_on < today,
        later.arrears_fen > row.arrears_fen,
    )
    found = select(row.lease_id, row.arrears_fen).where(
        row.project_id == ProjectRow.id,
        is_open(row),
        row.due_on < today,
        is_last,
        of_household(scope, row.household_id),
    )
    if min_months:
        found = found.where(row.arrears_months >= min_months)
    if part:
        order = (row.arrears_fen, row.lease_id)
        if part.after:
            found = found.where(tuple_(*order) < tuple_(*part.after))
        found = found.order_by(*(one.desc() for one in order)).limit(part.at_most)
    return found.correlate(ProjectRow).lateral("last_due")


async def of_leases(
    session: AsyncSession, scope: Scope, lease_ids: Sequence[UUID], today: date
) -> dict[UUID, Arrears]:
    """The arrears of these leases, all zero where nothing is owed, as far as the scope reaches."""
    owed = _of_one(LeaseRow.id, today).lateral("owed")
    found = await session.execute(
        _named(owed, today)
        .join(owed, true())
        .where(
            LeaseRow.id == func.any(list(lease_ids)),
            in_projects(scope, LeaseRow.project_id),
            of_household(scope, LeaseRow.household_id),
        )
    )
    return {row[0]: Arrears(*row) for row in found}


async def of_lease(session: AsyncSession, scope: Scope, lease_id: UUID, today: date) -> Arrears:
    """The lease's arrears, all zero where nothing is owed. Raises LeaseNotFound."""
    found = await of_leases(session, scope, [lease_id], today)
    if lease_id not in found:
        raise LeaseNotFound(lease_id=str(lease_id))
    return found[lease_id]


async def summary(
    session: AsyncSession, scope: Scope, today: date, *, evict_months: int
) -> list[ProjectArrears]:
    """A row per project with arrears, by its code: from what is overdue, not from the city."""
    row = ChargeRow
    reach = [in_projects(scope, row.project_id), of_household(scope, row.household_id)]
    owed = (
        select(row.project_id, *_sums(today))
        .where(IS_OPEN, row.due_on < today, *reach)
        .group_by(row.project_id, row.lease_id)
        .subquery("owed")
    )
    band = owed.c.months_owed
    found = await session.execute(
        select(
            owed.c.project_id,
            ProjectRow.name,
            func.count(),
            *(func.sum(owed.c[name]) for name in ("overdue_fen", "treasury_fen", "operator_fen")),
            *(func.sum(owed.c[name]) for name in ("young_fen", "middle_fen", "old_fen")),
            func.count().filter(band <= _YOUNG_MONTHS),
            func.count().filter(and_(band > _YOUNG_MONTHS, band <= _OLD_MONTHS)),
            func.count().filter(band > _OLD_MONTHS),
            func.count().filter(band >= evict_months),
        )
        .join(ProjectRow, ProjectRow.id == owed.c.project_id)
        .group_by(owed.c.project_id, ProjectRow.name, ProjectRow.code)
        .order_by(ProjectRow.code)
    )
    rows: Sequence[Any] = found.all()
    return [ProjectArrears(row[0], row[1], *map(int, row[2:])) for row in rows]


def _named(owed: Any, today: date) -> Statement:
    """Statement: leases with the fields of `Arrears`; `owed` has a row for each of them."""
    now = lease_terms.current(today)
    amounts = ("overdue_fen", "treasury_fen", "operator_fen", "coming_fen", "months_owed")
    ages = [f"{age}_{what}" for what in ("fen", "months") for age in ("young", "middle", "old")]
    return (
        select(
            LeaseRow.id,
            LeaseRow.project_id,
            LeaseRow.household_id,
            LeaseRow.contract_no,
            LeaseRow.state,
            UnitRow.code,
            HouseholdRow.tenant_name,
            lease_terms.else_paper(now, "monthly_rent_fen"),
            *(owed.c[name] for name in amounts),
            owed.c.since_on,
            owed.c.newest_due_on,
            *(owed.c[name] for name in ages),
        )
        .join(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .join(HouseholdRow, HouseholdRow.id == LeaseRow.household_id)
        .outerjoin(now, true())
    )


def _of_one(lease_id: Any, today: date) -> Statement:
    """Statement: one row for a lease's open charges, all zero where there is none."""
    row = ChargeRow
    is_due = row.due_on < today
    return select(
        *_sums(today),
        _sum(_OPEN_FEN, ~is_due).label("coming_fen"),
        func.min(row.due_on).filter(is_due).label("since_on"),
        func.max(row.due_on).filter(is_due).label("newest_due_on"),
        *(_months(age).label(f"{name}_months") for name, age in _ages(today)),
    ).where(IS_OPEN, row.lease_id == lease_id)


def _sums(today: date) -> list[ColumnElement[int]]:
    """What is overdue of a group of a lease's open charges, and how old it is."""
    row = ChargeRow
    is_due = row.due_on < today
    months = func.max(row.arrears_months).filter(is_due)
    return [
        _sum(_OPEN_FEN, is_due).label("overdue_fen"),
        _sum(row.treasury_claim_fen, is_due).label("treasury_fen"),
        _sum(row.operator_claim_fen, is_due).label("operator_fen"),
        func.coalesce(months, literal_column("0")).label("months_owed"),
        *(_sum(_OPEN_FEN, age).label(f"{name}_fen") for name, age in _ages(today)),
    ]


def _ages(today: date) -> list[tuple[str, ColumnElement[bool]]]:
    due = ChargeRow.due_on
    young, old = months_after(today, -_YOUNG_MONTHS), months_after(today, -_OLD_MONTHS)
    return [
        ("young", and_(due < today, due >= young)),
        ("middle", and_(due < young, due >= old)),
        ("old", due < old),
    ]


def _sum(amount: Any, condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(amount).filter(condition), literal_column("0")), BigInteger)


def _months(condition: ColumnElement[bool]) -> ColumnElement[int]:
    is_monthly = ChargeRow.kind.in_(MONTHLY_KINDS)
    return func.count(ChargeRow.month.distinct()).filter(condition, is_monthly)
