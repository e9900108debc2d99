"""The text of a lease: the one that ships, and a city's own."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from domain.lease_text_defaults import DEFAULTS
from domain.lease_texts import TextKind
from tests.given import City
from tests.given_leasing import DRAFTED, drafted, explained, on, step, tried

CODES = ["parties", "premises", "term_rent_payment", "repair", "utilities", "return_cases"]

FRONT_DESK = Role.FRONT_DESK


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    """The tenth of April, a Friday, unless a test says another day."""
    with on(city, DRAFTED):
        yield


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
