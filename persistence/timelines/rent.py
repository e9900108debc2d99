"""What was charged, month by month, and what was corrected."""

from typing import Final

from domain.access import Permission
from domain.timelines import EntryKind as Kind
from persistence.timelines.source import Source

#: All charges of a month that one run made are one entry; `open_fen` is what stands of it now.
_CHARGED: Final = f"""
select min(c.from_on), min(c.made_at), min(c.id::text)::uuid, '{Kind.CHARGED}', c.lease_id,
  'charge', min(c.id::text)::uuid, null::text, c.month, sum(c.amount_fen)::bigint, null::uuid,
  jsonb_build_object('due_on', min(c.due_on), 'kinds', jsonb_agg(distinct c.kind),
    'open_fen', sum(c.treasury_claim_fen + c.operator_claim_fen)::bigint)
from charges c
where c.lease_id = any(:leases)
group by c.lease_id, c.month, c.run_id
"""
_DRAFTED: Final = f"""
select (a.made_at at time zone 'Asia/Shanghai')::date, a.made_at, a.id,
  '{Kind.ADJUSTMENT_DRAFTED}', a.lease_id, 'adjustment', a.id, null::text, c.month, a.amount_fen,
  a.maker_id, jsonb_build_object('reason', a.reason, 'state', a.state)
from adjustments a join charges c on c.authority_id = a.authority_id and c.id = a.charge_id
where a.lease_id = any(:leases)
"""
_DECIDED: Final = f"""
select (a.checked_at at time zone 'Asia/Shanghai')::date, a.checked_at, a.id,
  case a.state when 'approved' then '{Kind.ADJUSTMENT_APPROVED}'
    else '{Kind.ADJUSTMENT_REJECTED}' end,
  a.lease_id, 'adjustment', a.id, null::text, c.month, a.amount_fen, a.checker_id,
  jsonb_build_object('reason', a.reason)
from adjustments a join charges c on c.authority_id = a.authority_id and c.id = a.charge_id
where a.lease_id = any(:leases) and a.checked_at is not null
"""

SOURCES: Final = tuple(
    Source(Permission.READ_RENT, statement) for statement in (_CHARGED, _DRAFTED, _DECIDED)
)
