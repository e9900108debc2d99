"""The bad bodies of trust.md 7, row by row: a clear problem each, and never the value back."""

import json
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import httpx
import pytest

from api.runtime import Runtime
from api.web.strict_json import DEEPEST, LARGEST_JSON
from domain.money import MAX_FEN
from tests.given import City, found_city
from tests.given_bad_inputs import CANARY, JSON, is_problem, raw
from tests.given_payments import home, order


@pytest.fixture(scope="module")
async def town(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    """Nothing bad is kept, so that one city is enough for all of it."""
    return await found_city(runtime, stranger)


@pytest.fixture(scope="module")
async def flat(town: City) -> Any:
    return await home(town)


async def test_row_1_money_without_a_key(town: City, flat: Any) -> None:
    headers = {"Authorization": f"Bearer {town.cashier.token}"}

    response = await town.http.post("/v1/payments", json=order(flat, 100), headers=headers)

    is_problem(response, 400, "idempotency_key_missing")


async def test_row_2_the_same_key_for_something_else(town: City, flat: Any) -> None:
    key = str(uuid4())
    await town.cashier.post("/payments", order(flat, 100), **{"Idempotency-Key": key})

    response = await town.cashier.post("/payments", order(flat, 200), **{"Idempotency-Key": key})

    is_problem(response, 422, "idempotency_key_reused")


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

    is_problem(response, 400, "idempotency_key_invalid")


@pytest.mark.parametrize("written", ["12.5", "true", '"12"', "12.0", "1e3", "null", "[1]"])
async def test_rows_5_and_6_an_amount_that_is_no_integer(
    town: City, flat: Any, written: str
) -> None:
    body = json.dumps(order(flat, 77777)).replace("77777", written)

    is_problem(await raw(town.cashier, "/payments", body), 422, "amount_not_integer", "/amount_fen")


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
async def test_row_7_a_number_that_json_does_not_know(town: City, flat: Any, written: str) -> None:
    body = json.dumps(order(flat, 77777)).replace("77777", written)

    is_problem(await raw(town.cashier, "/payments", body), 400, "json_invalid")


@pytest.mark.parametrize("amount", [0, -1, MAX_FEN + 1, 2**63, 10**30])
async def test_row_8_an_amount_out_of_range(town: City, flat: Any, amount: int) -> None:
    response = await town.cashier.post("/payments", order(flat, amount))

    is_problem(response, 422, "amount_out_of_range", "/amount_fen")


async def test_row_9_a_name_twice(town: City) -> None:
    response = await raw(town.officer, "/projects", '{"code": "A", "code": "B"}')

    is_problem(response, 400, "json_duplicate_key")


@pytest.mark.parametrize("field", ["paid", "authority_id", "state", "maker_id", CANARY[:3]])
async def test_row_10_a_field_that_is_not_ours(town: City, flat: Any, field: str) -> None:
    response = await town.cashier.post("/payments", {**order(flat, 100), field: True})

    is_problem(response, 422, "field_unknown", f"/{field}")


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800", "\\udfff"])
@pytest.mark.parametrize("where", ["name", "a field of nobody's"])
async def test_row_11_text_that_no_database_keeps(town: City, sign: str, where: str) -> None:
    body = f'{{"code": "A", "district": "B", "{where}": "{CANARY}{sign}"}}'

    is_problem(await raw(town.officer, "/projects", body), 422, "text_invalid")


@pytest.mark.parametrize("address", ["/units?code=a%00", "/households?q=%00", "/leases?q=%00b"])
async def test_row_11_text_that_no_database_keeps_in_a_query(town: City, address: str) -> None:
    response = await town.officer.request("GET", address)

    name = address.partition("?")[2].partition("=")[0]
    is_problem(response, 422, "text_invalid", f"query/{name}")


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x7f", "\u0085"])
async def test_row_11_control_characters_are_no_text(town: City, sign: str) -> None:
    body = {"code": "A", "name": f"{CANARY}{sign}", "district": "B"}

    is_problem(await town.officer.post("/projects", body), 422, "text_invalid", "/name")


async def test_row_12_a_hundred_thousand_brackets(town: City) -> None:
    is_problem(await raw(town.officer, "/projects", "[" * 100_000), 400, "json_too_deep")


async def test_row_12_brackets_in_a_text_are_text(town: City) -> None:
    body = {"code": uuid4().hex[:8], "name": "[" * 100, "district": "昆都仑区"}

    assert (await town.officer.post("/projects", body)).status_code == HTTPStatus.CREATED


async def test_row_12_as_deep_as_allowed_is_no_matter_of_depth(town: City) -> None:
    body = '{"a":' * DEEPEST + "1" + "}" * DEEPEST

    assert (await raw(town.officer, "/projects", body)).json()["code"] == "request_invalid"


@pytest.mark.parametrize("written", ["1" * 5000, "-" + "1" * 41, "1e999999999", "0." + "1" * 50])
async def test_row_12_a_number_without_end(town: City, written: str) -> None:
    response = await raw(town.officer, "/projects", f'{{"code": {written}}}')

    is_problem(response, 400, "json_number_too_long")


async def test_row_12_many_digits_in_a_text_are_text(town: City) -> None:
    body = {"code": uuid4().hex[:8], "name": "1" * 60, "district": "昆都仑区"}

    assert (await town.officer.post("/projects", body)).status_code == HTTPStatus.CREATED


@pytest.mark.parametrize(
    "body",
    ['{"code": ', '{"code": "A"} trailing', "", "{'code': 'A'}", "{,}", "\ufeff{}", b"\xff\xfe{}"],
)
async def test_row_13_what_is_not_json(town: City, body: str | bytes) -> None:
    response = await raw(town.officer, "/projects", body)

    is_problem(response, 400, "json_invalid")


async def test_row_13_the_place_is_told(town: City) -> None:
    response = await raw(town.officer, "/projects", '{\n "code": oops}')

    assert response.json()["facts"] == {"line": 2, "column": 10}


@pytest.mark.parametrize("media", ["text/plain", "application/xml", "", "application/jsonp"])
async def test_row_14_a_body_of_another_kind(town: City, media: str) -> None:
    response = await raw(town.officer, "/projects", "{}", **{"Content-Type": media})

    is_problem(response, 415, "media_type_unsupported")
    assert "application/json" in response.headers["Accept-Post"]


async def test_row_14_a_form_where_json_is_wanted_and_json_where_a_form_is(
    town: City,
) -> None:
    form = await town.officer.request("POST", "/projects", files={"file": b"x"})
    plain = await town.manager.post("/imports", {"kind": "units"})

    is_problem(form, 415, "media_type_unsupported")
    is_problem(plain, 415, "media_type_unsupported")


async def test_row_15_a_body_too_large(town: City) -> None:
    body = b'{"name": "' + b"x" * LARGEST_JSON + b'"}'

    response = await raw(town.officer, "/projects", body)

    is_problem(response, 413, "body_too_large")
    assert response.headers["Connection"] == "close"


async def test_row_15_a_body_too_large_in_pieces(town: City) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"name": "'
        for _ in range(LARGEST_JSON // 1000 + 1):
            yield b"x" * 1000

    response = await town.officer.request("POST", "/projects", content=pieces(), headers=JSON)

    is_problem(response, 413, "body_too_large")


async def test_row_15_a_body_of_exactly_the_limit_is_read(town: City) -> None:
    empty = b'{"name": ""}'
    body = empty[:-2] + b"x" * (LARGEST_JSON - len(empty)) + empty[-2:]

    response = await raw(town.officer, "/projects", body)

    assert response.json()["code"] == "request_invalid"
