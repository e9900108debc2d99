"""The kinds of value on the wire: strict money, safe text, months; and the shapes' bases."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from api.web.strict_kinds import strict
from domain.calendar import Month
from domain.errors import Invalid
from domain.identity import (
    NationalIdInvalid,
    PhoneInvalid,
    normalise_phone,
    same_person_number,
)
from domain.money import MAX_FEN


class In(BaseModel):
    """A body that is sent to us. Unknown fields are refused, and no kind passes for another:
    Pydantic alone takes "12", 12.0 and true for 12, and seconds for dates.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return strict(handler(source))


class Out(BaseModel):
    """A body that we send. No defaults: every field is always there."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


#: Whole fen, strictly a JSON integer: 1.0, "1", true and 1e3 are refused.
Fen = Annotated[int, Field(strict=True, ge=0, le=MAX_FEN, examples=[27227])]
PositiveFen = Annotated[int, Field(strict=True, gt=0, le=MAX_FEN, examples=[27227])]
SignedFen = Annotated[int, Field(strict=True, ge=-MAX_FEN, le=MAX_FEN, examples=[-4190])]


def _clean(value: str) -> str:
    """NFC, trimmed; no control characters, no lone surrogates (they break PostgreSQL or JSON)."""
    for sign in value:
        category = unicodedata.category(sign)
        if category == "Cs" or (category == "Cc" and sign not in "\n\t"):
            raise PydanticCustomError("text_invalid", "control characters are not text")
    return unicodedata.normalize("NFC", value).strip()


def _filled(value: str) -> str:
    cleaned = _clean(value)
    if not cleaned:
        raise PydanticCustomError("string_too_short", "more than blanks")
    return cleaned


Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_filled)]
Code = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_filled)]
Words = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_filled)]
OptionalWords = Annotated[str, Field(max_length=2000), AfterValidator(_clean)]


def _national_id(value: str) -> str:
    try:
        return same_person_number(value)
    except NationalIdInvalid as error:
        raise PydanticCustomError("national_id_invalid", "no citizen's number") from error


def _phone(value: str) -> str:
    try:
        return normalise_phone(value)
    except PhoneInvalid as error:
        raise PydanticCustomError("phone_invalid", "no telephone number") from error


#: A citizen's number in any width or case; 15 digits of before 1999 become 18. Never echoed.
NationalId = Annotated[
    str,
    Field(min_length=1, max_length=60, examples=["150203199003071239"]),
    AfterValidator(_national_id),
]
Phone = Annotated[
    str, Field(min_length=1, max_length=60, examples=["13947255521"]), AfterValidator(_phone)
]


def _month(value: Any) -> Any:
    if isinstance(value, Month | date):
        return Month.of(value) if isinstance(value, date) else value
    try:
        return Month.parse(str(value))
    except Invalid as error:
        raise PydanticCustomError("month_invalid", "a month is written 2026-04") from error


#: A month, on the wire "2026-04".
MonthWire = Annotated[
    Month,
    BeforeValidator(_month),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$", "examples": ["2026-04"]}
    ),
]
_DECIMAL: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


def _decimal(value: Any) -> Any:
    if isinstance(value, Decimal) or (isinstance(value, str) and _DECIMAL.fullmatch(value)):
        return Decimal(value)
    raise PydanticCustomError("decimal_parsing", "a decimal is written as text, like 52.36")


#: Exact decimals travel as strings, so that no reader makes floats of them.
DecimalWire = Annotated[
    Decimal,
    Field(max_digits=18, decimal_places=6, ge=0),
    BeforeValidator(_decimal),
    PlainSerializer(lambda value: format(value.normalize(), "f"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{_DECIMAL.pattern}$", "examples": ["52.36"]}),
]
