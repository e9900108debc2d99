"""An example of every body, put together from the contract's own schemas: always the same one."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

_DEEPEST: Final = 8
_TEXTS: Final[Mapping[str, str]] = {
    "uuid": "0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11",
    "date": "2026-04-11",
    "date-time": "2026-04-11T01:30:00Z",
    "uri": "https://anju.example/",
    "binary": "",
}
#: What fields of these names hold, where their own schema shows nothing.
_NAMED: Final[Mapping[str, Any]] = {
    "next_cursor": None,
    "name": "赵福生",
    "name_en": "Baotou Housing and Urban-Rural Development Bureau",
    "username": "lu.cashier",
    "tenant_name": "赵福生",
    "payer_name": "赵福生",
    "organisation": "鹿城安和住房服务有限公司",
    "operator": "鹿城安和住房服务有限公司",
    "authority": "包头市住房和城乡建设局",
    "project": "幸福家园",
    "district": "昆都仑区",
    "address": "友谊大街 18 号",
    "building": "3",
    "entrance": "1",
    "room": "401",
    "layout": "一室一厅",
    "unit_code": "XFJY-03-1-0401",
    "contract_no": "XFJY-2025-0088",
    "reason": "核对合同原件",
    "national_id": "150203199003071239",
    "phone": "13947255521",
    "version": 1,
    "password": "鹿城的春天来得晚",
}
_FEN: Final = 27227


def example(schema: Schema, schemas: Mapping[str, Schema], *, sent: bool = False) -> Any:
    """A value of the schema. Of what is `sent`, optional fields without an example are left out."""
    return _value(schema, schemas, sent, "", 0)


def _value(
    schema: Schema,
    schemas: Mapping[str, Schema],
    sent: bool,
    name: str,
    depth: int,  # noqa: FBT001
) -> Any:
    if "$ref" in schema:
        return _value(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas, sent, name, depth)
    for told in ("examples", "enum"):
        if told in schema:
            return schema[told][0]
    if "const" in schema:
        return schema["const"]
    if name in _NAMED and not {"properties", "items", "format"} & schema.keys():
        return _NAMED[name]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _value(_first(schema[choice]), schemas, sent, name, depth)
    if schema.get("type") == "object":
        return _object(schema, schemas, sent, depth)
    if schema.get("type") == "array":
        shown = max(1, schema.get("minItems", 0)) if depth < _DEEPEST else 0
        return [_value(schema.get("items", {}), schemas, sent, name, depth + 1)] * shown
    return _PLAIN.get(schema.get("type", ""), _nothing)(schema, name)


def _first(choices: list[Schema]) -> Schema:
    return next((one for one in choices if one.get("type") != "null"), choices[0])


def _object(schema: Schema, schemas: Mapping[str, Schema], sent: bool, depth: int) -> Any:  # noqa: FBT001
    if depth > _DEEPEST:
        return {}
    required = set(schema.get("required", ()))
    return {
        name: _value(part, schemas, sent, name, depth + 1)
        for name, part in schema.get("properties", {}).items()
        if not sent or name in required or "examples" in part
    }


def _text(schema: Schema, name: str) -> str:
    text = _TEXTS.get(schema.get("format", ""), name or "text")
    text = text.ljust(schema.get("minLength", 0), "-")
    return text[: schema.get("maxLength", len(text))]


def _whole(schema: Schema, name: str) -> int:
    wanted = _FEN if name.endswith("_fen") else 1
    least = schema.get("minimum", schema.get("exclusiveMinimum", wanted - 1) + 1)
    most = schema.get("maximum", schema.get("exclusiveMaximum", wanted + 1) - 1)
    return int(min(max(wanted, least), max(most, least)))


def _nothing(schema: Schema, name: str) -> None:
    """Of no kind in particular, or null."""


_PLAIN: Final[Mapping[str, Callable[[Schema, str], Any]]] = {
    "string": _text,
    "integer": _whole,
    "number": _whole,
    "boolean": lambda schema, name: True,
}
