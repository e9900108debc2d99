"""The counter finds a household, a home or a paper by whatever the person says."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from domain.access import Role
from domain.identity import mask_national_id, mask_phone
from domain.leases import LeaseState
from persistence.tables.households import MemberRow
from persistence.tables.leases import LeaseRow
from tests.given import City, found_city
from tests.given_leases import lease
from tests.given_payments import advanced, home, order, owes

NATIONAL_ID = "150203199003071239"
PHONE = "13947255521"


async def known(city: City, flat: Any, *, phone: str = PHONE, number: str = NATIONAL_ID) -> None:
    """The tenant's numbers, sealed as an import seals them."""
    vault = city.runtime.vault
    async with city.runtime.database.transaction(city.context) as session:
        member_id = (
            await session.execute(
                select(MemberRow.id)
                .join(LeaseRow, LeaseRow.household_id == MemberRow.household_id)
                .where(LeaseRow.id == UUID(flat["id"]))
            )
        ).scalar_one()
        sealed_id = vault.seal("national_id", member_id, number)
        sealed_phone = vault.seal("phone", member_id, phone)
        await session.execute(
            update(MemberRow)
            .where(MemberRow.id == member_id)
            .values(
                national_id_sealed=sealed_id.cipher,
                national_id_index=sealed_id.index,
                national_id_mask=mask_national_id(number),
                phone_sealed=sealed_phone.cipher,
                phone_index=sealed_phone.index,
                phone_mask=mask_phone(phone),
            )
        )


async def test_a_name_is_found_by_how_it_begins_with_what_is_owed(city: City) -> None:
    flat = await home(city, tenant="赵福生")
    await home(city, "102", project=flat["project"], tenant="赵福兰")
    await home(city, "103", project=flat["project"], tenant="钱福生")
    first, *_ = await owes(city, flat, "2026-03", "2026-04")
    await advanced(city, flat, first)

    found = await city.cashier.read("/search", q="赵福")

    assert [one["tenant_name"] for one in found["households"]] == ["赵福兰", "赵福生"]
    owing = found["households"][1]
    assert (owing["owed_fen"], owing["overdue_fen"], owing["months_owed"]) == (54454, 54454, 2)
    assert owing["since_on"] == "2026-03-10"
    assert (owing["building"], owing["entrance"], owing["room"]) == ("1", "1", "101")
    assert owing["lease_id"] == flat["id"]
    assert owing["matched"] == "name"
    assert (found["units"], found["documents"], found["more"]) == ([], [], [])


@pytest.mark.parametrize(
    ("q", "matched"),
    [
        ("1栋1单元101", "address"),
        ("1号楼1单元0101室", "address"),
        ("幸福家园1栋1单元101", "address"),
        ("XFJY-1-1-101", "number"),
        ("xfjy-1-1-1", "number"),
        ("HT-XFJY-1", "number"),
        ("101", "room"),
        (PHONE, "phone"),
        ("139 4725 5521", "phone"),
        (NATIONAL_ID, "national_id"),
        ("5521", "tail"),
        ("1239", "tail"),
    ],
)
async def test_whatever_the_person_says_leads_to_the_household(
    city: City, q: str, matched: str
) -> None:
    flat = await home(city)
    await known(city, flat)

    found = await city.cashier.read("/search", q=q)

    assert [(one["lease_id"], one["matched"]) for one in found["households"]] == [
        (flat["id"], matched)
    ]
    assert found["households"][0]["phone_mask"] == "139****5521"
    assert PHONE not in str(found["households"])


@pytest.mark.parametrize(
    "q",
    ["2栋1单元101", "别的小区1栋1单元101", "13900000000", "150203199003071255", "9999", "%", "_"],
)
async def test_what_nobody_has_finds_nobody(city: City, q: str) -> None:
    await known(city, await home(city))

    found = await city.cashier.read("/search", q=q)

    assert (found["households"], found["units"], found["documents"]) == ([], [], [])


async def test_an_empty_home_is_found_too(city: City) -> None:
    project = await city.project()
    unit = await city.unit(project, await city.building(project))

    found = await city.cashier.read("/search", q="1栋1单元101")

    assert found["households"] == []
    assert [(one["unit_id"], one["state"]) for one in found["units"]] == [(unit["id"], "available")]


async def test_a_household_stands_under_its_live_lease(city: City) -> None:
    flat = await home(city)
    project = flat["project"]
    async with city.runtime.database.transaction(city.context) as session:
        household_id = await session.scalar(
            select(LeaseRow.household_id).where(LeaseRow.id == UUID(flat["id"]))
        )
        await session.execute(
            update(LeaseRow)
            .where(LeaseRow.id == UUID(flat["id"]))
            .values(state=LeaseState.TERMINATED)
        )
    building = (await city.officer.read(f"/projects/{project['id']}/buildings"))["items"][0]
    unit = await city.unit(project, building, "102")
    other = await lease(city, project, unit)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(LeaseRow).where(LeaseRow.id == other).values(household_id=household_id)
        )

    [by_name] = [
        one
        for one in (await city.cashier.read("/search", q="赵福生"))["households"]
        if one["household_id"] == str(household_id)
    ]
    [by_contract] = (await city.cashier.read("/search", q="HT-XFJY-1-1-101"))["households"]

    assert by_name["lease_id"] == str(other)
    assert by_contract["lease_id"] == flat["id"], "the lease that was asked for"


async def test_a_receipt_is_found_by_its_number_and_its_serial_number(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03")
    paid = await city.cashier.act(
        "/payments", order(flat, 27227, channel="pos", serial_no="POS-20260408-77")
    )

    for q in (paid["receipt_no"], paid["receipt_no"].lower(), "POS-20260408-77"):
        [found] = (await city.cashier.read("/search", q=q))["documents"]
        assert (found["kind"], found["id"], found["amount_fen"]) == ("payment", paid["id"], 27227)
        assert (found["name"], found["lease_id"]) == ("赵福生", flat["id"])


async def test_groups_are_cut_off_and_say_so(city: City) -> None:
    project = await city.project()
    for room in ("101", "102", "103"):
        await home(city, room, project=project)

    found = await city.cashier.read("/search", q="赵", limit=2)
    alone = await city.cashier.read("/search", q="XFJY", limit=50, only="units")

    assert len(found["households"]) == 2
    assert found["more"] == ["households"]
    assert (len(alone["units"]), alone["households"], alone["documents"]) == (3, [], [])


async def test_an_operator_finds_nothing_of_anothers_projects(city: City) -> None:
    flat = await home(city, project=await city.project("OTHER", "别人的", operator_id=None))
    await known(city, flat)

    for q in ("赵福生", "OTHER", "1栋1单元101", "101", PHONE, "5521", "HT-OTHER"):
        found = await city.cashier.read("/search", q=q)
        assert (found["households"], found["units"], found["documents"]) == ([], [], []), q
    assert (await city.officer.read("/search", q="赵福生"))["households"] != []


async def test_nothing_of_another_city_is_found(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    flat = await home(elsewhere)
    await known(elsewhere, flat)

    for q in ("赵福生", "XFJY", "101", PHONE, NATIONAL_ID, "5521"):
        found = await city.officer.read("/search", q=q)
        assert (found["households"], found["units"], found["documents"]) == ([], [], []), q


async def test_each_role_finds_what_it_may_read(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03")

    finance = await city.finance.read("/search", q="1栋1单元101")
    inspector = await city[Role.INSPECTOR].read("/search", q="赵福生")
    administrator = await city[Role.ADMINISTRATOR].read("/search", q="101")

    assert finance["households"] == [], "finance does not read households"
    assert [one["tenant_name"] for one in finance["units"]] == ["赵*生"]
    assert [one["owed_fen"] for one in inspector["households"]] == [None]
    assert (administrator["households"], administrator["units"]) == ([], [])


async def test_a_tenant_finds_their_own_receipts_alone(city: City) -> None:
    flat = await home(city)
    other = await home(city, "102", project=flat["project"])
    receipts = []
    for one in (flat, other):
        await owes(city, one, "2026-03")
        receipts.append((await city.cashier.act("/payments", order(one, 100)))["receipt_no"])
    lease_row = await city.officer.read(f"/leases/{flat['id']}")
    tenant = await city.hire(Role.TENANT, household_id=UUID(lease_row["household_id"]))

    own = await tenant.read("/search", q=receipts[0])
    others = await tenant.read("/search", q=receipts[1])

    assert [one["number"] for one in own["documents"]] == [receipts[0]]
    assert (others["documents"], others["households"], others["units"]) == ([], [], [])


@pytest.mark.parametrize("query", [{"q": ""}, {"q": "x" * 65}, {"q": "赵", "limit": 51}, {}])
async def test_a_search_without_sense_is_refused(city: City, query: dict[str, Any]) -> None:
    response = await city.cashier.get("/search", **query)

    assert response.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST}
