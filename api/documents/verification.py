"""The code behind a printed form's QR: it says what we printed, and nobody else can make one."""

import base64
import hmac
import struct
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from domain.errors import NotFound

_LAYOUT: Final = struct.Struct(">B16sqI")
_SIGNATURE: Final = 12


class DocumentUnknown(NotFound):
    """No form of ours bears this code."""


class DocumentKind(StrEnum):
    RECEIPT = "receipt"
    LEASE_STATEMENT = "lease_statement"
    FEE_STATEMENT = "fee_statement"
    SELECTION_SLIP = "selection_slip"
    WAIVER = "waiver"
    EXIT_PAPER = "exit_paper"
    FINAL_BILL = "final_bill"
    HANDOVER_SHEET = "handover_sheet"
    LEASE = "lease"
    EXPLANATION = "explanation"


#: By place: codes on paper say the place, so new kinds go to the end.
_KINDS: Final = tuple(DocumentKind)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a form says: its kind, which record it is about, its amount, and as of which day.

    The amount of a form without money is 0.
    """

    kind: DocumentKind
    document_id: UUID
    amount_fen: int
    on_date: date


def code(key: bytes, printed: Printed) -> str:
    """The facts and their signature, as letters that fit into an address."""
    told = _LAYOUT.pack(
        _KINDS.index(printed.kind),
        printed.document_id.bytes,
        printed.amount_fen,
        printed.on_date.toordinal(),
    )
    return base64.urlsafe_b64encode(_sign(key, told) + told).decode().rstrip("=")


def read(key: bytes, given: str) -> Printed:
    """What the form with this code says. Raises DocumentUnknown."""
    try:
        raw = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
        told = raw[_SIGNATURE:]
        facts: tuple[int, bytes, int, int] = _LAYOUT.unpack(told)
    except (ValueError, struct.error) as error:
        raise DocumentUnknown from error
    if not hmac.compare_digest(_sign(key, told), raw[:_SIGNATURE]):
        raise DocumentUnknown
    kind, document_id, amount_fen, day = facts
    return Printed(_KINDS[kind], UUID(bytes=document_id), amount_fen, date.fromordinal(day))


def _sign(key: bytes, told: bytes) -> bytes:
    return hmac.digest(key, told, sha256)[:_SIGNATURE]
