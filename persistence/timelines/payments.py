"""Money in, taken back, and given back."""

from typing import Final

from domain.access import Permission
from domain.timelines import EntryKind as Kind
from persistence.timelines.source import Source

_PAID: Final = f"""
select p.received_on, p.made_at, p.id, '{Kind.PAID}', p.lease_id, 'payment', p.id,
  coalesce(p.receipt_no, p.serial_no), p.month, p.amount_fen, p.maker_id,
  jsonb_build_object('channel', p.channel, 'payer_name', p.payer_name, 'state', p.state,
    'credit_fen', case p.state when 'allocated' then p.unallocated_fen else 0 end,
    'matched_by', p.matched_by)
from payments p
where p.lease_id = any(:leases)
"""
_REVERSED: Final = f"""
select r.on_date, r.made_at, r.id, '{Kind.PAYMENT_REVERSED}', p.lease_id, 'payment', p.id,
  coalesce(p.receipt_no, p.serial_no), r.month, -p.amount_fen, r.checker_id,
  jsonb_build_object('reason', r.reason)
from payments p join payment_reversals r
  on r.authority_id = p.authority_id and r.payment_id = p.id
where p.lease_id = any(:leases)
"""
_REFUNDED: Final = f"""
select r.on_date, r.made_at, r.id, '{Kind.REFUNDED}', p.lease_id, 'payment', p.id, r.slip_no,
  r.month, -r.amount_fen, r.checker_id, jsonb_build_object('reason', r.reason)
from payments p join refunds r on r.authority_id = p.authority_id and r.payment_id = p.id
where p.lease_id = any(:leases)
"""

SOURCES: Final = tuple(
    Source(Permission.READ_RENT, statement) for statement in (_PAID, _REVERSED, _REFUNDED)
)
