"""Requests that nobody thought of: made from the contract by Schemathesis, always the same ones."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from requests import Request
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from api.runtime import Runtime
from domain.access import POLICY, Role
from tests.contract.needed import NEEDED
from tests.contract.reading import Operation, document, operations
from tests.given import City, found_city
from tests.given_payments import home, owes

EXAMPLES: Final = 6
CHECKS: Final = [not_a_server_error, response_schema_conformance, status_code_conformance]
#: Signing the test's own people out would end the test.
SKIPPED: Final = frozenset({"close_session", "switch_authority"})
ASKED = [operation for operation in operations() if operation.id not in SKIPPED]
BOTH: Final = pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"]
)

SCHEMA: Final = schemathesis.openapi.from_dict(document())


@pytest.fixture(scope="module")
async def town(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    return await found_city(runtime, stranger)


@pytest.fixture(scope="module")
async def known(town: City) -> Mapping[str, str]:
    """Ids that exist, so that right requests reach what is behind the first look-up."""
    flat = await home(town)
    charge, *_ = await owes(town, flat, "2026-03", "2026-04")
    lease = await town.officer.read(f"/leases/{flat['id']}")
    return {
        "project_id": flat["project"]["id"],
        "building_id": flat["unit"]["building_id"],
        "unit_id": flat["unit"]["id"],
        "lease_id": flat["id"],
        "household_id": lease["household_id"],
        "charge_id": str(charge),
        "operator_id": str(town.organisations["operator"]),
        "organisation_id": str(town.organisations["operator"]),
    }


@BOTH
@pytest.mark.parametrize("operation", ASKED, ids=str)
async def test_no_request_is_answered_in_a_way_the_contract_does_not_know(
    town: City, known: Mapping[str, str], operation: Operation, mode: GenerationMode
) -> None:
    roles = cycle(_roles(operation))
    for case in _cases(operation, mode):
        if mode is GenerationMode.POSITIVE:
            _fill(case, known)
        client = town[next(roles)]

        response = await _send(town.http, case, client.token)

        case.validate_response(response, checks=CHECKS)
        if mode is GenerationMode.NEGATIVE and _is_wrong_throughout(case):
            assert response.status_code >= 400, case.as_curl_command()


def _roles(operation: Operation) -> list[Role]:
    needed = NEEDED.get(operation.id)
    return [role for role in Role if needed is None or POLICY[role] & needed]


def _cases(operation: Operation, mode: GenerationMode) -> list[Case]:
    """The same cases in every run. An operation that cannot be asked wrongly gives none."""
    found: list[Case] = []
    told = SCHEMA[operation.path][operation.method]

    @seed(20260401)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=told.as_strategy(generation_mode=mode))
    def collect(case: Case) -> None:
        found.append(case)

    try:
        collect()
    except (schemathesis.errors.SchemathesisError, Unsatisfiable):
        return []
    return found


def _fill(case: Case, known: Mapping[str, str]) -> None:
    for place in (case.path_parameters, case.query, case.body):
        if isinstance(place, dict):
            place.update({name: known[name] for name in known.keys() & place.keys()})


def _is_wrong_throughout(case: Case) -> bool:
    """A body that breaks its schema. Wrong text in a query may read as right: all is text there."""
    meta = case.meta
    body = (
        next((v for k, v in meta.components.items() if k.value == "body"), None) if meta else None
    )
    return body is not None and body.mode is GenerationMode.NEGATIVE


async def _send(http: httpx.AsyncClient, case: Case, token: str) -> httpx.Response:
    made = Request(**_plain(case.as_transport_kwargs(base_url="http://anju.test"))).prepare()
    headers = {k: v for k, v in made.headers.items() if k.lower() != "content-length"}
    headers["Authorization"] = f"Bearer {token}"
    headers.setdefault("Idempotency-Key", str(uuid4()))
    headers = {
        name: value.encode("latin-1", "ignore") if isinstance(value, str) else value
        for name, value in headers.items()
    }
    body: Any = made.body
    return await http.request(
        case.method, str(made.url), content=body, headers=list(headers.items())
    )


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in options.items() if k in _REQUESTS}


_REQUESTS: Final = frozenset({"method", "url", "headers", "params", "json", "data", "files"})
