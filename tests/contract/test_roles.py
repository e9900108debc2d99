"""Every operation against every role: who lacks the permission is told so, and nothing happens."""

from http import HTTPStatus

import httpx
import pytest

from api.runtime import Runtime
from domain.access import POLICY, Role
from tests.contract.needed import EVERYBODY, NEEDED
from tests.contract.reading import PUBLIC, Operation, operations, send
from tests.given import City, found_city

GUARDED = [operation for operation in operations() if operation.id in NEEDED]


@pytest.fixture(scope="module")
async def town(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    """One city for the whole matrix: what it does, it does to things that are not there."""
    return await found_city(runtime, stranger)


def test_every_operation_stands_in_the_table() -> None:
    known = {operation.id for operation in operations()}

    assert known - PUBLIC - EVERYBODY - NEEDED.keys() == set(), "enter the new operations"
    assert NEEDED.keys() - known == set(), "these operations are gone"


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_only_the_roles_with_the_permission_come_through(
    town: City, operation: Operation
) -> None:
    needed = NEEDED[operation.id]
    for role, client in town.clients.items():
        response = await send(town.http, operation, client.token)

        may = bool(POLICY[role] & needed)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (role, response.text)
        if may:
            assert "permission_missing" not in response.text, (role, response.text)
        else:
            _is_refused(role, response)


def _is_refused(role: Role, response: httpx.Response) -> None:
    refused = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert response.status_code in refused, (role, response.status_code, response.text)


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_the_example_of_a_request_is_one_that_is_understood(
    town: City, operation: Operation
) -> None:
    role = next(role for role in Role if POLICY[role] & NEEDED[operation.id])

    response = await send(town.http, operation, town[role].token)

    assert '"request_invalid"' not in response.text, response.text
    assert response.status_code != HTTPStatus.BAD_REQUEST, response.text


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_the_contract_documents_what_a_missing_permission_answers(
    operation: Operation,
) -> None:
    forbidden = operation.told["responses"]["403"]["content"]["application/problem+json"]

    assert "permission_missing" in forbidden["examples"]
