"""Cards, PINs and faces at the vendor: issued on moving in, withdrawn on moving out."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from domain.access import Role
from domain.equipment import WithdrawalCause
from domain.leases import LeaseState
from persistence.tables.equipment import CredentialRow
from persistence.tables.households import MemberRow
from persistence.tables.leases import LeaseRow
from persistence.tables.platform import OutgoingEventRow
from tests.given import City, found_city
from tests.given_equipment import co_resident, device, issued, lived_in, ordered, withdrawn
from tests.given_payments import owes


@pytest.fixture
async def home(city: City) -> Any:
    return await lived_in(city)


async def _told(city: City, kind: str) -> list[dict[str, Any]]:
    async with city.runtime.database.snapshot(city.context) as session:
        found = await session.scalars(
            select(OutgoingEventRow.facts).where(OutgoingEventRow.kind == kind)
        )
        return list(found)


async def test_a_card_is_issued_and_the_vendors_system_is_told(city: City, home: Any) -> None:
    card = await issued(city, home, reference="C-88120")

    assert (card["kind"], card["unit_id"]) == ("card", home["unit"]["id"])
    assert card["household_id"] == home["household_id"]
    assert await _told(city, "access.credential.issued") == [
        {"device_id": home["gate"]["id"], "unit_id": home["unit"]["id"], "kind": "card"}
    ]
    listed = await city.officer.read("/credentials", household_id=home["household_id"])
    assert listed["items"] == [card]


async def test_a_lost_card_is_withdrawn_once(city: City, home: Any) -> None:
    card = await issued(city, home)

    first = await withdrawn(city, card, "lost", note="电话挂失")
    again = await withdrawn(city, card)

    today = city.runtime.clock.today().isoformat()
    told = first.json()
    assert (told["withdrawn_for"], told["withdrawn_on"]) == ("lost", today)
    assert (again.status_code, again.json()["code"]) == (409, "credential_withdrawn")
    assert await _told(city, "access.credential.withdrawn") == [{"cause": "lost"}]
    listed = await city.officer.read("/credentials", is_open=True)
    assert listed["items"] == []


async def test_arrears_never_lock_a_door(city: City, home: Any) -> None:
    """Six months of rent are owed: the card opens on, another one is issued, and there is no
    request, no word and no column by which anybody could change that.
    """
    card = await issued(city, home)
    owing = {"id": home["lease_id"], "project": home["project"], "unit": home["unit"]}
    await owes(city, owing, *(f"2026-0{month}" for month in range(1, 7)))

    for cause in ("arrears", "rent", "debt", "suspended", "", None):
        response = await withdrawn(city, card, cause)  # type: ignore[arg-type]
        assert (response.status_code, response.json()["code"]) == (422, "request_invalid")
    for action in ("suspension", "freeze", "block", "hold"):
        response = await city.manager.post(f"/credentials/{card['id']}/{action}", {})
        assert response.status_code == 404
    await issued(city, home, "pin")
    with pytest.raises(DBAPIError, match="credential_withdrawn_for"):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                update(CredentialRow)
                .where(CredentialRow.id == UUID(card["id"]))
                .values(
                    withdrawn_on=city.runtime.clock.today(),
                    withdrawn_for="arrears",
                    withdrawn_by=city.manager.person_id,
                )
            )

    assert {cause.value for cause in WithdrawalCause} == {"move_out", "lost", "error", "court"}
    columns = set(CredentialRow.__table__.columns.keys())
    assert not {name for name in columns if "suspend" in name or "block" in name}
    opened = await city.officer.read("/credentials", is_open=True)
    assert len(opened["items"]) == 2


async def test_the_application_may_change_nothing_but_the_withdrawal(city: City, home: Any) -> None:
    card = await issued(city, home)

    with pytest.raises(DBAPIError, match="permission denied"):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                text("update credentials set kind = 'pin' where id = :id"), {"id": card["id"]}
            )


async def test_a_card_opens_the_way_home_and_no_other(city: City, home: Any) -> None:
    desk = city[Role.FRONT_DESK]
    project, unit = home["project"], home["unit"]
    other = await city.building(project, "2")
    places = {
        "own": await device(city, project, kind="door_lock", unit_id=unit["id"], serial_no="L-1"),
        "lift": await device(
            city, project, kind="lift", building_id=unit["building_id"], serial_no="L-2"
        ),
        "other_entrance": await device(
            city,
            project,
            kind="entrance_gate",
            building_id=unit["building_id"],
            entrance="9",
            serial_no="L-3",
        ),
        "other_building": await device(
            city, project, kind="lift", building_id=other["id"], serial_no="L-4"
        ),
    }

    answers = {
        name: await desk.post("/credentials", ordered({**home, "gate": place}))
        for name, place in places.items()
    }

    assert {name: one.json().get("code") for name, one in answers.items()} == {
        "own": None,
        "lift": None,
        "other_entrance": "device_not_of_home",
        "other_building": "device_not_of_home",
    }


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (LeaseState.DRAFT, "lease_over"),
        (LeaseState.PENDING_SIGN, "lease_over"),
        (LeaseState.TERMINATED, "lease_over"),
        (LeaseState.SIGNED, None),
        (LeaseState.HOLDOVER, None),
    ],
)
async def test_only_who_has_a_lease_gets_in_by_it(
    city: City, home: Any, state: LeaseState, code: str | None
) -> None:
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(LeaseRow).where(LeaseRow.id == UUID(home["lease_id"])).values(state=state)
        )

    response = await city[Role.FRONT_DESK].post("/credentials", ordered(home))

    assert response.json().get("code") == code


async def test_what_does_not_fit_is_refused(city: City, home: Any) -> None:
    desk = city[Role.FRONT_DESK]
    card_only = await device(city, home["project"], serial_no="LC-0002", credential_kinds=["card"])
    tomorrow = (city.runtime.clock.today() + timedelta(days=1)).isoformat()
    gone = await co_resident(city, home, None)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(MemberRow).where(MemberRow.id == UUID(gone)).values(left_on=date(2026, 1, 1))
        )

    async def code(**facts: Any) -> str:
        return (await desk.post("/credentials", ordered(home, **facts))).json()["code"]

    assert await code(kind="pin", device_id=card_only["id"]) == "credential_not_taken"
    assert await code(issued_on=tomorrow) == "date_not_reached"
    assert await code(member_id=gone) == "member_gone"
    assert await code(member_id=str(uuid4())) == "member_gone"
    assert await code(device_id=str(uuid4())) == "device_not_found"
    assert await code(lease_id=str(uuid4())) == "lease_not_found"
    version = home["gate"]["version"]
    await city.manager.act(
        f"/devices/{home['gate']['id']}/retirement", {"note": "拆除"}, version=version
    )
    assert await code() == "device_out_of_use"


async def test_a_withdrawal_is_not_before_the_issue(city: City, home: Any) -> None:
    card = await issued(city, home)
    today = city.runtime.clock.today()

    early = await withdrawn(city, card, withdrawn_on=(today - timedelta(days=1)).isoformat())
    late = await withdrawn(city, card, withdrawn_on=(today + timedelta(days=1)).isoformat())

    assert early.json()["code"] == "withdrawn_before_issue"
    assert late.json()["code"] == "date_not_reached"


async def test_moving_out_takes_everything_back_at_once(city: City, home: Any) -> None:
    await issued(city, home)
    await issued(city, home, "face_at_vendor")
    child = await co_resident(city, home, None)
    await issued(city, home, member_id=child)
    path = f"/leases/{home['lease_id']}/credentials-withdrawal"

    done = await city[Role.FRONT_DESK].act(path, {"cause": "move_out"})
    again = await city[Role.FRONT_DESK].act(path, {"cause": "move_out"})
    refused = await city[Role.FRONT_DESK].post(path, {"cause": "arrears"})

    assert (done["withdrawn"], again["withdrawn"]) == (3, 0)
    assert refused.status_code == 422
    assert await _told(city, "access.credential.withdrawn") == [{"cause": "move_out"}] * 3
    assert (await city.officer.read("/credentials", is_open=True))["items"] == []


@pytest.mark.parametrize(
    "role", [Role.PURCHASER_OFFICER, Role.CASHIER, Role.MAINTENANCE, Role.AUDITOR, Role.TENANT]
)
async def test_only_the_counter_and_its_manager_issue(city: City, home: Any, role: Role) -> None:
    response = await city[role].post("/credentials", ordered(home))

    assert response.json()["code"] == "permission_missing"


async def test_another_citys_doors_are_as_if_they_were_not(
    city: City, home: Any, stranger: Any, runtime: Any
) -> None:
    card = await issued(city, home)
    elsewhere = await found_city(runtime, stranger)
    desk = elsewhere[Role.FRONT_DESK]

    issue = await desk.post("/credentials", ordered(home))
    withdraw = await desk.post(f"/credentials/{card['id']}/withdrawal", {"cause": "lost"})

    assert issue.json()["code"] == "lease_not_found"
    assert withdraw.json()["code"] == "credential_not_found"
    assert (await elsewhere.officer.read("/credentials"))["items"] == []
