"""What is asked of closed months, and of a month that is to be closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.advances import VoucherState
from domain.calendar import Month
from domain.closings import GENESIS, MonthFacts
from domain.errors import NotFound
from domain.money import ZERO, Money, total
from domain.remittances import RemittanceState
from domain.vouchers import COUNTED_KINDS
from persistence import remittances, reopened, top_ups
from persistence.books import Book
from persistence.rent import runs
from persistence.scoped import in_projects
from persistence.seals import LINES_HASHED
from persistence.tables.base import Statement
from persistence.tables.housing import ProjectRow
from persistence.tables.ledger import BookRow, MonthClosingRow, RemittanceRow


class ClosingNotFound(NotFound):
    """No such closing, or not of a project of yours."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed month: how many lines it has, its totals by account, its link in the chain."""

    id: UUID
    project_id: UUID
    project: str
    month: Month
    lines: int
    totals: Mapping[str, Mapping[str, int]]
    previous: bytes
    hash: bytes
    maker_id: UUID
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a month as they are now."""

    count: int
    hash: bytes
    totals: dict[str, dict[str, int]]


def closings(scope: Scope) -> Statement:
    row = MonthClosingRow
    return (
        select(
            row.id,
            row.project_id,
            ProjectRow.name,
            row.month,
            row.lines,
            row.totals,
            row.previous,
            row.hash,
            row.maker_id,
            row.closed_at,
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .where(in_projects(scope, row.project_id))
    )


def closing_of(row: Sequence[Any]) -> Closing:
    values = list(row)
    values[3] = Month.of(values[3])
    return Closing(*values)


async def closing(session: AsyncSession, scope: Scope, closing_id: UUID) -> Closing:
    """Raises ClosingNotFound."""
    row = (await session.execute(closings(scope).where(MonthClosingRow.id == closing_id))).first()
    if row is None:
        raise ClosingNotFound(closing_id=str(closing_id))
    return closing_of(row)


async def of_month(
    session: AsyncSession, scope: Scope, project_id: UUID, month: Month
) -> Closing | None:
    """The closing of a project's month, if it is closed."""
    row = MonthClosingRow
    found = await session.execute(
        closings(scope).where(row.project_id == project_id, row.month == month.first)
    )
    one = found.first()
    return closing_of(one) if one else None


#: A lease must have been looked at: charged for the month, or told in a run why not.
_FACTS: Final = text(
    """
    select
      (select min(t.month) from transfers t where t.project_id = :project_id) as first_month,
      (select count(*) from leases l
        where l.project_id = :project_id
          and l.state in ('active', 'renewal_review', 'expiring', 'relocation', 'holdover',
            'suspended')
          and l.charged_from <= :last and (l.vacated_on is null or l.vacated_on >= :month)
      ) as live,
      (select count(*) from leases l
        where l.project_id = :project_id
          and l.state in ('active', 'renewal_review', 'expiring', 'relocation', 'holdover',
            'suspended')
          and l.charged_from <= :last and (l.vacated_on is null or l.vacated_on >= :month)
          and (exists (select from charges c where c.authority_id = l.authority_id
              and c.lease_id = l.id and c.month = :month and c.line = 1)
            or exists (select from billing_runs r join billing_outcomes o
              on o.authority_id = r.authority_id and o.run_id = r.id
              where r.project_id = :project_id and r.month = :month and o.lease_id = l.id
                and o.outcome <> 'refused'))
      ) as looked_at,
      (select count(*) from payments p
        where p.project_id = :project_id and p.state = 'suspense'
          and p.received_on <= :last and p.received_on < :alert_before) as old_suspense,
      (select count(*) from adjustments a join charges c
        on c.authority_id = a.authority_id and c.id = a.charge_id
        where a.project_id = :project_id and a.state = 'drafted' and c.month = :month
      ) as open_adjustments,
      (select coalesce(sum(c.treasury_claim_fen), 0)::bigint from charges c
        where c.project_id = :project_id and c.month = :month and c.kind = any(:kinds)) as unpaid,
      (select row(v.state, v.amount_fen) from vouchers v
        where v.project_id = :project_id and v.month = :month and v.kind = 'monthly'
          and v.state <> 'withdrawn'
      ) as voucher,
      (select coalesce(array_agg(distinct r.state), '{}') from remittances r
        where r.project_id = :project_id and r.month <= :month) as remittances
    """
)


async def facts(
    session: AsyncSession,
    book: Book,
    month: Month,
    *,
    today: date,
    alert_before: date,
    violations: tuple[str, ...],
) -> MonthFacts:
    """What `domain.closings` wants to know. Suspense of before `alert_before` is too old."""
    found = await session.execute(
        _FACTS,
        {
            "project_id": book.project_id,
            "month": month.first,
            "last": month.last,
            "alert_before": alert_before,
            "kinds": list(COUNTED_KINDS),
        },
    )
    row = found.one()
    state, amount = row.voucher or (None, row.unpaid)
    came_open = await reopened.by_month(session, [book.project_id], through=month)
    return MonthFacts(
        is_over=today > month.last,
        previous_closed=month == _next_to_close(book, row.first_month, month),
        live_leases=row.live,
        charged_leases=row.looked_at,
        unconfirmed_runs=await runs.unconfirmed(session, book.project_id, month),
        old_suspense=row.old_suspense,
        open_adjustments=row.open_adjustments,
        shortfall=Money(amount),
        voucher=VoucherState(state) if state else None,
        reopened=total(one.amount for one in came_open),
        supplement=next((one.state for one in came_open), None),
        to_put_back=await _to_put_back(session, book.project_id, month, today),
        to_remit=await remittances.unremitted(session, book.project_id, month),
        remittances=frozenset(map(RemittanceState, row.remittances)),
        violations=violations,
    )


async def _to_put_back(session: AsyncSession, project_id: UUID, month: Month, today: date) -> Money:
    """What had bounced by the end of the month and has not been put back since."""
    now = await top_ups.bounced(session, [project_id], today=today)
    if not now:
        return ZERO
    then = await top_ups.bounced(session, [project_id], today=today, through=month)
    owed = {one.operator_id: one.amount for one in now}
    return total(min(one.amount, owed.get(one.operator_id, ZERO)) for one in then)


def _next_to_close(book: Book, first: date | None, month: Month) -> Month:
    return book.first_open or (Month.of(first) if first else month)


_LINES: Final = text(
    f"""
    select count(*) as lines, sha256(cast(:previous as bytea) || {LINES_HASHED}) as hash
    from transfers t
    where t.authority_id = (select current_authority()) and t.project_id = :project_id
      and t.month = :month
    """
)
_TOTALS: Final = text(
    """
    select side.account, sum(side.debit)::bigint as debit, sum(side.credit)::bigint as credit
    from transfers t
    cross join lateral (values (t.debit, t.amount_fen, 0), (t.credit, 0, t.amount_fen))
      side (account, debit, credit)
    where t.authority_id = (select current_authority()) and t.project_id = :project_id
      and t.month = :month
    group by side.account
    order by side.account
    """
)


async def lines(session: AsyncSession, project_id: UUID, month: Month, previous: bytes) -> Lines:
    """The month's lines hashed upon `previous` (domain.closings.seal), and their totals."""
    names = {"project_id": project_id, "month": month.first}
    count, sealed = (await session.execute(_LINES, {**names, "previous": previous})).one()
    totals = await session.execute(_TOTALS, names)
    return Lines(
        count,
        sealed,
        {account: {"debit_fen": debit, "credit_fen": credit} for account, debit, credit in totals},
    )


async def last_hash(session: AsyncSession, project_id: UUID) -> bytes:
    """What the next closing of the project is chained to."""
    found = await session.scalar(
        select(MonthClosingRow.hash)
        .where(MonthClosingRow.project_id == project_id)
        .order_by(MonthClosingRow.month.desc())
        .limit(1)
    )
    return found or GENESIS


async def close(session: AsyncSession, book: Book, month: Month, *, maker_id: UUID) -> UUID:
    """Seal the month of a book that is held alone. From then on the book refuses it.

    `closed_at` is the clock's, not the transaction's: it comes after every posting it waited for.
    """
    previous = await last_hash(session, book.project_id)
    now = await lines(session, book.project_id, month, previous)
    made = await session.execute(
        insert(MonthClosingRow)
        .values(
            project_id=book.project_id,
            month=month.first,
            lines=now.count,
            totals=now.totals,
            previous=previous,
            hash=now.hash,
            maker_id=maker_id,
            closed_at=text("clock_timestamp()"),
        )
        .returning(MonthClosingRow.id)
    )
    await session.execute(
        update(BookRow)
        .where(BookRow.project_id == book.project_id)
        .values(closed_through=month.first)
    )
    await session.execute(
        update(RemittanceRow)
        .where(
            RemittanceRow.project_id == book.project_id,
            RemittanceRow.month <= month.first,
            RemittanceRow.state == RemittanceState.TREASURY_CONFIRMED,
        )
        .values(state=RemittanceState.CLOSED, version=RemittanceRow.version + 1)
    )
    return made.scalar_one()
