"""A lease's account put together: opening balance, events, closing balance."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.arrears.schemas import LeaseStatementOut, PartOut, StatementLineOut
from domain.calendar import PeriodInvalid
from domain.statements import Event, Kind, explain
from persistence import statements
from persistence.leases import Lease
from persistence.statements import Charged


async def account_of(
    session: AsyncSession, lease: Lease, *, from_on: date | None, to_on: date
) -> LeaseStatementOut:
    """The account from `from_on` (None: its beginning) to `to_on`. Raises PeriodInvalid."""
    if from_on is not None and from_on > to_on:
        raise PeriodInvalid(pointer="query/from", from_on=str(from_on), to_on=str(to_on))
    events = explain(await statements.movements(session, lease.id))
    charges = await statements.charges(session, lease.id)
    references = await statements.references(session, lease.id)
    standing = await statements.standing(session, lease.id)
    first_on = from_on or min([lease.starts_on, to_on, *(event.on_date for event in events)])
    before = [event for event in events if event.on_date < first_on]
    within = [event for event in events if first_on <= event.on_date <= to_on]
    opening = before[-1].balance_fen if before else 0
    return LeaseStatementOut(
        lease_id=lease.id,
        contract_no=lease.contract_no,
        unit_code=lease.unit_code,
        tenant_name=lease.tenant_name,
        from_on=first_on,
        to_on=to_on,
        opening_fen=opening,
        lines=[_line(event, charges, references) for event in within],
        closing_fen=within[-1].balance_fen if within else opening,
        owed_to_treasury_fen=standing.treasury_fen,
        owed_to_operator_fen=standing.operator_fen,
        credit_fen=standing.credit_fen,
    )


def _line(
    event: Event, charges: dict[UUID, Charged], references: dict[UUID, str]
) -> StatementLineOut:
    charge = charges[event.parts[0].charge_id] if event.kind is Kind.CHARGE else None
    return StatementLineOut(
        on_date=event.on_date,
        kind=event.kind,
        amount_fen=event.amount_fen,
        shifted_fen=event.shifted_fen,
        balance_fen=event.balance_fen,
        month=charge.month if charge else None,
        charge_kind=charge.kind if charge else None,
        trace=charge.trace if charge else None,
        parts=[
            PartOut(
                charge_id=part.charge_id,
                month=charges[part.charge_id].month,
                claim=part.claim,
                amount_fen=part.amount_fen,
            )
            for part in sorted(event.parts, key=lambda part: charges[part.charge_id].month)
        ],
        credit_fen=event.credit_fen,
        document_type=event.document_type,
        document_id=event.document_id,
        reference=references.get(event.document_id),
    )
