"""The contract's schemas tidied: short names, nothing unused, only words that OpenAPI 3.1 knows."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_SCHEMAS: Final = "#/components/schemas/"
#: Constraints that Pydantic writes in its own words where a validator stands before them.
_PYDANTICS: Final[Mapping[str, str]] = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}
_NUMBERS: Final = frozenset({"integer", "number"})
#: RFC 3339 knows no time of day without an offset; the time on a bank's line has none.
_TIME: Final = {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"}


def settled(document: dict[str, Any]) -> dict[str, Any]:
    """The document with `CellsWhy` for `domain__cells__Why`, and without schemas nobody uses."""
    schemas: dict[str, Any] = document["components"]["schemas"]
    names = {name: _short(name) for name in schemas if "__" in name}
    document["components"]["schemas"] = {names.get(key, key): schemas[key] for key in schemas}
    tidy: dict[str, Any] = _walk(document, lambda part: _plain(_pointed(part, names)))
    _drop_unused(tidy)
    return tidy


def described(parameter: dict[str, Any]) -> dict[str, Any]:
    """The parameter with a sentence about it, where its route has none."""
    name: str = parameter["name"]
    thing = name.removesuffix("_id").replace("_", " ")
    given = f"The id of the {thing}." if name.endswith("_id") else f"The {thing}."
    only = f"Only those with this {thing}."
    parameter.setdefault("description", given if parameter.get("required") else only)
    return parameter


def _short(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("__")[-2:])


def _walk(part: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if isinstance(part, dict):
        changed = change(part)  # pyright: ignore[reportUnknownArgumentType]
        return {key: _walk(value, change) for key, value in changed.items()}
    if isinstance(part, list):
        return [_walk(one, change) for one in part]  # pyright: ignore[reportUnknownVariableType]
    return part


def _pointed(part: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    target = part.get("$ref")
    if not isinstance(target, str) or not target.startswith(_SCHEMAS):
        return part
    name = target.removeprefix(_SCHEMAS)
    return {**part, "$ref": _SCHEMAS + names.get(name, name)}


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    if part.get("format") == "time" and part.get("type") == "string":
        return {**{k: v for k, v in part.items() if k != "format"}, **_TIME}
    if not isinstance(part.get("type"), str) or not _PYDANTICS.keys() & part.keys():
        return part
    is_number = part["type"] in _NUMBERS
    return {
        _PYDANTICS.get(key, key): value
        for key, value in part.items()
        if key not in _PYDANTICS or is_number
    }


def _drop_unused(document: dict[str, Any]) -> None:
    schemas: dict[str, Any] = document["components"]["schemas"]
    while True:
        used = set(re.findall(re.escape(_SCHEMAS) + r"([\w.-]+)", str(document)))
        unused = schemas.keys() - used
        if not unused:
            return
        for name in unused:
            del schemas[name]
