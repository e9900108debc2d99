"""What is asked of vouchers 代交凭证, and how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, case, cast, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.advances import VoucherState
from domain.calendar import Month
from domain.contracts import ContractState
from domain.errors import NotFound, Refused
from domain.vouchers import ACCEPTED
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.contracts import ServiceContractRow
from persistence.tables.housing import ProjectRow
from persistence.tables.ledger import VoucherLineRow, VoucherRow
from persistence.tables.rent import ChargeRow


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


_TOTALS: Final = (
    select(
        func.coalesce(func.sum(ChargeRow.operator_claim_fen), 0).label("outstanding"),
        func.coalesce(func.sum(ChargeRow.written_off_fen), 0).label("written_off"),
    )
    .join(
        VoucherLineRow,
        (VoucherLineRow.authority_id == ChargeRow.authority_id)
        & (VoucherLineRow.charge_id == ChargeRow.id),
    )
    .where(
        VoucherLineRow.voucher_id == VoucherRow.id,
        VoucherLineRow.amount_fen > 0,
        VoucherRow.state.in_(ACCEPTED),
    )
    .lateral("totals")
)
_OUTSTANDING: Final = cast(_TOTALS.c.outstanding, BigInteger)
_WRITTEN_OFF: Final = cast(_TOTALS.c.written_off, BigInteger)

#: domain.vouchers.standing in SQL: where a voucher stands is never stored, so never stale.
_STANDING: Final = case(
    (VoucherRow.state.not_in(ACCEPTED), VoucherRow.state),
    ((_TOTALS.c.outstanding == 0) & (_TOTALS.c.written_off > 0), VoucherState.UNCOLLECTIBLE),
    (_TOTALS.c.outstanding == 0, VoucherState.RECOVERED),
    (_TOTALS.c.outstanding < VoucherRow.amount_fen, VoucherState.RECOVERING),
    else_=VoucherState.F_CONFIRMED,
)


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
            row.month,
            _STANDING,
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
            _OUTSTANDING,
            _WRITTEN_OFF,
            case((row.state.in_(ACCEPTED), row.amount_fen - _OUTSTANDING - _WRITTEN_OFF), else_=0),
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .join(_TOTALS, true())
        .where(in_projects(scope, row.project_id))
    )
    return statement if state is None else statement.where(_STANDING.in_([state]))


def voucher_of(row: Sequence[Any]) -> Voucher:
    values = list(row)
    values[6], values[7] = Month.of(values[6]), VoucherState(values[7])
    return Voucher(*values)


async def voucher(session: AsyncSession, scope: Scope, voucher_id: UUID) -> Voucher:
    """Raises VoucherNotFound."""
    row = (await session.execute(vouchers(scope).where(VoucherRow.id == voucher_id))).first()
    if row is None:
        raise VoucherNotFound(voucher_id=str(voucher_id))
    return voucher_of(row)


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
