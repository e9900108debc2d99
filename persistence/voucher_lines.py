"""The lines of a voucher, charge by charge, with what came before them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, FromClause, cast, func, literal_column, select, true
from sqlalchemy.orm import aliased

from domain.vouchers import COUNTED_KINDS
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.ledger import VoucherLineRow, VoucherRow
from persistence.tables.payments import AllocationRow
from persistence.tables.rent import ChargeRow


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """A charge in the voucher. Fen; `tenant_paid_fen` is what had been paid when it was counted.

    `previous_fen` is what the household owes of earlier months' advances, `months_owed` all its
    months of overdue rent; both as of today.
    """

    id: UUID
    charge_id: UUID
    lease_id: UUID
    contract_no: str
    unit_code: str
    building: str
    entrance: str
    room: str
    tenant_name: str
    billed_fen: int
    tenant_paid_fen: int
    amount_fen: int
    excluded_fen: int
    exclusion: str | None
    outstanding_fen: int
    previous_fen: int
    months_owed: int


def lines(voucher_id: UUID, today: date) -> Statement:
    """Statement: a voucher's lines with the homes and tenants they are about."""
    row = VoucherLineRow
    paid, owed = _paid_by_then(), _owed_today(today)
    return (
        select(
            row.id,
            row.charge_id,
            row.lease_id,
            LeaseRow.contract_no,
            UnitRow.code,
            BuildingRow.name,
            UnitRow.entrance,
            UnitRow.room,
            HouseholdRow.tenant_name,
            ChargeRow.amount_fen + ChargeRow.adjusted_fen,
            paid.c.paid_fen,
            row.amount_fen,
            row.excluded_fen,
            row.exclusion,
            ChargeRow.operator_claim_fen,
            owed.c.previous_fen,
            owed.c.months_owed,
        )
        .join(VoucherRow, VoucherRow.id == row.voucher_id)
        .join(ChargeRow, ChargeRow.id == row.charge_id)
        .join(LeaseRow, LeaseRow.id == row.lease_id)
        .join(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .join(BuildingRow, BuildingRow.id == UnitRow.building_id)
        .join(HouseholdRow, HouseholdRow.id == LeaseRow.household_id)
        .join(paid, true())
        .join(owed, true())
        .where(row.voucher_id == voucher_id)
    )


def _paid_by_then() -> FromClause:
    """What tenants had paid for the line's charge when the voucher was calculated."""
    allocated = func.coalesce(func.sum(AllocationRow.amount_fen), literal_column("0"))
    return (
        select(cast(allocated, BigInteger).label("paid_fen"))
        .where(
            AllocationRow.authority_id == VoucherLineRow.authority_id,
            AllocationRow.charge_id == VoucherLineRow.charge_id,
            AllocationRow.made_at <= VoucherRow.made_at,
        )
        .lateral("paid")
    )


def _owed_today(today: date) -> FromClause:
    """What the line's household owes of earlier advances, and how many months in all."""
    row = aliased(ChargeRow)
    earlier = func.sum(row.operator_claim_fen).filter(row.month < VoucherRow.month)
    return (
        select(
            cast(func.coalesce(earlier, literal_column("0")), BigInteger).label("previous_fen"),
            func.count(row.month.distinct())
            .filter(row.due_on < today, row.kind.in_(COUNTED_KINDS))
            .label("months_owed"),
        )
        .where(
            row.authority_id == VoucherLineRow.authority_id,
            row.lease_id == VoucherLineRow.lease_id,
            row.treasury_claim_fen + row.operator_claim_fen > literal_column("0"),
        )
        .lateral("owed")
    )
