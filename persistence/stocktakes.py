"""What is asked of stocktakes: rounds, their lines, and the count, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.assets import StocktakeState
from domain.errors import NotFound
from persistence.scoped import in_projects
from persistence.tables.assets import StocktakeLineRow, StocktakeRow
from persistence.tables.base import Statement


class StocktakeNotFound(NotFound):
    """No such stocktake, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Stocktake:
    """A round, with how far it is: lines, counted ones, and those that differ."""

    id: UUID
    project_id: UUID
    year: int
    as_of: date
    state: StocktakeState
    plan: str
    remark: str | None
    maker_id: UUID
    made_at: datetime
    started_by: UUID | None
    started_on: date | None
    submitted_by: UUID | None
    submitted_at: datetime | None
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    version: int
    lines: int
    counted: int
    missing: int
    surplus: int


@dataclass(frozen=True, slots=True)
class StocktakeLine:
    """A unit of the round: 账面 and 实盘 are 0 or 1; None is not counted yet."""

    id: UUID
    unit_id: UUID | None
    unit_code: str
    card_no: str | None
    booked_state: str | None
    booked: int
    counted: int | None
    reason: str | None
    counted_by: UUID | None
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Count:
    """What somebody found: there or not, and why that is not what the books say."""

    unit_code: str
    counted: int
    reason: str | None


def stocktakes(scope: Scope) -> Statement:
    """Statement: the rounds of the projects that the scope reaches."""
    row, line = StocktakeRow, StocktakeLineRow

    def how_many(*conditions: ColumnElement[bool]) -> Any:
        return (
            select(func.count())
            .where(line.authority_id == row.authority_id, line.stocktake_id == row.id, *conditions)
            .scalar_subquery()
        )

    return select(
        row.id,
        row.project_id,
        row.year,
        row.as_of,
        row.state,
        row.plan,
        row.remark,
        row.maker_id,
        row.made_at,
        row.started_by,
        row.started_on,
        row.submitted_by,
        row.submitted_at,
        row.confirmed_by,
        row.confirmed_at,
        row.version,
        how_many(),
        how_many(line.counted.is_not(None)),
        how_many(line.counted < line.booked),
        how_many(line.counted > line.booked),
    ).where(in_projects(scope, row.project_id))


def stocktake_of(row: Sequence[Any]) -> Stocktake:
    values = list(row)
    values[4] = StocktakeState(values[4])
    return Stocktake(*values)


async def stocktake(
    session: AsyncSession, scope: Scope, stocktake_id: UUID, *, lock: bool = False
) -> Stocktake:
    """Raises StocktakeNotFound."""
    statement = stocktakes(scope).where(StocktakeRow.id == stocktake_id)
    found = await session.execute(statement.with_for_update(of=StocktakeRow) if lock else statement)
    row = found.first()
    if row is None:
        raise StocktakeNotFound(stocktake_id=str(stocktake_id))
    return stocktake_of(row)


async def being_counted(
    session: AsyncSession, scope: Scope, project_id: UUID, *, lock: bool = False
) -> Stocktake | None:
    """The project's round that is on, if there is one."""
    row = StocktakeRow
    statement = stocktakes(scope).where(
        row.project_id == project_id, row.state == StocktakeState.COUNTING
    )
    found = await session.execute(statement.with_for_update(of=StocktakeRow) if lock else statement)
    one = found.first()
    return stocktake_of(one) if one else None


async def latest(session: AsyncSession, project_id: UUID) -> UUID | None:
    """The project's latest round that has begun."""
    row = StocktakeRow
    return await session.scalar(
        select(row.id)
        .where(
            row.project_id == project_id,
            row.state.not_in((StocktakeState.PLANNED, StocktakeState.VOID)),
        )
        .order_by(row.year.desc(), row.id.desc())
        .limit(1)
    )


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(StocktakeRow).values(**values).returning(StocktakeRow.id))
    return made.scalar_one()


async def change(session: AsyncSession, stocktake_id: UUID, **values: Any) -> None:
    row = StocktakeRow
    await session.execute(
        update(row).where(row.id == stocktake_id).values(**values, version=row.version + 1)
    )


_TAKE_DOWN: Final = text(
    """
    insert into stocktake_lines (stocktake_id, unit_id, unit_code, card_no, booked_state, booked)
    select :stocktake_id, u.id, u.code, coalesce(card.card_no, u.asset_card_no), u.state, 1
    from units u
    left join lateral (
      select c.card_no from asset_cards c
      where c.authority_id = u.authority_id and c.unit_id = u.id
      order by c.edition desc limit 1
    ) card on true
    where u.project_id = :project_id and u.state not in ('draft', 'withdrawn')
    """
)


async def take_down(session: AsyncSession, stocktake_id: UUID, project_id: UUID) -> None:
    """What the books have today: every unit of the stock, in one statement."""
    await session.execute(_TAKE_DOWN, {"stocktake_id": stocktake_id, "project_id": project_id})


def lines(stocktake_id: UUID) -> Statement:
    """Statement: the round's lines."""
    row = StocktakeLineRow
    return select(
        row.id,
        row.unit_id,
        row.unit_code,
        row.card_no,
        row.booked_state,
        row.booked,
        row.counted,
        row.reason,
        row.counted_by,
        row.counted_at,
    ).where(row.stocktake_id == stocktake_id)


async def all_lines(session: AsyncSession, stocktake_id: UUID) -> list[StocktakeLine]:
    found = await session.execute(lines(stocktake_id).order_by(StocktakeLineRow.unit_code))
    return [StocktakeLine(*one) for one in found]


async def booked(session: AsyncSession, stocktake_id: UUID) -> dict[str, int]:
    """What the books have of each code of the round."""
    row = StocktakeLineRow
    found = await session.execute(
        select(row.unit_code, row.booked).where(row.stocktake_id == stocktake_id)
    )
    return {one[0]: one[1] for one in found}


#: A code that the books do not have is found without being booked 盘盈: a line of its own.
_COUNT: Final = text(
    """
    insert into stocktake_lines as line
      (stocktake_id, unit_code, booked, counted, reason, counted_by, counted_at)
    select :stocktake_id, code, 0, counted, reason, :person, now()
    from unnest(
      cast(:codes as text[]), cast(:counted as smallint[]), cast(:reasons as text[])
    ) as found (code, counted, reason)
    on conflict (authority_id, stocktake_id, unit_code) do update set
      counted = excluded.counted, reason = excluded.reason,
      counted_by = excluded.counted_by, counted_at = excluded.counted_at
    """
)


async def count(
    session: AsyncSession, stocktake_id: UUID, counts: Sequence[Count], *, by: UUID
) -> None:
    """Every count in one statement; counting again takes the place of the count before."""
    await session.execute(
        _COUNT,
        {
            "stocktake_id": stocktake_id,
            "person": by,
            "codes": [one.unit_code for one in counts],
            "counted": [one.counted for one in counts],
            "reasons": [one.reason for one in counts],
        },
    )


async def unsettled(session: AsyncSession, stocktake_id: UUID, limit: int) -> tuple[int, list[str]]:
    """How many lines are not counted, or differ without a reason; and the first of them.

    domain.assets.Line.is_settled in SQL.
    """
    row = StocktakeLineRow
    is_open = and_(
        row.stocktake_id == stocktake_id,
        or_(
            row.counted.is_(None),
            and_(row.counted != row.booked, func.coalesce(row.reason, "") == ""),
        ),
    )
    total = await session.scalar(select(func.count()).where(is_open)) or 0
    codes = await session.scalars(
        select(row.unit_code).where(is_open).order_by(row.unit_code).limit(limit)
    )
    return total, list(codes)
