"""The app's OpenAPI document, made true: problems, examples, stable names."""

import re
from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.web import problems as kinds
from domain.errors import DomainError

_EVERYWHERE: Final = (kinds.RequestInvalid, kinds.InternalError)


def problems(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route for its documentation, by status, with an example of each."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        status = int(kinds.status_of(error))
        entry = by_status.setdefault(status, {"codes": []})
        entry["codes"].append(error)
    return {status: _response(entry["codes"]) for status, entry in by_status.items()}


def _response(errors: list[type[DomainError]]) -> dict[str, Any]:
    return {
        "description": "; ".join(_sentence(error) for error in errors),
        "content": {
            kinds.MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {error.code: {"value": example(error)} for error in errors},
            }
        },
    }


def example(error: type[DomainError]) -> dict[str, Any]:
    return {
        "type": f"https://anju.example/problems/{error.code}",
        "title": _sentence(error),
        "status": int(kinds.status_of(error)),
        "code": error.code,
        "facts": {},
        "errors": [],
        "request_id": "0198f2a46b1e7c7e",
    }


def _sentence(error: type[DomainError]) -> str:
    return (error.__doc__ or error.code).splitlines()[0]


def every_refusal(root: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    """All refusals of the program: the catalogue of codes."""
    for kind in root.__subclasses__():
        yield kind
        yield from every_refusal(kind)


def document(app: FastAPI) -> dict[str, Any]:
    """The contract: what `openapi.yaml` holds and what /openapi.json serves."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
        servers=[{"url": "/", "description": "this server"}],
        license_info=app.license_info,
        contact=app.contact,
        separate_input_output_schemas=False,
    )
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    from pydantic.json_schema import models_json_schema  # noqa: PLC0415

    _, problem = models_json_schema(
        [(kinds.Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    schemas.update(problem["$defs"])
    codes = sorted({kind.code for kind in every_refusal()})
    schemas["Problem"]["properties"]["code"]["enum"] = codes
    for path, item in made["paths"].items():
        for method, operation in item.items():
            _complete(path, method, operation)
    return made


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """What every operation answers: 401 unless public, 404 for odd ids, 422 as a problem."""
    answers = operation["responses"]
    needed: list[type[DomainError]] = [kinds.RequestInvalid]
    if operation.get("security"):
        from api.web.dependencies import SessionEnded, SignInRequired  # noqa: PLC0415

        needed += [SignInRequired, SessionEnded]
    for status, extra in problems(*needed).items():
        known = answers.get(str(status))
        if known is None or kinds.MEDIA_TYPE not in known.get("content", {}):
            answers[str(status)] = extra
            continue
        known["content"][kinds.MEDIA_TYPE]["examples"] |= extra["content"][kinds.MEDIA_TYPE][
            "examples"
        ]
    operation["operationId"] = re.sub(r"\W", "_", operation["operationId"])
