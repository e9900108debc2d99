"""A deposit used for rent or for what was advanced: a payment of the channel `deposit`."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Date, Text, TextClause, Uuid, bindparam
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation import Claim
from domain.deposits import SETTLES
from domain.leases import Against
from domain.ledger import Reason
from domain.money import Money
from persistence.books import Book
from persistence.ids import new_id
from persistence.payments.receiving import receiving

_GIVEN: Final = """
given as (
  select l.authority_id, cast(:payment as uuid) as id, l.id as lease_id, 'deposit' as channel,
    :number as serial_no, :number as receipt_no, h.tenant_name as payer_name,
    null as payer_account_mask, '' as remark, cast(:on as date) as received_on,
    cast(:month as date) as month, cast(:amount as bigint) as amount, 'allocated' as state,
    null as matched_by, '[]'::jsonb as suggestions
  from leases l join households h on h.authority_id = l.authority_id and h.id = l.household_id
  where l.id = :lease
)"""


#: Which claim a demand on the deposit stands for.
_CLAIMS: Final[Mapping[Against, Claim]] = {
    Against.RENT: Claim.TREASURY,
    Against.ADVANCE: Claim.OPERATOR,
}


def _statement(claim: Claim, reason: Reason) -> TextClause:
    return receiving(
        _GIVEN,
        "select count(*) from rests",
        *(bindparam(name, type_=Uuid()) for name in ("payment", "lease")),
        bindparam("number", type_=Text()),
        bindparam("month", type_=Date()),
        post_as={claim: reason},
        only=claim,
    )


_RECEIVE: Final[Mapping[Against, TextClause]] = {
    against: _statement(claim, SETTLES[against]) for against, claim in _CLAIMS.items()
}


async def receive_deposit(
    session: AsyncSession,
    book: Book,
    lease_id: UUID,
    against: Against,
    amount: Money,
    *,
    number: str,
    today: date,
    maker_id: UUID,
) -> UUID:
    """Serve rent or advances of a lease out of its deposit, the oldest charge first.

    Gives the payment. `amount` is at most what is owed of the claim, `number` its receipt's.
    The lease must be held, and the month of today be open.
    """
    payment_id = new_id()
    await session.execute(
        _RECEIVE[against],
        {
            "payment": payment_id,
            "lease": lease_id,
            "number": number,
            "amount": amount.fen,
            "month": book.month_for(today).first,
            "on": today,
            "project": book.project_id,
            "maker": maker_id,
        },
    )
    return payment_id
