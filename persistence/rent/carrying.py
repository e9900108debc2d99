"""What a lease's charges carry of its arrears: kept here, in the transaction of every posting.

`domain.arrears.carried` is the specification; tests/persistence/test_carrying.py holds the
statements to it, and `anju ledger verify` recomputes it from transfers (ADR 20). Whoever changes
what is open of a charge takes `carried` into the same statement, or calls `restate` after it.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.arrears import MONTHLY_KINDS

_KINDS: Final = ", ".join(f"'{kind}'" for kind in MONTHLY_KINDS)
#: Whether a charge `c` counts as a month, and what is open of it.
IS_MONTHLY: Final = f"c.kind in ({_KINDS})"
OPEN_FEN: Final = "c.treasury_claim_fen + c.operator_claim_fen"


def carried(charges: str) -> str:
    """Query of `charge_id, arrears_fen, arrears_months`, for every charge of whole leases.

    `charges` has `charge_id, lease_id, due_on, month, is_monthly, open_fen`; what is not there is
    taken to be settled.
    """
    return f"""
    select charge_id,
      case when open_fen > 0 then sum(open_fen) over older else 0 end::bigint as arrears_fen,
      case when open_fen > 0 then count(*) filter (where opens_month) over older
        else 0 end::int as arrears_months
    from (
      select *, open_fen > 0 and is_monthly and row_number() over (
        partition by lease_id, month, open_fen > 0 and is_monthly order by due_on, charge_id) = 1
        as opens_month
      from {charges} owed) told
    window older as (partition by lease_id order by due_on, charge_id)"""


_RESTATE: Final = text(
    f"""
    with owed as (
      select c.id as charge_id, c.lease_id, c.due_on, c.month, {IS_MONTHLY} as is_monthly,
        {OPEN_FEN} as open_fen
      from charges c
      where c.lease_id = any(cast(:leases as uuid[]))
        and ({OPEN_FEN} > 0 or c.arrears_fen > 0 or c.arrears_months > 0)
    )
    update charges c set arrears_fen = n.arrears_fen, arrears_months = n.arrears_months
    from ({carried("owed")}) n
    where c.authority_id = (select current_authority()) and c.id = n.charge_id
      and (c.arrears_fen <> n.arrears_fen or c.arrears_months <> n.arrears_months)
    """
)


async def restate(session: AsyncSession, lease_ids: Sequence[UUID]) -> None:
    """Put right what the charges of these leases carry. They, or their book, must be held."""
    if lease_ids:
        await session.execute(_RESTATE, {"leases": list(lease_ids)})
