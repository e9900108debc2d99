"""Pydantic's complaints as stable codes and JSON pointers, without the offending value."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

#: What Pydantic says → what we say. What is not listed is `field_invalid`.
CODES: Final[Mapping[str, str]] = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "int_type": "number_not_integer",
    "int_from_float": "number_not_integer",
    "int_parsing": "number_not_integer",
    "int_parsing_size": "number_out_of_range",
    "greater_than": "number_out_of_range",
    "greater_than_equal": "number_out_of_range",
    "less_than": "number_out_of_range",
    "less_than_equal": "number_out_of_range",
    "bool_type": "flag_invalid",
    "bool_parsing": "flag_invalid",
    "date_from_datetime_parsing": "date_invalid",
    "date_parsing": "date_invalid",
    "date_type": "date_invalid",
    "date_from_datetime_inexact": "date_invalid",
    "datetime_parsing": "timestamp_invalid",
    "datetime_type": "timestamp_invalid",
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
    "union_tag_invalid": "word_unknown",
    "union_tag_not_found": "field_missing",
    "decimal_parsing": "number_invalid",
    "decimal_type": "number_invalid",
    "decimal_max_digits": "number_invalid",
    "decimal_max_places": "number_invalid",
    "too_short": "list_length",
    "too_long": "list_length",
    "month_invalid": "month_invalid",
    "national_id_invalid": "national_id_invalid",
    "phone_invalid": "phone_invalid",
}
OTHER: Final = "field_invalid"

#: Fields of money have words of their own for these.
_OF_MONEY: Final[Mapping[str, str]] = {
    "number_not_integer": "amount_not_integer",
    "number_out_of_range": "amount_out_of_range",
}
_UNSTORABLE: Final = re.compile("[\\x00\\ud800-\\udfff]")
_SHOWN: Final = ("gt", "ge", "lt", "le", "min_length", "max_length", "expected")


def field_codes() -> list[str]:
    """Every code that a wrong field may get from its shape alone."""
    return sorted({*CODES.values(), *_OF_MONEY.values(), OTHER})


def field_errors(found: Iterable[Mapping[str, Any]], body: Any = None) -> list[dict[str, Any]]:
    """One entry per wrong field: pointer, code, facts (limits only, never the input)."""
    return [
        {
            "pointer": _pointer(one["loc"], body),
            "code": _code(one),
            "facts": {k: v for k, v in one.get("ctx", {}).items() if k in _SHOWN},
        }
        for one in found
    ]


def pointer(parts: Sequence[Any]) -> str:
    """The JSON pointer (RFC 6901) to a part of the body."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def is_storable(text: str) -> bool:
    """No NUL, which PostgreSQL refuses, and no half of a surrogate pair, which is no character."""
    return _UNSTORABLE.search(text) is None


def _code(one: Mapping[str, Any]) -> str:
    code = CODES.get(one["type"], OTHER)
    return _OF_MONEY.get(code, code) if str(one["loc"][-1]).endswith("_fen") else code


def _pointer(location: Sequence[Any], body: Any) -> str:
    where, *rest = location
    if where == "body":
        return pointer(rest[1:] if _is_kind(rest, body) else rest)
    if where == "path":
        return "path"
    return "/".join(str(part) for part in location)


def _is_kind(parts: Sequence[Any], body: Any) -> bool:
    """Pydantic names the kind of a body of several kinds before the field; it is no part of it."""
    return (
        len(parts) > 1
        and isinstance(body, dict)
        and parts[0] in body.values()
        and not isinstance(body.get(parts[0]), dict | list)  # pyright: ignore[reportUnknownMemberType]
    )
