"""A lease is explained before it is signed, says what the law asks for, and is filed in time."""

from collections.abc import Iterator
from http import HTTPStatus
from uuid import UUID

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_eligibility import decided
from tests.given_leases import lease as let
from tests.given_leasing import (
    DRAFTED,
    PNG,
    drafted,
    explained,
    explanation,
    filing_of,
    hand,
    kept,
    on,
    ready,
    signed,
    step,
    tried,
)
from tests.given_units import PDF, stored

FRONT_DESK = Role.FRONT_DESK


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The tenth of April, a Friday, unless a test says another day."""
    with on(city, DRAFTED):
        yield


# --- explained -------------------------------------------------------------------------------


async def test_nothing_is_sent_to_be_signed_before_it_was_explained(city: City) -> None:
    lease = await drafted(city)

    early = await tried(city[FRONT_DESK], lease, "signing")
    await explained(city, lease)
    later = await step(city[FRONT_DESK], lease, "signing")

    assert early.json()["code"] == "transition_refused"
    assert early.json()["facts"]["possible"] == ["discard", "explain"]
    assert later["state"] == "pending_sign"


async def test_a_tenant_who_cannot_write_says_so_at_the_counter(city: City) -> None:
    lease = await drafted(city)
    await explained(city, lease, note="逐条读给承租人听")

    told = await city.officer.read(f"/leases/{lease['id']}/explanation")
    text = await city.officer.read(f"/leases/{lease['id']}/text", kind="explanation")

    assert (told["acknowledgement"], told["acknowledged_by"]) == ("at_counter", "赵福生")
    assert told["explained_by"] == str(city[FRONT_DESK].person_id)
    assert [one["code"] for one in text["clauses"]][:3] == [
        "duties",
        "return_cases",
        "repair_split",
    ]
    assert "按月缴纳租金272.27元" in text["clauses"][0]["text"]
    assert text["number"] == 1


async def test_a_signed_acknowledgement_has_its_paper(city: City) -> None:
    lease = await drafted(city)
    body = explanation(acknowledgement="signed")

    bare = await tried(city[FRONT_DESK], lease, "explanation", body)
    paper = await stored(city[FRONT_DESK], "告知书.pdf", PDF)
    await step(city[FRONT_DESK], lease, "explanation", body | {"file_id": paper})
    files = (await city.officer.read(f"/leases/{lease['id']}/files"))["items"]
    fetched = await city.officer.get(f"/leases/{lease['id']}/files/{paper}")

    assert bare.json()["code"] == "acknowledgement_unsigned"
    assert [one["file_id"] for one in files] == [paper]
    assert fetched.content == PDF


# --- signed ----------------------------------------------------------------------------------


async def test_both_sides_sign_the_same_text(city: City) -> None:
    home = await kept(city)
    lease = await ready(city, home)
    desk, manager = city[FRONT_DESK], city.manager

    first = await step(desk, lease, "signatures", await hand(desk))
    second = await step(manager, lease, "signatures", await hand(manager, "operator"))
    given = (await city.officer.read(f"/leases/{lease['id']}/signatures"))["items"]

    assert (first["state"], second["state"]) == ("pending_sign", "signed")
    assert second["signed_on"] == DRAFTED.isoformat()
    assert {one["text_id"] for one in given} == {given[0]["text_id"]}
    assert [(one["side"], one["at_counter"]) for one in given] == [
        ("tenant", True),
        ("operator", False),
    ]
    assert all(len(one["file_sha256"]) == 64 for one in given)
    reservation = await city.officer.read(f"/reservations/{home['id']}")
    assert reservation["state"] == "used"


async def test_a_drawn_signature_is_a_picture_of_one(city: City) -> None:
    desk = city[FRONT_DESK]
    lease = await ready(city)
    photo = await hand(desk, way="drawn")
    drawn = await hand(desk, way="drawn", file_id=await stored(desk, "签名.png", PNG))

    wrong = await tried(desk, lease, "signatures", photo)
    right = await step(desk, lease, "signatures", drawn)

    assert wrong.json()["code"] == "signature_file_invalid"
    assert right["state"] == "pending_sign"


async def test_who_signs_is_made_sure_without_a_face(city: City) -> None:
    desk = city[FRONT_DESK]
    lease = await ready(city)
    body = await hand(desk)
    body.pop("identity_way")

    response = await tried(desk, lease, "signatures", body)

    assert response.json()["code"] == "identity_unproved"
    assert "id_card_seen" in response.json()["facts"]["ways"]


async def test_a_proxy_signs_by_a_power_of_attorney(city: City) -> None:
    """授权委托书: the proxy's name stands beside the tenant's, with the paper."""
    desk = city[FRONT_DESK]
    lease = await ready(city)
    paper = await stored(desk, "授权委托书.pdf", PDF)

    await step(
        desk,
        lease,
        "signatures",
        await hand(desk, proxy={"name": "赵明", "file_id": paper}),
    )
    [given] = (await city.officer.read(f"/leases/{lease['id']}/signatures"))["items"]
    files = (await city.officer.read(f"/leases/{lease['id']}/files"))["items"]

    assert (given["name"], given["proxy_name"], given["proxy_file_id"]) == (
        "赵福生",
        "赵明",
        paper,
    )
    assert paper in {one["file_id"] for one in files}


async def test_a_tenant_signs_with_an_account_of_their_own(city: City) -> None:
    lease = await ready(city)
    tenant = await city.hire(Role.TENANT, household_id=UUID(lease["household_id"]))
    neighbour = await city.hire(Role.TENANT, household_id=UUID(int=7))

    theirs = await neighbour.get(f"/leases/{lease['id']}")
    for_operator = await tried(tenant, lease, "signatures", await hand(tenant, "operator"))
    await step(tenant, lease, "signatures", await hand(tenant))
    [given] = (await city.officer.read(f"/leases/{lease['id']}/signatures"))["items"]

    assert theirs.status_code == HTTPStatus.NOT_FOUND
    assert for_operator.json()["code"] == "role_missing"
    assert (given["at_counter"], given["by"]) == (False, str(tenant.person_id))


async def test_each_side_signs_once_and_the_drafter_not_for_the_operator(city: City) -> None:
    desk = city[FRONT_DESK]
    lease = await ready(city)
    await step(desk, lease, "signatures", await hand(desk))

    twice = await tried(desk, lease, "signatures", await hand(desk))
    drafter = await tried(desk, lease, "signatures", await hand(desk, "operator"))

    assert twice.json()["code"] == "signed_already"
    assert drafter.json()["code"] == "maker_is_checker"


async def test_a_grant_lost_between_the_two_signatures_makes_no_lease(city: City) -> None:
    home = await kept(city)
    lease = await ready(city, home)
    desk = city[FRONT_DESK]
    await step(desk, lease, "signatures", await hand(desk))
    await decided(city, home["record"], effective_on="2026-05-01")

    response = await tried(city.manager, lease, "signatures", await hand(city.manager, "operator"))

    assert response.json()["code"] == "household_not_eligible"


async def test_signed_earlier_needs_a_reason(city: City) -> None:
    desk = city[FRONT_DESK]
    lease = await ready(city)
    body = await hand(desk, signed_on="2026-04-09")

    silent = await tried(desk, lease, "signatures", body)
    future = await tried(desk, lease, "signatures", body | {"signed_on": "2026-04-11"})

    assert silent.json()["code"] == "backdating_needs_reason"
    assert future.json()["code"] == "date_not_reached"


async def test_another_citys_papers_are_not_there(city: City) -> None:
    lease = await signed(city)
    one = await filing_of(city, lease)
    elsewhere = await found_city(city.runtime, city.http)
    paths = ("explanation", "text", "signatures", "history", "files")

    answers = [await elsewhere.officer.get(f"/leases/{lease['id']}/{path}") for path in paths]
    answers.append(await elsewhere.officer.get(f"/lease-filings/{one['id']}"))

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}


async def test_a_lease_at_rest_in_a_dispute_goes_on_again(city: City) -> None:
    project = await city.project()
    unit = await city.unit(project, await city.building(project))
    lease = {"id": str(await let(city, project, unit))}
    paper = await stored(city.approver, "受理通知书.pdf", PDF)
    body = {"reason": "诉讼", "legal_basis": "民事诉讼法", "file_ids": [paper]}

    operator = await tried(city.manager, lease, "suspension", body)
    resting = await step(city.approver, lease, "suspension", body)
    going_on = await step(city.approver, lease, "resumption", {"reason": "调解结案"})

    assert operator.json()["code"] == "permission_missing"
    assert (resting["state"], going_on["state"]) == ("suspended", "active")
