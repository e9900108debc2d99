"""What no address takes: odd queries, broken texts, a body of the wrong kind (trust.md 7)."""

import types
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, Union, get_args, get_origin

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic_core import PydanticCustomError

from api.web.problems import (
    ApiVersionUnknown,
    MediaTypeUnsupported,
    ParameterRepeated,
    ParameterUnknown,
)
from api.web.strict_json import FORM, JSON, media_type
from api.web.strict_kinds import written
from api.web.validation import is_storable
from domain.errors import NotFound

#: Versions of the contract that a client may pin with `Api-Version`, oldest first. Within one,
#: changes only add; a change that breaks gets a date of its own, and the old one a Sunset.
API_VERSIONS: Final = ("2026-10-01",)
_VERSION_HEADER: Final = "api-version"
_KINDS: Final = {date: "date", datetime: "datetime"}


async def refuse_odd_request(request: Request) -> None:
    """A dependency of every address, before the others.

    Raises: ApiVersionUnknown, NotFound, ParameterUnknown, ParameterRepeated,
    RequestValidationError, MediaTypeUnsupported.
    """
    route: Any = request.scope["route"]
    pinned = request.headers.get(_VERSION_HEADER)
    if pinned is not None and pinned not in API_VERSIONS:
        raise ApiVersionUnknown(given=pinned[:64], known=list(API_VERSIONS))
    if not is_storable(request.url.path) or not all(map(_is_plain, request.path_params.values())):
        raise NotFound
    _check_query(request, {one.alias: one for one in _fields(route.dependant, "query_params")})
    wanted = FORM if any(_fields(route.dependant, "body_params", "form")) else JSON
    if getattr(request.state, "body", b"") and media_type(request) != wanted:
        raise MediaTypeUnsupported(accepted=[wanted])


def _is_plain(value: Any) -> bool:
    return is_storable(str(value))


def _check_query(request: Request, known: dict[str, Any]) -> None:
    """A parameter twice, or one that the address does not know, is a mistake worth telling."""
    seen: set[str] = set()
    wrong: list[dict[str, Any]] = []
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise ParameterUnknown(name=name[:64], known=sorted(known))
        if name in seen and not _is_list(known[name].field_info.annotation):
            raise ParameterRepeated(name=name)
        seen.add(name)
        defect = _defect(value, known[name].field_info.annotation)
        if defect is not None:
            wrong.append({"type": defect, "loc": ("query", name)})
    if wrong:
        raise RequestValidationError(wrong)


def _defect(value: str, annotation: Any) -> str | None:
    """What is wrong with the text of a parameter, in Pydantic's words."""
    if not is_storable(value):
        return "text_invalid"
    kind = next((_KINDS[one] for one in _leaves(annotation) if one in _KINDS), None)
    if kind is not None:
        try:
            written(kind)(value)
        except PydanticCustomError as error:
            return error.type
    return None


def _fields(dependant: Any, of: str, kind: str | None = None) -> Iterator[Any]:
    """The parameters of a route and of everything that it depends on."""
    for field in getattr(dependant, of):
        if kind is None or type(field.field_info).__name__.lower() in {kind, "file"}:
            yield field
    for part in dependant.dependencies:
        yield from _fields(part, of, kind)


def _leaves(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in {Union, types.UnionType, list}:
        for part in get_args(annotation):
            yield from _leaves(part)
    else:
        yield annotation


def _is_list(annotation: Any) -> bool:
    return any(get_origin(part) is list for part in (annotation, *get_args(annotation)))
