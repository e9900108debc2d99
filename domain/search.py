"""What a few characters typed at a counter may mean: a name, an address, a number, a phone."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.addresses import Address, find_addresses, plain, room_number
from domain.identity import (
    NationalIdInvalid,
    PhoneInvalid,
    normalise_national_id,
    normalise_phone,
)

#: Codes, contract and receipt numbers are of these; so is nothing that people are called.
_NUMBER: Final = re.compile(r"[0-9A-Z][0-9A-Z./_-]{1,63}")
_NAME: Final = re.compile(r"[^0-9]{1,64}")
#: What a masked number still shows.
_TAIL: Final = re.compile(r"[0-9]{3}[0-9X]")
_ROOM: Final = re.compile(r"[0-9]{3,4}[室号房户]?")


class Matched(StrEnum):
    """By what a thing was found, the surest first."""

    NUMBER = "number"
    NATIONAL_ID = "national_id"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    TAIL = "tail"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every reading that a text bears; None where it bears none.

    numbers    what a code, contract, receipt or serial number may begin with, in both cases
    estate     what stands before the address, and may begin the project's name
    tail       the last four characters of a phone or an identity number
    room       a door's number alone
    """

    name: str | None
    numbers: tuple[str, ...]
    address: Address | None
    estate: str
    phone: str | None
    national_id: str | None
    tail: str | None
    room: str | None

    @property
    def is_nothing(self) -> bool:
        return not (self.name or self.numbers or self.address or self.room)


def read(text: str) -> Wanted:
    """All that `text` may mean. A single digit or letter means nothing yet."""
    typed = plain(text.strip())
    mention = next(iter(find_addresses(typed)), None)
    return Wanted(
        name=text.strip() if _NAME.fullmatch(typed) else None,
        numbers=_numbers(typed, text.strip()),
        address=mention.address if mention else None,
        estate=mention.before if mention else "",
        phone=_phone(typed),
        national_id=_national_id(typed),
        tail=typed if _TAIL.fullmatch(typed) else None,
        room=room_number(typed) if _ROOM.fullmatch(typed) else None,
    )


def _numbers(typed: str, as_typed: str) -> tuple[str, ...]:
    """Numbers are stored as offices write them, mostly in capitals."""
    if not _NUMBER.fullmatch(typed):
        return ()
    return tuple(dict.fromkeys((typed, as_typed)))


def _phone(typed: str) -> str | None:
    try:
        return normalise_phone(typed)
    except PhoneInvalid:
        return None


def _national_id(typed: str) -> str | None:
    try:
        return normalise_national_id(typed)
    except NationalIdInvalid:
        return None
