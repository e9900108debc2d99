"""The contract as the tests of it read it: one record per operation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import uuid4

import httpx

from api.app import create_app

#: What may be asked without signing in. A path that is not here needs a person.
PUBLIC: Final = frozenset(
    {
        *("healthz", "readyz", "issue_token", "open_session", "read_meta", "verify_document"),
        *("read_public_round", "read_public_version", "read_public_result_file"),
    }
)
METHODS: Final = frozenset({"get", "post", "put", "patch", "delete"})
JSON: Final = "application/json"
FORM: Final = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Operation:
    id: str
    method: str
    path: str
    told: Mapping[str, Any]

    def __str__(self) -> str:
        return self.id

    @property
    def is_money(self) -> bool:
        return bool(self.told.get("x-money"))

    @property
    def parameters(self) -> list[Any]:
        return self.told.get("parameters", [])

    @property
    def body(self) -> Mapping[str, Any]:
        return self.told.get("requestBody", {}).get("content", {})

    def success(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        return ((k, v) for k, v in self.told["responses"].items() if k.startswith("2"))

    def address(self, **ids: Any) -> str:
        """The path with these ids, or with ones that nobody has."""
        return re.sub(r"\{(\w+)\}", lambda found: str(ids.get(found[1], uuid4())), self.path)

    def options(self) -> dict[str, Any]:
        """A request as its own example has it: required parameters, keys, body."""
        options: dict[str, Any] = {"headers": {"If-Match": '"1"'}}
        options["params"] = {
            one["name"]: _sample(one)
            for one in self.parameters
            if one["in"] == "query" and one.get("required")
        }
        if self.is_money:
            options["headers"]["Idempotency-Key"] = str(uuid4())
        if JSON in self.body:
            options["json"] = self.body[JSON]["example"]
        elif FORM in self.body:
            options |= _form(self.body[FORM]["schema"])
        return options


async def send(
    http: httpx.AsyncClient, operation: Operation, token: str | None, **ids: Any
) -> httpx.Response:
    options = operation.options()
    if token:
        options["headers"]["Authorization"] = f"Bearer {token}"
    return await http.request(operation.method, operation.address(**ids), **options)


@cache
def document() -> dict[str, Any]:
    return create_app(None).openapi()


@cache
def operations() -> list[Operation]:
    return [
        Operation(told["operationId"], method.upper(), path, told)
        for path, item in document()["paths"].items()
        for method, told in item.items()
        if method in METHODS
    ]


def schema_of(reference: Mapping[str, Any]) -> Mapping[str, Any]:
    name = reference.get("$ref", "").rsplit("/", 1)[-1]
    return document()["components"]["schemas"][name] if name else reference


def _sample(parameter: Mapping[str, Any]) -> Any:
    from api.web.examples import example

    if "examples" in parameter:
        return next(iter(parameter["examples"].values()))["value"]
    return example(parameter["schema"], document()["components"]["schemas"])


def _form(schema: Mapping[str, Any]) -> dict[str, Any]:
    from api.web.examples import example

    schema = schema_of(schema)
    fields = schema["properties"]
    files = {name for name, one in fields.items() if "contentMediaType" in one}
    values = example(schema, document()["components"]["schemas"], sent=True)
    return {
        "data": {name: str(value) for name, value in values.items() if name not in files},
        "files": dict.fromkeys(files, ("book.xlsx", b"not a book")),
    }
