"""The rows behind the lists that offices exchange 台账: each one statement over a project."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.settlement import FeeState
from persistence import advances, arrears, remittances, settlement
from persistence.advances import Voucher
from persistence.arrears import Arrears
from persistence.contracts import Reach
from persistence.remittances import Remittance
from persistence.settlement import FeeStatement
from persistence.tables.contracts import FeeStatementRow
from persistence.tables.ledger import RemittanceRow, VoucherRow

_UNITS: Final = text(
    """
    select p.name as project, p.district, b.name as building, u.entrance, u.room, u.code,
      u.layout, u.area_m2, u.inner_area_m2, u.floor, u.floors, u.orientation, u.has_lift,
      u.structure, u.built_year, u.title_no, u.asset_card_no, u.price_per_m2, u.state,
      u.vacant_since, u.note
    from units u
    join projects p on p.authority_id = u.authority_id and p.id = u.project_id
    join buildings b on b.authority_id = u.authority_id and b.id = u.building_id
    where u.project_id = :project_id and u.voided_at is null
    order by u.code
    """
)

#: The last allocation that stands tells when and how a charge was paid.
_COLLECTION: Final = text(
    """
    select p.name as project, u.code, h.tenant_name, c.amount_fen, c.reduced_fen, c.adjusted_fen,
      c.written_off_fen, c.paid_fen, paid.received_on, paid.channel, paid.serial_no,
      paid.receipt_no, c.treasury_claim_fen + c.operator_claim_fen as owed_fen,
      c.operator_claim_fen, c.kind
    from charges c
    join projects p on p.authority_id = c.authority_id and p.id = c.project_id
    join units u on u.authority_id = c.authority_id and u.id = c.unit_id
    join households h on h.authority_id = c.authority_id and h.id = c.household_id
    left join lateral (
      select m.received_on, m.channel, m.serial_no, m.receipt_no
      from allocations a
      join payments m on m.authority_id = a.authority_id and m.id = a.payment_id
      where a.authority_id = c.authority_id and a.charge_id = c.id and a.amount_fen > 0
        and m.state <> 'reversed'
      order by m.received_on desc, a.id desc limit 1
    ) paid on true
    where c.project_id = :project_id and c.month = :month
    order by u.code, c.kind, c.line
    """
)

_PHONES: Final = text(
    """
    select l.id, m.phone_mask
    from leases l
    join members m on m.authority_id = l.authority_id and m.household_id = l.household_id
    where l.project_id = :project_id and m.is_tenant and m.phone_mask is not null
    """
)


async def units(session: AsyncSession, project_id: UUID) -> Sequence[Any]:
    """The homes of a project, by code. The project is within the caller's reach."""
    return (await session.execute(_UNITS, {"project_id": project_id})).all()


async def collection(session: AsyncSession, project_id: UUID, month: Month) -> Sequence[Any]:
    """A month's charges with what tenants paid for them, by home."""
    values = {"project_id": project_id, "month": month.first}
    return (await session.execute(_COLLECTION, values)).all()


async def in_arrears(
    session: AsyncSession, scope: Scope, project_id: UUID, today: date
) -> list[tuple[Arrears, str]]:
    """Leases with overdue rent, deepest in debt first, each with the tenant's masked phone."""
    owed = arrears.debts(scope, today, project_id=project_id)
    known = await session.execute(_PHONES, {"project_id": project_id})
    phones: dict[UUID, str] = {row.id: row.phone_mask for row in known}
    found = await session.execute(
        arrears.arrears(owed).order_by(owed.c.overdue_fen.desc(), owed.c.lease_id)
    )
    told = [Arrears(*row) for row in found]
    return [(one, phones.get(one.lease_id, "")) for one in told]


async def vouchers(
    session: AsyncSession, scope: Scope, project_id: UUID, month: Month | None
) -> list[Voucher]:
    """A project's vouchers by month, of one month if it is named."""
    row = VoucherRow
    statement = advances.vouchers(scope).where(row.project_id == project_id)
    if month:
        statement = statement.where(row.month == month.first)
    found = await session.execute(statement.order_by(row.month, row.id))
    return [advances.voucher_of(one) for one in found]


async def remitted(
    session: AsyncSession, scope: Scope, project_id: UUID, month: Month | None
) -> list[Remittance]:
    """A project's remittances by month, of one month if it is named."""
    row = RemittanceRow
    statement = remittances.remittances(scope).where(row.project_id == project_id)
    if month:
        statement = statement.where(row.month == month.first)
    found = await session.execute(statement.order_by(row.month, row.id))
    return [remittances.remittance_of(one) for one in found]


async def fees(
    session: AsyncSession, reach: Reach, project_id: UUID, month: Month | None
) -> list[FeeStatement]:
    """A project's fee statements by month, without withdrawn ones."""
    row = FeeStatementRow
    statement = settlement.statements(reach).where(
        row.project_id == project_id, row.state != FeeState.WITHDRAWN
    )
    if month:
        statement = statement.where(row.month == month.first)
    found = await session.execute(statement.order_by(row.month, row.id))
    return [settlement.statement_of(one) for one in found]
