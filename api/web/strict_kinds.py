"""What Pydantic would bend into shape is refused: numbers in quotes, true for 1, odd dates."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from pydantic_core import PydanticCustomError, core_schema

_NO_SCHEMA: Final = frozenset({"metadata", "serialization", "config", "default", "cls", "expected"})

#: How dates (RFC 3339) and instants are written.
WRITTEN: Final[Mapping[str, re.Pattern[str]]] = {
    "date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "datetime": re.compile(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(?P<offset>Z|[+-]\d\d:\d\d)?", re.ASCII
    ),
}


def strict(part: Any) -> Any:
    """The same schema with strict numbers and flags, and with dates that are written as dates.

    Strict as a whole it would refuse every date and id, for JSON has only texts for them.
    """
    if isinstance(part, list):
        return [strict(one) for one in part]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(part, dict):
        return part
    schema: dict[str, Any] = {
        name: value if name in _NO_SCHEMA else strict(value)
        for name, value in part.items()  # pyright: ignore[reportUnknownVariableType]
    }
    if schema.get("type") in {"int", "bool"}:
        return {**schema, "strict": True}
    if schema.get("type") in WRITTEN:
        return core_schema.no_info_before_validator_function(written(schema["type"]), schema)  # pyright: ignore[reportArgumentType]
    return schema


def written(kind: str) -> Callable[[Any], Any]:
    """Refuses what is not written as `kind`: seconds since 1970, `20260401`, no offset."""

    def check(value: Any) -> Any:
        if isinstance(value, date):
            return value
        found = WRITTEN[kind].fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise PydanticCustomError(f"{kind}_parsing", "written as in RFC 3339")  # pyright: ignore[reportArgumentType]
        if found.groupdict().get("offset", "none needed") is None:
            raise PydanticCustomError("timezone_aware", "an instant names its offset")
        return value

    return check
