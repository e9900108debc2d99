"""Asset cards set against units, units against leases and contracts, in one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.assets import Finding
from domain.leases import LIVE, OCCUPIED


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`expected` is what the unit's register says, `found` what the other record does."""

    finding: Finding
    unit_id: UUID
    unit_code: str
    expected: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    units: int
    cards: int
    occupied_leases: int
    original_value_fen: int


def _words(states: frozenset[str]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


_SOURCES: Final = f"""
    with unit as (
      select u.authority_id, u.id, u.code, u.kind, u.state, u.area_m2, u.asset_card_no
      from units u where u.project_id = :project_id and u.state <> 'draft'
    ), card as (
      select distinct on (c.unit_id) c.unit_id, c.card_no, c.area_m2, c.original_value_fen
      from asset_cards c where c.project_id = :project_id
      order by c.unit_id, c.edition desc
    ), lease as (
      select l.unit_id, l.contract_no, l.state from leases l
      where l.project_id = :project_id and l.state in ({_words(LIVE)})
    ), paid as (
      select s.unit_id, k.contract_no
      from contract_units s
      join service_contracts k on k.authority_id = s.authority_id and k.id = s.contract_id
      where k.project_id = :project_id and k.state = 'active'
        and s.from_on <= :today and (s.until_on is null or s.until_on > :today)
        and :today between k.starts_on and k.ends_on
    )
"""

_DISAGREEING: Final = f"""
    , disagreement as (
      select '{Finding.UNIT_WITHOUT_CARD}' as finding, u.id, u.code,
        u.asset_card_no as expected, null as found
      from unit u where u.state <> 'withdrawn'
        and not exists (select from card where card.unit_id = u.id)
      union all
      select '{Finding.CARD_NUMBER_DIFFERS}', u.id, u.code, u.asset_card_no, card.card_no
      from unit u join card on card.unit_id = u.id
      where u.asset_card_no is distinct from card.card_no
      union all
      select '{Finding.CARD_AREA_DIFFERS}', u.id, u.code, u.area_m2::text, card.area_m2::text
      from unit u join card on card.unit_id = u.id where u.area_m2 <> card.area_m2
      union all
      select '{Finding.CARD_WITHOUT_VALUE}', u.id, u.code, null, card.card_no
      from unit u join card on card.unit_id = u.id where card.original_value_fen = 0
      union all
      select '{Finding.CARD_OF_WITHDRAWN_UNIT}', u.id, u.code, u.state, card.card_no
      from unit u join card on card.unit_id = u.id where u.state = 'withdrawn'
      union all
      select '{Finding.LEASE_IN_EMPTY_UNIT}', u.id, u.code, u.state, lease.contract_no
      from unit u join lease on lease.unit_id = u.id
      where lease.state in ({_words(OCCUPIED)}) and u.state not in ('leased', 'notice', 'frozen')
      union all
      select '{Finding.LET_WITHOUT_LEASE}', u.id, u.code, u.state, null
      from unit u where u.state in ('leased', 'notice')
        and not exists (select from lease where lease.unit_id = u.id)
      union all
      select '{Finding.HOUSEHOLD_IN_PREMISES}', u.id, u.code, u.kind, lease.contract_no
      from unit u join lease on lease.unit_id = u.id where u.kind <> 'dwelling'
      union all
      select '{Finding.WITHDRAWN_BUT_PAID_FOR}', u.id, u.code, u.state, paid.contract_no
      from unit u join paid on paid.unit_id = u.id where u.state = 'withdrawn'
    )
    """

_FINDINGS: Final = text(
    _SOURCES
    + _DISAGREEING
    + """
    select finding, id, code, expected, found from disagreement
    order by finding, code limit :limit
    """
)

_COUNTS: Final = text(
    _SOURCES
    + _DISAGREEING
    + """
    select finding, count(*) from disagreement group by finding order by finding
    """
)

_TOTALS: Final = text(
    _SOURCES
    + f"""
    select (select count(*) from unit where state <> 'withdrawn'), (select count(*) from card),
      (select count(*) from lease where state in ({_words(OCCUPIED)})),
      (select coalesce(sum(original_value_fen), 0) from card)
    """
)


async def disagreements(
    session: AsyncSession, project_id: UUID, today: date, *, limit: int
) -> list[Disagreement]:
    """What of the project does not agree, by kind and unit code: the first so many."""
    found = await session.execute(
        _FINDINGS, {"project_id": project_id, "today": today, "limit": limit}
    )
    return [Disagreement(Finding(one[0]), *one[1:]) for one in found]


async def counts(session: AsyncSession, project_id: UUID, today: date) -> dict[Finding, int]:
    """How many of each kind there are."""
    found = await session.execute(_COUNTS, {"project_id": project_id, "today": today})
    return {Finding(finding): count for finding, count in found}


async def totals(session: AsyncSession, project_id: UUID, today: date) -> Totals:
    found = await session.execute(_TOTALS, {"project_id": project_id, "today": today})
    return Totals(*map(int, found.one()))
