"""Pydantic's complaints as stable codes and JSON pointers, without the offending value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

#: What Pydantic says → what we say. What is not listed is `field_invalid`.
_CODES: Final[Mapping[str, str]] = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "int_type": "amount_not_integer",
    "int_from_float": "amount_not_integer",
    "int_parsing": "number_invalid",
    "greater_than": "amount_out_of_range",
    "greater_than_equal": "amount_out_of_range",
    "less_than": "amount_out_of_range",
    "less_than_equal": "amount_out_of_range",
    "date_from_datetime_parsing": "date_invalid",
    "date_parsing": "date_invalid",
    "date_type": "date_invalid",
    "date_from_datetime_inexact": "date_invalid",
    "datetime_parsing": "timestamp_invalid",
    "datetime_from_date_parsing": "timestamp_invalid",
    "timezone_aware": "timestamp_without_offset",
    "string_too_short": "text_length",
    "string_too_long": "text_length",
    "string_type": "text_invalid",
    "string_unicode": "text_invalid",
    "text_invalid": "text_invalid",
    "string_pattern_mismatch": "text_pattern",
    "uuid_parsing": "id_invalid",
    "uuid_type": "id_invalid",
    "enum": "word_unknown",
    "literal_error": "word_unknown",
    "json_invalid": "json_invalid",
    "decimal_parsing": "number_invalid",
    "decimal_max_digits": "number_invalid",
    "decimal_max_places": "number_invalid",
    "too_short": "list_length",
    "too_long": "list_length",
    "month_invalid": "month_invalid",
}

_SHOWN: Final = ("gt", "ge", "lt", "le", "min_length", "max_length", "expected")


def field_errors(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One entry per wrong field: pointer, code, facts (limits only, never the input)."""
    return [
        {
            "pointer": _pointer(one["loc"]),
            "code": _CODES.get(one["type"], "field_invalid"),
            "facts": {k: v for k, v in one.get("ctx", {}).items() if k in _SHOWN},
        }
        for one in found
    ]


def _pointer(location: Sequence[Any]) -> str:
    where, *rest = location
    if where == "body":
        return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in rest)
    if where == "path":
        return "path"
    return "/".join(str(part) for part in location)
