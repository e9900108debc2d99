"""Figures for charts tie out with the lists, the ledger and the worked examples."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest

from domain.access import Role
from domain.calendar import Month
from tests.given import City, found_city
from tests.given_month import Estate, estate
from tests.given_payments import advanced, home, owes
from tests.given_settlement import PAYMENT, approved, charged, homes, in_force, stepped
from tests.journeys.test_e5 import RENTS, april, may


async def _e5(city: City, mode: str = "RETAIN") -> Estate:
    """Both months of E5, with the remittances and advances of each."""
    living = await april(city, mode)
    await living.remit("2025-04-30")
    await living.advance("2025-04", "2025-05-12")
    await may(living)
    await living.remit("2025-05-31")
    await living.advance("2025-05", "2025-06-09")
    return living


async def _months(city: City, figure: str, **query: Any) -> Any:
    return await city.finance.read(f"/figures/{figure}", last=2, through="2025-05", **query)


async def test_collection_is_the_worked_example(city: City) -> None:
    living = await _e5(city)

    first, second = (await _months(city, "collection", project_id=living.id))["items"]

    assert [one["month"] for one in (first, second)] == ["2025-04", "2025-05"]
    assert (first["leases"], first["billed_fen"]) == (3, 74584)
    assert (first["tenant_paid_fen"], first["tenant_rate"]) == (74584, "100"), "restated, late"
    assert first["cut_off"]["rate"] == "49.91"
    assert (first["remitted_fen"], first["advanced_fen"]) == (37227, 37357)
    assert first["remitted_rate"] == "100"
    assert (second["tenant_paid_fen"], second["tenant_rate"]) == (50130, "67.21")
    assert (second["cut_off"]["rate"], second["cut_off"]["amount_fen"]) == ("67.21", 24454)
    assert (second["remitted_fen"], second["advanced_fen"]) == (50130, 24454)
    assert (second["operator_fen"], second["treasury_fen"]) == (24454, 0)


@pytest.mark.parametrize("mode", ["RETAIN", "REMIT_REFUND"])
async def test_collection_ties_with_lists_and_ledger(city: City, mode: str) -> None:
    living = await _e5(city, mode)
    items = (await _months(city, "collection", project_id=living.id))["items"]

    for one in items:
        month = {"project_id": living.id, "month": one["month"]}
        charges = (await city.finance.read("/charges", **month))["items"]
        vouchers = (await city.finance.read("/advances", **month))["items"]
        transfers = (await city.finance.read("/ledger/transfers", **month, account="L1"))["items"]
        assert one["billed_fen"] == sum(c["amount_fen"] + c["adjusted_fen"] for c in charges)
        assert one["tenant_paid_fen"] == sum(c["paid_fen"] for c in charges)
        assert one["advanced_fen"] == sum(v["amount_fen"] for v in vouchers)
        assert one["remitted_fen"] == sum(
            t["amount_fen"] for t in transfers if t["reason"] == "remitted"
        )
        assert one["billed_fen"] == sum(
            one[part]
            for part in (
                *("reduced_fen", "written_off_fen", "tenant_paid_fen"),
                *("treasury_fen", "operator_fen"),
            )
        )


async def test_money_that_treasury_sent_back_was_not_remitted(city: City) -> None:
    living = await april(city, "RETAIN")
    sent = await living.sent(await living.statement("2025-04-30"), "2025-05-02")
    await city.finance.act(
        f"/remittances/{sent['id']}/return", {"reason": "科目有误"}, version=sent["version"]
    )

    first, _ = (await _months(city, "collection", project_id=living.id))["items"]

    assert (first["remitted_fen"], first["remitted_rate"]) == (0, "0")


async def test_ageing_is_by_charge_and_by_lease(city: City) -> None:
    today = city.runtime.clock.today
    city.runtime.clock.told = date(2026, 5, 11)
    try:
        old = await home(city, "101")
        first, *_ = await owes(city, old, "2025-10", "2025-12", "2026-02", "2026-03", "2026-04")
        await advanced(city, old, first)
        young = await home(city, "102", project=old["project"])
        await owes(city, young, "2026-05", fen=10000)
        coming = await home(city, "103", project=old["project"])
        await owes(city, coming, "2026-05", fen=10000, due_day=20)
        assert today() == date(2026, 5, 11)

        aged = await city.finance.read("/figures/ageing", project_id=old["project"]["id"])
        summary = await city.finance.read("/arrears/summary")
        listed = (await city.finance.read("/arrears"))["items"]
    finally:
        city.runtime.clock.told = None

    by_charge = {one["age"]: one for one in aged["by_charge"]}
    assert {age: one["overdue_fen"] for age, one in by_charge.items()} == {
        "1": 10000,
        "2_3": 27227 * 2,
        "4_6": 27227 * 2,
        "over_6": 27227,
    }
    assert [one["leases"] for one in aged["by_charge"]] == [1, 1, 1, 1]
    assert by_charge["over_6"]["operator_fen"] == 27227
    assert [(one["age"], one["leases"]) for one in aged["by_lease"] if one["leases"]] == [
        ("1", 1),
        ("4_6", 1),
    ]
    assert aged["overdue_fen"] == sum(one["overdue_fen"] for one in listed)
    assert aged["overdue_fen"] == summary["overdue_fen"]
    assert aged["operator_fen"] == summary["operator_fen"]
    assert aged["leases"] == summary["households"]
    [project] = summary["items"]
    assert by_charge["1"]["overdue_fen"] + by_charge["2_3"]["overdue_fen"] == project["young_fen"]
    assert by_charge["4_6"]["overdue_fen"] == project["middle_fen"]
    assert by_charge["over_6"]["overdue_fen"] == project["old_fen"]


async def test_advances_are_a_waterfall_that_ties_with_the_ledger(city: City) -> None:
    living = await _e5(city)

    [operator] = (await _months(city, "advances", project_id=living.id))["operators"]

    first, second = operator["items"]
    assert (first["opening_fen"], first["advanced_fen"], first["closing_fen"]) == (0, 37357, 37357)
    assert (second["opening_fen"], second["recovered_fen"]) == (37357, 37357)
    assert (second["advanced_fen"], second["closing_fen"]) == (24454, 24454)
    assert (first["recovery_rate"], second["recovery_rate"]) == (None, "100")
    for one in (first, second):
        assert one["closing_fen"] == (await living.balances(one["month"]))["A2"]


async def test_a_bounced_payment_is_no_recovery(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.remit("2025-04-30")
    await living.advance("2025-04", "2025-05-12")
    paid = await living.pay("T3", 27227, "2025-05-15")
    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})

    this_month = str(Month.of(_today(city)))
    answer = await city.finance.read("/figures/advances", last=60, through=this_month)

    [operator] = answer["operators"]
    assert operator["operator_id"] == str(city.organisations["operator"])
    recovered = [one["recovered_fen"] for one in operator["items"] if one["recovered_fen"]]
    assert recovered == [27227, -27227], "the mirror counts where it is booked"
    assert operator["items"][-1]["closing_fen"] == 37357


async def test_e18_fee_and_rent_of_a_year(city: City) -> None:
    """1,200 homes at 26.50 all year: 381,600.00 is 10.55 % of 3,617,790.60."""
    project = await city.project()
    await homes(city, project, 1200)
    contract = await in_force(city, project)
    for number in range(1, 13):
        made = await approved(city, contract, f"2025-{number:02d}")
    flat = await home(city, "R", project=project)
    await charged(city, flat, billed=361_779_060, paid=361_779_060, month="2025-06")

    funded = await city.finance.read("/figures/funding", year=2025)
    fees = await city.finance.read("/figures/fees", last=12, through="2025-12")
    listed = (await city.finance.read("/fee-statements", limit=200))["items"]

    assert (funded["rent_fen"], funded["fee_fen"]) == (361_779_060, 38_160_000)
    assert (funded["fee_rate"], funded["use_rate"], funded["is_short"]) == ("10.55", "10.55", False)
    assert [one["fee_rate"] for one in funded["projects"]] == ["10.55"]
    assert fees["payable_fen"] == 38_160_000 == sum(one["payable_fen"] for one in listed)
    assert fees["base_fen"] == sum(one["base_fen"] for one in fees["items"])
    assert [one["month"] for one in fees["items"]] == [f"2025-{n:02d}" for n in range(1, 13)]
    paid = await stepped(city, made, "payment", {**PAYMENT, "paid_on": str(_today(city))})
    assert paid["payable_fen"] == fees["items"][-1]["payable_fen"]


def _today(city: City) -> date:
    return city.runtime.clock.today()


FIGURES = ("collection", "ageing", "advances", "occupancy", "fees", "funding")


@pytest.mark.parametrize("figure", FIGURES)
async def test_what_has_not_changed_is_not_told_again(city: City, figure: str) -> None:
    living = await estate(city, RENTS)

    async def asked(tag: str) -> Any:
        return await city.finance.request(
            "GET",
            f"/figures/{figure}",
            params={"project_id": living.id},
            headers={"If-None-Match": tag},
        )

    tag = (await asked('"none"')).headers["ETag"]
    same = await asked(tag)
    await living.bill("2025-04")
    changed = await asked(tag)

    assert (same.status_code, changed.status_code) == (HTTPStatus.NOT_MODIFIED, HTTPStatus.OK)


@pytest.mark.parametrize("figure", FIGURES)
async def test_another_projects_and_another_citys_figures_are_not_there(
    city: City, stranger, runtime, figure: str
) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await estate(elsewhere, RENTS)
    other = await city.project("OTHER", "别人的", operator_id=None)

    for client, project_id in (
        (city.officer, theirs.id),
        (city.manager, other["id"]),
        (city.officer, str(uuid4())),
    ):
        response = await client.get(f"/figures/{figure}", project_id=project_id)
        assert response.status_code == HTTPStatus.NOT_FOUND


async def test_an_operators_figures_are_of_its_own_projects(city: City) -> None:
    flat = await home(city, project=await city.project("OTHER", "别人的", operator_id=None))
    await owes(city, flat, "2025-04")

    ours = await city.manager.read("/figures/ageing")
    all_of_it = await city.officer.read("/figures/ageing")
    collected = await city.manager.read("/figures/collection", last=1, through="2025-04")

    assert (ours["leases"], all_of_it["leases"]) == (0, 1)
    assert collected["items"][0]["billed_fen"] == 0


@pytest.mark.parametrize("role", [Role.TENANT, Role.MAINTENANCE, Role.ADMINISTRATOR])
async def test_figures_of_money_are_not_everybodys(city: City, role: Role) -> None:
    response = await city[role].get("/figures/collection")

    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "query", [{"last": 0}, {"last": 61}, {"through": "2026-13"}, {"through": "0000-01"}]
)
async def test_months_that_make_no_sense_are_refused(city: City, query: dict[str, Any]) -> None:
    response = await city.finance.get("/figures/collection", **query)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
