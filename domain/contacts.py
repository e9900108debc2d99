"""Contacts 催缴记录: by which way a household was spoken to, and what came of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from domain.errors import Invalid


class ContactChannel(StrEnum):
    """方式: 短信, 电话, 上门, 送达, 函, 律师函, 法院, 窗口."""

    SMS_APP = "sms_app"
    PHONE = "phone"
    HOME_VISIT = "home_visit"
    SERVED = "served"
    LETTER = "letter"
    LAWYER = "lawyer"
    COURT = "court"
    COUNTER = "counter"


CHANNEL_NAMES: Final[Mapping[ContactChannel, str]] = {
    ContactChannel.SMS_APP: "短信",
    ContactChannel.PHONE: "电话",
    ContactChannel.HOME_VISIT: "上门",
    ContactChannel.SERVED: "送达",
    ContactChannel.LETTER: "函",
    ContactChannel.LAWYER: "律师函",
    ContactChannel.COURT: "诉讼",
    ContactChannel.COUNTER: "窗口",
}


class Delivery(StrEnum):
    """送达情况. Refused and posted papers are served where the lease says so, with their proof."""

    PENDING = "pending"
    DELIVERED = "delivered"
    REFUSED = "refused"
    POSTED = "posted"
    UNREACHABLE = "unreachable"


#: A demand in one of these, with its paper, interrupts limitation (民法典 Art. 195).
SERVED: Final = frozenset({Delivery.DELIVERED, Delivery.REFUSED, Delivery.POSTED})


class ContactInFuture(Invalid):
    """The day is still to come."""


class DeliveredBefore(Invalid):
    """It cannot have been delivered before it was sent."""


def require_order(on_date: date, delivered_on: date | None, today: date) -> None:
    """Raises ContactInFuture, DeliveredBefore."""
    if on_date > today:
        raise ContactInFuture(pointer="/on_date", today=today.isoformat())
    if delivered_on is not None and delivered_on < on_date:
        raise DeliveredBefore(pointer="/delivered_on", on_date=on_date.isoformat())
    if delivered_on is not None and delivered_on > today:
        raise ContactInFuture(pointer="/delivered_on", today=today.isoformat())
