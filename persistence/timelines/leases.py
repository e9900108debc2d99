"""A lease's beginning, hand-over and end, and its holds."""

from typing import Final

from domain.access import Permission
from domain.leases import OCCUPIED, LeaseState
from domain.timelines import EntryKind as Kind
from persistence.timelines.source import Source

_LIVED_IN: Final = ", ".join(f"'{one}'" for one in sorted({*OCCUPIED, LeaseState.TERMINATED}))

_STARTED: Final = f"""
select l.starts_on, l.made_at, l.id, '{Kind.LEASE_STARTED}', l.id, 'lease', l.id, l.contract_no,
  null::date, l.monthly_rent_fen, null::uuid,
  jsonb_build_object('ends_on', l.ends_on, 'tier', l.tier, 'unit_code', u.code,
    'deposit_fen', l.deposit_fen, 'state', l.state)
from leases l join units u on u.authority_id = l.authority_id and u.id = l.unit_id
where l.id = any(:leases)
"""
_MOVED_IN: Final = f"""
select l.charged_from, l.made_at, l.id, '{Kind.MOVED_IN}', l.id, 'lease', l.id, l.contract_no,
  null::date, null::bigint, null::uuid, jsonb_build_object('unit_code', u.code)
from leases l join units u on u.authority_id = l.authority_id and u.id = l.unit_id
where l.id = any(:leases) and l.state in ({_LIVED_IN}) and l.charged_from <= :today
"""
_MOVED_OUT: Final = f"""
select l.vacated_on, l.made_at, l.id, '{Kind.MOVED_OUT}', l.id, 'lease', l.id, l.contract_no,
  null::date, null::bigint, null::uuid, jsonb_build_object('unit_code', u.code)
from leases l join units u on u.authority_id = l.authority_id and u.id = l.unit_id
where l.id = any(:leases) and l.vacated_on is not null
"""
_HELD: Final = f"""
select h.from_on, h.made_at, h.id, '{Kind.HOLD_PLACED}', h.lease_id, 'hold', h.id, l.contract_no,
  null::date, null::bigint, h.maker_id,
  jsonb_build_object('hold', h.kind, 'until_on', h.until_on, 'reason', h.reason)
from lease_holds h join leases l on l.authority_id = h.authority_id and l.id = h.lease_id
where h.lease_id = any(:leases)
"""
_RELEASED: Final = f"""
select h.until_on, h.made_at, h.id, '{Kind.HOLD_ENDED}', h.lease_id, 'hold', h.id, l.contract_no,
  null::date, null::bigint, null::uuid, jsonb_build_object('hold', h.kind)
from lease_holds h join leases l on l.authority_id = h.authority_id and l.id = h.lease_id
where h.lease_id = any(:leases) and h.until_on < :today
"""

SOURCES: Final = tuple(
    Source(Permission.READ_LEASE, statement)
    for statement in (_STARTED, _MOVED_IN, _MOVED_OUT, _HELD, _RELEASED)
)
