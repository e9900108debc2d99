"""Hand-over sheets of households: beside each other, by whom, and who sees them."""

from sqlalchemy import select

from domain.access import Role
from persistence.tables.platform import OutgoingEventRow
from tests.given import City
from tests.given_handovers import of_lease, signing
from tests.given_leases import lease
from tests.given_units import home


async def test_e12_a_check_out_beside_its_check_in(city: City) -> None:
    flat = await home(city)
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    lease_id = await lease(city, project, flat)
    desk = city[Role.FRONT_DESK]
    came = await of_lease(city, lease_id, flat, "check_in", desk)
    path = f"/leases/{lease_id}/handover-comparison"
    for side in ("operator", "tenant"):
        await signing(desk, came, side, "赵福生")
    alone = await desk.get(path)
    photo = came["sheet"]["meters"][0]["photo_id"]
    left = await of_lease(
        city,
        lease_id,
        flat,
        "check_out",
        desk,
        meters=[
            {"kind": "water", "reading": "112", "photo_id": photo},
            {"kind": "power", "reading": "1086", "photo_id": photo},
        ],
        keys=[{"kind": "door", "expected": 6, "counted": 4, "price_fen": 3500}],
        fittings=[
            {
                "room": "客厅",
                "item": "入户门",
                "count": 1,
                "condition": "damaged",
                "price_fen": 18000,
            }
        ],
    )
    for side in ("tenant", "operator"):
        done = await signing(desk, left, side, "赵福生")

    compared = await desk.read(path)

    assert alone.json()["code"] == "handover_not_found"
    assert done.json()["state"] == "complete"
    assert [(c["kind"], c["used"]) for c in compared["consumption"]] == [
        ("water", "12"),
        ("power", "86"),
    ]
    assert [d["price_fen"] for d in compared["damages"]] == [18000, 7000]
    assert compared["damages_fen"] == 25000
    assert (await city.officer.read(f"/units/{flat['id']}"))["state"] == "leased"
    async with city.runtime.database.snapshot(city.context) as session:
        told = await session.scalars(
            select(OutgoingEventRow.facts).where(
                OutgoingEventRow.kind == "handovers.handover.completed"
            )
        )
    assert sorted(one["kind"] for one in told) == ["check_in", "check_out"]


async def test_a_tenant_without_a_telephone_signs_at_the_counter_with_the_clerk_beside(
    city: City,
) -> None:
    flat = await home(city)
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    desk = city[Role.FRONT_DESK]
    sheet = await of_lease(city, await lease(city, project, flat), flat, "check_in", desk)

    signed = (await signing(desk, sheet, "tenant", "赵福生")).json()["signatures"]

    assert [(s["name"], s["by"]) for s in signed] == [("赵福生", str(desk.person_id))]


async def test_a_households_sheet_is_of_a_lease_of_that_very_home(city: City) -> None:
    flat = await home(city)
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    other = await city.unit(project, {"id": flat["building_id"], "name": "1"}, "102")
    lease_id = await lease(city, project, flat)
    today = city.runtime.clock.today().isoformat()
    desk = city[Role.FRONT_DESK]

    wrong = await desk.post(
        "/handovers",
        {"kind": "check_in", "unit_id": other["id"], "lease_id": str(lease_id), "on_date": today},
    )
    none = await desk.post(
        "/handovers", {"kind": "check_in", "unit_id": flat["id"], "on_date": today}
    )

    assert wrong.json()["code"] == none.json()["code"] == "lease_of_other_unit"


async def test_who_may_not_read_leases_sees_no_households_sheet(city: City) -> None:
    flat = await home(city)
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    desk = city[Role.FRONT_DESK]
    sheet = await of_lease(city, await lease(city, project, flat), flat, "check_in", desk)
    caretaker = city[Role.MAINTENANCE]

    listed = await caretaker.read("/handovers", unit_id=flat["id"])
    read = await caretaker.get(f"/handovers/{sheet['id']}")

    assert listed["items"] == []
    assert read.json()["code"] == "handover_not_found"
