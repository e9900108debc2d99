"""Values of the parameter register, by the day on which they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from domain.parameters import REGISTER, Parameter, parameter
from persistence.tables.platform import ParameterRow


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that somebody set, from a day on."""

    id: UUID
    key: str
    valid_from: date
    value: Any
    legal_basis: str
    maker_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class InForce:
    """A parameter with what holds on a day: what was set, or nothing and so the default."""

    parameter: Parameter
    setting: Setting | None

    @property
    def value(self) -> Any:
        return self.parameter.default if self.setting is None else self.setting.value


async def value(session: AsyncSession, key: str, on: date) -> Any:
    """What holds on that day in this authority. Raises ParameterNotFound."""
    return (await values(session, (key,), on))[key]


async def values(session: AsyncSession, keys: Sequence[str], on: date) -> dict[str, Any]:
    """Several at once, in one question. Raises ParameterNotFound."""
    found = await _set_on(session, keys, on)
    return {key: InForce(parameter(key), found.get(key)).value for key in keys}


async def register(session: AsyncSession, on: date) -> list[InForce]:
    """The whole register as it holds on that day, in its own order."""
    found = await _set_on(session, tuple(REGISTER), on)
    return [InForce(one, found.get(key)) for key, one in REGISTER.items()]


async def in_force(session: AsyncSession, keys: Sequence[str], on: date) -> list[InForce]:
    """Some of the register as it holds on that day, in this order. Raises ParameterNotFound."""
    found = await _set_on(session, keys, on)
    return [InForce(parameter(key), found.get(key)) for key in keys]


async def history(session: AsyncSession, key: str) -> list[Setting]:
    """Every value ever set for the key, the latest first; coming ones too."""
    row = ParameterRow
    found = await session.execute(
        select(*_columns()).where(row.key == key).order_by(row.valid_from.desc())
    )
    return [Setting(*one) for one in found]


async def add(
    session: AsyncSession,
    *,
    key: str,
    valid_from: date,
    value: Any,
    legal_basis: str,
    maker_id: UUID,
) -> UUID:
    """A value from a day on. It is never changed; another day takes another value."""
    made = await session.execute(
        insert(ParameterRow)
        .values(
            key=key,
            valid_from=valid_from,
            value=value,
            legal_basis=legal_basis,
            maker_id=maker_id,
        )
        .returning(ParameterRow.id)
    )
    return made.scalar_one()


async def _set_on(session: AsyncSession, keys: Sequence[str], on: date) -> dict[str, Setting]:
    row = ParameterRow
    found = await session.execute(
        select(*_columns())
        .where(row.key.in_(keys), row.valid_from <= on)
        .order_by(row.key, row.valid_from.desc())
        .ext(distinct_on(row.key))
    )
    return {one.key: Setting(*one) for one in found}


def _columns() -> tuple[Any, ...]:
    row = ParameterRow
    return (
        row.id,
        row.key,
        row.valid_from,
        row.value,
        row.legal_basis,
        row.maker_id,
        row.made_at,
    )
