"""Identity numbers and phones: read from anything people type, checked, and masked."""

import re
import unicodedata
from datetime import date
from typing import Final

from domain.errors import Invalid

_NATIONAL_ID: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ID_LENGTH: Final = 18
_OLD_ID_LENGTH: Final = 15
_MOBILE_LENGTH: Final = 11
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK: Final = "10X98765432"
_OLD_ID: Final = re.compile(r"[0-9]{15}")
#: A number that a spreadsheet took for a quantity: 1.50203E+17, 150203199003071232.0
_AS_QUANTITY: Final = re.compile(r"[0-9]+(\.[0-9]*(E\+?[0-9]+)?|E\+?[0-9]+)")
#: A spreadsheet keeps 15 digits and fills up with zeros.
_LOST_DIGITS: Final = "000"
_EARLIEST_BIRTH: Final = date(1850, 1, 1)

_USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_COUNTRY_CODE: Final = re.compile(r"^(\+|00)86")
_SEPARATORS: Final = re.compile(r"[\s()-]")
_PHONE: Final = re.compile(r"1[3-9][0-9]{9}|0[1-9][0-9]{8,10}")


class NationalIdInvalid(Invalid):
    """Not a citizen's number; `why` is damaged, 15-digit, length, characters, check_digit, date."""


class UsccInvalid(Invalid):
    """Not a unified social credit code; `why` is length, characters or check_digit."""


class PhoneInvalid(Invalid):
    """Neither a mobile number nor a landline with its area code."""


def normalise_national_id(text: str, *, today: date | None = None) -> str:
    """The 18 characters of a citizen's number (GB 11643), whatever width or case was typed.

    With `today`, nobody is born later. Raises NationalIdInvalid, which never carries the value.
    """
    number = _plain(text)
    why = _defect(number)
    if why:
        raise NationalIdInvalid(why=why)
    born_on = _date_inside(number)
    if born_on is None or born_on < _EARLIEST_BIRTH or (today is not None and born_on > today):
        raise NationalIdInvalid(why="date")
    return number


def same_person_number(text: str) -> str:
    """As `normalise_national_id`, and a 15-digit number of before 1999 as its 18 characters.

    For looking people up: all that ever named one person gives one number. What is stored is
    still asked for in 18. Raises NationalIdInvalid.
    """
    number = _plain(text)
    if _OLD_ID.fullmatch(number):
        body = f"{number[:6]}19{number[6:]}"
        number = body + _id_check(body)
    return normalise_national_id(number)


def birth_date(national_id: str) -> date:
    """The birthday inside a number; raises NationalIdInvalid as normalising does."""
    number = normalise_national_id(national_id)
    return date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")


def synthetic_national_id(area: str, birth: date, order: int) -> str:
    """A made-up but well-formed number for demonstration: area of 6 digits, order 0 to 999."""
    body = f"{area}{birth:%Y%m%d}{order:03d}"
    return normalise_national_id(body + _id_check(body))


def check_uscc(text: str) -> str:
    """The 18 characters of a unified social credit code (GB 32100), upper case, or UsccInvalid."""
    code = _plain(text)
    if len(code) != _ID_LENGTH:
        raise UsccInvalid(why="length")
    if any(character not in _USCC_ALPHABET for character in code):
        raise UsccInvalid(why="characters")
    weighted = sum(
        weight * _USCC_ALPHABET.index(character)
        for weight, character in zip(_USCC_WEIGHTS, code, strict=False)
    )
    size = len(_USCC_ALPHABET)
    if code[-1] != _USCC_ALPHABET[(size - weighted % size) % size]:
        raise UsccInvalid(why="check_digit")
    return code


def normalise_phone(text: str) -> str:
    """Digits only: 11 of a mobile, or a landline with its area code; raises PhoneInvalid.

    Spaces, hyphens, brackets and the country code +86 may be typed and are not stored.
    """
    digits = _SEPARATORS.sub("", _COUNTRY_CODE.sub("", _plain(text), count=1))
    if not _PHONE.fullmatch(digits):
        raise PhoneInvalid
    return digits


def mask_national_id(number: str) -> str:
    """For screens inside: the first 6 and the last 4, `150203********1239`."""
    return _mask(number, 6, 4)


def mask_public_national_id(number: str) -> str:
    """For publication: the first 4 and the last 4, `1502**********1239`."""
    return _mask(number, 4, 4)


def mask_phone(phone: str) -> str:
    """For screens inside: the first 3 and the last 4, `138****5678`."""
    return _mask(phone, 3, 4)


def mask_number(number: str) -> str:
    """Whatever may be a person's number: as a citizen's if it is as long, as a phone, else its end.

    It need not be right, so that a wrong one can be shown beside its flaw.
    """
    if len(number) >= _OLD_ID_LENGTH:
        return mask_national_id(number)
    return mask_phone(number) if len(number) >= _MOBILE_LENGTH else _mask(number, 0, 4)


def mask_public_name(name: str) -> str:
    """For publication: first and last character, 张*明; of two only the first, 李*."""
    name = name.strip()
    return _mask(name, 1, 1 if len(name) > len("李明") else 0)


def _plain(text: str) -> str:
    """Half-width, upper case, without the blanks and invisible marks that copying leaves."""
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", visible).strip().upper()


def _defect(number: str) -> str | None:
    if _AS_QUANTITY.fullmatch(number):
        return "damaged"
    if _OLD_ID.fullmatch(number):
        return "15-digit"
    if len(number) != _ID_LENGTH:
        return "length"
    if not _NATIONAL_ID.fullmatch(number):
        return "characters"
    if number[-1] != _id_check(number):
        return "damaged" if number.endswith(_LOST_DIGITS) else "check_digit"
    return None


def _id_check(number: str) -> str:
    """The check character of the first 17 digits (ISO 7064, MOD 11-2)."""
    digits = zip(_ID_WEIGHTS, number, strict=False)
    return _ID_CHECK[sum(weight * int(digit) for weight, digit in digits) % len(_ID_CHECK)]


def _date_inside(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _mask(text: str, head: int, tail: int) -> str:
    """Stars for all but the ends; for everything when the ends would leave nothing hidden."""
    hidden = len(text) - head - tail
    if hidden <= 0:
        return "*" * len(text)
    return text[:head] + "*" * hidden + text[len(text) - tail :]
