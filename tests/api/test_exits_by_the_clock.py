"""Who does not apply in time leaves at the end: the calendar opens the case."""

from typing import Any

from tests.given import City
from tests.given_exits import deed
from tests.given_leasing import on
from tests.given_renewals import BEGINS, ENDS, applied, clock, housed, state_of


async def cases_of(city: City, lease: Any) -> Any:
    return (await city.officer.read("/exit-cases", lease_id=lease["id"]))["items"]


async def test_who_did_not_apply_has_an_exit_case_the_day_after_the_end(city: City) -> None:
    """公租房办法 Art. 30. Once, by the calendar; a case that was called off stays so."""
    lease = await housed(city)
    await clock(city, ENDS)
    assert await cases_of(city, lease) == []

    await clock(city, BEGINS)
    await clock(city, BEGINS)

    [case] = await cases_of(city, lease)
    assert (case["track"], case["ground"], case["state"]) == ("civil", "expiry", "opened")
    assert (case["opened_on"], case["maker_id"]) == (BEGINS.isoformat(), None)
    with on(city, BEGINS):
        await deed(city.approver, case, "withdrawal", {"reason": "已另行协商。"})
    await clock(city, BEGINS)
    assert [one["state"] for one in await cases_of(city, lease)] == ["withdrawn"]


async def test_a_city_may_only_remind_who_did_not_apply(city: City) -> None:
    lease = await housed(city)
    setting = {"key": "lease.late_renewal_effect", "value": "reminder", "legal_basis": "本市办法"}
    await city.officer.act("/parameters", {**setting, "valid_from": "2026-01-01"})

    await clock(city, BEGINS)

    assert await state_of(city, lease) == "relocation"
    assert await cases_of(city, lease) == []


async def test_while_a_renewal_is_being_decided_nobody_must_leave(city: City) -> None:
    lease = await housed(city)
    await applied(city, lease)

    await clock(city, BEGINS)

    assert await cases_of(city, lease) == []
