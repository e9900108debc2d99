"""What is asked of vouchers 代交凭证, and how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import case, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.advances import VoucherState
from domain.calendar import Month
from domain.contracts import ContractState
from domain.errors import NotFound, Refused
from domain.vouchers import ACCEPTED, VoucherKind
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.contracts import ServiceContractRow
from persistence.tables.housing import ProjectRow
from persistence.tables.ledger import VoucherRow
from persistence.voucher_totals import OUTSTANDING, STANDING, TOTALS, WRITTEN_OFF


class VoucherNotFound(NotFound):
    """No such voucher, or not of a project of yours."""


class NoContractInForce(Refused):
    """No service contract of the project was in force in that month."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What a voucher and a hand-over need to know of the service contract."""

    id: UUID
    operator_id: UUID
    recovery_mode: str
    exclusions: frozenset[str]
    uncollectible_borne_by: str


@dataclass(frozen=True, slots=True)
class Voucher:
    id: UUID
    project_id: UUID
    project: str
    contract_id: UUID
    operator_id: UUID
    number: str
    kind: str
    month: Month
    state: VoucherState
    billed_fen: int
    reduced_fen: int
    tenant_paid_fen: int
    excluded_fen: int
    amount_fen: int
    cutoff_on: date
    due_on: date
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    paid_by: UUID | None
    paid_on: date | None
    bank_slip_no: str | None
    accepted_by: UUID | None
    accepted_at: datetime | None
    treasury_receipt_no: str | None
    decision: str | None
    decided_by: UUID | None
    version: int
    outstanding_fen: int
    written_off_fen: int
    recovered_fen: int


#: Before these a contract does not bind the operator yet.
_NOT_IN_FORCE: Final = (ContractState.DRAFT, ContractState.SIGNED, ContractState.PUBLISHED)
_CONTRACT: Final = select(
    ServiceContractRow.id,
    ServiceContractRow.operator_id,
    ServiceContractRow.recovery_mode,
    ServiceContractRow.exclusions,
    ServiceContractRow.uncollectible_borne_by,
)


async def contract_in_force(session: AsyncSession, project_id: UUID, month: Month) -> Contract:
    """The contract that held in the month, the later where two did. Raises NoContractInForce."""
    row = ServiceContractRow
    found = await session.execute(
        _CONTRACT.where(
            row.project_id == project_id,
            row.state.not_in(_NOT_IN_FORCE),
            row.starts_on <= month.last,
            row.ends_on >= month.first,
        )
        .order_by(row.starts_on.desc(), row.id)
        .limit(1)
    )
    contract = found.first()
    if contract is None:
        raise NoContractInForce(project_id=str(project_id), month=str(month))
    return _contract_of(contract)


async def contract_of(session: AsyncSession, contract_id: UUID) -> Contract:
    """The contract that a voucher names."""
    found = await session.execute(_CONTRACT.where(ServiceContractRow.id == contract_id))
    return _contract_of(found.one())


def _contract_of(row: Sequence[Any]) -> Contract:
    contract_id, operator_id, mode, exclusions, borne_by = row
    return Contract(contract_id, operator_id, mode, frozenset(exclusions), borne_by)


def vouchers(scope: Scope, *, state: VoucherState | None = None) -> Statement:
    """Statement: the vouchers that the scope reaches, with what became of them."""
    row = VoucherRow
    statement = (
        select(
            row.id,
            row.project_id,
            ProjectRow.name,
            row.contract_id,
            row.operator_id,
            row.number,
            row.kind,
            row.month,
            STANDING,
            row.billed_fen,
            row.reduced_fen,
            row.tenant_paid_fen,
            row.excluded_fen,
            row.amount_fen,
            row.cutoff_on,
            row.due_on,
            row.maker_id,
            row.made_at,
            row.confirmed_by,
            row.paid_by,
            row.paid_on,
            row.bank_slip_no,
            row.accepted_by,
            row.accepted_at,
            row.treasury_receipt_no,
            row.decision,
            row.decided_by,
            row.version,
            OUTSTANDING,
            WRITTEN_OFF,
            case((row.state.in_(ACCEPTED), row.amount_fen - OUTSTANDING - WRITTEN_OFF), else_=0),
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .join(TOTALS, true())
        .where(in_projects(scope, row.project_id))
    )
    return statement if state is None else statement.where(STANDING.in_([state]))


def voucher_of(row: Sequence[Any]) -> Voucher:
    values = list(row)
    values[7], values[8] = Month.of(values[7]), VoucherState(values[8])
    return Voucher(*values)


async def voucher(session: AsyncSession, scope: Scope, voucher_id: UUID) -> Voucher:
    """Raises VoucherNotFound."""
    row = (await session.execute(vouchers(scope).where(VoucherRow.id == voucher_id))).first()
    if row is None:
        raise VoucherNotFound(voucher_id=str(voucher_id))
    return voucher_of(row)


async def monthly_state(
    session: AsyncSession, project_id: UUID, month: Month
) -> VoucherState | None:
    """The state of the month's own voucher; None where it has none."""
    row = VoucherRow
    state = await session.scalar(
        select(row.state).where(
            row.project_id == project_id,
            row.month == month.first,
            row.kind == VoucherKind.MONTHLY,
            row.state != VoucherState.WITHDRAWN,
        )
    )
    return VoucherState(state) if state else None


async def count_of(session: AsyncSession, project_id: UUID, month: Month) -> int:
    """How many vouchers the month has had, withdrawn ones included."""
    counted = await session.scalar(
        select(func.count()).where(
            VoucherRow.project_id == project_id, VoucherRow.month == month.first
        )
    )
    return counted or 0


async def change(session: AsyncSession, voucher_id: UUID, **values: Any) -> None:
    await session.execute(
        update(VoucherRow)
        .where(VoucherRow.id == voucher_id)
        .values(**values, version=VoucherRow.version + 1)
    )
