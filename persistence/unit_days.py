"""Unit-days of a contract's month in one statement; domain.unit_days says what they are."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month, Period
from domain.leases import OCCUPIED, LeaseState
from domain.money import Money
from domain.unit_days import PriceMissing, Span


@dataclass(frozen=True, slots=True)
class Counted:
    """Units that count for the same days of the month at the same price."""

    period: Period
    price: Money
    units: int
    is_vacant: bool

    @property
    def days(self) -> int:
        assert self.period.until_on is not None
        return (self.period.until_on - self.period.from_on).days

    @property
    def span(self) -> Span:
        """The same as the domain counts it."""
        days = self.units * self.days
        return Span(self.period, self.price, *((0, days) if self.is_vacant else (days, 0)))


#: Days before the first price have none, and are told so. Whether a home stands empty is looked
#: at only where the contract pays less for it: days under no lease, hand-over and the day the
#: keys came back being lived in.
_UNIT_DAYS: Final = text(
    """
    with contract as (
      select authority_id, id, starts_on, ends_on from service_contracts where id = :contract_id
    ), approved as (
      select p.price_fen, p.valid_from from contract_prices p join contract c
        on c.authority_id = p.authority_id and c.id = p.contract_id
      where p.checker_id is not null
    ), price as (
      select price_fen,
        daterange(valid_from, lead(valid_from) over (order by valid_from)) as days
      from approved
      union all
      select null, daterange(null, min(valid_from)) from approved
    ), listed as (
      select s.authority_id, s.unit_id,
        daterange(s.from_on, s.until_on) * daterange(c.starts_on, c.ends_on, '[]')
          * daterange(:first, :next) as days
      from contract_units s join contract c
        on c.authority_id = s.authority_id and c.id = s.contract_id
      where s.from_on < :next and (s.until_on is null or s.until_on > :first)
    ), priced as (
      select l.authority_id, l.unit_id, p.price_fen, l.days * p.days as days
      from listed l join price p on p.days && l.days
    ), lived_in as (
      select l.authority_id, l.unit_id,
        range_agg(daterange(l.charged_from, l.vacated_on, '[]')) as days
      from leases l
      where :tells_vacant and l.state = any(cast(:lived_in as text[]))
        and l.charged_from < :next
        and (l.vacated_on is null or l.vacated_on >= greatest(l.charged_from, :first))
        and l.unit_id in (select unit_id from listed)
      group by l.authority_id, l.unit_id
    ), cut as (
      select p.price_fen, false as is_vacant, p.days from priced p where not :tells_vacant
      union all
      select p.price_fen, cut.is_vacant, cut.days
      from priced p
      left join lived_in o on o.authority_id = p.authority_id and o.unit_id = p.unit_id
      cross join lateral (
        select false as is_vacant,
          unnest(datemultirange(p.days) * coalesce(o.days, '{}')) as days
        union all
        select true, unnest(datemultirange(p.days) - coalesce(o.days, '{}'))
      ) cut
      where :tells_vacant
    )
    select lower(days) as from_on, upper(days) as until_on, price_fen, is_vacant,
      count(*) as units
    from cut
    group by days, price_fen, is_vacant
    order by from_on, until_on, price_fen, is_vacant
    """
)

_LIVED_IN: Final = sorted({*OCCUPIED, LeaseState.TERMINATED})


async def counted(
    session: AsyncSession, contract_id: UUID, month: Month, *, tells_vacant: bool
) -> list[Counted]:
    """Who counts for which days, at which price. Raises PriceMissing."""
    found = await session.execute(
        _UNIT_DAYS,
        {
            "contract_id": contract_id,
            "first": month.first,
            "next": month.next.first,
            "tells_vacant": tells_vacant,
            "lived_in": _LIVED_IN,
        },
    )
    return [_counted(*row) for row in found]


def _counted(
    from_on: date,
    until_on: date,
    price_fen: int | None,
    is_vacant: bool,  # noqa: FBT001 - a column
    units: int,
) -> Counted:
    if price_fen is None:
        raise PriceMissing(from_on=from_on.isoformat())
    return Counted(Period(from_on, until_on), Money(price_fen), units, is_vacant)
