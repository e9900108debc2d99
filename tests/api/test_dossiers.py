"""One file per household, one per home: complete, or what it lacks; and all of it as one PDF."""

from http import HTTPStatus

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_check_ins import BOOKED, booked, moved_in
from tests.given_leasing import on
from tests.given_payments import home
from tests.printed import text_of


def presence(dossier, lease_id: str) -> dict[str, str]:
    [lease] = [one for one in dossier["leases"] if one["lease_id"] == lease_id]
    return {one["item"]: one["presence"] for one in lease["items"]}


async def lived_in(city: City):
    """Moved in by the book; gives the lease."""
    one = await booked(city)
    with on(city, BOOKED):
        await moved_in(city, one)
    return await city.officer.read(f"/leases/{one['lease']['id']}")


async def test_a_household_that_moved_in_by_the_book_has_a_complete_file(city: City) -> None:
    lease = await lived_in(city)
    with on(city, BOOKED):
        dossier = await city.officer.read(f"/households/{lease['household_id']}/dossier")

    found = presence(dossier, lease["id"])
    assert (dossier["is_complete"], found.pop("filing")) == (True, "not_due")
    assert {item for item, one in found.items() if one == "present"} == {
        *("eligibility", "identity", "explanation", "lease", "deposit"),
        *("check_in_sheet", "registration"),
    }


async def test_a_filing_that_is_late_is_missing_and_k10_says_so(city: City) -> None:
    lease = await lived_in(city)

    dossier = await city.officer.read(f"/households/{lease['household_id']}/dossier")
    told = await city.manager.read("/dossiers/summary", project_id=lease["project_id"])
    lacking = await city.manager.read("/dossiers/incomplete", project_id=lease["project_id"])

    assert presence(dossier, lease["id"])["filing"] == "missing"
    assert (told["files"], told["complete"], told["ratio"]) == (1, 0, "0.0000")
    assert told["missing"]["filing"] == 1
    assert [one["contract_no"] for one in lacking] == [lease["contract_no"]]


async def test_a_lease_out_of_a_book_lacks_what_nobody_scanned(city: City) -> None:
    flat = await home(city)

    dossier = await city.officer.read(f"/units/{flat['unit']['id']}/dossier")

    found = presence(dossier, flat["id"])
    assert dossier["is_complete"] is False
    assert {found[item] for item in ("eligibility", "lease", "check_in_sheet")} == {"missing"}


async def test_the_file_is_one_pdf_with_its_list_its_story_and_its_photos(city: City) -> None:
    lease = await lived_in(city)

    response = await city.officer.get(f"/households/{lease['household_id']}/dossier.pdf")

    assert response.status_code == HTTPStatus.OK, response.text
    text = text_of(response.content)
    for words in (
        "一户一档",
        "归档清单",
        "入住交接单",
        "经过",
        "合同办理",
        "材料目录",
        "照片与签名",
    ):
        assert words in text, words
    assert lease["contract_no"] in text


async def test_the_file_of_a_home_names_its_tenants_by_family_name_alone(city: City) -> None:
    lease = await lived_in(city)

    response = await city.officer.get(f"/units/{lease['unit_id']}/dossier.pdf")

    text = text_of(response.content)
    assert "一房一档" in text
    assert lease["tenant_name"] not in text.replace(" ", "")


@pytest.mark.parametrize("role", [Role.TENANT, Role.EVALUATOR, Role.MAINTENANCE])
async def test_who_may_not_see_households_sees_no_file(city: City, role: Role) -> None:
    flat = await home(city)
    household_id = (await city.officer.read(f"/leases/{flat['id']}"))["household_id"]
    for path in (
        f"/households/{household_id}/dossier",
        f"/units/{flat['unit']['id']}/dossier",
    ):
        for suffix in ("", ".pdf"):
            response = await city[role].get(path + suffix)
            assert response.status_code in {403, 404}, (role, path)


async def test_another_city_finds_no_file_here(city: City) -> None:
    flat = await home(city)
    household_id = (await city.officer.read(f"/leases/{flat['id']}"))["household_id"]
    elsewhere = await found_city(city.runtime, city.http)

    response = await elsewhere.officer.get(f"/households/{household_id}/dossier")

    assert (response.status_code, response.json()["code"]) == (404, "household_not_found")
    assert (await elsewhere.officer.read("/dossiers/summary"))["files"] == 0
