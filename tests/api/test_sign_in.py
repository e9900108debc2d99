"""Signing in tells nobody who works here, and slows down those who guess."""

from http import HTTPStatus
from uuid import uuid4

from domain.access import Role
from tests.given import City
from tests.given_people import PASSWORD, signed_in, staff

LIMIT = 5


async def test_the_right_password_opens_a_session(city: City) -> None:
    person = await staff(city)

    response = await signed_in(city.http, person.username)

    assert response.status_code == HTTPStatus.OK
    told = response.json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 600)
    assert told["authority_id"] == str(city.authority_id)


async def test_an_unknown_name_is_answered_like_a_wrong_password(city: City) -> None:
    person = await staff(city)

    wrong = await signed_in(city.http, person.username, "not this one")
    unknown = await signed_in(city.http, f"nobody.{uuid4().hex}", "not this one")

    assert wrong.status_code == unknown.status_code == HTTPStatus.UNAUTHORIZED
    assert _told(wrong) == _told(unknown)


def _told(response) -> dict[str, object]:
    return {k: v for k, v in response.json().items() if k != "request_id"}


async def test_a_wrong_password_is_never_repeated_to_anyone(city: City) -> None:
    response = await signed_in(city.http, f"nobody.{uuid4().hex}", "geheim-8c1f")

    assert "geheim" not in response.text


async def test_five_failures_make_a_pause_even_for_the_right_password(city: City) -> None:
    person, other = await staff(city), await staff(city)
    for _ in range(LIMIT):
        assert (await signed_in(city.http, person.username, "guess")).status_code == 401

    right = await signed_in(city.http, person.username)
    elsewhere = await signed_in(city.http, other.username)

    assert right.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert right.json()["code"] == "too_many_requests"
    assert int(right.headers["Retry-After"]) > 0
    assert elsewhere.status_code == HTTPStatus.OK


async def test_a_success_forgets_the_failures_before_it(city: City) -> None:
    person = await staff(city)
    for _ in range(LIMIT - 1):
        await signed_in(city.http, person.username, "guess")
    await signed_in(city.http, person.username)

    again = await signed_in(city.http, person.username, "guess")

    assert again.status_code == HTTPStatus.UNAUTHORIZED


async def test_the_same_password_from_a_full_width_keyboard_is_the_same(city: City) -> None:
    person = await staff(city, password="abcdef-2026")

    response = await signed_in(city.http, person.username, "ａｂｃｄｅｆ-２０２６")

    assert response.status_code == HTTPStatus.OK


async def test_nobody_signs_in_to_an_authority_where_they_have_no_desk(city: City) -> None:
    person = await staff(city)

    response = await city.http.post(
        "/v1/auth/token",
        json={
            "grant_type": "password",
            "username": person.username,
            "password": PASSWORD,
            "authority_id": str(uuid4()),
        },
    )

    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["code"] == "not_your_authority"


async def test_who_is_shut_out_cannot_come_back(city: City) -> None:
    person = await staff(city)
    await city[Role.ADMINISTRATOR].request(
        "PATCH", f"/people/{person.person_id}", json={"is_active": False}
    )

    response = await signed_in(city.http, person.username)

    assert response.json()["code"] == "credentials_wrong"
