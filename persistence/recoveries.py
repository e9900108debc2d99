"""Recovered advances on their way to the operator: how much waits, and posting it by charge.

What waits is read from the book alone, charge by charge: O1 − A2 − T1 lies in the collection
account, T1 lies at treasury. The oldest charges go first, so that each charge's own accounts
come to nothing once its advance has been given back (domain.md 6.4, E5).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.ledger import POSTINGS, Reason
from domain.money import Money
from domain.remittances import RecoveryMode
from persistence.books import Book
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.ledger import HandOverRow


@dataclass(frozen=True, slots=True)
class HandOver:
    id: UUID
    project_id: UUID
    operator_id: UUID
    mode: str
    month: Month
    amount_fen: int
    on_date: date
    slip_no: str
    maker_id: UUID
    made_at: datetime


class Pot(StrEnum):
    """Where money for the operator's claims is: in the account, at treasury, or with the operator
    although the payment that brought it has bounced. Treasury may have such money still, and then
    the operator has nothing to put back of it.
    """

    IN_BANK = "in_bank"
    AT_TREASURY = "at_treasury"
    BOUNCED_KEPT = "bounced_kept"
    BOUNCED_REFUNDED = "bounced_refunded"


#: Which pot the operator fills up again, by the contract's way to give advances back.
BOUNCED: Final = {
    RecoveryMode.RETAIN: Pot.BOUNCED_KEPT,
    RecoveryMode.REMIT_REFUND: Pot.BOUNCED_REFUNDED,
}


#: What waits per charge, in fen. A transfer between two of the accounts is no change. Money of
#: a remittance that is under way is not refunded before treasury has confirmed it.
_IN_BANK: Final = """
    sum(case when t.credit in ('O1', 'A2', 'T1') then t.amount_fen else 0 end)
    - sum(case when t.debit in ('O1', 'A2', 'T1') then t.amount_fen else 0 end)"""
_AT_TREASURY: Final = """
    sum(case when t.debit = 'T1' and s.id is null then t.amount_fen else 0 end)
    - sum(case when t.credit = 'T1' and s.id is null then t.amount_fen else 0 end)"""
_NOT_COVERED: Final = """
    sum(case when t.debit in ('O1', 'A2') then t.amount_fen else 0 end)
    - sum(case when t.credit in ('O1', 'A2') then t.amount_fen else 0 end)"""
WAITING: Final = {
    Pot.IN_BANK: _IN_BANK,
    Pot.AT_TREASURY: _AT_TREASURY,
    Pot.BOUNCED_KEPT: f"-({_IN_BANK})",
    Pot.BOUNCED_REFUNDED: _NOT_COVERED,
}


def _by_charge(pot: Pot) -> str:
    return f"""
      select t.lease_id, t.charge_id, ({WAITING[pot]})::bigint as amount
      from transfers t
      left join charges c on c.authority_id = t.authority_id and c.id = t.charge_id
      left join remittances s on s.authority_id = t.authority_id and s.id = t.document_id
        and s.state = 'sent'
      where t.project_id = :project_id
        and (t.debit in ('O1', 'A2', 'T1') or t.credit in ('O1', 'A2', 'T1'))
        and coalesce(t.operator_id, c.operator_id) = :operator_id
      group by t.lease_id, t.charge_id
    """


_TOTALS: Final = {
    pot: text(
        f"""
        select coalesce(sum(amount) filter (where amount > 0), 0)::bigint,
          coalesce(sum(amount), 0)::bigint
        from ({_by_charge(pot)}) waiting
        """
    )
    for pot in Pot
}
_DUE_TO_TREASURY: Final = text(
    """
    select coalesce(sum(case when credit = 'L1' then amount_fen else -amount_fen end), 0)::bigint
    from transfers
    where project_id = :project_id and (debit = 'L1') <> (credit = 'L1')
    """
)


async def waiting(session: AsyncSession, project_id: UUID, operator_id: UUID, pot: Pot) -> Money:
    """What the operator can be given from the pot, or must put back. Never below zero.

    The account must really hold it: a receipt that bounced after it was remitted (L1 below zero)
    has taken it, until the next remittance is smaller by it.
    """
    names = {"project_id": project_id, "operator_id": operator_id}
    owed, net = (await session.execute(_TOTALS[pot], names)).one()
    if pot is not Pot.IN_BANK:
        return Money(owed)
    due = await session.scalar(_DUE_TO_TREASURY, {"project_id": project_id})
    return Money(max(min(owed, net + min(due or 0, 0)), 0))


async def operators_with(session: AsyncSession, project_id: UUID) -> Sequence[UUID]:
    """Every operator that ever advanced rent of the project."""
    found = await session.scalars(
        text("select distinct operator_id from vouchers where project_id = :id order by 1"),
        {"id": project_id},
    )
    return found.all()


def _spread(reason: Reason, pot: Pot) -> Any:
    values = ", ".join(f"('{line.debit}', '{line.credit}')" for line in POSTINGS[reason])
    return text(
        f"""
        with waiting as ({_by_charge(pot)}),
        ordered as (
          select w.lease_id, w.charge_id, w.amount,
            sum(w.amount) over (order by c.due_on, w.charge_id, w.lease_id) - w.amount as before
          from waiting w left join charges c on c.id = w.charge_id
          where w.amount > 0
        )
        insert into transfers (debit, credit, amount_fen, reason, on_date, month, project_id,
          lease_id, charge_id, operator_id, document_type, document_id, maker_id)
        select p.debit, p.credit, least(o.amount, :total - o.before), '{reason}',
          cast(:on_date as date), cast(:month as date), :project_id, o.lease_id, o.charge_id,
          :operator_id, cast(:document_type as text), cast(:document_id as uuid),
          cast(:maker_id as uuid)
        from ordered o, (values {values}) as p (debit, credit)
        where o.before < :total
        """
    )


#: Which reason empties which pot, or fills it up.
_SPREAD: Final = {
    (reason, pot): _spread(reason, pot)
    for reason, pot in (
        (Reason.RECOVERED_KEPT, Pot.IN_BANK),
        (Reason.RECOVERED_REMITTED, Pot.IN_BANK),
        (Reason.RECOVERED_REFUNDED, Pot.AT_TREASURY),
        (Reason.TOPPED_UP_BY_OPERATOR, Pot.BOUNCED_KEPT),
        (Reason.TOPPED_UP_BY_OPERATOR, Pot.BOUNCED_REFUNDED),
    )
}


async def post(
    session: AsyncSession,
    book: Book,
    reason: Reason,
    amount: Money,
    *,
    operator_id: UUID,
    on_date: date,
    month: Month,
    document: tuple[str, UUID],
    maker_id: UUID,
    pot: Pot,
) -> None:
    """Post `amount` of what is in the pot, the oldest charges first; the caller has checked it."""
    book.require_open(month)
    await session.execute(
        _SPREAD[reason, pot],
        {
            "project_id": book.project_id,
            "operator_id": operator_id,
            "total": amount.fen,
            "on_date": on_date,
            "month": month.first,
            "document_type": document[0],
            "document_id": document[1],
            "maker_id": maker_id,
        },
    )


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(HandOverRow).values(**values).returning(HandOverRow.id))
    return made.scalar_one()


def hand_overs(scope: Scope, modes: Iterable[str]) -> Statement:
    """Statement: what was handed over, or put back, in these ways."""
    row = HandOverRow
    return select(
        row.id,
        row.project_id,
        row.operator_id,
        row.mode,
        row.month,
        row.amount_fen,
        row.on_date,
        row.slip_no,
        row.maker_id,
        row.made_at,
    ).where(in_projects(scope, row.project_id), row.mode.in_(tuple(modes)))


def hand_over_of(row: Sequence[Any]) -> HandOver:
    values = list(row)
    values[4] = Month.of(values[4])
    return HandOver(*values)
