"""The money in a bank's statement whose lines are stored: all of it booked at once."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Date, Uuid, bindparam
from sqlalchemy.ext.asyncio import AsyncSession

from domain.money import Money
from persistence.books import Book
from persistence.payments.receiving import receiving

#: The lines that are new money.
_GIVEN: Final = """
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
_RECEIVE: Final = receiving(
    _GIVEN,
    "select coalesce(sum(rest) filter (where lease_id is not null), 0)::bigint from rests",
    bindparam("statement", type_=Uuid()),
    bindparam("first_open", type_=Date()),
)


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
        _RECEIVE,
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
