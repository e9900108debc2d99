"""A service contract 服务合同 beside the one before it, and a price beside the one in force."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.duties import DutyKind
from persistence.approvals.detail import Detail, changes, facts, rows

_FIRST_PRICE: Final = """
  (select c.price_fen from contract_prices c where c.authority_id = {of}.authority_id
    and c.contract_id = {of}.id order by c.valid_from{last}, c.made_at limit 1)"""
_STOCK: Final = """
  (select count(*) from contract_units s where s.authority_id = {of}.authority_id
    and s.contract_id = {of}.id and s.until_on is null)"""

_CONTRACTS: Final = f"""
select k.*, o.name as operator, b.name as was_operator,
  {_FIRST_PRICE.format(of="k", last="")} as price_fen,
  {_FIRST_PRICE.format(of="w", last=" desc")} as was_price_fen,
  {_STOCK.format(of="k")} as units,
  case when w.id is not null then {_STOCK.format(of="w")} end as was_units,
  w.starts_on as was_starts_on, w.ends_on as was_ends_on, w.recovery_mode as was_recovery_mode
from service_contracts k
join organisations o on o.id = k.operator_id
left join lateral (
  select * from service_contracts e
  where e.authority_id = k.authority_id and e.project_id = k.project_id
    and e.starts_on < k.starts_on and e.state not in ('draft', 'signed', 'published')
  order by e.starts_on desc limit 1
) w on true
left join organisations b on b.id = w.operator_id
where k.id = any(:ids)
"""
_TERMS: Final = ("operator", "starts_on", "ends_on", "price_fen", "units", "recovery_mode")
_FACTS: Final = (
    *("contract_no", "procurement_no", "awarded_on", "budget_note", "clauses", "exclusions"),
    *("uncollectible_borne_by", "vacant_factor", "tax_rate", "deduction_cap_fen"),
)

_PRICES: Final = """
select c.id, c.maker_id, c.made_at, c.valid_from, c.price_fen, c.reason, c.document_no,
  k.id as contract_id, k.version, k.contract_no, w.price_fen as was_price_fen,
  w.valid_from as was_valid_from
from contract_prices c
join service_contracts k on k.authority_id = c.authority_id and k.id = c.contract_id
left join lateral (
  select * from contract_prices e
  where e.authority_id = c.authority_id and e.contract_id = c.contract_id
    and e.checker_id is not null and e.valid_from <= c.valid_from
  order by e.valid_from desc limit 1
) w on true
where c.id = any(:ids)
"""


async def _contracts(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    return {
        row.id: Detail(
            row.version, row.maker_id, row.made_at, changes(row, _TERMS), facts(row, _FACTS)
        )
        for row in await rows(session, _CONTRACTS, ids)
    }


async def _prices(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    return {
        row.id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            changes(row, ("price_fen", "valid_from")),
            facts(row, ("contract_no", "reason", "document_no")),
            parent_id=row.contract_id,
        )
        for row in await rows(session, _PRICES, ids)
    }


DETAILS: Final = {DutyKind.CONTRACT: _contracts, DutyKind.CONTRACT_PRICE: _prices}
