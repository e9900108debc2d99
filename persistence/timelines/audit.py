"""The trail of the household, its members and leases, for those who read it."""

from typing import Final

from domain.access import Permission
from domain.timelines import EntryKind as Kind
from persistence.timelines.source import Source

_TRAIL: Final = f"""
select (e.at at time zone 'Asia/Shanghai')::date, e.at, e.id,
  case e.action when 'households.identity.revealed' then '{Kind.IDENTITY_REVEALED}'
    else '{Kind.RECORDED}' end,
  null::uuid, e.subject_type, e.subject_id, null::text, null::date, null::bigint, e.actor_id,
  e.facts || jsonb_build_object('action', e.action)
from audit_events e
where e.subject_id = any(array(select cast(:household as uuid)
  union all select m.id from members m where m.household_id = :household
  union all select unnest(:leases)
  union all select h.id from lease_holds h where h.lease_id = any(:leases)))
"""

SOURCES: Final = (Source(Permission.READ_AUDIT, _TRAIL),)
