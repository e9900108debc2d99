"""Photos and papers are stored by what they are, not by what they are called."""

from hashlib import sha256

import pytest

from domain.access import Role
from tests.given import City
from tests.given_units import JPEG, PDF


async def test_a_photo_is_stored_with_its_hash(city: City) -> None:
    response = await city[Role.MAINTENANCE].request(
        "POST", "/files", files={"file": ("厨房.jpg", JPEG)}
    )

    told = response.json()
    assert response.status_code == 201
    assert (told["name"], told["media_type"], told["size"]) == ("厨房.jpg", "image/jpeg", len(JPEG))
    assert told["sha256"] == sha256(JPEG).hexdigest()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
    ],
)
async def test_the_kind_is_read_from_the_bytes(city: City, data: bytes, media_type: str) -> None:
    response = await city.officer.request(
        "POST", "/files", files={"file": ("a.html", data, "text/html")}
    )

    assert response.json()["media_type"] == media_type


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "nothing_in_file"),
        (b"<html><script>alert(1)</script>", "media_not_taken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "media_not_taken"),
        (b"PK\x03\x04workbook", "media_not_taken"),
        (b"MZ\x90\x00", "media_not_taken"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "media_not_taken"),
    ],
)
async def test_what_is_neither_photo_nor_paper_is_refused(
    city: City, data: bytes, code: str
) -> None:
    response = await city.officer.request(
        "POST", "/files", files={"file": ("照片.jpg", data, "image/jpeg")}
    )

    assert (response.status_code, response.json()["code"]) == (422, code)


async def test_a_photo_of_more_than_twenty_megabytes_is_too_large(city: City) -> None:
    response = await city.officer.request(
        "POST", "/files", files={"file": ("大.jpg", JPEG + bytes(20_000_000))}
    )

    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.EVALUATOR, Role.ADMINISTRATOR])
async def test_who_only_reads_stores_nothing(city: City, role: Role) -> None:
    response = await city[role].request("POST", "/files", files={"file": ("a.pdf", PDF)})

    assert response.json()["code"] == "permission_missing"
