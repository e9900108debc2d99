"""A draw's secret and value, and what it made."""

from http import HTTPStatus
from typing import Any

from tests.given import City
from tests.given_rounds import SECRET, VALUE

DRAW = {"secret": SECRET, "public_value": VALUE}


async def result_file(city: City, one: Any) -> bytes:
    response = await city.officer.get(f"/allocation-rounds/{one['id']}/result-file")
    assert response.status_code == HTTPStatus.OK, response.text
    return response.content


async def places(city: City, one: Any) -> list[str]:
    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/registrations"))["items"]
    return [item["number"] for item in listed if item["position"]]
