"""Four ways out of a home, each from its first paper to its end, to the fen."""

from datetime import date
from typing import Any

from domain.access import Role
from domain.leases import LeaseState
from tests.given import City
from tests.given_exits import (
    APPLIED,
    DAMAGED,
    LEAVES,
    RENT,
    applied,
    billed,
    checked_in,
    deed,
    findings,
    inspected,
    let,
    opened,
    paid_back,
    prepaid,
    proof,
    refunds_of,
    step,
)
from tests.given_payments import books_of, owes
from tests.given_rounds import on


async def states(city: City, flat: Any) -> tuple[str, str]:
    lease = await city.officer.read(f"/leases/{flat['id']}")
    unit = await city.officer.read(f"/units/{flat['unit']['id']}")
    return lease["state"], unit["state"]


async def test_of_their_own_will_with_a_prepaid_quarter(city: City) -> None:
    """E2 and E12: 662.52 from the deposit, 653.45 of rent, 1,315.97 in all."""
    desk = city[Role.FRONT_DESK]
    with on(city, APPLIED):
        flat = await let(city)
        await prepaid(city, flat, "2025-06", "2025-07", "2025-08")
        await checked_in(city, flat)
        case = await applied(city, flat)
        case = await step(desk, case, "accept")
        assert await states(city, flat) == ("active", "notice")
    with on(city, LEAVES):
        case = await inspected(city, flat, case, **DAMAGED)
        bill = await billed(city, case)

        assert [(one["month"], one["was_fen"], one["due_fen"]) for one in bill["rents"]] == [
            ("2025-06", RENT, 16336),
            ("2025-07", RENT, 0),
            ("2025-08", RENT, 0),
        ]
        assert [one["amount_fen"] for one in bill["demands"]] == [18000, 7000, 4620, 4128]
        assert (bill["deposit_back_fen"], bill["rent_back_fen"]) == (66252, 65345)
        assert bill["to_tenant_fen"] == 131597
        assert [(one["amount_fen"], one["source"]) for one in await refunds_of(city, case)] == [
            (65345, "set_off")
        ]

        await deed(desk, case, "hand-back")
        assert await states(city, flat) == ("terminated", "turnover")
        await paid_back(city, flat, case)
        await deed(desk, case, "settlement", {})
        case = await deed(desk, case, "closing")

    assert (case["state"], case["handed_back_on"], case["debts_fen"]) == ("closed", "2025-06-18", 0)
    assert (case["tenant_name"], case["room"]) == ("赵福生", "101")
    assert case["possible"] == []
    assert await books_of(city, flat["project"]) == {"A3": 16336, "L1": -16336}
    assert await findings(city) == []


async def test_sued_out_after_the_relocation_period(city: City) -> None:
    """E13: two months at the contract's rent, then the market's, to 12 October."""
    desk, officer = city[Role.FRONT_DESK], city.officer
    with on(city, date(2025, 6, 30)):
        flat = await let(city, ends_on=date(2025, 6, 30), state=LeaseState.EXPIRING)
        await officer.act(
            "/market-rents",
            {
                "project_id": flat["project"]["id"],
                "price_per_m2": "18.00",
                "valid_from": "2025-01-01",
                "document_no": "包住建〔2025〕8号",
            },
        )
        early = await desk.post(
            "/exit-cases", {"lease_id": flat["id"], "track": "civil", "ground": "expiry"}
        )
        assert early.json()["code"] == "ground_not_met"
    with on(city, date(2025, 7, 1)):
        case = await opened(desk, flat, "civil", "expiry", legal_basis="公租房办法第三十条")
        papers = await proof(desk)
        await step(desk, case, "serve_notice", served_way="in_person", file_ids=papers)
        case = await step(desk, case, "start_relocation")
        assert (case["deadline_on"], case["state"]) == ("2025-08-31", "relocation")
        assert await states(city, flat) == ("relocation", "notice")
        await owes(city, flat, "2025-07", "2025-08", "2025-09")
    with on(city, date(2025, 9, 1)):
        papers = await proof(desk)
        await step(
            desk,
            case,
            "demand",
            served_way="post",
            deadline_on="2025-09-10",
            file_ids=papers,
        )
    with on(city, date(2025, 9, 11)):
        papers = {"file_ids": await proof(officer)}
        await step(officer, case, "file_suit", court="昆都仑区人民法院", document_no="1", **papers)
        await step(officer, case, "receive_judgment", document_no="（2025）内0203民初1号", **papers)
        await step(officer, case, "enforce", document_no="（2025）内0203执1号", **papers)
    with on(city, date(2025, 10, 12)):
        case = await inspected(city, flat, case)
        others = {"utilities": [], "clearances": await _cleared(city)}
        bill = await billed(city, case, **others)

        told = [(one["kind"], one["month"], one["due_fen"]) for one in bill["rents"]]
        assert told == [
            ("rent", "2025-10", 10539),
            ("holdover_surcharge", "2025-09", 94248 - RENT),
            ("holdover_surcharge", "2025-10", 36483 - 10539),
        ]
        rent = next(one for one in bill["demands"] if one["against"] == "rent")
        assert rent["amount_fen"] == 185185
        assert (rent["paid_fen"], bill["owed_fen"]) == (100000, 85185)
        await deed(desk, case, "hand-back")
        short = await desk.post(f"/exit-cases/{case['id']}/settlement", {}, **{"If-Match": "*"})
        assert short.json()["facts"] == {"waiting": ["debts"], "debts_fen": 85185}
        case = await deed(city.approver, case, "settlement", {"reason": "判决已生效，余款继续追缴"})
        case = await deed(desk, case, "closing")

    assert (case["state"], case["debts_fen"]) == ("closed", 85185)
    assert await findings(city) == []


async def _cleared(city: City) -> Any:
    [paper] = await proof(city[Role.FRONT_DESK])
    return [{"kind": kind, "file_id": paper} for kind in ("water", "power", "property_fee")]


async def test_ordered_out_for_subletting_and_banned(city: City) -> None:
    """E14: back-rent 2,227.60 as the bureau decided it, a fine within its range, five years."""
    desk, officer, approver = city[Role.FRONT_DESK], city.officer, city.approver
    with on(city, date(2025, 5, 21)):
        flat = await let(city)
        await _known(city, flat)
        case = await opened(
            officer,
            flat,
            "administrative",
            "sublet",
            reason="2月10日起转租他人",
            legal_basis="公租房办法第二十七条第一项",
            document_no="包住建认〔2025〕3号",
            file_ids=await proof(officer),
        )
        papers = {"file_ids": await proof(officer), "document_no": "包住建告〔2025〕3号"}
        case = await step(officer, case, "notify_facts", served_way="in_person", **papers)
        assert case["deadline_on"] == "2025-05-28"
        order = {
            "document_no": "包住建退〔2025〕3号",
            "legal_basis": "公租房办法第二十七条、第三十六条",
            "deadline_on": "2025-06-30",
            "misused_from": "2025-02-10",
            "misused_until": "2025-05-20",
            "back_rent_fen": 222760,
            "unlawful_gain_fen": 240000,
            "fine_fen": 720000,
        }
    with on(city, date(2025, 5, 29)):
        case = await step(approver, case, "order_return", **order)
        assert case["decided_by"] == str(approver.person_id)
    with on(city, date(2025, 6, 18)):
        case = await inspected(city, flat, case)
        bill = await billed(city, case, utilities=[], clearances=await _cleared(city))
        assert {one["kind"]: one["due_fen"] for one in bill["rents"]} == {
            "rent": 16336,
            "back_rent": 222760,
        }
        await deed(desk, case, "hand-back")
        await deed(approver, case, "settlement", {"reason": "申请法院强制执行余款"})
        await deed(desk, case, "closing")
        bans = (await officer.read("/bans"))["items"]

    assert [(one["from_on"], one["until_on"], one["state"]) for one in bans] == [
        ("2025-06-18", "2030-06-18", "in_force")
    ]
    assert await states(city, flat) == ("terminated", "turnover")
    assert await findings(city) == []


async def _known(city: City, flat: Any) -> None:
    """The tenant's number is known."""
    from sqlalchemy import update

    from persistence.tables.households import MemberRow

    number = "150203199003071239"
    vault = city.runtime.vault
    lease = await city.officer.read(f"/leases/{flat['id']}")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(MemberRow)
            .where(MemberRow.household_id == lease["household_id"])
            .values(
                national_id_index=vault.index("national_id", number),
                national_id_mask="150203********1239",
            )
        )


async def test_gone_without_a_word_and_the_home_taken_back_before_a_notary(city: City) -> None:
    desk, approver = city[Role.FRONT_DESK], city.approver
    with on(city, date(2025, 8, 1)):
        flat = await let(city)
        await owes(city, flat, *(f"2025-0{month}" for month in range(1, 8)))
        case = await opened(
            desk,
            flat,
            "lost_contact",
            "unreachable",
            reason="七个月未缴租，多次上门无人",
            file_ids=await proof(desk),
        )
        await step(
            approver,
            case,
            "authorise",
            document_no="包住建〔2025〕收1号",
            legal_review_by="法规科 张律",
        )
        channels = [
            {"channel": one, "on_date": "2025-08-01", "reference": "公告"}
            for one in ("web", "newspaper", "building_door")
        ]
        await step(desk, case, "publish_notice", channels=channels, deadline_on="2025-09-30")
    with on(city, date(2025, 10, 1)):
        entry = {
            "notary": "包头市公证处",
            "document_no": "（2025）包证字1号",
            "witnesses": [{"name": "王社区", "kind": "community"}],
        }
        await step(desk, case, "enter", file_ids=await proof(desk), **entry)
        things = {
            "inventory": [{"item": "木床", "count": 1, "condition": "旧"}],
            "storage_place": "项目仓库 3 号",
        }
        await step(desk, case, "seal_inventory", file_ids=await proof(desk), **things)
        case = await step(desk, case, "recover")
        case = await inspected(city, flat, case, alone=True)
        await billed(city, case, utilities=[], clearances=await _cleared(city))
        await deed(desk, case, "hand-back")
        await deed(approver, case, "settlement", {"reason": "失联，债权保留"})
        case = await deed(desk, case, "closing")
        told = (await desk.read(f"/exit-cases/{case['id']}/history"))["items"]

    assert [one["event"] for one in told] == [
        *("open", "authorise", "publish_notice", "enter", "seal_inventory", "recover"),
        *("book_inspection", "inspect", "bill", "hand_back", "settle", "close"),
    ]
    assert told[4]["facts"]["inventory"][0]["item"] == "木床"
    assert await states(city, flat) == ("terminated", "turnover")
    assert await findings(city) == []
