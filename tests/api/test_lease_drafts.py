"""A lease is drafted from the rules, for who was granted a home, and for the home kept for them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_eligibility import OPERATORS, banned, decided, decision, granted, number, refused
from tests.given_leasing import (
    DRAFTED,
    STARTS,
    drafted,
    kept,
    lease_in,
    on,
    place,
    step,
    tried,
    tried_draft,
)
from tests.given_month import estate
from tests.given_units import stored

FRONT_DESK = Role.FRONT_DESK


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The tenth of April, unless a test says another day."""
    with on(city, DRAFTED):
        yield


async def test_the_rules_give_rent_deposit_term_and_number(city: City) -> None:
    lease = await drafted(city)

    assert (lease["state"], lease["tier"]) == ("draft", "low_income")
    assert (lease["starts_on"], lease["ends_on"]) == ("2026-05-01", "2029-04-30")
    assert lease["monthly_rent_fen"] == lease["rule_rent_fen"] == lease["deposit_fen"] == 27227
    assert lease["rent_trace"]["price_per_m2"] == "5.2"
    assert lease["rent_trace"]["exact_yuan"] == "272.272"
    assert lease["contract_no"] == "XFJY-HT-2026-00001"
    assert lease["tenant_name"] == "赵福生"
    assert sorted(lease["possible"]) == ["discard", "explain"]


async def test_the_household_is_made_of_what_was_granted(city: City) -> None:
    people = [{"name": "王秀英", "relation": "配偶", "national_id": number()}]
    record = await granted(city, "赵福生", members=people, size=2)

    lease = await drafted(city, await kept(city, record=record))
    household = await city[FRONT_DESK].read(f"/households/{lease['household_id']}")

    assert (household["size"], household["tier"]) == (2, "low_income")
    assert [(one["name"], one["relation"]) for one in household["members"]] == [
        ("赵福生", "本人"),
        ("王秀英", "配偶"),
    ]
    assert all(one["national_id_mask"] for one in household["members"])
    told = {"reason": "核对合同原件"}
    path = f"/households/{household['id']}/members/{household['members'][1]['id']}/reveal"
    seen = await city[FRONT_DESK].act(path, told)
    assert seen["national_id"] == people[0]["national_id"]


@pytest.mark.parametrize(
    ("tier", "fen"),
    [("lower_middle", 34800), ("low_income", 20130), ("minimum_living", 3900)],
)
async def test_e3_the_tier_makes_the_rent(city: City, tier: str, fen: int) -> None:
    """58 ㎡ at 6.00: full 348.00; low income 50 % within 45 ㎡, 85 % beyond; 低保 0 and 50 %."""
    project = await city.project()
    standard = {"project_id": project["id"], "price_per_m2": "6.00", "valid_from": "2025-01-01"}
    await city.officer.act("/rent-standards", standard | {"document_no": "1 号"})
    terms = {
        "low_income": {"within": {"percent": "50"}, "beyond": {"percent": "85"}},
        "minimum_living": {"within": {"percent": "0"}, "beyond": {"percent": "50"}},
    }
    rule = {"name": "余姚", "guaranteed_m2": ["45"], "tiers": terms}
    body = {"project_id": project["id"], "valid_from": "2025-01-01", "rule": rule}
    await city.officer.act("/rent-rules", body | {"basis": "actual_days", "legal_basis": "九号文"})
    record = await granted(city, tier=tier)

    lease = await drafted(city, await kept(city, project, record=record, area_m2="58.00"))

    assert lease["monthly_rent_fen"] == fen
    assert Decimal(lease["rent_trace"]["area_m2"]) == 58


async def test_a_deposit_is_asked_for_by_the_citys_rule(city: City) -> None:
    for key, value in (("deposit.rule", "per_m2"), ("deposit.fen_per_m2", 10000)):
        setting = {"key": key, "value": value, "valid_from": "2025-01-01", "legal_basis": "津"}
        await city.officer.act("/parameters", setting)

    lease = await drafted(city)

    assert lease["deposit_fen"] == 523600


@pytest.mark.parametrize(
    ("ends_on", "code"),
    [("2031-05-01", "term_too_long"), ("2026-04-30", "term_ends_before_start")],
)
async def test_five_years_at_most_and_no_end_before_the_beginning(
    city: City, ends_on: str, code: str
) -> None:
    home = await kept(city)

    response = await tried_draft(city, home, ends_on=ends_on)
    longest = await tried_draft(city, home, ends_on="2031-04-30")

    assert (response.json()["code"], longest.status_code) == (code, HTTPStatus.CREATED)


async def test_nobody_is_housed_before_or_after_their_grant(city: City) -> None:
    home = await kept(city)

    late = await tried_draft(city, home, starts_on="2030-01-01")

    assert (late.status_code, late.json()["code"]) == (409, "household_not_eligible")
    assert late.json()["facts"] == {}, "the operator learns only that it may not"


async def test_a_grant_that_was_cancelled_makes_no_lease(city: City) -> None:
    home = await kept(city)
    await decided(city, home["record"], effective_on=STARTS.isoformat())

    response = await tried_draft(city, home)

    assert response.json()["code"] == "household_not_eligible"


async def test_a_ban_makes_no_lease(city: City) -> None:
    who = number()
    home = await kept(city, record=await granted(city, national_id=who))
    await banned(city, who)

    response = await tried_draft(city, home)

    assert response.json()["code"] == "household_not_eligible"


async def test_a_home_that_is_not_kept_any_more_makes_no_lease(city: City) -> None:
    home = await kept(city)
    paper = {"reason": "另有住处", "file_ids": []}
    paper["file_ids"] = [await stored(city[FRONT_DESK])]
    await city[FRONT_DESK].act(f"/reservations/{home['id']}/waiver", paper, version=home["version"])

    response = await tried_draft(city, home)

    assert response.json()["code"] == "home_not_kept"


async def test_a_home_is_drafted_for_once(city: City) -> None:
    home = await kept(city)
    await drafted(city, home)

    response = await tried_draft(city, home)

    assert response.json()["code"] in {"already_done", "member_housed"}


async def test_somebody_who_lives_in_another_home_is_not_housed_twice(city: City) -> None:
    people = [{"name": "王秀英", "relation": "配偶", "national_id": number()}]
    first = await kept(
        city, record=await granted(city, "王秀英", national_id=people[0]["national_id"])
    )
    await drafted(city, first)
    second = await granted(city, "赵福生", members=people, size=2, acknowledge_duplicates=True)
    home = await kept(city, first["project"], "102", record=second)

    response = await tried_draft(city, home)

    assert (response.json()["code"], response.json()["facts"]) == ("member_housed", {"leases": 1})


async def test_a_lease_that_began_already_says_why(city: City) -> None:
    with on(city, date(2026, 5, 10)):
        home = await kept(city)
        silent = await tried_draft(city, home)
        told = await tried_draft(city, home, reason="四月底已口头约定，补签")

    assert silent.json()["code"] == "backdating_needs_reason"
    assert told.status_code == HTTPStatus.CREATED


async def test_nothing_begins_in_a_closed_month(city: City) -> None:
    done = await estate(city, {"甲": 27227})
    for month in ("2025-04",):
        await done.bill(month)
        await done.pay("甲", 27227, f"{month}-10")
        await done.remit(f"{month}-30")
        await done.close(month)
    home = await kept(city, done.project, "201")

    response = await tried_draft(city, home, starts_on="2025-04-15", reason="补签")

    assert response.json()["code"] == "period_closed"


async def test_a_draft_takes_other_days_and_its_rent_is_looked_up_anew(city: City) -> None:
    project = await place(city)
    lease = await drafted(city, await kept(city, project))
    standard = {"project_id": project["id"], "price_per_m2": "5.60", "valid_from": "2026-07-01"}
    await city.officer.act("/rent-standards", standard | {"document_no": "2 号"})

    changed = await city[FRONT_DESK].patch(
        f"/leases/{lease['id']}", {"starts_on": "2026-07-01", "note": "夏天入住"}, version=1
    )

    assert changed.status_code == HTTPStatus.OK, changed.text
    told = changed.json()
    assert (told["starts_on"], told["ends_on"]) == ("2026-07-01", "2029-06-30")
    assert (told["monthly_rent_fen"], told["note"]) == (29322, "夏天入住")


async def test_a_rent_that_was_overtaken_is_not_sent_to_be_signed(city: City) -> None:
    project = await place(city)
    lease = await drafted(city, await kept(city, project))
    await step(
        city[FRONT_DESK],
        lease,
        "explanation",
        {"acknowledgement": "at_counter", "acknowledged_by": "赵福生"},
    )
    standard = {"project_id": project["id"], "price_per_m2": "5.60", "valid_from": "2026-04-01"}
    await city.officer.act("/rent-standards", standard | {"document_no": "2 号"})

    response = await tried(city[FRONT_DESK], lease, "signing")

    assert response.json()["code"] == "rent_out_of_date"
    assert response.json()["facts"] == {"on_paper_fen": 27227, "by_rule_fen": 29322}


@pytest.mark.parametrize("role", [*OPERATORS[1:], Role.PURCHASER_OFFICER, Role.TENANT])
async def test_only_the_front_desk_drafts(city: City, role: Role) -> None:
    home = await kept(city)

    response = await city[role].post("/leases", lease_in(home))

    assert response.json()["code"] == "permission_missing"


async def test_an_attempt_without_a_grant_is_noted(city: City) -> None:
    home = await kept(city)
    who = city[FRONT_DESK]

    granting = await who.post("/eligibility-records", decision())
    await tried_draft(city, home, starts_on="2030-01-01")

    assert granting.json()["code"] == "permission_missing"

    assert [one["code"] for one in await refused(city, who)] == ["permission_missing"]


async def test_another_citys_home_is_not_there(city: City) -> None:
    home = await kept(city)
    elsewhere = await found_city(city.runtime, city.http)

    response = await elsewhere[FRONT_DESK].post("/leases", lease_in(home))

    assert (response.status_code, response.json()["code"]) == (404, "reservation_not_found")
