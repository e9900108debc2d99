"""The bad inputs of trust.md 7, row by row: a clear problem each, and never the value back."""

import json
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID, uuid4

import httpx
import pytest

from api.runtime import Runtime
from api.web.strict_json import DEEPEST, LARGEST_JSON
from domain.access import Role
from domain.money import MAX_FEN
from tests.given import City, Client, found_city
from tests.given_leases import lease
from tests.given_payments import home, order

JSON: Final = {"Content-Type": "application/json"}
CANARY: Final = "zqx7canary"


@pytest.fixture(scope="module")
async def town(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    """Nothing bad is kept, so that one city is enough for all of it."""
    return await found_city(runtime, stranger)


@pytest.fixture(scope="module")
async def flat(town: City) -> Any:
    return await home(town)


async def _raw(client: Client, path: str, body: bytes | str, **headers: str) -> httpx.Response:
    return await client.request("POST", path, content=body, headers={**JSON, **headers})


def _is(response: httpx.Response, status: int, code: str, pointer: str | None = None) -> None:
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


async def test_row_1_money_without_a_key(town: City, flat: Any) -> None:
    headers = {"Authorization": f"Bearer {town.cashier.token}"}

    response = await town.http.post("/v1/payments", json=order(flat, 100), headers=headers)

    _is(response, 400, "idempotency_key_missing")


async def test_row_2_the_same_key_for_something_else(town: City, flat: Any) -> None:
    key = str(uuid4())
    await town.cashier.post("/payments", order(flat, 100), **{"Idempotency-Key": key})

    response = await town.cashier.post("/payments", order(flat, 200), **{"Idempotency-Key": key})

    _is(response, 422, "idempotency_key_reused")


@pytest.mark.parametrize(
    "key", ["abc", "x" * 300, "schlüssel-1", "tab\tinside-it", "a space inside", "        "]
)
async def test_row_4_a_key_that_is_none(town: City, flat: Any, key: str) -> None:
    response = await town.cashier.request(
        "POST",
        "/payments",
        json=order(flat, 100),
        headers={"Idempotency-Key": key.encode("latin-1")},
    )

    _is(response, 400, "idempotency_key_invalid")


@pytest.mark.parametrize("written", ["12.5", "true", '"12"', "12.0", "1e3", "null", "[1]"])
async def test_rows_5_and_6_an_amount_that_is_no_integer(
    town: City, flat: Any, written: str
) -> None:
    body = json.dumps(order(flat, 77777)).replace("77777", written)

    _is(await _raw(town.cashier, "/payments", body), 422, "amount_not_integer", "/amount_fen")


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
async def test_row_7_a_number_that_json_does_not_know(town: City, flat: Any, written: str) -> None:
    body = json.dumps(order(flat, 77777)).replace("77777", written)

    _is(await _raw(town.cashier, "/payments", body), 400, "json_invalid")


@pytest.mark.parametrize("amount", [0, -1, MAX_FEN + 1, 2**63, 10**30])
async def test_row_8_an_amount_out_of_range(town: City, flat: Any, amount: int) -> None:
    response = await town.cashier.post("/payments", order(flat, amount))

    _is(response, 422, "amount_out_of_range", "/amount_fen")


async def test_row_9_a_name_twice(town: City) -> None:
    response = await _raw(town.officer, "/projects", '{"code": "A", "code": "B"}')

    _is(response, 400, "json_duplicate_key")


@pytest.mark.parametrize("field", ["paid", "authority_id", "state", "maker_id", CANARY[:3]])
async def test_row_10_a_field_that_is_not_ours(town: City, flat: Any, field: str) -> None:
    response = await town.cashier.post("/payments", {**order(flat, 100), field: True})

    _is(response, 422, "field_unknown", f"/{field}")


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800", "\\udfff"])
@pytest.mark.parametrize("where", ["name", "a field of nobody's"])
async def test_row_11_text_that_no_database_keeps(town: City, sign: str, where: str) -> None:
    body = f'{{"code": "A", "district": "B", "{where}": "{CANARY}{sign}"}}'

    _is(await _raw(town.officer, "/projects", body), 422, "text_invalid")


@pytest.mark.parametrize("address", ["/units?code=a%00", "/households?q=%00", "/leases?q=%00b"])
async def test_row_11_text_that_no_database_keeps_in_a_query(town: City, address: str) -> None:
    response = await town.officer.request("GET", address)

    _is(response, 422, "text_invalid", f"query/{address.split('?')[1].split('=', maxsplit=1)[0]}")


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x7f", "\u0085"])
async def test_row_11_control_characters_are_no_text(town: City, sign: str) -> None:
    body = {"code": "A", "name": f"{CANARY}{sign}", "district": "B"}

    _is(await town.officer.post("/projects", body), 422, "text_invalid", "/name")


async def test_row_12_a_hundred_thousand_brackets(town: City) -> None:
    _is(await _raw(town.officer, "/projects", "[" * 100_000), 400, "json_too_deep")


async def test_row_12_brackets_in_a_text_are_text(town: City) -> None:
    body = {"code": uuid4().hex[:8], "name": "[" * 100, "district": "昆都仑区"}

    assert (await town.officer.post("/projects", body)).status_code == HTTPStatus.CREATED


async def test_row_12_as_deep_as_allowed_is_no_matter_of_depth(town: City) -> None:
    body = '{"a":' * DEEPEST + "1" + "}" * DEEPEST

    assert (await _raw(town.officer, "/projects", body)).json()["code"] == "request_invalid"


@pytest.mark.parametrize("written", ["1" * 5000, "-" + "1" * 41, "1e999999999", "0." + "1" * 50])
async def test_row_12_a_number_without_end(town: City, written: str) -> None:
    response = await _raw(town.officer, "/projects", f'{{"code": {written}}}')

    _is(response, 400, "json_number_too_long")


async def test_row_12_many_digits_in_a_text_are_text(town: City) -> None:
    body = {"code": uuid4().hex[:8], "name": "1" * 60, "district": "昆都仑区"}

    assert (await town.officer.post("/projects", body)).status_code == HTTPStatus.CREATED


@pytest.mark.parametrize(
    "body",
    ['{"code": ', '{"code": "A"} trailing', "", "{'code': 'A'}", "{,}", "\ufeff{}", b"\xff\xfe{}"],
)
async def test_row_13_what_is_not_json(town: City, body: str | bytes) -> None:
    response = await _raw(town.officer, "/projects", body)

    _is(response, 400, "json_invalid")


async def test_row_13_the_place_is_told(town: City) -> None:
    response = await _raw(town.officer, "/projects", '{\n "code": oops}')

    assert response.json()["facts"] == {"line": 2, "column": 10}


@pytest.mark.parametrize("media", ["text/plain", "application/xml", "", "application/jsonp"])
async def test_row_14_a_body_of_another_kind(town: City, media: str) -> None:
    response = await _raw(town.officer, "/projects", "{}", **{"Content-Type": media})

    _is(response, 415, "media_type_unsupported")
    assert "application/json" in response.headers["Accept-Post"]


async def test_row_14_a_form_where_json_is_wanted_and_json_where_a_form_is(town: City) -> None:
    form = await town.officer.request("POST", "/projects", files={"file": b"x"})
    plain = await town.manager.post("/imports", {"kind": "units"})

    _is(form, 415, "media_type_unsupported")
    _is(plain, 415, "media_type_unsupported")


async def test_row_15_a_body_too_large(town: City) -> None:
    body = b'{"name": "' + b"x" * LARGEST_JSON + b'"}'

    response = await _raw(town.officer, "/projects", body)

    _is(response, 413, "body_too_large")
    assert response.headers["Connection"] == "close"


async def test_row_15_a_body_too_large_in_pieces(town: City) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"name": "'
        for _ in range(LARGEST_JSON // 1000 + 1):
            yield b"x" * 1000

    response = await town.officer.request("POST", "/projects", content=pieces(), headers=JSON)

    _is(response, 413, "body_too_large")


async def test_row_15_a_body_of_exactly_the_limit_is_read(town: City) -> None:
    empty = b'{"name": ""}'
    body = empty[:-2] + b"x" * (LARGEST_JSON - len(empty)) + empty[-2:]

    response = await _raw(town.officer, "/projects", body)

    assert response.json()["code"] == "request_invalid"


@pytest.mark.parametrize(
    "written",
    ["2026-02-30", "2026-13-01", "20260401", "2026-4-1", "2026-04-01T00:00:00Z", "1700000000", ""],
)
async def test_row_17_a_day_that_is_none(town: City, flat: Any, written: str) -> None:
    body = {**order(flat, 100), "received_on": written}

    _is(await town.cashier.post("/payments", body), 422, "date_invalid", "/received_on")
    _is(
        await town.officer.get("/parameters", on=written),
        422,
        "date_invalid",
        "query/on",
    )


@pytest.mark.parametrize("value", [0, 86400, 1700000000, True])
async def test_row_17_a_day_is_no_number(town: City, flat: Any, value: int) -> None:
    body = {**order(flat, 100), "received_on": value}

    _is(await town.cashier.post("/payments", body), 422, "date_invalid", "/received_on")


@pytest.mark.parametrize("month", ["2026-13", "2026-4", "202604", "2026-04-01", "0000-01", ""])
async def test_row_17_a_month_that_is_none(town: City, month: str) -> None:
    body = {"project_id": str(uuid4()), "month": month}

    response = await town.cashier.post("/billing-runs", body)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, response.text
    assert response.json()["errors"][0]["pointer"] == "/month"


async def test_row_18_a_parameter_twice(town: City) -> None:
    response = await town.officer.request("GET", "/units?limit=1&limit=2")

    _is(response, 400, "parameter_repeated")


@pytest.mark.parametrize("path", ["/units", "/me", "/meta", f"/units/{UUID(int=7)}", "/parameters"])
async def test_row_18_a_parameter_that_nobody_knows(town: City, path: str) -> None:
    response = await town.officer.get(path, colour=CANARY)

    _is(response, 400, "parameter_unknown")


@pytest.mark.parametrize("limit", ["0", "201", "100000", "-1", "ten", "1.5", ""])
async def test_row_19_a_page_of_no_size(town: City, limit: str) -> None:
    response = await town.officer.get("/units", limit=limit)

    _is(response, 400, "page_size_out_of_range")


@pytest.mark.parametrize("cursor", ["x", "", "%%%", "AAAA" * 30, "e30="])
async def test_row_20_a_cursor_that_nobody_gave(town: City, cursor: str) -> None:
    _is(await town.officer.get("/units", cursor=cursor), 400, "cursor_invalid")


async def test_row_20_a_cursor_of_another_list(town: City) -> None:
    for code in ("CURSOR-1", "CURSOR-2"):
        await town.project(code, code)
    cursor = (await town.officer.read("/projects", limit=1))["next_cursor"]

    _is(await town.officer.get("/units", cursor=cursor), 400, "cursor_invalid")


@pytest.mark.parametrize("odd", ["1", "not-an-id", "' or 1=1 --", "%00", "..%2f..%2fetc"])
async def test_row_21_an_id_that_is_none(town: City, odd: str) -> None:
    response = await town.officer.get(f"/projects/{odd}")

    _is(response, 404, "not_found")


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

    _is(response, status, code)
    if status == HTTPStatus.PRECONDITION_FAILED:
        assert response.json()["facts"]["current"] == '"1"'


async def test_row_24_a_second_lease_of_one_home(town: City, flat: Any) -> None:
    from persistence.session import UnitAlreadyLet

    with pytest.raises(UnitAlreadyLet):
        await lease(town, flat["project"], flat["unit"], contract_no=uuid4().hex)


async def test_row_25_an_advance_on_what_is_not_there(town: City) -> None:
    body = {"project_id": str(uuid4()), "month": "2026-04"}

    _is(await town.cashier.post("/advances", body), 404, "project_not_found")


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
        _is(response, 422, code)
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

    _is(response, 405, "method_not_allowed")
    assert response.headers["Allow"] == allowed


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/nowhere", "/projects/", "/projects//units", "/"])
async def test_an_address_that_is_none(town: City, method: str, path: str) -> None:
    _is(await town.officer.request(method, path), 404, "not_found")


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

    _is(response, 422, code, f"/{field}")


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
