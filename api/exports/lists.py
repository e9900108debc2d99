"""From stored rows to the lists offices exchange, each kind with its own permission."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.documents.fees import figures_of
from api.documents.receipts import CHANNELS, ITEMS
from api.documents.wording import yuan
from api.exports import asset_tables, tables
from api.exports.workbook import Table
from domain.access import Actor, Permission
from domain.calendar import Month
from domain.contacts import CHANNEL_NAMES, ContactChannel
from domain.errors import Invalid
from domain.housing import UnitState
from domain.money import Money, half_up
from persistence import dunning, letterheads, listings, stocktakes
from persistence.contracts import Reach


class MonthNeeded(Invalid):
    """A list of one month needs to know which."""


class ListKind(StrEnum):
    UNITS = "units"
    COLLECTION = "collection"
    ARREARS = "arrears"
    ADVANCES = "advances"
    REMITTANCES = "remittances"
    FEES = "fees"
    STOCKTAKE = "stocktake"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list, of which project and month, for whom."""

    actor: Actor
    kind: ListKind
    project_id: UUID
    project: str
    month: Month | None
    today: date

    @property
    def title(self) -> str:
        """幸福家园租金收缴明细表（2025-04）."""
        name = _LAYOUTS[self.kind].title
        return f"{self.project}{name}" + (f"（{self.month}）" if self.month else "")


#: What the list's own rows need beside the right to export.
READS: Final[Mapping[ListKind, Permission]] = {
    ListKind.UNITS: Permission.READ_HOUSING,
    ListKind.COLLECTION: Permission.READ_RENT,
    ListKind.ARREARS: Permission.READ_RENT,
    ListKind.ADVANCES: Permission.READ_LEDGER,
    ListKind.REMITTANCES: Permission.READ_LEDGER,
    ListKind.FEES: Permission.READ_CONTRACT,
    ListKind.STOCKTAKE: Permission.READ_HOUSING,
}

_LAYOUTS: Final[Mapping[ListKind, Any]] = {
    ListKind.UNITS: tables.UNITS,
    ListKind.COLLECTION: tables.COLLECTION,
    ListKind.ARREARS: tables.ARREARS,
    ListKind.ADVANCES: tables.ADVANCES,
    ListKind.REMITTANCES: tables.REMITTANCES,
    ListKind.FEES: tables.FEES,
    ListKind.STOCKTAKE: asset_tables.STOCKTAKE,
}

UNIT_STATES: Final[Mapping[str, str]] = {
    UnitState.DRAFT: "草稿",
    UnitState.ACCEPTANCE: "待验收",
    UnitState.AVAILABLE: "可租",
    UnitState.RESERVED: "已预订",
    UnitState.LEASED: "在租",
    UnitState.NOTICE: "退租中",
    UnitState.TURNOVER: "待整理",
    UnitState.REPAIR: "维修中",
    UnitState.FROZEN: "冻结",
    UnitState.WITHDRAWN: "已退出",
}


async def table_of(session: AsyncSession, wanted: Wanted) -> tuple[Table, int]:
    """The sheet, and how many rows it has. Raises MonthNeeded."""
    lines = list(await _LINES[wanted.kind](session, wanted))
    return _LAYOUTS[wanted.kind].table(lines, title=wanted.title), len(lines)


def require_month(kind: ListKind, month: Month | None) -> None:
    """Raises MonthNeeded."""
    if kind is ListKind.COLLECTION and month is None:
        raise MonthNeeded(pointer="/month")


async def _units(session: AsyncSession, wanted: Wanted) -> Iterable[tables.UnitLine]:
    return (
        tables.UnitLine(
            project=row.project,
            district=row.district,
            estate=row.project,
            building=row.building,
            entrance=row.entrance,
            room=row.room,
            unit_code=row.code,
            layout=row.layout or "",
            gross_area=row.area_m2,
            inner_area=row.inner_area_m2,
            floor=row.floor,
            floors=row.floors,
            facing=row.orientation or "",
            lift=row.has_lift,
            structure=row.structure or "",
            built_in=str(row.built_year or ""),
            title_number=row.title_no or "",
            asset_card=row.asset_card_no or "",
            rent_per_area=_price(row.price_per_m2),
            state=UNIT_STATES[row.state],
            vacant_since=row.vacant_since,
            note=row.note or "",
        )
        for row in await listings.units(session, wanted.project_id)
    )


def _price(per_m2: Decimal) -> Money:
    """The register's price, which has up to six places, as the list shows it."""
    return Money(half_up(per_m2 * 100))


async def _collection(session: AsyncSession, wanted: Wanted) -> Iterable[tables.CollectionLine]:
    require_month(wanted.kind, wanted.month)
    assert wanted.month is not None
    month = wanted.month
    return (
        tables.CollectionLine(
            month=month,
            project=row.project,
            unit_code=row.code,
            tenant=row.tenant_name,
            charged=Money(row.amount_fen),
            reduced=Money(row.reduced_fen),
            adjusted=Money(row.adjusted_fen),
            paid=Money(row.paid_fen),
            paid_on=row.received_on,
            method=CHANNELS.get(row.channel, ""),
            channel_serial=row.serial_no or "",
            receipt_number=row.receipt_no or "",
            outstanding=Money(row.owed_fen),
            advanced=Money(row.operator_claim_fen),
            note=_note(row.kind, Money(row.written_off_fen)),
        )
        for row in await listings.collection(session, wanted.project_id, month)
    )


def _note(kind: str, written_off: Money) -> str:
    told = [] if kind == "rent" else [ITEMS.get(kind, kind)]
    return "；".join([*told, *([f"核销 {yuan(written_off)}"] if written_off else [])])


async def _arrears(session: AsyncSession, wanted: Wanted) -> Iterable[tables.ArrearsLine]:
    """By tenant-paid basis: what the operator advanced is still owed (欠缴 includes 代交)."""
    scope = wanted.actor.scope(READS[wanted.kind])
    found = await listings.in_arrears(session, scope, wanted.project_id, wanted.today)
    spoken = await dunning.spoken(session, [one.lease_id for one, _ in found])
    told = ((one, phone, spoken.get(one.lease_id)) for one, phone in found)
    return (
        tables.ArrearsLine(
            tenant=one.tenant_name,
            unit_code=one.unit_code,
            phone=phone,
            since=Month.of(one.since_on or wanted.today),
            months=one.months_owed,
            outstanding=Money(int(one.overdue_fen)),
            one_to_three=Money(int(one.young_fen)),
            four_to_six=Money(int(one.middle_fen)),
            over_six=Money(int(one.old_fen)),
            advanced=Money(int(one.operator_fen)),
            dunned_on=last.last_on if last else None,
            dunned_by=CHANNEL_NAMES[ContactChannel(last.last_channel)] if last else "",
            times_dunned=last.times if last else 0,
            promised_on=last.promised_on if last else None,
            measure="",
        )
        for one, phone, last in told
    )


async def _advances(session: AsyncSession, wanted: Wanted) -> Iterable[tables.AdvanceLine]:
    scope = wanted.actor.scope(READS[wanted.kind])
    found = await listings.vouchers(session, scope, wanted.project_id, wanted.month)
    return (
        tables.AdvanceLine(
            month=one.month,
            project=one.project,
            charged=Money(one.billed_fen),
            tenant_paid=Money(one.tenant_paid_fen),
            shortfall=Money(one.amount_fen),
            advanced_on=one.paid_on,
            treasury_voucher=one.treasury_receipt_no or "",
            recovered=Money(one.recovered_fen),
            outstanding=Money(one.outstanding_fen),
            operator_seal="",
            purchaser_review=one.decision or "",
            finance_confirmation="已确认" if one.accepted_by else "",
        )
        for one in found
    )


async def _remittances(session: AsyncSession, wanted: Wanted) -> Iterable[tables.RemittanceLine]:
    scope = wanted.actor.scope(READS[wanted.kind])
    found = await listings.remitted(session, scope, wanted.project_id, wanted.month)
    people = {one.maker_id for one in found} | {one.signed_by for one in found}
    names = await letterheads.names(session, people)
    return (
        tables.RemittanceLine(
            batch_number=one.number,
            period=one.month,
            budget_code=one.budget_code,
            amount=Money(one.amount_fen),
            payment_code=one.payment_code,
            paid_on=one.sent_on,
            treasury_receipt=one.treasury_receipt_no or "",
            made_by=names.get(one.maker_id, ""),
            checked_by=names.get(one.signed_by, "") if one.signed_by else "",
        )
        for one in found
    )


async def _fees(session: AsyncSession, wanted: Wanted) -> Iterable[tables.FeeLine]:
    reach = Reach(wanted.actor.scope(READS[wanted.kind]), wanted.actor.organisation_id)
    lines: list[tables.FeeLine] = []
    for one in await listings.fees(session, reach, wanted.project_id, wanted.month):
        figures = await figures_of(session, reach, one)
        told = (f"{item.fact} {yuan(item.amount)}" for item in figures.deductions)
        lines.append(
            tables.FeeLine(
                period=one.month,
                contract_number=one.contract_no,
                price=figures.price,
                billed_units=figures.billed_units,
                unit_days=one.unit_days,
                base_fee=Money(one.base_fen),
                score=None,
                coefficient=one.coefficient,
                payable=Money(one.performance_fen),
                deductions="；".join(told),
                paid=Money(one.payable_fen),
                tax_rate=one.tax_rate,
                net=Money(one.net_fen),
                tax=Money(one.tax_fen),
                paid_to_date=figures.paid_to_date,
                seals="",
            )
        )
    return lines


async def _stocktake(session: AsyncSession, wanted: Wanted) -> Iterable[asset_tables.StocktakeRow]:
    """The latest round that has begun; without one an empty table, as before the first."""
    round_id = await stocktakes.latest(session, wanted.project_id)
    lines = await stocktakes.all_lines(session, round_id) if round_id else []
    return (
        asset_tables.StocktakeRow(
            card=line.card_no or "",
            unit_code=line.unit_code,
            booked=line.booked,
            counted=line.counted,
            difference=None if line.counted is None else line.counted - line.booked,
            reason=line.reason or "",
        )
        for line in lines
    )


_LINES: Final[Mapping[ListKind, Callable[[AsyncSession, Wanted], Awaitable[Iterable[Any]]]]] = {
    ListKind.UNITS: _units,
    ListKind.COLLECTION: _collection,
    ListKind.ARREARS: _arrears,
    ListKind.ADVANCES: _advances,
    ListKind.REMITTANCES: _remittances,
    ListKind.FEES: _fees,
    ListKind.STOCKTAKE: _stocktake,
}
