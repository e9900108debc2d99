"""The numbers by which people know papers, looked up for a page of ids at once."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

#: Table and column of each kind of paper that has a number of its own.
_NUMBERED: Final = (
    ("vouchers", "number"),
    ("remittances", "number"),
    ("fee_statements", "number"),
    ("service_contracts", "contract_no"),
    ("leases", "contract_no"),
    ("payments", "coalesce(receipt_no, serial_no)"),
    ("hand_overs", "slip_no"),
    ("refunds", "slip_no"),
    ("units", "code"),
    ("projects", "code"),
)
#: Papers that are known by the number of another.
_BY_ANOTHER: Final = """
union all
select d.id, k.contract_no from deduction_events d
  join service_contracts k on k.authority_id = d.authority_id and k.id = d.contract_id
  where d.id = any(:ids)
union all
select c.id, k.contract_no from contract_prices c
  join service_contracts k on k.authority_id = c.authority_id and k.id = c.contract_id
  where c.id = any(:ids)
union all
select a.id, l.contract_no from adjustments a
  join leases l on l.authority_id = a.authority_id and l.id = a.lease_id where a.id = any(:ids)
union all
select h.id, l.contract_no from lease_holds h
  join leases l on l.authority_id = h.authority_id and l.id = h.lease_id where h.id = any(:ids)
union all
select i.id, f.name from imports i
  join files f on f.authority_id = i.authority_id and f.id = i.file_id where i.id = any(:ids)
union all
select s.id, f.name from bank_statements s
  join files f on f.authority_id = s.authority_id and f.id = s.file_id where s.id = any(:ids)
"""
_NUMBERS: Final = text(
    " union all ".join(
        f"select id, {column} as number from {table} where id = any(:ids)"
        for table, column in _NUMBERED
    )
    + _BY_ANOTHER
)


async def numbers(session: AsyncSession, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What papers with these ids are called; ids of anything else are left out."""
    wanted = sorted({one for one in ids if one is not None})
    if not wanted:
        return {}
    found = await session.execute(_NUMBERS, {"ids": wanted})
    return {row[0]: row[1] for row in found if row[1] is not None}
