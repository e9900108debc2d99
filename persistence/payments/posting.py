"""How money received is booked: one statement, for one payment or a bank's hundred thousand.

A payment is stored with what is left of it once it has settled its household's oldest debts
(`persistence.rent.settling`), and its transfers name it as their document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Text,
    TextClause,
    Uuid,
    bindparam,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation import RECEIPT, Claim
from domain.ledger import POSTINGS, Reason
from domain.money import Money
from persistence.books import Book, HeldLease
from persistence.ids import new_id
from persistence.rent.settling import SETTLING
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow


def is_open(charge: type[ChargeRow]) -> ColumnElement[bool]:
    """Something is still owed of it; written so that the partial indexes serve it."""
    return charge.treasury_claim_fen + charge.operator_claim_fen > literal_column("0")


IS_OPEN: Final = is_open(ChargeRow)

#: What is posted for the part of a payment that settles a claim; under None, for what is left.
_REASONS: Final[Mapping[Claim | None, Reason]] = {**RECEIPT, None: Reason.RECEIVED_UNALLOCATED}
_POSTINGS: Final = ", ".join(
    f"('{claim or ''}', '{reason}', '{posting.debit}', '{posting.credit}')"
    for claim, reason in _REASONS.items()
    for posting in POSTINGS[reason]
)

#: At the counter: the next number of the project's year, without gaps, `XFJY-2026-000001`. Its
#: row is held until the transaction ends. Cash has no serial number but the receipt's.
_AT_THE_COUNTER: Final = """
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

#: From a bank's statement whose lines are stored: those that are new money.
_FROM_THE_BANK: Final = """
given as (
  select l.authority_id, l.payment_id as id, l.lease_id, 'bank' as channel, l.serial_no,
    null as receipt_no, l.payer_name, l.payer_account_mask, l.remark, l.booked_on as received_on,
    greatest(date_trunc('month', l.booked_on)::date, :first_open) as month,
    l.income_fen as amount, case l.outcome when 'matched' then 'allocated' else 'suspense' end
      as state, l.matched_by, coalesce(s.told::jsonb, '[]') as suggestions
  from bank_lines l
  left join unnest(cast(:doubtful as int[]), cast(:suggestions as text[])) s(line, told)
    on s.line = l.line
  where l.statement_id = :statement and l.outcome in ('matched', 'suspense')
)"""


_TYPES: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("project", "maker", "payment", "lease", "statement"), Uuid()),
    **dict.fromkeys(("code", "channel", "serial_no", "payer_name", "remark"), Text()),
    **dict.fromkeys(("on", "received_on", "month", "first_open"), Date()),
    "year": Integer(),
}


def _receiving(given: str) -> TextClause:
    written = f"""
with {given}, money as (
  select authority_id, id as payment_id, lease_id, month, received_on as on_date, amount,
    sum(amount) over (partition by lease_id order by received_on, id) as upto
  from given where lease_id is not null
), {SETTLING}, rests as (
  select g.*, g.amount - coalesce(u.amount, 0) as rest
  from given g left join used u on u.payment_id = g.id
), received as (
  insert into payments (authority_id, id, project_id, lease_id, channel, serial_no, receipt_no,
    payer_name, payer_account_mask, remark, received_on, month, amount_fen, unallocated_fen, state,
    matched_by, suggestions, maker_id)
  select authority_id, id, :project, lease_id, channel, serial_no, receipt_no, payer_name,
    payer_account_mask, remark, received_on, month, amount, rest, state, matched_by, suggestions,
    :maker
  from rests
), posted as (
  insert into transfers (authority_id, debit, credit, amount_fen, reason, lease_id, charge_id,
    operator_id, on_date, month, project_id, document_type, document_id, maker_id)
  select m.authority_id, w.debit, w.credit, m.amount, w.reason, m.lease_id, m.charge_id,
    m.operator_id, m.on_date, m.month, :project, 'payment', m.payment_id, :maker
  from (
    select authority_id, payment_id, claim, amount, lease_id, charge_id, operator_id, on_date, month
    from parts
    union all
    select authority_id, id, '', rest, lease_id, null, null, received_on, month
    from rests where rest > 0) m
  join (values {_POSTINGS}) w(claim, reason, debit, credit) on w.claim = m.claim
)
select coalesce(sum(rest) filter (where lease_id is not null), 0)::bigint from rests
"""
    return text(written).bindparams(
        *(bindparam(name, type_=kind) for name, kind in _TYPES.items() if f":{name}" in written)
    )


_RECEIVE: Final = _receiving(_AT_THE_COUNTER)
_RECEIVE_LINES: Final = _receiving(_FROM_THE_BANK)


@dataclass(frozen=True, slots=True)
class Received:
    """Money at the counter. Cash has no `serial_no`: it gets its receipt's number."""

    channel: str
    amount: Money
    received_on: date
    payer_name: str
    serial_no: str | None
    remark: str


async def receive(
    session: AsyncSession, lease: HeldLease, received: Received, *, today: date, maker_id: UUID
) -> UUID:
    """Book money of the lease's household: its oldest debts first, the rest is its credit.

    Raises SerialAlreadyBooked, PeriodClosed.
    """
    payment_id, book = new_id(), lease.book
    month = book.month_for(received.received_on)
    book.require_open(month)
    await session.execute(
        _RECEIVE,
        {
            "project": book.project_id,
            "code": lease.project_code,
            "year": today.year,
            "payment": payment_id,
            "lease": lease.id,
            "channel": received.channel,
            "serial_no": received.serial_no,
            "payer_name": received.payer_name,
            "remark": received.remark,
            "received_on": received.received_on,
            "month": month.first,
            "amount": received.amount.fen,
            "on": today,
            "maker": maker_id,
        },
    )
    return payment_id


async def receive_lines(
    session: AsyncSession,
    book: Book,
    statement_id: UUID,
    suggestions: Mapping[int, str],
    *,
    on: date,
    maker_id: UUID,
) -> Money:
    """Make a payment of every new line of a bank's statement, and settle with them all at once.

    The lines are stored (`bank_lines.add_lines`) and their leases held. `suggestions`: by line,
    as JSON, whose money in suspense may be. Gives what was matched and settled nothing.
    """
    first_open = book.first_open
    credit = await session.scalar(
        _RECEIVE_LINES,
        {
            "project": book.project_id,
            "statement": statement_id,
            "first_open": first_open.first if first_open else None,
            "doubtful": list(suggestions),
            "suggestions": list(suggestions.values()),
            "on": on,
            "maker": maker_id,
        },
    )
    return Money(credit or 0)


async def lock_leases(session: AsyncSession, lease_ids: Sequence[UUID]) -> None:
    """Hold these leases until the transaction ends, in the order of their ids.

    Whoever pays, reverses, resolves or corrects for a lease holds its row, which stands for its
    charges, so that two at once never settle the same fen (trust.md 6, T3).
    """
    await session.execute(
        select(func.count()).select_from(
            select(LeaseRow.id)
            .where(LeaseRow.id == func.any(list(lease_ids)))
            .order_by(LeaseRow.id)
            .with_for_update(key_share=True)
            .subquery()
        )
    )
