"""What tests of bad inputs share: raw bodies, a canary, and what a problem must look like."""

from typing import Final

import httpx

from tests.given import Client

JSON: Final = {"Content-Type": "application/json"}
CANARY: Final = "zqx7canary"


async def raw(client: Client, path: str, body: bytes | str, **headers: str) -> httpx.Response:
    return await client.request("POST", path, content=body, headers={**JSON, **headers})


def is_problem(
    response: httpx.Response, status: int, code: str, pointer: str | None = None
) -> None:
    """A problem with this status and code; with a pointer, the code is that of the field."""
    told = response.json()
    assert response.headers["content-type"] == "application/problem+json", response.text
    assert (response.status_code, told["status"]) == (status, status), response.text
    assert told["request_id"] == response.headers["X-Request-Id"]
    assert CANARY not in response.text
    if pointer is None:
        assert told["code"] == code, response.text
    else:
        found = [(one["pointer"], one["code"]) for one in told["errors"]]
        assert (pointer, code) in found, response.text
