"""The bad queries, ids, versions, files and methods of trust.md 7, row by row."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from pydantic import ValidationError

from api.runtime import Runtime
from api.web.kinds import In
from api.web.odd_requests import API_VERSIONS
from api.web.validation import field_errors
from domain.access import Role
from tests.given import City, found_city
from tests.given_bad_inputs import CANARY, is_problem
from tests.given_leases import lease
from tests.given_payments import home, order


@pytest.fixture(scope="module")
async def town(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    """Nothing bad is kept, so that one city is enough for all of it."""
    return await found_city(runtime, stranger)


@pytest.fixture(scope="module")
async def flat(town: City) -> Any:
    return await home(town)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-01-01T00:00:00", "timestamp_without_offset"),
        ("2026-01-01", "timestamp_invalid"),
        ("2026-02-30T00:00:00Z", "timestamp_invalid"),
        ("1700000000", "timestamp_invalid"),
        (1700000000, "timestamp_invalid"),
    ],
)
def test_row_16_an_instant_without_its_offset(written: object, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _Visit.model_validate({"at": written})

    assert [one["code"] for one in field_errors(refused.value.errors())] == [code]


class _Visit(In):
    at: datetime


@pytest.mark.parametrize(
    "written",
    ["2026-02-30", "2026-13-01", "20260401", "2026-4-1", "2026-04-01T00:00:00Z", "1700000000", ""],
)
async def test_row_17_a_day_that_is_none(town: City, flat: Any, written: str) -> None:
    body = {**order(flat, 100), "received_on": written}

    is_problem(await town.cashier.post("/payments", body), 422, "date_invalid", "/received_on")
    is_problem(
        await town.officer.get("/parameters", on=written),
        422,
        "date_invalid",
        "query/on",
    )


@pytest.mark.parametrize("value", [0, 86400, 1700000000, True])
async def test_row_17_a_day_is_no_number(town: City, flat: Any, value: int) -> None:
    body = {**order(flat, 100), "received_on": value}

    is_problem(await town.cashier.post("/payments", body), 422, "date_invalid", "/received_on")


@pytest.mark.parametrize("month", ["2026-13", "2026-4", "202604", "2026-04-01", "0000-01", ""])
async def test_row_17_a_month_that_is_none(town: City, month: str) -> None:
    body = {"project_id": str(uuid4()), "month": month}

    response = await town.cashier.post("/billing-runs", body)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, response.text
    assert response.json()["errors"][0]["pointer"] == "/month"


async def test_row_18_a_parameter_twice(town: City) -> None:
    response = await town.officer.request("GET", "/units?limit=1&limit=2")

    is_problem(response, 400, "parameter_repeated")


@pytest.mark.parametrize("path", ["/units", "/me", "/meta", f"/units/{UUID(int=7)}", "/parameters"])
async def test_row_18_a_parameter_that_nobody_knows(town: City, path: str) -> None:
    response = await town.officer.get(path, colour=CANARY)

    is_problem(response, 400, "parameter_unknown")


@pytest.mark.parametrize("limit", ["0", "201", "100000", "-1", "ten", "1.5", ""])
async def test_row_19_a_page_of_no_size(town: City, limit: str) -> None:
    response = await town.officer.get("/units", limit=limit)

    is_problem(response, 400, "page_size_out_of_range")


@pytest.mark.parametrize("cursor", ["x", "", "%%%", "AAAA" * 30, "e30="])
async def test_row_20_a_cursor_that_nobody_gave(town: City, cursor: str) -> None:
    is_problem(await town.officer.get("/units", cursor=cursor), 400, "cursor_invalid")


async def test_row_20_a_cursor_of_another_list(town: City) -> None:
    for code in ("CURSOR-1", "CURSOR-2"):
        await town.project(code, code)
    cursor = (await town.officer.read("/projects", limit=1))["next_cursor"]

    is_problem(await town.officer.get("/units", cursor=cursor), 400, "cursor_invalid")


@pytest.mark.parametrize("odd", ["1", "not-an-id", "' or 1=1 --", "%00", "..%2f..%2fetc"])
async def test_row_21_an_id_that_is_none(town: City, odd: str) -> None:
    response = await town.officer.get(f"/projects/{odd}")

    is_problem(response, 404, "not_found")


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 428, "precondition_required"),
        ({"If-Match": '"99"'}, 412, "version_conflict"),
        ({"If-Match": "1"}, 412, "version_conflict"),
        ({"If-Match": 'W/"1"'}, 412, "version_conflict"),
    ],
)
async def test_row_22_a_change_of_what_was_not_read(
    town: City, headers: dict[str, str], status: int, code: str
) -> None:
    project = await town.project(uuid4().hex[:8])

    response = await town.officer.request(
        "PATCH", f"/projects/{project['id']}", json={"name": "新名"}, headers=headers
    )

    is_problem(response, status, code)
    if status == HTTPStatus.PRECONDITION_FAILED:
        assert response.json()["facts"]["current"] == '"1"'


async def test_row_24_a_second_lease_of_one_home(town: City, flat: Any) -> None:
    from persistence.session import UnitAlreadyLet

    with pytest.raises(UnitAlreadyLet):
        await lease(town, flat["project"], flat["unit"], contract_no=uuid4().hex)


async def test_row_25_an_advance_on_what_is_not_there(town: City) -> None:
    body = {"project_id": str(uuid4()), "month": "2026-04"}

    is_problem(await town.cashier.post("/advances", body), 404, "project_not_found")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file_empty"), (b"<html>" + CANARY.encode(), None), (b"PK\x03\x04broken", None)],
)
async def test_rows_27_and_28_a_file_that_is_none(
    town: City, flat: Any, data: bytes, code: str | None
) -> None:
    response = await town.manager.request(
        "POST",
        "/imports",
        data={"kind": "units", "project_id": flat["project"]["id"]},
        files={"file": ("../../etc/passwd", data)},
    )

    if code:
        is_problem(response, 422, code)
    else:
        assert response.status_code in {HTTPStatus.ACCEPTED, HTTPStatus.UNPROCESSABLE_ENTITY}
        assert CANARY not in response.text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/projects", "GET, POST"),
        ("DELETE", "/projects", "GET, POST"),
        ("POST", "/me", "GET"),
        ("PUT", f"/projects/{UUID(int=7)}", "GET, PATCH"),
        ("GET", "/auth/token", "POST"),
        ("TRACE", "/units", "GET"),
    ],
)
async def test_row_30_a_method_that_the_address_does_not_know(
    town: City, method: str, path: str, allowed: str
) -> None:
    response = await town.officer.request(method, path)

    is_problem(response, 405, "method_not_allowed")
    assert response.headers["Allow"] == allowed


@pytest.mark.parametrize(
    "written", ["2027-01-01", "2026-1-1", "1", "", "latest", "2026-10-01, 2027-01-01", "x" * 4000]
)
@pytest.mark.parametrize("path", ["/units", "/me", "/meta"])
async def test_row_30_a_version_that_is_none(town: City, path: str, written: str) -> None:
    response = await town.officer.request("GET", path, headers={"Api-Version": written})

    is_problem(response, 400, "api_version_unknown")
    assert response.json()["facts"]["known"] == list(API_VERSIONS)
    assert len(response.text) < 1000


async def test_a_version_that_is_ours_may_be_named(town: City) -> None:
    told = await town.officer.request("GET", "/meta")

    for version in told.json()["api_versions"]:
        response = await town.officer.request("GET", "/me", headers={"Api-Version": version})
        assert response.status_code == HTTPStatus.OK


async def test_a_payment_in_a_version_that_is_none_moves_nothing(town: City, flat: Any) -> None:
    response = await town.cashier.request(
        "POST",
        "/payments",
        json=order(flat, 100),
        headers={"Api-Version": "2019-01-01", "Idempotency-Key": str(uuid4())},
    )

    is_problem(response, 400, "api_version_unknown")
    paid = await town.officer.get("/payments", lease_id=flat["id"])
    assert paid.json()["items"] == []


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/nowhere", "/projects/", "/projects//units", "/"])
async def test_an_address_that_is_none(town: City, method: str, path: str) -> None:
    is_problem(await town.officer.request(method, path), 404, "not_found")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("floors", "3", "number_not_integer"),
        ("floors", 3.0, "number_not_integer"),
        ("floors", True, "number_not_integer"),
        ("floors", 201, "number_out_of_range"),
        ("name", 3, "text_invalid"),
        ("name", "", "text_length"),
        ("name", "   ", "text_length"),
        ("name", "x" * 65, "text_length"),
        ("name", None, "text_invalid"),
    ],
)
async def test_nothing_passes_for_something_else(
    town: City, flat: Any, field: str, value: object, code: str
) -> None:
    body = {"name": "9", field: value}

    response = await town.officer.post(f"/projects/{flat['project']['id']}/buildings", body)

    is_problem(response, 422, code, f"/{field}")


@pytest.mark.parametrize("area", [52.36, "1e3", "NaN", "Infinity", "-1", "52.367", "1" * 20, ""])
async def test_an_area_is_a_plain_decimal_as_text(town: City, flat: Any, area: object) -> None:
    body = {
        "building_id": str(uuid4()),
        "code": "A",
        "entrance": "1",
        "room": "1",
        "area_m2": area,
        "price_per_m2": "5.20",
    }

    response = await town.officer.post(f"/projects/{flat['project']['id']}/units", body)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, response.text
    assert response.json()["errors"][0]["pointer"] == "/area_m2"


async def test_a_wrong_value_never_comes_back(town: City) -> None:
    body = {
        "username": CANARY + " upper",
        "name": CANARY * 100,
        "password": CANARY * 100,
        "organisation_id": CANARY,
        "roles": [CANARY],
        "household_id": CANARY,
        CANARY[:2]: CANARY,
    }

    response = await town[Role.ADMINISTRATOR].post("/people", body)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert CANARY not in response.text
