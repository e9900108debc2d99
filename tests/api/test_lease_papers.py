"""A lease is explained before it is signed, says what the law asks for, and is filed in time."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest

from domain.access import Role
from domain.lease_text_defaults import DEFAULTS
from domain.lease_texts import TextKind
from tests.given import City, found_city
from tests.given_eligibility import decided, granted
from tests.given_leases import lease as let
from tests.given_leasing import (
    DRAFTED,
    PNG,
    drafted,
    explained,
    explanation,
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
CODES = ["parties", "premises", "term_rent_payment", "repair", "utilities", "return_cases"]


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


# --- the text --------------------------------------------------------------------------------


async def test_the_text_that_ships_says_what_the_law_asks_for(city: City) -> None:
    lease = await drafted(city)
    preview = await city.officer.read(f"/leases/{lease['id']}/text")

    await explained(city, lease)
    await step(city[FRONT_DESK], lease, "signing")
    kept_text = await city.officer.read(f"/leases/{lease['id']}/text")

    said = {one["code"]: one["text"] for one in kept_text["clauses"]}
    assert set(CODES) <= set(said)
    assert "人民币贰佰柒拾贰元贰角柒分" in said["term_rent_payment"]
    assert "2026-05-01起至2029-04-30止，共36个月" in said["term_rent_payment"]
    assert "赵福生（" in said["parties"]
    assert "********" in said["parties"]
    assert "{" not in "".join(said.values())
    assert (preview["number"], kept_text["number"]) == (None, 1)
    assert preview["sha256"] == kept_text["sha256"]


def clauses(**changed: str | None) -> list[dict[str, str]]:
    """The text that ships with some clauses of one's own, or without them."""
    texts = {one.code: one.text for one in DEFAULTS[TextKind.LEASE]} | changed
    return [{"code": code, "title": code, "text": text} for code, text in texts.items() if text]


def template(*made: dict[str, str], **facts: Any) -> dict[str, Any]:
    return {
        "kind": "lease",
        "clauses": list(made),
        "valid_from": "2026-01-01",
        "document_no": "包住保〔2026〕12号",
        **facts,
    }


async def test_a_new_text_begins_with_the_one_that_holds(city: City) -> None:
    shipped = await city.officer.read("/lease-template-basis", kind="lease")
    made = await city.officer.act("/lease-templates", template(*clauses(other="{tenant}")))
    await city.approver.act(f"/lease-templates/{made['id']}/approval", version=1)
    own = await city.officer.read("/lease-template-basis", kind="lease")
    stranger = await city[Role.TENANT].get("/lease-template-basis", kind="lease")

    assert shipped["template_id"] is None
    assert [one["code"] for one in shipped["clauses"]] == [
        one.code for one in DEFAULTS[TextKind.LEASE]
    ]
    assert set(CODES) <= set(shipped["mandatory"])
    assert "tenant" in shipped["fields"]
    assert own["template_id"] == made["id"]
    assert own["clauses"][-1]["text"] == "{tenant}"
    assert stranger.status_code == HTTPStatus.FORBIDDEN


async def test_a_city_writes_with_its_own_text_once_a_second_person_approved_it(
    city: City,
) -> None:
    body = template(*clauses(other="乙方养犬须办证。{tenant}"))
    made = await city.officer.act("/lease-templates", body)
    lease = await drafted(city)
    before = await city.officer.read(f"/leases/{lease['id']}/text")

    alone = await city.officer.post(
        f"/lease-templates/{made['id']}/approval", None, **{"If-Match": '"1"'}
    )
    await city.approver.act(f"/lease-templates/{made['id']}/approval", version=1)
    after = await city.officer.read(f"/leases/{lease['id']}/text")
    again = await city.approver.post(
        f"/lease-templates/{made['id']}/rejection", None, **{"If-Match": '"2"'}
    )

    assert alone.json()["code"] == "permission_missing"
    assert before["template_id"] is None
    assert after["template_id"] == made["id"]
    assert [one["text"] for one in after["clauses"] if one["code"] == "other"] == [
        "乙方养犬须办证。赵福生"
    ]
    assert again.json()["code"] == "transition_refused"


async def test_a_text_without_a_mandatory_clause_is_refused(city: City) -> None:
    without = await city.officer.post("/lease-templates", template(*clauses(return_cases=None)))
    unknown = await city.officer.post("/lease-templates", template(*clauses(other="{nickname}")))
    twice = await city.officer.post(
        "/lease-templates", template(*clauses(), {"code": "other", "title": "x", "text": "y"})
    )

    assert without.json()["facts"] == {"missing": ["return_cases"]}
    assert (unknown.json()["code"], unknown.json()["facts"]["fields"]) == (
        "template_field_unknown",
        ["nickname"],
    )
    assert twice.json()["code"] == "clause_repeated"


async def test_a_city_that_asks_for_more_than_the_text_says_signs_nothing(city: City) -> None:
    lease = await drafted(city)
    await explained(city, lease)
    setting = {"key": "lease.mandatory_clauses", "value": [{"code": "pets"}]}
    await city.officer.act(
        "/parameters", setting | {"valid_from": "2026-01-01", "legal_basis": "市租赁办法"}
    )

    response = await tried(city[FRONT_DESK], lease, "signing")

    assert (response.json()["code"], response.json()["facts"]) == (
        "clauses_missing",
        {"missing": ["pets"]},
    )


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


# --- filed -----------------------------------------------------------------------------------


async def filing_of(city: City, lease: Any) -> Any:
    [one] = (await city.officer.read("/lease-filings", lease_id=lease["id"]))["items"]
    return one


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
