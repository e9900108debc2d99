"""Rent standards 租金标准 and rent rules, by project and by the day from which they hold."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.charging import Terms
from domain.parameters import ROUNDING_UNITS
from domain.proration import Basis
from domain.rent import RentRule
from domain.rent_rules import from_json
from persistence import parameters, unit_features
from persistence.housing import UnitNotFound
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.housing import UnitRow
from persistence.tables.rent import RentRuleRow, RentStandardRow


@dataclass(frozen=True, slots=True)
class Standard:
    """A published price. Without a building it is the whole project's."""

    id: UUID
    project_id: UUID
    building_id: UUID | None
    price_per_m2: Decimal
    valid_from: date
    document_no: str
    maker_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """A rent rule as it is stored. Without a project it is the authority's default."""

    id: UUID
    project_id: UUID | None
    valid_from: date
    rule: dict[str, Any]
    basis: str
    legal_basis: str
    maker_id: UUID
    made_at: datetime

    @property
    def read(self) -> RentRule:
        return from_json(self.rule)


@dataclass(frozen=True, slots=True)
class PricedUnit:
    """A unit with what its rent is made of. `standard_id` is None for the register's own price."""

    project_id: UUID
    building_id: UUID
    code: str
    area_m2: Decimal
    inner_area_m2: Decimal | None
    features: dict[str, Any]
    price_per_m2: Decimal
    standard_id: UUID | None = None


def standards(scope: Scope) -> Statement:
    """Statement: the standards of the projects that the scope reaches."""
    row = RentStandardRow
    return select(
        row.id,
        row.project_id,
        row.building_id,
        row.price_per_m2,
        row.valid_from,
        row.document_no,
        row.maker_id,
        row.made_at,
    ).where(in_projects(scope, row.project_id))


def rules(scope: Scope) -> Statement:
    """Statement: the rules of the projects that the scope reaches, and the defaults."""
    row = RentRuleRow
    return _rules().where(or_(row.project_id.is_(None), in_projects(scope, row.project_id)))


async def add_standard(session: AsyncSession, **values: Any) -> Standard:
    row = RentStandardRow
    made = await session.execute(insert(row).values(**values).returning(row.id, row.made_at))
    standard_id, made_at = made.one()
    return Standard(id=standard_id, made_at=made_at, **values)


async def add_rule(session: AsyncSession, **values: Any) -> Rule:
    row = RentRuleRow
    made = await session.execute(insert(row).values(**values).returning(row.id, row.made_at))
    rule_id, made_at = made.one()
    return Rule(id=rule_id, made_at=made_at, **values)


async def rule_on(session: AsyncSession, project_id: UUID, on: date) -> Rule | None:
    """The project's own rule of that day, else the authority's default, else none.

    Of two from the same day the one set later holds.
    """
    row = RentRuleRow
    found = await session.execute(
        _rules()
        .where(or_(row.project_id == project_id, row.project_id.is_(None)), row.valid_from <= on)
        .order_by(row.project_id.asc().nulls_last(), row.valid_from.desc(), row.made_at.desc())
        .limit(1)
    )
    one = found.first()
    return Rule(*one) if one else None


async def terms_on(session: AsyncSession, project_id: UUID, on: date) -> tuple[Terms, UUID | None]:
    """How the project is charged from that day, and the rule that says so, if there is one."""
    keys = ("rent.proration_basis", "rent.round_unit", "rent.last_day_counted", "rent.due_day")
    basis, unit, counted, due_day = (await parameters.values(session, keys, on)).values()
    rule = await rule_on(session, project_id, on)
    if rule is None:
        return Terms(Basis(basis), ROUNDING_UNITS[unit], counted, due_day), None
    return Terms(Basis(rule.basis), rule.read.unit_fen, counted, due_day), rule.id


async def priced_unit(session: AsyncSession, scope: Scope, unit_id: UUID, on: date) -> PricedUnit:
    """The unit with the price of that day: its building's standard, else its project's, else
    the price in the register. Raises UnitNotFound.
    """
    row = UnitRow
    found = await session.execute(
        select(
            row.project_id,
            row.building_id,
            row.code,
            row.area_m2,
            row.inner_area_m2,
            unit_features.known(),
            row.price_per_m2,
        ).where(row.id == unit_id, row.voided_at.is_(None), in_projects(scope, row.project_id))
    )
    one = found.first()
    if one is None:
        raise UnitNotFound(unit_id=str(unit_id))
    unit = PricedUnit(*one)
    standard = await _standard_on(session, unit.project_id, unit.building_id, on)
    if standard is None:
        return unit
    standard_id, price = standard
    return replace(unit, price_per_m2=price, standard_id=standard_id)


async def _standard_on(
    session: AsyncSession, project_id: UUID, building_id: UUID, on: date
) -> tuple[UUID, Decimal] | None:
    row = RentStandardRow
    found = await session.execute(
        select(row.id, row.price_per_m2)
        .where(
            row.project_id == project_id,
            or_(row.building_id == building_id, row.building_id.is_(None)),
            row.valid_from <= on,
        )
        .order_by(row.building_id.asc().nulls_last(), row.valid_from.desc(), row.made_at.desc())
        .limit(1)
    )
    one = found.first()
    return (one[0], one[1]) if one else None


def _rules() -> Statement:
    row = RentRuleRow
    return select(
        row.id,
        row.project_id,
        row.valid_from,
        row.rule,
        row.basis,
        row.legal_basis,
        row.maker_id,
        row.made_at,
    )


async def in_force(
    session: AsyncSession, scope: Scope, project_id: UUID, on: date
) -> list[Standard]:
    """The project's own standard of that day and each building's, as far as there are any."""
    row = RentStandardRow
    found = await session.execute(
        standards(scope)
        .where(row.project_id == project_id, row.valid_from <= on)
        .order_by(row.building_id.nulls_first(), row.valid_from.desc(), row.made_at.desc())
        .ext(distinct_on(row.building_id))
    )
    return [Standard(*one) for one in found]
