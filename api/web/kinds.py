"""The kinds of value on the wire: strict money, safe text, months; and the shapes' bases."""

import re
import unicodedata
from collections.abc import Callable, Mapping
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
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from domain.calendar import Month
from domain.errors import Invalid
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
        return _strict(handler(source))


class Out(BaseModel):
    """A body that we send. No defaults: every field is always there."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


def _strict(part: Any) -> Any:
    """The same schema with strict numbers and flags, and with dates that are written as dates.

    Strict as a whole it would refuse every date and id, for JSON has only texts for them.
    """
    if isinstance(part, list):
        return [_strict(one) for one in part]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(part, dict):
        return part
    schema: dict[str, Any] = {
        name: value if name in _NO_SCHEMA else _strict(value)
        for name, value in part.items()  # pyright: ignore[reportUnknownVariableType]
    }
    if schema.get("type") in {"int", "bool"}:
        return {**schema, "strict": True}
    if schema.get("type") in WRITTEN:
        return core_schema.no_info_before_validator_function(written(schema["type"]), schema)  # pyright: ignore[reportArgumentType]
    return schema


_NO_SCHEMA: Final = frozenset({"metadata", "serialization", "config", "default", "cls", "expected"})

#: How dates (RFC 3339) and instants are written.
WRITTEN: Final[Mapping[str, re.Pattern[str]]] = {
    "date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "datetime": re.compile(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
    ),
}


def written(kind: str) -> Callable[[Any], Any]:
    """Refuses what is not written as `kind`: seconds since 1970, `20260401`, a date with a time."""

    def check(value: Any) -> Any:
        if isinstance(value, date) or (isinstance(value, str) and WRITTEN[kind].fullmatch(value)):
            return value
        raise PydanticCustomError(f"{kind}_parsing", "written as in RFC 3339")  # pyright: ignore[reportArgumentType]

    return check


def _whole(value: Any) -> Any:
    if type(value) is not int:
        raise PydanticCustomError("int_type", "whole fen, as a JSON integer")
    return value


#: Whole fen, strictly a JSON integer: 1.0, "1", true and 1e3 are refused.
Fen = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=MAX_FEN, examples=[27227])]
PositiveFen = Annotated[int, BeforeValidator(_whole), Field(gt=0, le=MAX_FEN, examples=[27227])]
SignedFen = Annotated[
    int, BeforeValidator(_whole), Field(ge=-MAX_FEN, le=MAX_FEN, examples=[-4190])
]


def _clean(value: str) -> str:
    """NFC, trimmed; no control characters, no lone surrogates (they break PostgreSQL or JSON)."""
    for sign in value:
        category = unicodedata.category(sign)
        if category == "Cs" or (category == "Cc" and sign not in "\n\t"):
            raise PydanticCustomError("text_invalid", "control characters are not text")
    return unicodedata.normalize("NFC", value).strip()


Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_clean)]
Code = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_clean)]
Words = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_clean)]
OptionalWords = Annotated[str, Field(max_length=2000), AfterValidator(_clean)]


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
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$", "examples": ["2026-04"]}),
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
    WithJsonSchema(
        {"type": "string", "pattern": f"^{_DECIMAL.pattern}$", "examples": ["52.36"]}
    ),
]
