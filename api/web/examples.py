"""An example of every body, put together from the contract's own schemas: always the same one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Schema = Mapping[str, Any]

_DEEPEST: Final = 8
_TEXTS: Final[Mapping[str, str]] = {
    "uuid": "0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11",
    "date": "2026-04-11",
    "date-time": "2026-04-11T01:30:00Z",
    "time": "09:30:00",
    "uri": "https://anju.example/",
    "binary": "",
}
#: What fields of these names hold, where their own schema shows nothing.
_NAMED: Final[Mapping[str, str]] = {
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
    "password": "鹿城的春天来得晚",
}
_FEN: Final = 27227
_LAST_PAGE: Final = "next_cursor"
_HASH: Final = "4f" * 32


def example(schema: Schema, schemas: Mapping[str, Schema], *, sent: bool = False) -> Any:
    """A value of the schema; of what is `sent`, only what is required or has its own example."""
    return _Builder(schemas, sent).value(schema, "", 0)


@dataclass(frozen=True, slots=True)
class _Builder:
    schemas: Mapping[str, Schema]
    sent: bool

    def value(self, schema: Schema, name: str, depth: int) -> Any:
        if "$ref" in schema:
            return self.value(self.schemas[schema["$ref"].rsplit("/", 1)[1]], name, depth)
        if name == _LAST_PAGE:
            return None
        for told in ("examples", "enum"):
            if told in schema:
                return schema[told][0]
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                return self.value(_first(schema[choice]), name, depth)
        if "const" in schema:
            return schema["const"]
        return self._of_kind(schema, name, depth)

    def _of_kind(self, schema: Schema, name: str, depth: int) -> Any:
        match schema.get("type"):
            case "object":
                return self._object(schema, depth)
            case "array":
                shown = max(1, schema.get("minItems", 0)) if depth < _DEEPEST else 0
                return [self.value(schema.get("items", {}), name, depth + 1)] * shown
            case "string":
                return _text(schema, name)
            case "integer" | "number":
                return _whole(schema, name)
            case "boolean":
                return True
            case _:
                return None

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        required = set(schema.get("required", ()))
        return {
            name: self.value(part, name, depth + 1)
            for name, part in schema.get("properties", {}).items()
            if depth < _DEEPEST and (not self.sent or name in required or _is_shown(part))
        }


def _is_shown(part: Schema) -> bool:
    return "examples" in part and part.get("default") is None


def _first(choices: list[Schema]) -> Schema:
    return next((one for one in choices if one.get("type") != "null"), choices[0])


def _text(schema: Schema, name: str) -> str:
    if "[0-9a-f]{64}" in schema.get("pattern", ""):
        return _HASH
    text = _TEXTS.get(schema.get("format", ""), _NAMED.get(name, name or "text"))
    text = text.ljust(schema.get("minLength", 0), "-")
    return text[: schema.get("maxLength", len(text))]


def _whole(schema: Schema, name: str) -> int:
    wanted = _FEN if name.endswith("_fen") else 1
    least = schema.get("minimum", schema.get("exclusiveMinimum", wanted - 1) + 1)
    most = schema.get("maximum", schema.get("exclusiveMaximum", wanted + 1) - 1)
    return int(min(max(wanted, least), max(most, least)))
