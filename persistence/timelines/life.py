"""The paper of a household's life: leases signed and ended, hand-overs, filings, reviews, exits."""

from typing import Final

from domain.access import Permission
from domain.timelines import EntryKind as Kind
from persistence.timelines.source import Source

#: What the other sources tell of a lease already.
_TOLD: Final = "'check_in', 'hand_back'"

_STEPPED: Final = f"""
select e.effective_on, e.at, e.id, '{Kind.LEASE_STEPPED}', e.lease_id, 'lease', e.lease_id,
  l.contract_no, null::date, null::bigint, e.maker_id,
  jsonb_build_object('event', e.event, 'to_state', e.to_state, 'reason', e.reason)
from lease_events e join leases l on l.authority_id = e.authority_id and l.id = e.lease_id
where e.lease_id = any(:leases) and e.event not in ({_TOLD})
"""
_GRANTED: Final = f"""
select g.starts_on, g.made_at, g.id, '{Kind.ELIGIBILITY_GRANTED}', l.id, 'eligibility_record', g.id,
  g.decision_no, null::date, null::bigint, g.maker_id,
  jsonb_build_object('tier', g.tier, 'ends_on', g.ends_on, 'size', g.size)
from leases l join eligibility_records g on g.authority_id = l.authority_id and g.id = l.record_id
where l.id = any(:leases)
"""
_HANDED_OVER: Final = f"""
select h.on_date, h.made_at, h.id, '{Kind.HANDED_OVER}', h.lease_id, 'handover', h.id,
  l.contract_no, null::date, null::bigint, h.maker_id,
  jsonb_build_object('sheet', h.kind, 'photos', jsonb_array_length(h.photos))
from handovers h join leases l on l.authority_id = h.authority_id and l.id = h.lease_id
where h.lease_id = any(:leases) and h.state = 'complete'
"""
_FILED: Final = f"""
select f.confirmed_on, f.made_at, f.id, '{Kind.LEASE_FILED}', f.lease_id, 'lease_filing', f.id,
  f.receipt_no, null::date, null::bigint, f.confirmed_by, jsonb_build_object('due_on', f.due_on)
from lease_filings f where f.lease_id = any(:leases) and f.state = 'confirmed'
"""
_REVIEWED: Final = f"""
select r.decided_on, r.made_at, r.id, '{Kind.RENEWAL_DECIDED}', r.lease_id, 'renewal', r.id,
  r.decision_no, null::date, null::bigint, r.decided_by,
  jsonb_build_object('kind', r.kind, 'state', r.state, 'reason', r.reason)
from renewals r where r.lease_id = any(:leases) and r.decided_on is not null
"""
_LEFT: Final = f"""
select e.effective_on, e.at, e.id, '{Kind.EXIT_STEPPED}', c.lease_id, 'exit_case', c.id, c.number,
  null::date, null::bigint, e.maker_id,
  jsonb_build_object('event', e.event, 'to_state', e.to_state, 'track', c.track,
    'reason', e.reason)
from exit_events e join exit_cases c on c.authority_id = e.authority_id and c.id = e.case_id
where c.lease_id = any(:leases)
"""
_SPOKEN: Final = f"""
select s.on_date, s.made_at, s.id, '{Kind.CONTACTED}', s.lease_id, 'contact', s.id, null::text,
  null::date, null::bigint, s.maker_id,
  jsonb_build_object('channel', s.channel, 'summary', s.summary, 'promised_on', s.promised_on)
from contacts s where s.lease_id = any(:leases)
"""

SOURCES: Final = (
    *(
        Source(Permission.READ_LEASE, statement)
        for statement in (_STEPPED, _HANDED_OVER, _FILED, _REVIEWED, _LEFT)
    ),
    Source(Permission.READ_ELIGIBILITY, _GRANTED),
    Source(Permission.READ_DUNNING, _SPOKEN),
)
