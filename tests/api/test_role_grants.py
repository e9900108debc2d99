"""Rights need two people: what an administrator adds waits, what they take away is gone at once."""

import asyncio
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from api.people.founding import seat_administrator
from api.runtime import Runtime
from domain.access import Role
from persistence.session import FourEyes
from tests.given import City, Client, found_city
from tests.given_bad_inputs import is_problem
from tests.given_people import PASSWORD, signed_in, staff


async def _hired(city: City, **facts: Any) -> Any:
    body = {
        "username": f"gao.{uuid4().hex[:10]}",
        "name": "高晓峰",
        "password": PASSWORD,
        "organisation_id": str(city.organisations["operator"]),
        "roles": ["cashier"],
        **facts,
    }
    return await city[Role.ADMINISTRATOR].act("/people", body)


async def _confirm(client: Client, person: Any, version: int = 1) -> Any:
    path = f"/role-grants/{person['role_grant_id']}/confirmation"
    return await client.post(path, **{"If-Match": f'"{version}"'})


async def _seat(city: City, person_id: str, **desk: Any) -> Any:
    body = {"organisation_id": str(city.organisations["operator"]), **desk}
    answer = await city[Role.ADMINISTRATOR].request("PUT", f"/people/{person_id}/desk", json=body)
    assert answer.status_code == HTTPStatus.OK, answer.text
    return answer.json()


async def _me(city: City, username: str) -> Any:
    token = (await signed_in(city.http, username)).json()["access_token"]
    return (await city.http.get("/v1/me", headers={"Authorization": f"Bearer {token}"})).json()


async def test_what_was_asked_for_is_not_in_force(city: City) -> None:
    hired = await _hired(city)

    me = await _me(city, hired["username"])

    assert (hired["roles"], hired["asked_roles"]) == ([], ["cashier"])
    assert (me["roles"], me["permissions"]) == ([], [])


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PURCHASER_APPROVER])
async def test_a_second_person_puts_it_in_force(city: City, role: Role) -> None:
    hired = await _hired(city)

    confirmed = await _confirm(await city.hire(role), hired)

    assert confirmed.status_code == HTTPStatus.CREATED, confirmed.text
    assert confirmed.json()["state"] == "confirmed"
    assert (await _me(city, hired["username"]))["roles"] == ["cashier"]
    [listed] = [
        one
        for one in (await city[Role.ADMINISTRATOR].read("/people", limit=200))["items"]
        if one["id"] == hired["id"]
    ]
    assert (listed["roles"], listed["asked_roles"]) == (["cashier"], [])
    assert listed["role_grant_id"] is None


async def test_who_asked_does_not_confirm(city: City) -> None:
    hired = await _hired(city)

    is_problem(await _confirm(city[Role.ADMINISTRATOR], hired), 403, "maker_is_checker")
    assert (await _me(city, hired["username"]))["roles"] == []


async def test_nobody_confirms_rights_of_their_own(city: City) -> None:
    """An administrator asks for a colleague, who may confirm for anybody but herself."""
    colleague = await city.hire(Role.PURCHASER_APPROVER)
    asked = await _seat(
        city,
        str(colleague.person_id),
        organisation_id=str(city.organisations["bureau"]),
        roles=["purchaser_approver", "purchaser_officer"],
    )

    is_problem(await _confirm(colleague, asked), 403, "own_rights")
    is_problem(
        await colleague.post(
            f"/role-grants/{asked['role_grant_id']}/rejection",
            {"reason": "不需要"},
            **{"If-Match": '"1"'},
        ),
        403,
        "own_rights",
    )


@pytest.mark.parametrize(
    "role",
    sorted(set(Role) - {Role.ADMINISTRATOR, Role.PURCHASER_APPROVER}),
)
async def test_nobody_else_confirms(city: City, role: Role) -> None:
    is_problem(await _confirm(city[role], await _hired(city)), 403, "permission_missing")


async def test_another_citys_administrator_finds_nothing(city: City, runtime: Runtime) -> None:
    elsewhere = await found_city(runtime, city.http)
    hired = await _hired(city)

    for client in (elsewhere[Role.ADMINISTRATOR], elsewhere.approver):
        is_problem(await _confirm(client, hired), 404, "role_grant_not_found")
    assert (await elsewhere.approver.read("/role-grants"))["items"] == []


async def test_what_is_taken_away_is_gone_at_once(city: City) -> None:
    known = await staff(city, roles=["cashier", "front_desk"])

    seated = await _seat(city, known.person_id, roles=["front_desk"])

    assert (seated["roles"], seated["role_grant_id"]) == (["front_desk"], None)
    assert (await _me(city, known.username))["roles"] == ["front_desk"]


async def test_another_role_in_place_of_one_takes_at_once_and_gives_later(city: City) -> None:
    known = await staff(city, roles=["cashier", "inspector"])

    seated = await _seat(city, known.person_id, roles=["inspector", "operator_manager"])

    assert (await _me(city, known.username))["roles"] == ["inspector"]
    assert seated["asked_roles"] == ["inspector", "operator_manager"]
    [asked] = (await city.approver.read("/role-grants", person_id=known.person_id, limit=1))[
        "items"
    ]
    assert asked["had"] == ["cashier", "inspector"]
    await _confirm(city.approver, seated)
    assert (await _me(city, known.username))["roles"] == ["inspector", "operator_manager"]


async def test_the_same_role_for_another_operator_is_another_right(city: City) -> None:
    """An operator's people reach its projects: a move reaches others."""
    known = await staff(city)
    other = await city[Role.ADMINISTRATOR].act(
        "/organisations", {"name": f"运营 {uuid4().hex}", "kind": "operator"}
    )

    seated = await _seat(city, known.person_id, organisation_id=other["id"], roles=["cashier"])

    assert (seated["roles"], seated["asked_roles"]) == ([], ["cashier"])
    assert (await _me(city, known.username))["roles"] == []
    await _confirm(city.approver, seated)
    assert (await _me(city, known.username))["roles"] == ["cashier"]


async def test_a_rejected_person_keeps_what_they_have(city: City) -> None:
    known = await staff(city)
    asked = await _seat(city, known.person_id, roles=["cashier", "operator_manager"])
    path = f"/role-grants/{asked['role_grant_id']}/rejection"

    rejected = await city.approver.post(path, {"reason": "不兼任"}, **{"If-Match": '"1"'})

    assert rejected.json()["state"] == "rejected"
    assert rejected.json()["reason"] == "不兼任"
    assert (await _me(city, known.username))["roles"] == ["cashier"]
    is_problem(await _confirm(city.approver, asked, version=2), 409, "transition_refused")


async def test_what_is_asked_later_replaces_what_waits(city: City) -> None:
    """Nobody confirms yesterday's wish after today's correction."""
    hired = await _hired(city, roles=["operator_manager"])
    asked = await _seat(city, hired["id"], roles=["inspector"])

    is_problem(await _confirm(city.approver, hired, version=2), 409, "transition_refused")
    await _confirm(city.approver, asked)

    assert (await _me(city, hired["username"]))["roles"] == ["inspector"]
    found = await city.approver.read("/role-grants", person_id=hired["id"])
    assert [one["state"] for one in found["items"]] == ["confirmed", "replaced"]


async def test_confirming_needs_what_was_read(city: City) -> None:
    hired = await _hired(city)
    path = f"/role-grants/{hired['role_grant_id']}/confirmation"

    is_problem(await city.approver.post(path), 428, "precondition_required")
    is_problem(await _confirm(city.approver, hired, version=7), 412, "version_conflict")
    assert (await city.approver.get(path.removesuffix("/confirmation"))).headers["ETag"] == '"1"'


async def test_twice_at_the_same_time_is_once(city: City) -> None:
    hired = await _hired(city)
    second = await city.hire(Role.ADMINISTRATOR)

    answers = await asyncio.gather(
        _confirm(city.approver, hired),
        _confirm(second, hired),
        _seat(city, hired["id"], roles=["inspector"]),
        return_exceptions=True,
    )

    roles = (await _me(city, hired["username"]))["roles"]
    assert roles in ([], ["cashier"])
    assert sum(getattr(one, "status_code", 0) == HTTPStatus.CREATED for one in answers) <= 1


async def test_a_desk_for_nobody_is_refused(city: City) -> None:
    answer = await city[Role.ADMINISTRATOR].request(
        "PUT",
        f"/people/{uuid4()}/desk",
        json={"organisation_id": str(city.organisations["operator"]), "roles": ["cashier"]},
    )

    is_problem(answer, 404, "person_not_found")


@pytest.mark.parametrize("interested", ["maker_id", "person_id"])
async def test_the_database_keeps_four_eyes_on_rights(city: City, interested: str) -> None:
    hired = await _hired(city)
    statement = f"update role_grants set state = 'confirmed', checker_id = {interested}"

    with pytest.raises(FourEyes):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                text(f"{statement} where id = :id"), {"id": hired["role_grant_id"]}
            )


async def test_every_step_is_in_the_trail(city: City) -> None:
    hired = await _hired(city)
    await _confirm(city.approver, hired)

    async with city.runtime.database.transaction(city.context) as session:
        rows = await session.execute(
            text(
                "select action, actor_id, facts from audit_events"
                " where subject_id = :id order by at"
            ),
            {"id": hired["role_grant_id"]},
        )
        told = [(row.action, row.actor_id, row.facts["roles"]) for row in rows]
    assert told == [
        ("people.role_grant.asked", city[Role.ADMINISTRATOR].person_id, ["cashier"]),
        ("people.role_grant.confirmed", city.approver.person_id, ["cashier"]),
    ]


async def test_the_first_administrators_rights_are_nobodys_to_confirm_but_recorded(
    city: City,
) -> None:
    """Whoever holds the program's keys seats them: `anju create-admin`."""
    username = f"admin.{uuid4().hex[:10]}"
    async with city.runtime.database.transaction() as session:
        made = await seat_administrator(
            session, city.authority_id, username=username, name="系统管理员", password=PASSWORD
        )

    async with city.runtime.database.transaction(city.context) as session:
        row = (
            await session.execute(
                text("select action, actor_id, facts from audit_events where subject_id = :id"),
                {"id": made},
            )
        ).one()
    assert (await _me(city, username))["roles"] == ["administrator"]
    assert (row.action, row.actor_id) == ("people.administrator.seated", None)
    assert row.facts == {"roles": ["administrator"], "by": "command line"}
