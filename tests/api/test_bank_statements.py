"""A bank's file is matched and booked at once; no serial number is ever booked twice."""

import asyncio
import json
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

import pytest

from api import worker
from domain.access import Role
from tests.given import City
from tests.given_books import DATA, real_books
from tests.given_payments import bank_file, books_of, charges_of, home, owes, sent

EXPECTED: Final[dict[str, Any]] = json.loads((DATA / "expected.json").read_text("utf-8"))
RENT = 27227


async def booked(city: City, project: Any, data: bytes) -> Any:
    """Send the file, let the worker book it; gives the statement."""
    response = await sent(city, project, data)
    assert response.status_code == HTTPStatus.ACCEPTED, response.text
    await worker.drain(city.runtime)
    return await city.cashier.read(f"/bank-statements/{response.json()['id']}")


def tally(statement: Any, outcome: str) -> tuple[int, int]:
    told = statement["summary"][outcome]
    return told["lines"], told["amount_fen"]


async def test_the_real_statement_on_the_real_books_comes_out_as_on_paper(city: City) -> None:
    project = await real_books(city)
    await city.cashier.act("/billing-runs", {"project_id": project["id"], "month": "2026-04"})
    await worker.drain(city.runtime)

    statement = await booked(city, project, (DATA / "银行流水_2026-04.csv").read_bytes())

    expected = EXPECTED["银行流水_2026-04.csv"]
    summary = statement["summary"]
    assert (statement["state"], summary["encoding"]) == ("done", expected["encoding"])
    assert (summary["lines"], summary["income_fen"]) == (expected["lines"], 2381177)
    assert tally(statement, "matched") == (expected["matchable"], 2203788)
    assert tally(statement, "suspense") == (6, 2381177 - 2203788)
    assert (tally(statement, "duplicate")[0], summary["credit_fen"]) == (1, 0)
    path = f"/bank-statements/{statement['id']}/lines"
    lines = (await city.cashier.read(path, outcome="suspense"))["items"]
    unmatched = [
        (line["serial"], round(float(line["amount"]) * 100)) for line in expected["unmatched"]
    ]
    assert sorted((one["serial_no"], one["income_fen"]) for one in lines) == sorted(unmatched)
    twice = (await city.cashier.read(path, outcome="duplicate"))["items"]
    assert [one["serial_no"] for one in twice] == [expected["duplicate_serial"]]
    standing = await books_of(city, project)
    assert {code: standing[code] for code in ("A1", "A3", "L1", "L2", "R1")} == {
        "A1": 277389,
        "A3": 2381177,
        "L1": -2203788,
        "L2": 2203788 - 2381177,
        "R1": -277389,
    }
    arrears = await city.cashier.read("/arrears/summary")
    assert arrears["overdue_fen"] == 277389


async def test_the_same_bytes_are_the_same_statement(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")
    data = bank_file([("272.27", "赵福生", "租金 合同" + await number(city, flat), "S1")])

    first = await booked(city, flat["project"], data)
    again = await booked(city, flat["project"], data)

    assert again == first
    assert (await books_of(city, flat["project"]))["A3"] == RENT


async def test_the_same_key_gives_the_first_answer_whatever_the_forms_boundary(
    city: City,
) -> None:
    flat = await home(city)
    data, key = bank_file([("1.00", "某", "租金", "S1")]), str(uuid4())

    first = await sent(city, flat["project"], data, key=key)
    again = await sent(city, flat["project"], data, key=key)
    other = await sent(city, flat["project"], data + b" ", key=key)

    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == first.json()
    assert other.json()["code"] == "idempotency_key_reused"


async def test_a_serial_number_in_another_file_is_a_duplicate_or_a_conflict(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")
    contract = await number(city, flat)
    line = ("272.27", "赵福生", f"租金 {contract}", "S1")
    await booked(city, flat["project"], bank_file([line]))

    changed = ("300.00", "赵福生", f"租金 {contract}", "S1")
    copied = await booked(city, flat["project"], bank_file([line, ("1.00", "某", "不明", "S2")]))
    differs = await booked(city, flat["project"], bank_file([changed]))

    assert tally(copied, "duplicate") == (1, RENT)
    assert tally(copied, "suspense") == (1, 100)
    assert tally(differs, "conflict") == (1, 30000)
    assert differs["summary"]["conflicts"] == [4]
    path = f"/bank-statements/{differs['id']}/lines"
    (told,) = (await city.cashier.read(path, outcome="conflict"))["items"]
    payment = await city.cashier.read(f"/payments/{told['payment_id']}")
    assert payment["amount_fen"] == RENT
    assert (await books_of(city, flat["project"]))["A3"] == RENT + 100


async def test_a_line_that_changes_within_the_file_forbids_all_of_it(city: City) -> None:
    flat = await home(city)
    lines = [("1.00", "某", "租金", "S1"), ("2.00", "某", "租金", "S1")]

    statement = await booked(city, flat["project"], bank_file(lines))

    assert statement["state"] == "refused"
    assert statement["summary"]["error_count"] == 1
    assert await books_of(city, flat["project"]) == {}


async def test_a_line_of_a_day_to_come_forbids_all_of_it(city: City) -> None:
    flat = await home(city)
    data = bank_file([("1.00", "某", "租金", "S1")], day="20990101")

    statement = await booked(city, flat["project"], data)

    assert (statement["state"], statement["summary"]["errors"][0]["why"]) == (
        "refused",
        "in_future",
    )


async def test_a_file_that_is_no_statement_fails_with_its_reason_and_may_be_sent_again(
    city: City,
) -> None:
    project = await city.project()

    statement = await booked(city, project, "姓名,电话\n甲,1\n".encode("gbk"))

    operation = await city.cashier.read(f"/operations/{statement['operation_id']}")
    assert (statement["state"], statement["summary"]) == ("refused", None)
    assert (operation["state"], operation["problem"]["code"]) == ("failed", "columns_missing")
    again = (await sent(city, project, "姓名,电话\n甲,1\n".encode("gbk"))).json()
    assert (again["id"], again["state"]) == (statement["id"], "reading")


async def test_expenses_are_told_and_make_no_payment(city: City) -> None:
    flat = await home(city)

    statement = await booked(city, flat["project"], bank_file([("-5.00", "银行", "手续费", "F1")]))

    assert tally(statement, "expense") == (1, 500)
    assert (await city.cashier.read("/payments"))["items"] == []


async def test_several_lines_for_one_home_settle_its_months_one_after_the_other(
    city: City,
) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04", "2025-05", fen=10000)
    contract = await number(city, flat)
    lines = [(yuan, "某", f"租金 {contract}", f"S{yuan}") for yuan in ("70.00", "80.00", "90.00")]

    statement = await booked(city, flat["project"], bank_file(lines))

    assert statement["summary"]["credit_fen"] == 4000
    assert await charges_of(city, flat) == [(10000, 0, 0), (10000, 0, 0)]
    assert (await books_of(city, flat["project"]))["L2"] == -4000


async def test_the_same_file_sent_and_booked_at_once_is_one_statement(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")
    contract = await number(city, flat)
    lines = [("10.00", "某", f"租金 {contract}", f"S{n}") for n in range(20)]

    answers = await asyncio.gather(
        *(sent(city, flat["project"], bank_file(lines)) for _ in range(6))
    )
    await asyncio.gather(*(worker.drain(city.runtime) for _ in range(3)))

    assert {answer.status_code for answer in answers} == {HTTPStatus.ACCEPTED}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await charges_of(city, flat) == [(20000, RENT - 20000, 0)]


async def test_files_that_overlap_booked_at_once_book_each_serial_number_once(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")
    contract = await number(city, flat)
    lines = [("10.00", "某", f"租金 {contract}", f"S{n:02}") for n in range(30)]

    for part in (lines[:20], lines[10:], list(reversed(lines))):
        await sent(city, flat["project"], bank_file(part))
    await asyncio.gather(*(worker.drain(city.runtime) for _ in range(3)))

    statements = (await city.cashier.read("/bank-statements"))["items"]
    assert [one["state"] for one in statements] == ["done"] * 3
    assert sum(tally(one, "matched")[0] for one in statements) == 30
    assert (await books_of(city, flat["project"]))["A3"] == 30000


@pytest.mark.parametrize("role", [Role.PURCHASER_OFFICER, Role.FRONT_DESK, Role.AUDITOR])
async def test_only_who_takes_money_brings_statements_in(city: City, role: Role) -> None:
    project = await city.project()

    response = await city[role].request(
        "POST",
        "/bank-statements",
        data={"project_id": project["id"]},
        files={"file": ("a.csv", b"x")},
    )

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_another_operators_project_is_as_if_it_were_not(city: City) -> None:
    project = await city.project("OTHER", "别人的", operator_id=None)

    response = await sent(city, project, b"x")

    assert (response.status_code, response.json()["code"]) == (404, "project_not_found")


async def test_an_empty_file_is_refused(city: City) -> None:
    response = await sent(city, await city.project(), b"")

    assert (response.status_code, response.json()["code"]) == (422, "file_empty")


async def number(city: City, flat: Any) -> str:
    return (await city.cashier.read(f"/leases/{flat['id']}"))["contract_no"]
