"""The stock list 移交清单 of a service contract: which unit-days are its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month, Period
from domain.money import Money
from domain.unit_days import Span
from persistence.ids import EACH_ID
from persistence.tables.base import Statement
from persistence.tables.contracts import ContractUnitRow
from persistence.tables.housing import UnitRow


@dataclass(frozen=True, slots=True)
class StockUnit:
    """A unit in the list; `until_on` is the first day that no longer counts."""

    id: UUID
    unit_id: UUID
    code: str
    from_on: date
    until_on: date | None


def stock(contract_id: UUID) -> Statement:
    """Statement: the stock list, by code."""
    row = ContractUnitRow
    return (
        select(row.id, row.unit_id, UnitRow.code, row.from_on, row.until_on)
        .join(UnitRow, (UnitRow.authority_id == row.authority_id) & (UnitRow.id == row.unit_id))
        .where(row.contract_id == contract_id)
    )


_STRANGERS: Final = text(
    """
    select code from unnest(cast(:codes as text[])) as code
    where not exists (
      select from units u where u.code = code.code and u.project_id = :project_id
        and u.voided_at is null
    )
    order by code
    """
)


async def strangers(session: AsyncSession, project_id: UUID, codes: Sequence[str]) -> list[str]:
    """Those of the codes that name no unit of the project."""
    found = await session.scalars(_STRANGERS, {"codes": list(codes), "project_id": project_id})
    return list(found)


#: A unit that is in the list on that day or later stays as it is. Held, so that none becomes void
#: meanwhile.
_JOIN: Final = text(
    f"""
    insert into contract_units (id, contract_id, unit_id, from_on)
    select {EACH_ID}, :contract_id, joining.id, :from_on from (
    select u.id from units u
    where u.project_id = :project_id and u.voided_at is null
      and case when :all_units then u.state not in ('draft', 'withdrawn') and u.kind = 'dwelling'
          else u.code = any(cast(:codes as text[])) end
      and not exists (
        select from contract_units mine
        where mine.authority_id = u.authority_id and mine.contract_id = :contract_id
          and mine.unit_id = u.id and (mine.until_on is null or mine.until_on > :from_on)
      )
    for key share of u) joining
    returning 1
    """
)


async def join(
    session: AsyncSession,
    contract_id: UUID,
    project_id: UUID,
    *,
    from_on: date,
    codes: Sequence[str] | None,
) -> int:
    """Put units in the list from a day on: those named, or every dwelling of the stock.

    Gives how many joined; those already in it on that day do not join again.
    """
    joined = await session.execute(
        _JOIN,
        {
            "contract_id": contract_id,
            "project_id": project_id,
            "from_on": from_on,
            "all_units": codes is None,
            "codes": list(codes or ()),
        },
    )
    return len(joined.all())


_LEAVE: Final = text(
    """
    update contract_units mine set until_on = :until_on
    from units u
    where mine.contract_id = :contract_id
      and u.authority_id = mine.authority_id and u.id = mine.unit_id
      and u.code = any(cast(:codes as text[]))
      and mine.from_on < :until_on and (mine.until_on is null or mine.until_on > :until_on)
    returning u.code
    """
)


async def leave(
    session: AsyncSession, contract_id: UUID, *, until_on: date, codes: Sequence[str]
) -> set[str]:
    """Take units off the list: `until_on` is the first day not counted. Gives who left."""
    left = await session.scalars(
        _LEAVE, {"contract_id": contract_id, "until_on": until_on, "codes": list(codes)}
    )
    return set(left)


#: domain.unit_days.require_counted_once over the lists of all contracts that bind. A list counts
#: within its contract's term only, so the next contract may have been signed already.
_COUNTED_TWICE: Final = text(
    """
    with counted as (
      select c.id as contract_id, s.unit_id, s.id,
        daterange(s.from_on, s.until_on) * daterange(c.starts_on, c.ends_on, '[]') as days
      from contract_units s
      join service_contracts c on c.authority_id = s.authority_id and c.id = s.contract_id
      where c.project_id = :project_id and (c.id = :contract_id or c.state <> 'draft')
    )
    select distinct u.code
    from counted mine
    join counted other on other.unit_id = mine.unit_id and other.id <> mine.id
      and other.days && mine.days
    join units u on u.id = mine.unit_id
    where mine.contract_id = :contract_id
    order by u.code
    """
)


async def counted_twice(session: AsyncSession, project_id: UUID, contract_id: UUID) -> list[str]:
    """The codes of units that another contract counts on a day of this one's."""
    found = await session.scalars(
        _COUNTED_TWICE, {"project_id": project_id, "contract_id": contract_id}
    )
    return list(found)


_ORIGINAL: Final = text(
    """
    select count(*) from contract_units s
    join service_contracts c on c.authority_id = s.authority_id and c.id = s.contract_id
    where s.contract_id = :contract_id and s.from_on <= c.starts_on
    """
)


async def original_units(session: AsyncSession, contract_id: UUID) -> int:
    """How many units were in the list on the contract's first day."""
    return int(await session.scalar(_ORIGINAL, {"contract_id": contract_id}) or 0)


_BY_MONTH: Final = text(
    """
    with contract as (
      select authority_id, id, starts_on, ends_on from service_contracts where id = :contract_id
    ), price as (
      select p.price_fen,
        daterange(p.valid_from, lead(p.valid_from) over (order by p.valid_from)) as days
      from contract_prices p join contract c
        on c.authority_id = p.authority_id and c.id = p.contract_id
      where (p.checker_id is not null or p.id = :candidate_id)
        and not exists (
          select from contract_prices other where other.id = :candidate_id
            and other.id <> p.id and other.valid_from = p.valid_from
        )
    ), stock as (
      select days, count(*) as units
      from (
        select daterange(s.from_on, s.until_on) * daterange(c.starts_on, c.ends_on, '[]') as days
        from contract_units s join contract c
          on c.authority_id = s.authority_id and c.id = s.contract_id
      ) listed
      where not isempty(days)
      group by days
    ), month as (
      select cast(first as date) as first,
        daterange(cast(first as date), cast(first + interval '1 month' as date)) as days
      from contract c,
        generate_series(date_trunc('month', c.starts_on), c.ends_on, interval '1 month') as first
    ), piece as (
      select month.first, price.price_fen, stock.units,
        stock.days * price.days * month.days as days
      from month
      join stock on stock.days && month.days
      join price on price.days && stock.days * month.days
    )
    select first, price_fen, min(lower(days)) as from_on, max(upper(days)) as until_on,
      cast(sum(units * (upper(days) - lower(days))) as bigint) as unit_days
    from piece
    group by first, price_fen
    order by first, from_on
    """
)


async def months_of(
    session: AsyncSession, contract_id: UUID, *, candidate_id: UUID | None = None
) -> dict[Month, list[Span]]:
    """Unit-days of the whole term by month and price; a drafted price counts as the candidate."""
    found = await session.execute(
        _BY_MONTH, {"contract_id": contract_id, "candidate_id": candidate_id}
    )
    months: dict[Month, list[Span]] = {}
    for row in found:
        span = Span(Period(row.from_on, row.until_on), Money(row.price_fen), row.unit_days)
        months.setdefault(Month.of(row.first), []).append(span)
    return months
