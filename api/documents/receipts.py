"""A payment as its receipt 收款收据 prints it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.documents.forms.receipt import Receipt, SettledLine
from api.documents.wording import yuan
from domain.access import Scope
from domain.allocation import Claim
from domain.calendar import Month
from domain.errors import Refused
from domain.money import Money, total
from domain.payments import Channel, PaymentState
from persistence import housing, leases, letterheads, payments
from persistence.leases import Lease
from persistence.payments import Payment, Settled

CHANNELS: Final[Mapping[str, str]] = {
    Channel.CASH: "现金",
    Channel.POS: "POS 刷卡",
    Channel.ONLINE: "线上支付",
    Channel.BANK: "银行转账",
    Channel.DEPOSIT: "押金抵扣",
}
ITEMS: Final[Mapping[str, str]] = {
    "rent": "租金",
    "holdover": "逾期占用租金",
    "holdover_surcharge": "逾期占用加收租金",
    "back_rent": "补缴租金",
    "late_fee": "滞纳金",
}
_NOTE: Final = "明细为打印日的抵交情况。租金全额上缴国库；标明归还代交的部分付还运营单位。"


class ReceiptNotDue(Refused):
    """Only money that is booked to a lease, and was not given back, has a receipt."""


async def receipt_of(
    session: AsyncSession, scope: Scope, payment: Payment, *, printed_on: date
) -> Receipt:
    """Raises ReceiptNotDue, LeaseNotFound, ProjectNotFound."""
    if payment.lease_id is None or payment.state != PaymentState.ALLOCATED:
        raise ReceiptNotDue(state=payment.state)
    lease = await leases.lease(session, scope, payment.lease_id)
    project = await housing.project(session, scope, payment.project_id)
    cashier = await letterheads.names(session, [payment.maker_id])
    _, settled_by = await payments.detail(session, scope, payment.id)
    settled = _standing(settled_by)
    owed = await letterheads.outstanding(session, {one.charge_id for one in settled})
    lines = tuple(_line(one, owed) for one in settled)
    amount = Money(payment.amount_fen)
    return Receipt(
        number=payment.receipt_no or payment.serial_no,
        received_on=payment.received_on,
        printed_on=printed_on,
        collector=project.operator or "",
        payer=payment.payer_name,
        unit=address(project.name, lease),
        lease_number=lease.contract_no,
        lines=lines,
        prepaid=amount - total(line.amount for line in lines),
        amount=amount,
        channel=CHANNELS[payment.channel],
        channel_reference="" if payment.channel == Channel.CASH else payment.serial_no,
        cashier=cashier.get(payment.maker_id, ""),
        note=_NOTE,
    )


def address(project: str, lease: Lease) -> str:
    """幸福家园3栋2单元501."""
    return f"{project}{lease.building}栋{lease.entrance}单元{lease.room}"


def _standing(settled: Iterable[Settled]) -> list[Settled]:
    """Without what was taken back later."""
    every = list(settled)
    back = {one.reverses_id for one in every if one.reverses_id is not None}
    return [one for one in every if one.reverses_id is None and one.id not in back]


def _line(one: Settled, owed: Mapping[UUID, int]) -> SettledLine:
    left = owed.get(one.charge_id, 0)
    remark = "结清" if not left else f"尚欠 {yuan(Money(left))}"
    return SettledLine(
        item=ITEMS.get(one.kind, one.kind),
        month=Month.of(one.charge_month),
        amount=Money(one.amount_fen),
        remark="归还代交" if one.claim == Claim.OPERATOR else remark,
    )
