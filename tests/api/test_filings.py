"""A signed lease is filed in time, and its receipt is its own."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus

import pytest

from domain.access import Role
from tests.given import City
from tests.given_eligibility import granted
from tests.given_leasing import DRAFTED, filing_of, kept, on, ready, signed
from tests.given_units import PDF, stored

FRONT_DESK = Role.FRONT_DESK


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The tenth of April, a Friday, unless a test says another day."""
    with on(city, DRAFTED):
        yield


async def test_a_signed_lease_is_filed_within_thirty_days(city: City) -> None:
    """Signed on Friday 10 April: the thirtieth day, 10 May, is a Sunday; Monday is the last."""
    lease = await signed(city)
    one = await filing_of(city, lease)
    paper = await stored(city[FRONT_DESK], "合同.pdf", PDF)

    sent = await city[FRONT_DESK].act(
        f"/lease-filings/{one['id']}/submission", {"file_ids": [paper]}, version=1
    )
    body = {"receipt_no": "包住保备〔2026〕0417号", "confirmed_on": "2026-04-10"}
    path = f"/lease-filings/{one['id']}/confirmation"
    alone = await city[FRONT_DESK].post(path, body, **{"If-Match": '"2"'})
    done = await city.officer.act(path, body, version=2)
    late = await city.officer.post(path, body, **{"If-Match": '"3"'})

    assert (one["state"], one["due_on"], one["is_overdue"]) == ("to_file", "2026-05-11", False)
    assert sent["state"] == "submitted"
    assert alone.json()["code"] == "permission_missing"
    assert (done["state"], done["receipt_no"]) == ("confirmed", body["receipt_no"])
    assert late.json()["code"] == "transition_refused"


async def test_from_the_day_after_its_last_day_it_is_overdue(city: City) -> None:
    lease = await signed(city)

    with on(city, date(2026, 5, 11)):
        assert (await filing_of(city, lease))["is_overdue"] is False
    with on(city, date(2026, 5, 12)):
        late = (await city.officer.read("/lease-filings", overdue=True))["items"]
        assert [(one["lease_id"], one["is_overdue"]) for one in late] == [(lease["id"], True)]


async def test_what_is_sent_back_is_sent_again_while_the_clock_runs_on(city: City) -> None:
    lease = await signed(city)
    one = await filing_of(city, lease)
    desk = city[FRONT_DESK]
    await desk.act(f"/lease-filings/{one['id']}/submission", {}, version=1)

    back = await city.officer.act(
        f"/lease-filings/{one['id']}/return", {"reason": "缺交接单"}, version=2
    )
    again = await desk.act(f"/lease-filings/{one['id']}/submission", {}, version=3)

    assert (back["state"], back["returned_for"], back["due_on"]) == (
        "to_file",
        "缺交接单",
        one["due_on"],
    )
    assert (again["state"], again["returned_for"]) == ("submitted", None)


async def test_a_receipt_is_one_leases(city: City) -> None:
    home = await kept(city)
    first, second = await signed(city, await ready(city, home)), None
    other = await kept(city, home["project"], "102", record=await granted(city, "钱大有"))
    second = await signed(city, await ready(city, other))
    body = {"receipt_no": "备1号", "confirmed_on": "2026-04-10"}
    answers = []
    for lease in (first, second):
        one = await filing_of(city, lease)
        await city[FRONT_DESK].act(f"/lease-filings/{one['id']}/submission", {}, version=1)
        path = f"/lease-filings/{one['id']}/confirmation"
        answers.append(await city.officer.post(path, body, **{"If-Match": '"2"'}))

    assert answers[0].status_code == HTTPStatus.CREATED
    assert answers[1].json()["code"] == "code_taken"
