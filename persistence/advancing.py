"""The voucher over all charges of a month: calculated, accepted, written off, each at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.advances import WRITE_OFF, Bearer
from domain.calendar import Month
from domain.ledger import POSTINGS, Reason
from domain.vouchers import COUNTED_KINDS, VoucherKind
from persistence.advances import Contract, Voucher
from persistence.books import Book
from persistence.ids import EACH_ID
from persistence.rent import carrying

#: domain.advances.shortfall_lines for every charge of a month, and the voucher above them.
#: A hold counts when it covers a day of the month; an empty home when keys came back before.
_CALCULATE: Final = text(
    f"""
    with hold as (
      select h.lease_id, array_agg(distinct h.kind) as kinds
      from lease_holds h
      where h.from_on < :next_month and (h.until_on is null or h.until_on >= :month)
      group by h.lease_id
    ), charge as (
      select c.id, c.lease_id, c.amount_fen + c.adjusted_fen - c.operator_claim_fen as billed,
        c.reduced_fen + c.written_off_fen as reduced, c.paid_fen as paid,
        c.treasury_claim_fen as unpaid, c.kind = 'holdover' as is_holdover,
        c.amount_fen + c.adjusted_fen - c.reduced_fen as owed,
        case when c.kind = 'holdover' then
          (2 * coalesce((select t.monthly_rent_fen from lease_terms t
              where t.authority_id = c.authority_id and t.lease_id = c.lease_id
                and t.state = 'approved' and t.valid_from <= c.from_on
              order by t.valid_from desc, t.id desc limit 1), l.monthly_rent_fen)
            * (c.until_on - c.from_on) + :days) / (2 * :days) end as contract_rent,
        coalesce(hold.kinds, '{{}}') as kinds,
        l.state = 'suspended' as is_frozen,
        coalesce(l.vacated_on < c.from_on, false) as is_vacant
      from charges c
      join leases l on l.authority_id = c.authority_id and l.id = c.lease_id
      left join hold on hold.lease_id = c.lease_id
      where c.project_id = :project_id and c.month = :month and c.kind = any(:kinds)
        and (:kind = 'monthly' or c.treasury_claim_fen > 0)
    ), reasoned as (
      select charge.*,
        case
          when 'hardship' = any(:catalogue) and 'hardship' = any(kinds) then 'hardship'
          when 'dispute' = any(:catalogue) and 'dispute' = any(kinds) then 'dispute'
          when 'frozen' = any(:catalogue) and (is_frozen or 'frozen' = any(kinds)) then 'frozen'
          when 'vacancy' = any(:catalogue) and is_vacant then 'vacancy'
        end as held_for,
        case when is_holdover and 'holdover_above_contract' = any(:catalogue)
          then least(unpaid, greatest(owed - contract_rent, 0)) else 0 end as above
      from charge
    ), line as (
      select id, lease_id, billed, reduced, paid, unpaid,
        case when held_for is null then above else unpaid end as excluded,
        coalesce(held_for, case when above > 0 then 'holdover_above_contract' end) as exclusion
      from reasoned
    ), head as (
      insert into vouchers (project_id, contract_id, operator_id, number, kind, month, state,
        billed_fen, reduced_fen, tenant_paid_fen, excluded_fen, amount_fen, cutoff_on, due_on,
        maker_id)
      select :project_id, :contract_id, :operator_id, :number, cast(:kind as text), :month,
        'calculated', coalesce(sum(billed), 0), coalesce(sum(reduced), 0),
        coalesce(sum(paid), 0), coalesce(sum(excluded), 0), coalesce(sum(unpaid - excluded), 0),
        :cutoff_on, :due_on, :maker_id
      from line
      returning id
    ), lined as (
      insert into voucher_lines (id, voucher_id, charge_id, lease_id, amount_fen, excluded_fen,
        exclusion)
      select {EACH_ID}, head.id, line.id, line.lease_id, unpaid - excluded, excluded, exclusion
      from line, head
      where unpaid > 0
    )
    select id from head
    """
)


async def calculate(
    session: AsyncSession,
    book: Book,
    contract: Contract,
    *,
    kind: VoucherKind,
    month: Month,
    cutoff_on: date,
    due_on: date,
    number: str,
    maker_id: UUID,
) -> UUID:
    """Write the voucher of a month whose book is held alone. Raises AlreadyDone on saving.

    A supplement counts the charges alone of which treasury is owed something.
    """
    made = await session.execute(
        _CALCULATE,
        {
            "project_id": book.project_id,
            "contract_id": contract.id,
            "operator_id": contract.operator_id,
            "catalogue": sorted(contract.exclusions),
            "kinds": list(COUNTED_KINDS),
            "month": month.first,
            "next_month": month.next.first,
            "days": month.days,
            "kind": kind,
            "cutoff_on": cutoff_on,
            "due_on": due_on,
            "number": number,
            "maker_id": maker_id,
        },
    )
    return made.scalar_one()


def _values(reason: Reason) -> str:
    """The reason's postings as a VALUES list; the words come from domain.ledger alone."""
    return ", ".join(f"('{line.debit}', '{line.credit}')" for line in POSTINGS[reason])


_TRANSFER_COLUMNS: Final = (
    "debit, credit, amount_fen, reason, on_date, month, project_id, lease_id, charge_id,"
    " operator_id, document_type, document_id, maker_id"
)

#: Split and transfers of every line in one statement (domain.advances.accepted).
_ACCEPT: Final = text(
    f"""
    with line as (
      select c.id, c.lease_id, least(l.amount_fen, c.treasury_claim_fen) as moved,
        l.amount_fen - least(l.amount_fen, c.treasury_claim_fen) as overlap
      from voucher_lines l
      join charges c on c.authority_id = l.authority_id and c.id = l.charge_id
      where l.voucher_id = :voucher_id and l.amount_fen > 0
      order by c.id
      for update of c
    ), claimed as (
      update charges c
      set treasury_claim_fen = c.treasury_claim_fen - line.moved,
        operator_claim_fen = c.operator_claim_fen + line.moved,
        operator_id = :operator_id
      from line
      where c.id = line.id and c.authority_id = (select current_authority())
    )
    insert into transfers (id, {_TRANSFER_COLUMNS})
    select {EACH_ID}, posted.* from (
    select p.debit, p.credit, line.moved, :advanced, cast(:on_date as date), cast(:month as date),
      cast(:project_id as uuid), line.lease_id, line.id, cast(:operator_id as uuid), 'voucher',
      cast(:voucher_id as uuid), cast(:maker_id as uuid)
    from line, (values {_values(Reason.ADVANCED)}) as p (debit, credit)
    where line.moved > 0
    union all
    select p.debit, p.credit, line.overlap, :overlap, cast(:on_date as date), cast(:month as date),
      cast(:project_id as uuid), line.lease_id, line.id, cast(:operator_id as uuid), 'voucher',
      cast(:voucher_id as uuid), cast(:maker_id as uuid)
    from line, (values {_values(Reason.OVER_ADVANCED)}) as p (debit, credit)
    where line.overlap > 0
    ) posted
    """
)


_CAME_OPEN: Final = text(
    """
    select max(t.month) from voucher_lines l
    join transfers t on t.authority_id = l.authority_id and t.lease_id = l.lease_id
      and t.charge_id = l.charge_id and t.debit = 'A1'
    where l.voucher_id = :voucher_id and l.amount_fen > 0
    """
)


async def accept(
    session: AsyncSession, book: Book, paid: Voucher, *, on_date: date, maker_id: UUID
) -> None:
    """Move the claims to the operator and post it, into the voucher's month while it is open.

    A supplement is booked where the last of its charges came open again.
    """
    month = book.month_for(paid.month.last)
    if paid.kind == VoucherKind.SUPPLEMENT:
        came_open = await session.scalar(_CAME_OPEN, {"voucher_id": paid.id})
        month = max(month, Month.of(came_open))
    book.require_open(month)
    await session.execute(
        _ACCEPT,
        {
            "voucher_id": paid.id,
            "operator_id": paid.operator_id,
            "project_id": book.project_id,
            "advanced": Reason.ADVANCED,
            "overlap": Reason.OVER_ADVANCED,
            "on_date": on_date,
            "month": month.first,
            "maker_id": maker_id,
        },
    )


def _write_off(reason: Reason) -> Any:
    return text(
        f"""
        with charge as (
          select c.id, c.lease_id, c.operator_id, c.operator_claim_fen as amount
          from voucher_lines l
          join charges c on c.authority_id = l.authority_id and c.id = l.charge_id
          where l.voucher_id = :voucher_id and c.operator_claim_fen > 0
            and (cast(:charge_ids as uuid[]) is null or c.id = any(cast(:charge_ids as uuid[])))
          order by c.id
          for update of c
        ), dropped as (
          update charges c
          set operator_claim_fen = 0, written_off_fen = c.written_off_fen + charge.amount
          from charge
          where c.id = charge.id and c.authority_id = (select current_authority())
        )
        insert into transfers ({_TRANSFER_COLUMNS})
        select p.debit, p.credit, charge.amount, '{reason}', :on_date, :month, :project_id,
          charge.lease_id, charge.id, charge.operator_id, 'voucher', :voucher_id, :maker_id
        from charge, (values {_values(reason)}) as p (debit, credit)
        returning amount_fen, lease_id
        """
    )


_WRITE_OFF: Final = {bearer: _write_off(reason) for bearer, reason in WRITE_OFF.items()}


async def write_off(
    session: AsyncSession,
    book: Book,
    voucher_id: UUID,
    *,
    borne_by: Bearer,
    charge_ids: Sequence[UUID] | None,
    on_date: date,
    maker_id: UUID,
) -> int:
    """Drop the operator's claims on these charges (None: all of the voucher); gives the fen."""
    month = book.month_for(on_date)
    dropped = await session.execute(
        _WRITE_OFF[borne_by],
        {
            "voucher_id": voucher_id,
            "charge_ids": None if charge_ids is None else list(charge_ids),
            "project_id": book.project_id,
            "on_date": on_date,
            "month": month.first,
            "maker_id": maker_id,
        },
    )
    rows: Sequence[Any] = dropped.all()
    await carrying.restate(session, sorted({lease_id for _, lease_id in rows}))
    return sum(amount_fen for amount_fen, _ in rows)
