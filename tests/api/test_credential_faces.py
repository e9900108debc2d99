"""A face is only ever a second way, by consent, and nothing of it is kept."""

import asyncio
from datetime import date
from typing import Any

import pytest

from domain.access import Role
from domain.identity import synthetic_national_id
from persistence.tables.equipment import CredentialRow
from tests.given import City
from tests.given_equipment import co_resident, issued, lived_in, ordered, withdrawn
from tests.given_units import stored


@pytest.fixture
async def home(city: City) -> Any:
    return await lived_in(city)


async def test_a_face_is_a_second_way_with_a_consent_of_its_own(city: City, home: Any) -> None:
    desk = city[Role.FRONT_DESK]
    consent = await stored(desk, "同意书.pdf")

    alone = await desk.post(
        "/credentials", ordered(home, "face_at_vendor", consent_file_id=consent)
    )
    await issued(city, home)
    silent = await desk.post("/credentials", ordered(home, "face_at_vendor"))
    face = await issued(city, home, "face_at_vendor", reference="V-7781")

    assert (alone.status_code, alone.json()["code"]) == (409, "alternative_missing")
    assert (silent.status_code, silent.json()["code"]) == (422, "consent_missing")
    paper = await city.officer.get(f"/credentials/{face['id']}/consent")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")


async def test_the_card_stays_while_the_face_does(city: City, home: Any) -> None:
    card = await issued(city, home)
    face = await issued(city, home, "face_at_vendor")

    early = await withdrawn(city, card)
    await withdrawn(city, face, "error")
    then = await withdrawn(city, card)

    assert (early.status_code, early.json()["code"]) == (409, "alternative_missing")
    assert then.status_code == 200


async def test_face_and_last_card_do_not_pass_each_other(city: City, home: Any) -> None:
    """Two windows at once: one withdraws the card, one issues the face."""
    card = await issued(city, home)
    desk = city[Role.FRONT_DESK]
    consent = await stored(desk, "同意书.pdf")

    await asyncio.gather(
        withdrawn(city, card),
        desk.post("/credentials", ordered(home, "face_at_vendor", consent_file_id=consent)),
    )

    held = await city.officer.read("/credentials", is_open=True)
    kinds = {one["kind"] for one in held["items"]}
    assert kinds != {"face_at_vendor"}


@pytest.mark.parametrize(
    "extra",
    [
        {"template": "9f2c…"},
        {"face": "data:image/jpeg;base64,AAAA"},
        {"pin": "482113"},
        {"biometrics": {"vector": [0.1]}},
    ],
)
async def test_nothing_of_a_face_and_no_pin_can_be_sent(
    city: City, home: Any, extra: dict[str, Any]
) -> None:
    response = await city[Role.FRONT_DESK].post("/credentials", ordered(home, **extra))

    assert (response.status_code, response.json()["code"]) == (422, "request_invalid")
    columns = set(CredentialRow.__table__.columns.keys())
    assert columns.isdisjoint({"template", "photo", "vector", "pin"})


@pytest.mark.parametrize(
    ("birth", "guardian", "code"),
    [
        (date(2016, 6, 1), None, "guardian_missing"),
        (date(2016, 6, 1), "赵福生", None),
        (date(1994, 6, 1), None, None),
        (None, None, "guardian_missing"),
    ],
)
async def test_for_a_child_the_guardian_consents(
    city: City, home: Any, birth: date | None, guardian: str | None, code: str | None
) -> None:
    number = synthetic_national_id("150203", birth, 123) if birth else None
    child = await co_resident(city, home, number)
    await issued(city, home, member_id=child)
    desk = city[Role.FRONT_DESK]
    consent = await stored(desk, "同意书.pdf")

    response = await desk.post(
        "/credentials",
        ordered(
            home,
            "face_at_vendor",
            member_id=child,
            consent_file_id=consent,
            guardian_name=guardian,
        ),
    )

    assert response.json().get("code") == code
    assert (number or "none") not in response.text
