"""Registering for a round: only who is eligible, once, in time; and nobody learns more."""

from datetime import date, timedelta
from http import HTTPStatus
from uuid import UUID

import pytest
from sqlalchemy import insert, text

from domain.access import Role
from persistence.tables.households import HouseholdRow, MemberRow
from tests.api.test_duplicates import housed
from tests.given import City
from tests.given_eligibility import banned, decided, granted, number, refused, trail
from tests.given_registrations import a_round, try_to
from tests.given_rounds import CLOSES, OPENS, applicant, homes, on, published, registered


async def test_edge_case_23_the_clerk_registers_whoever_stands_at_the_counter(city: City) -> None:
    """11.1 no. 23: no telephone is needed, and the clerk's name stands beside it."""
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生", size=1)

    made = await registered(city, one, record, mine)

    assert (made["number"], made["state"], made["channel"]) == ("000001", "registered", "counter")
    assert made["registered_by"] == str(city[Role.FRONT_DESK].person_id)
    assert made["registered_by_name"] == "front_desk 甲"
    assert made["national_id_mask"] == f"{mine[:6]}********{mine[-4:]}"
    assert mine not in str(made)
    listed = await city.manager.read(f"/allocation-rounds/{one['id']}/registrations")
    assert [item["id"] for item in listed["items"]] == [made["id"]]


async def test_a_number_may_be_written_as_people_write_it(city: City) -> None:
    one = await a_round(city)
    await granted(city, "赵福生", national_id="11010519491231002X", acknowledge_duplicates=True)

    response = await try_to(city, one, "赵福生", "１１０１０５４９１２３１００２")

    assert response.status_code == HTTPStatus.CREATED, response.text


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (OPENS - timedelta(days=1), "registration_closed"),
        (OPENS, None),
        (CLOSES, None),
        (CLOSES + timedelta(days=1), "registration_closed"),
    ],
)
async def test_registration_is_open_from_its_first_day_to_its_last(
    city: City, day: date, code: str | None
) -> None:
    one = await a_round(city)
    _, mine = await applicant(city, "赵福生")

    response = await try_to(city, one, "赵福生", mine, day)

    assert response.json().get("code") == code, response.text


async def test_nobody_registers_twice(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    await registered(city, one, record, mine)

    response = await try_to(city, one, "赵福生", mine)

    assert (response.status_code, response.json()["code"]) == (409, "already_registered")


async def test_who_withdrew_may_register_again(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    made = await registered(city, one, record, mine)
    path = f"/allocation-rounds/{one['id']}/registrations/{made['id']}/withdrawal"
    with on(city, OPENS):
        await city[Role.FRONT_DESK].act(path, {"reason": "另有住房"}, version=made["version"])

    again = await registered(city, one, record, mine)

    assert again["number"] == "000002"


async def strangers(city: City) -> dict[str, tuple[str, str]]:
    """Everybody who may not register, and the word for it."""
    ban, over, cancelled, other, home = (number() for _ in range(5))
    await granted(city, "钱一", national_id=ban)
    await banned(city, ban, from_on="2026-01-01")
    await granted(city, "钱二", national_id=over, ends_on="2026-03-31")
    record = await granted(city, "钱三", national_id=cancelled)
    await decided(city, record, effective_on="2026-04-01")
    await granted(city, "钱四", national_id=other, tier="new_worker")
    await granted(city, "钱五", national_id=home)
    await housed(city, home, "CCCC")
    _, named = await applicant(city, "钱六")
    return {
        "unknown": ("赵某", number()),
        "banned": ("钱一", ban),
        "expired": ("钱二", over),
        "cancelled": ("钱三", cancelled),
        "other_tier": ("钱四", other),
        "housed": ("钱五", home),
        "other_name": ("钱七", named),
    }


async def test_a_clerk_learns_the_same_of_everybody_who_may_not(city: City) -> None:
    """Banned, expired, of another tier, housed, unknown: one answer, and each is noted."""
    one = await a_round(city, tiers=["low_income"])
    people = await strangers(city)

    answers = [await try_to(city, one, *who) for who in people.values()]

    assert {one.status_code for one in answers} == {HTTPStatus.CONFLICT}
    told = [{**one.json(), "request_id": ""} for one in answers]
    assert all(one == told[0] for one in told)
    assert (told[0]["code"], told[0]["facts"]) == ("not_eligible", {})
    noted = await refused(city, city[Role.FRONT_DESK])
    assert [one["code"] for one in noted] == ["not_eligible"] * len(people)
    assert not any(national_id in str(noted) for _, national_id in people.values())


async def test_the_bureau_is_told_why(city: City) -> None:
    one = await a_round(city, tiers=["low_income"])

    for why, who in (await strangers(city)).items():
        response = await try_to(city, one, *who, client=city.officer)
        assert response.json()["facts"] == {"why": why}


async def test_trying_out_who_is_eligible_ends_after_thirty_tries(city: City) -> None:
    one = await a_round(city)

    answers = [await try_to(city, one, "某人", number()) for _ in range(31)]

    assert [one.status_code for one in answers] == [409] * 30 + [429]


async def test_a_tenant_registers_themselves_and_reads_their_own(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    other = await registered(city, one, *await applicant(city, "钱进财"))
    async with city.runtime.database.transaction(city.context) as session:
        household_id = await session.scalar(
            insert(HouseholdRow)
            .values(
                project_id=UUID(one["project_id"]), tenant_name="赵福生", tier="low_income", size=1
            )
            .returning(HouseholdRow.id)
        )
        await session.execute(
            insert(MemberRow).values(
                household_id=household_id,
                name="赵福生",
                relation="本人",
                is_tenant=True,
                national_id_index=city.runtime.vault.index("national_id", mine),
            )
        )
    tenant = await city.hire(Role.TENANT, household_id=household_id)

    with on(city, OPENS):
        made = await tenant.act(f"/allocation-rounds/{one['id']}/registrations")
    base = f"/allocation-rounds/{one['id']}/registrations"
    own = await tenant.get(f"{base}/{made['id']}")
    theirs = await tenant.get(f"{base}/{other['id']}")
    listed = await tenant.get(base)

    assert (made["channel"], made["applicant_name"]) == ("online", record["applicant_name"])
    assert own.status_code == HTTPStatus.OK
    assert (theirs.status_code, theirs.json()["code"]) == (404, "registration_not_found")
    assert listed.status_code == HTTPStatus.FORBIDDEN


async def test_at_the_counter_somebody_must_be_named(city: City) -> None:
    one = await a_round(city)

    with on(city, OPENS):
        response = await city[Role.FRONT_DESK].post(f"/allocation-rounds/{one['id']}/registrations")

    assert (response.status_code, response.json()["code"]) == (422, "applicant_missing")


@pytest.mark.parametrize(
    "role", [Role.CASHIER, Role.INSPECTOR, Role.FINANCE_OFFICER, Role.PURCHASER_APPROVER]
)
async def test_registering_is_for_the_counter(city: City, role: Role) -> None:
    one = await a_round(city)

    response = await try_to(city, one, "赵福生", number(), client=city[role])

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_a_round_of_another_operator_s_project_is_not_there(city: City) -> None:
    project = await city.project("BBBB", operator_id=None)
    one = await published(city, project, await homes(city, project, 1), method="queue")
    _, mine = await applicant(city, "赵福生")

    response = await try_to(city, one, "赵福生", mine)

    assert (response.status_code, response.json()["code"]) == (404, "round_not_found")


async def test_every_step_is_in_the_trail_and_names_nobody(city: City) -> None:
    one = await a_round(city)
    _, mine = await applicant(city, "孙某某")
    await try_to(city, one, "孙某某", mine)

    [noted] = await trail(city, "rounds.registration.made")
    async with city.runtime.database.snapshot(city.context) as session:
        rows = await session.execute(text("select a::text from audit_events a"))
        stored = "".join(row[0] for row in rows)
        events = await session.execute(text("select kind from outgoing_events"))
        kinds = {row[0] for row in events}

    assert noted["round_id"] == one["id"]
    assert "孙某某" not in stored
    assert mine not in stored
    assert {"rounds.round.plan_published", "rounds.registration.made"} <= kinds
