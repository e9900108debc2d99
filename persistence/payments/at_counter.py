"""Money at the counter: booked, receipted, settled and recorded in one statement.

The receipt's number is the one row that all cashiers of a project wait for. It is held from this
statement until the transaction ends, so that as little as can be lies between the two: what the
payment became is told by the statement itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid, bindparam
from sqlalchemy.ext.asyncio import AsyncSession

from domain.money import Money
from persistence import audit
from persistence.books import HeldLease
from persistence.payments.receiving import receiving
from persistence.payments.records import Payment, Settled, detail_of

#: The next number of the project's year, without gaps, `XFJY-2026-000001`. Cash has no serial
#: number but that.
_GIVEN: Final = """
numbered as (
  insert into receipt_counters as r (project_id, kind, year, last_no)
  values (:project, 'receipt', :year, 1)
  on conflict (authority_id, project_id, kind, year) do update set last_no = r.last_no + 1
  returning authority_id,
    :code || '-' || :year || '-' || lpad(last_no::text, greatest(length(last_no::text), 6), '0')
      as receipt_no
), given as (
  select authority_id, :payment as id, :lease as lease_id, :channel as channel,
    coalesce(:serial_no, receipt_no) as serial_no, receipt_no, :payer_name as payer_name,
    null as payer_account_mask, :remark as remark, :received_on as received_on, :month as month,
    cast(:amount as bigint) as amount, 'allocated' as state, null as matched_by,
    '[]'::jsonb as suggestions
  from numbered
)"""
#: In the order of `persistence.payments.records.detail`.
_TOLD: Final = """
select r.id, :project, r.lease_id, l.contract_no, u.code, h.tenant_name, r.channel, r.serial_no,
  r.receipt_no, r.payer_name, r.payer_account_mask, r.remark, r.received_on, r.month, r.amount,
  r.rest, r.state, r.matched_by, '{}'::text[], :maker, now(), null::uuid, null::timestamptz,
  null::uuid, 1, a.id, a.charge_id, o.month, o.kind, a.claim, a.amount_fen, a.month, a.on_date,
  null::uuid
from rests r
join leases l on l.authority_id = r.authority_id and l.id = r.lease_id
join units u on u.authority_id = l.authority_id and u.id = l.unit_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
left join allocated a on a.payment_id = r.id
left join owed o on o.charge_id = a.charge_id
order by o.due_on, a.charge_id, a.claim
"""
_RECEIVE: Final = receiving(
    _GIVEN,
    f", {audit.RECORDING} {_TOLD}",
    *(bindparam(name, type_=Uuid()) for name in ("payment", "lease")),
    *(
        bindparam(name, type_=Text())
        for name in ("code", "channel", "serial_no", "payer_name", "remark")
    ),
    *(bindparam(name, type_=Date()) for name in ("received_on", "month")),
    bindparam("year", type_=Integer()),
    *(one for one in audit.VALUES if one.key != "project"),
)


@dataclass(frozen=True, slots=True)
class Received:
    """Money at the counter. Cash has no `serial_no`: it gets its receipt's number."""

    id: UUID
    channel: str
    amount: Money
    received_on: date
    payer_name: str
    serial_no: str | None
    remark: str


async def receive(
    session: AsyncSession,
    lease: HeldLease,
    received: Received,
    recording: Mapping[str, Any],
    *,
    today: date,
) -> tuple[Payment, list[Settled]]:
    """Book money of the lease's household: its oldest debts first, the rest is its credit.

    `recording`: how the trail tells it (`audit.recording`). Raises SerialAlreadyBooked.
    """
    book = lease.book
    month = book.month_for(received.received_on)
    book.require_open(month)
    found = await session.execute(
        _RECEIVE,
        {
            **recording,
            "project": book.project_id,
            "code": lease.project_code,
            "year": today.year,
            "payment": received.id,
            "lease": lease.id,
            "channel": received.channel,
            "serial_no": received.serial_no,
            "payer_name": received.payer_name,
            "remark": received.remark,
            "received_on": received.received_on,
            "month": month.first,
            "amount": received.amount.fen,
            "on": today,
            "maker": recording["actor"],
        },
    )
    rows: Sequence[Any] = found.all()
    return detail_of(rows)
