"""The app's OpenAPI document, made true: problems, examples, stable names."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from api.web import problems as kinds
from api.web.contract_shapes import described, settled
from api.web.examples import example as example_of
from domain.errors import DomainError, NotFound
from persistence.session import Busy

JSON: Final = "application/json"
_HOME: Final = "https://anju.example/problems"
_OURS: Final = ("api.", "domain.", "persistence.")
_MONEY_HEADER: Final = "Idempotency-Key"

_OF_SIGNED_IN: Final = (kinds.SignInRequired, kinds.SessionEnded, kinds.RateLimited, Busy)
_OF_EVERY: Final = (
    kinds.RequestInvalid,
    kinds.ParameterUnknown,
    kinds.ParameterRepeated,
    kinds.ApiVersionUnknown,
)
_OF_BODIES: Final = (
    kinds.JsonInvalid,
    kinds.JsonDuplicateKey,
    kinds.JsonTooDeep,
    kinds.JsonNumberTooLong,
    kinds.TextInvalid,
    kinds.BodyTooLarge,
    kinds.MediaTypeUnsupported,
)


def problems(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route for its documentation, by status, with an example of each."""
    by_status: dict[int, list[type[DomainError]]] = {}
    for error in errors:
        by_status.setdefault(int(kinds.status_of(error)), []).append(error)
    return {status: _response(codes) for status, codes in by_status.items()}


def _response(errors: list[type[DomainError]]) -> dict[str, Any]:
    return {
        "description": " ".join(_sentence(error) for error in errors),
        "content": {
            kinds.MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {
                    error.code: {"$ref": f"#/components/examples/{error.code}"} for error in errors
                },
            }
        },
    }


def example(error: type[DomainError]) -> dict[str, Any]:
    return {
        "type": f"{_HOME}/{error.code}",
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
        if kind.__module__.startswith(_OURS):
            yield kind
        yield from every_refusal(kind)


def catalogue() -> dict[str, type[DomainError]]:
    """Every code the program may answer, in order."""
    return {kind.code: kind for kind in sorted(every_refusal(), key=lambda one: one.code)}


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
    parts = made["components"]
    parts["schemas"] = _schemas(parts["schemas"])
    known = catalogue()
    parts["schemas"]["Problem"]["properties"]["code"]["enum"] = list(known)
    for path, item in made["paths"].items():
        for method, operation in item.items():
            _complete(f"{method} {path}", operation, parts["schemas"])
    named = set(re.findall(r"#/components/examples/(\w+)", str(made["paths"])))
    parts["examples"] = {
        code: {"value": example(kind)} for code, kind in known.items() if code in named
    }
    return settled(made)


def _schemas(found: dict[str, Any]) -> dict[str, Any]:
    """With the problem document in the place of FastAPI's own errors."""
    _, problem = models_json_schema(
        [(kinds.Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    dropped = {"HTTPValidationError", "ValidationError"}
    return {name: one for name, one in found.items() if name not in dropped} | problem["$defs"]


def _complete(address: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """What an operation answers beside what its route names, and its examples."""
    operation["operationId"] = re.sub(r"\W", "_", operation["operationId"])
    operation["summary"] = _summary(operation["operationId"])
    operation.setdefault("description", _of_answer(operation, schemas) or operation["summary"])
    operation["tags"] = list(dict.fromkeys(operation["tags"]))
    parameters = {one["name"]: one for one in map(described, operation.get("parameters", ()))}
    if _MONEY_HEADER in parameters:
        operation["x-money"] = True
        _require_key(parameters[_MONEY_HEADER])
    needed = [
        *_OF_EVERY,
        *(_OF_SIGNED_IN if operation.get("security") else ()),
        *((kinds.CrossSite,) if operation.get("security") and address[:3] != "get" else ()),
        *(kinds.KEY_PROBLEMS if _MONEY_HEADER in parameters else ()),
        *(_OF_BODIES if "requestBody" in operation else ()),
        *((NotFound,) if "{" in address else ()),
        *((kinds.PageSizeOutOfRange, kinds.CursorInvalid) if "cursor" in parameters else ()),
    ]
    _add_problems(operation["responses"], needed)
    _add_examples(operation, schemas)


def _summary(operation_id: str) -> str:
    return operation_id.replace("_", " ").capitalize()


def _of_answer(operation: dict[str, Any], schemas: dict[str, Any]) -> str | None:
    """What a plain read gives, in the words of what it gives."""
    for status, answer in operation["responses"].items():
        schema = answer.get("content", {}).get(JSON, {}).get("schema", {})
        if status.startswith("2") and "$ref" in schema:
            return schemas[schema["$ref"].rsplit("/", 1)[1]].get("description")
    return None


def _require_key(parameter: dict[str, Any]) -> None:
    """FastAPI takes it for optional, because we refuse its absence in our own words."""
    parameter["required"] = True
    parameter["schema"] = {
        "type": "string",
        "pattern": "^[!-~]{8,255}$",
        "examples": parameter["schema"]["examples"],
    }


def _add_problems(answers: dict[str, Any], needed: Iterable[type[DomainError]]) -> None:
    for status, more in problems(*needed).items():
        known = answers.get(str(status), {})
        content = known.get("content", {}).get(kinds.MEDIA_TYPE)
        if content is None:
            answers[str(status)] = more
            continue
        content["examples"] |= more["content"][kinds.MEDIA_TYPE]["examples"]


def _add_examples(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if body is not None:
        body["example"] = example_of(body["schema"], schemas, sent=True)
    for status, answer in operation["responses"].items():
        if not status.startswith("2"):
            continue
        answer["description"] = answer["description"].replace("Successful Response", "Done.")
        for media, content in answer.get("content", {}).items():
            if media == JSON:
                content["example"] = example_of(content["schema"], schemas)
            else:
                content.pop("itemSchema", None)  # OpenAPI 3.2's; this document is 3.1
                content.setdefault("schema", {"type": "string"})
