"""The code behind a printed form's QR: it says what we printed, and nobody else can make one.

Whoever holds the paper sees its kind, number, day and fingerprint, and compares them; who or what
it is about, the code does not say.
"""

import base64
import hmac
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, cast

from domain.errors import NotFound

_LAYOUT: Final = struct.Struct(">BI16s")
_SIGNATURE: Final = 12
_LONGEST_NUMBER: Final = 60


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
    HOUSEHOLD_FILE = "household_file"
    UNIT_FILE = "unit_file"
    RENEWAL_PAPER = "renewal_paper"
    CHANGE_PAPER = "change_paper"
    EXCHANGE_PAPER = "exchange_paper"


#: By place: codes on paper say the place, so new kinds go to the end.
_KINDS: Final = tuple(DocumentKind)


@dataclass(frozen=True, slots=True)
class Printed:
    """What is told of a form: its kind, its number, the day it bears, and its fingerprint in hex.

    The fingerprint is the first half of the SHA-256 of all that stands on the paper.
    """

    kind: DocumentKind
    number: str
    on_date: date
    fingerprint: str


def fingerprint(form: Any) -> str:
    """The same for the same words and figures, whatever the paper looks like."""
    return sha256(repr(_plain(form)).encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    """Fields by name; everything else as text. The verification itself is not part of it."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {one.name: getattr(value, one.name) for one in fields(value)}
        return [(name, _plain(one)) for name, one in named.items() if name != "verification"]
    if isinstance(value, Mapping):
        pairs = cast("Mapping[Any, Any]", value).items()
        return [(str(key), _plain(one)) for key, one in sorted(pairs, key=str)]
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast("Sequence[Any]", value)]
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return str(value)


def code(key: bytes, printed: Printed) -> str:
    """The facts and their signature, as letters that fit into an address."""
    told = _LAYOUT.pack(
        _KINDS.index(printed.kind), printed.on_date.toordinal(), bytes.fromhex(printed.fingerprint)
    )
    told += printed.number.encode()[:_LONGEST_NUMBER]
    return base64.urlsafe_b64encode(_sign(key, told) + told).decode().rstrip("=")


def read(key: bytes, given: str) -> Printed:
    """What the form with this code says. Raises DocumentUnknown."""
    try:
        raw = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
    except ValueError as error:
        raise DocumentUnknown from error
    told = raw[_SIGNATURE:]
    if len(told) < _LAYOUT.size or not hmac.compare_digest(_sign(key, told), raw[:_SIGNATURE]):
        raise DocumentUnknown
    facts: tuple[int, int, bytes] = _LAYOUT.unpack_from(told)
    kind, day, digest = facts
    number = told[_LAYOUT.size :].decode(errors="replace")
    return Printed(_KINDS[kind], number, date.fromordinal(day), digest.hex())


def _sign(key: bytes, told: bytes) -> bytes:
    return hmac.digest(key, told, sha256)[:_SIGNATURE]
