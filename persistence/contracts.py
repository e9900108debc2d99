"""What is asked of service contracts and their prices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Period
from domain.contracts import ContractState
from domain.errors import NotFound
from persistence.tables.authorities import OrganisationRow
from persistence.tables.base import Statement
from persistence.tables.contracts import ContractPriceRow, ContractUnitRow, ServiceContractRow
from persistence.tables.housing import ProjectRow


class ContractNotFound(NotFound):
    """No such service contract, or not one of yours."""


class ContractPriceNotFound(NotFound):
    """The contract has no such price."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose contracts: all that a scope reaches; an operator's people see those of their own
    organisation, also after the project has gone to another.
    """

    scope: Scope
    organisation_id: UUID

    def contracts(self) -> ColumnElement[bool]:
        if self.scope.projects is None:
            return true()
        return ServiceContractRow.operator_id == self.organisation_id

    def reaches(self, table: str) -> str:
        """The same for a statement written as text, with the values of `reach_values`."""
        return "true" if self.scope.projects is None else f"{table}.operator_id = :operator_id"

    def reach_values(self) -> dict[str, UUID]:
        """The values that `reaches` binds."""
        return {} if self.scope.projects is None else {"operator_id": self.organisation_id}


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract with its stock and its price on the day asked for."""

    id: UUID
    project_id: UUID
    project: str
    operator_id: UUID
    operator: str
    contract_no: str
    procurement_no: str
    state: ContractState
    awarded_on: date | None
    starts_on: date
    ends_on: date
    budget_note: str | None
    content: list[str]
    clauses: list[str]
    recovery_mode: str
    exclusions: list[str]
    treasury_first: bool
    uncollectible_borne_by: str
    vacant_factor: Decimal
    tax_rate: Decimal
    deduction_cap_fen: int | None
    maker_id: UUID
    made_at: datetime
    signed_by: UUID | None
    signed_at: datetime | None
    signed_on: date | None
    published_on: date | None
    announcement: str | None
    backdating_reason: str | None
    version: int
    units: int
    price_fen: int | None

    @property
    def term(self) -> Period:
        return Period.inclusive(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class Price:
    """元/套/月 from a day on; in force once a second person approved it."""

    id: UUID
    contract_id: UUID
    valid_from: date
    price_fen: int
    reason: str
    document_no: str
    maker_id: UUID
    checker_id: UUID | None
    made_at: datetime


def contracts(reach: Reach, on: date) -> Statement:
    """Statement: the contracts within reach, with stock and price as of `on`."""
    row, unit, price = ServiceContractRow, ContractUnitRow, ContractPriceRow
    stock = (
        select(func.count())
        .where(
            unit.authority_id == row.authority_id,
            unit.contract_id == row.id,
            unit.from_on <= func.greatest(on, row.starts_on),
            or_(unit.until_on.is_(None), unit.until_on > on),
        )
        .scalar_subquery()
    )
    in_force = (
        select(price.price_fen)
        .where(
            price.authority_id == row.authority_id,
            price.contract_id == row.id,
            or_(price.checker_id.is_not(None), row.state == ContractState.DRAFT),
            price.valid_from <= func.greatest(on, row.starts_on),
        )
        .order_by(price.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            row.id,
            row.project_id,
            ProjectRow.name,
            row.operator_id,
            OrganisationRow.name,
            row.contract_no,
            row.procurement_no,
            row.state,
            row.awarded_on,
            row.starts_on,
            row.ends_on,
            row.budget_note,
            row.content,
            row.clauses,
            row.recovery_mode,
            row.exclusions,
            row.treasury_first,
            row.uncollectible_borne_by,
            row.vacant_factor,
            row.tax_rate,
            row.deduction_cap_fen,
            row.maker_id,
            row.made_at,
            row.signed_by,
            row.signed_at,
            row.signed_on,
            row.published_on,
            row.announcement,
            row.backdating_reason,
            row.version,
            stock,
            in_force,
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .join(OrganisationRow, OrganisationRow.id == row.operator_id)
        .where(reach.contracts())
    )


def contract_of(row: Sequence[Any]) -> Contract:
    values = list(row)
    values[7] = ContractState(values[7])
    return Contract(*values)


async def contract(session: AsyncSession, reach: Reach, contract_id: UUID, on: date) -> Contract:
    """Raises ContractNotFound."""
    found = await session.execute(contracts(reach, on).where(ServiceContractRow.id == contract_id))
    row = found.first()
    if row is None:
        raise ContractNotFound(contract_id=str(contract_id))
    return contract_of(row)


async def lock_contract(
    session: AsyncSession, reach: Reach, contract_id: UUID, on: date
) -> Contract:
    """The contract, held until the transaction ends. Raises ContractNotFound."""
    row = ServiceContractRow
    await session.execute(
        select(row.id).where(row.id == contract_id, reach.contracts()).with_for_update()
    )
    return await contract(session, reach, contract_id, on)


async def add_contract(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(ServiceContractRow).values(**values).returning(ServiceContractRow.id)
    )
    return made.scalar_one()


async def change_contract(session: AsyncSession, contract_id: UUID, **values: Any) -> None:
    await session.execute(
        update(ServiceContractRow)
        .where(ServiceContractRow.id == contract_id)
        .values(**values, version=ServiceContractRow.version + 1)
    )


async def prices(session: AsyncSession, contract_id: UUID) -> list[Price]:
    """The price history with what is drafted, earliest first."""
    row = ContractPriceRow
    found = await session.execute(
        select(*_price_columns())
        .where(row.contract_id == contract_id)
        .order_by(row.valid_from, row.made_at)
    )
    return [Price(*one) for one in found]


async def price(session: AsyncSession, contract_id: UUID, price_id: UUID) -> Price:
    """Raises ContractPriceNotFound."""
    row = ContractPriceRow
    found = await session.execute(
        select(*_price_columns()).where(row.contract_id == contract_id, row.id == price_id)
    )
    one = found.first()
    if one is None:
        raise ContractPriceNotFound(price_id=str(price_id))
    return Price(*one)


def _price_columns() -> tuple[Any, ...]:
    row = ContractPriceRow
    return (
        row.id,
        row.contract_id,
        row.valid_from,
        row.price_fen,
        row.reason,
        row.document_no,
        row.maker_id,
        row.checker_id,
        row.made_at,
    )


async def add_price(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(ContractPriceRow).values(**values).returning(ContractPriceRow.id)
    )
    return made.scalar_one()


async def put_in_force(session: AsyncSession, price_id: UUID, checker_id: UUID) -> None:
    await session.execute(
        update(ContractPriceRow)
        .where(ContractPriceRow.id == price_id)
        .values(checker_id=checker_id)
    )
