"""Whoever has not signed in gets nowhere, whichever way they ask."""

from http import HTTPStatus

import httpx
import pytest

from tests.contract.reading import PUBLIC, Operation, operations, send

PRIVATE = [operation for operation in operations() if operation.id not in PUBLIC]


@pytest.mark.parametrize("operation", PRIVATE, ids=str)
async def test_strangers_get_nowhere(stranger: httpx.AsyncClient, operation: Operation) -> None:
    response = await send(stranger, operation, None)

    assert response.status_code == HTTPStatus.UNAUTHORIZED, response.text
    assert response.json()["code"] == "sign_in_required"
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("operation", PRIVATE, ids=str)
async def test_a_stranger_learns_nothing_by_asking_badly(
    stranger: httpx.AsyncClient, operation: Operation
) -> None:
    response = await stranger.request(operation.method, operation.address())

    assert response.status_code == HTTPStatus.UNAUTHORIZED, response.text
