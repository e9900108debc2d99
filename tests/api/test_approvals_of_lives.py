"""The second person's inbox shows what is decided about households, their homes and their money."""

from datetime import timedelta
from typing import Any

from domain.access import Role
from tests.given import City
from tests.given_eligibility import ban, granted, number, proposed
from tests.given_exchanges import ASKED as WISHED
from tests.given_exchanges import asked as wished
from tests.given_exchanges import go as exchange_step
from tests.given_exits import (
    APPLIED,
    DAMAGED,
    LEAVES,
    applied,
    bill_in,
    checked_in,
    deed,
    inspected,
    let,
    prepaid,
    step,
)
from tests.given_leasing import on
from tests.given_renewals import ASKED, DECIDED, checked, go, housed
from tests.given_renewals import applied as asked_to_renew
from tests.given_renewals import proposed as found
from tests.given_rounds import homes
from tests.given_rounds import paper as letter
from tests.given_units import act, home, stored

DESK = Role.FRONT_DESK


async def inbox(client: Any, kind: str) -> list[Any]:
    return (await client.read("/approvals", kind=kind))["items"]


def changed(one: Any) -> dict[str, tuple[Any, Any]]:
    return {change["field"]: (change["before"], change["after"]) for change in one["changes"]}


async def decide(client: Any, one: Any, word: str, body: Any = None) -> Any:
    """Take one of the ways that the inbox names, just as it names it."""
    [path] = [way["path"] for way in one["ways"] if way["word"] == word]
    return await client.act(path.removeprefix("/v1"), body, version=one["version"])


async def test_a_renewal_waits_with_the_officers_finding_and_then_its_objection(
    city: City,
) -> None:
    one = await asked_to_renew(city, await housed(city))
    with on(city, DECIDED):
        await checked(city, one)
        await found(city, one, ok=False)
        [waits] = await inbox(city.approver, "renewal")
        assert changed(waits) == {"proposed_ok": (None, False)}
        assert waits["facts"]["reason_code"] == "other_housing"
        assert waits["made_by"]["name"] == "purchaser_officer 甲"
        await decide(city.approver, waits, "decide")
        assert await inbox(city.approver, "renewal") == []
        await go(city[DESK], one, "objection", {"objection": "名下房产已出售。"})
        assert await inbox(city.approver, "renewal") == [], "who decided does not answer"

        [again] = await inbox(await city.hire(Role.PURCHASER_APPROVER), "renewal")

    assert again["facts"]["objection"] == "名下房产已出售。"
    assert [way["word"] for way in again["ways"]] == ["reply"]


async def test_a_change_and_an_exchange_wait_for_the_approver(city: City) -> None:
    lease = await housed(city, WISHED.replace(year=2028))
    desk = city[DESK]
    with on(city, ASKED):
        members = (await city.officer.read(f"/households/{lease['household_id']}"))["members"]
        body: dict[str, Any] = {"kind": "name", "cause": "written_wrong", "name": "赵福升"}
        body |= {"member_id": members[0]["id"], "effective_on": ASKED.isoformat()}
        body["file_ids"] = [await stored(desk, "户口簿.pdf")]
        await desk.act(f"/leases/{lease['id']}/changes", body)
        assert await inbox(city.approver, "lease_change") == [], "the officer alone puts it right"
        birth = {"kind": "join", "cause": "birth", "name": "赵小宝", "relation": "子女"}
        birth |= {"effective_on": ASKED.isoformat(), "file_ids": body["file_ids"]}
        birth["file_ids"] = [await stored(desk, "出生证明.pdf")]
        change = await desk.act(f"/leases/{lease['id']}/changes", birth)
        await city.officer.act(f"/lease-changes/{change['id']}/check", version=1)

        [waits] = await inbox(city.approver, "lease_change")

        assert changed(waits) == {"name": (None, "赵小宝"), "relation": (None, "子女")}
        yes = {"ok": True, "decision_no": "包住保〔2026〕92号"}
        assert (await decide(city.approver, waits, "decide", yes))["state"] == "effective"
    wish = await wished(city, lease)
    with on(city, WISHED):
        await exchange_step(city.manager, wish, "check")
        [waits] = await inbox(city.approver, "exchange")
        assert waits["facts"]["reason"].startswith("屋顶渗漏")
        yes["decision_no"] = "包住保换〔2026〕7号"
        assert (await decide(city.approver, waits, "decide", yes))["state"] == "approved"


async def test_measures_bans_and_direct_allocations_wait_for_the_approver(city: City) -> None:
    record = await granted(city)
    await proposed(city, record, "suspend")
    await city.officer.act("/bans", ban(number()))
    [unit] = await homes(city, await city.project(), 1)
    body = {"unit_id": unit["id"], "record_id": (await granted(city, "钱进财"))["id"]}
    body |= {"decision_no": "包住保〔2026〕0310号", "reason": "原住房被鉴定为危房。"}
    await city.officer.act(
        "/direct-allocations", {**body, "file_ids": [await letter(city.officer)]}
    )

    [measure] = await inbox(city.approver, "eligibility")
    [banned] = await inbox(city.approver, "ban")
    [kept] = await inbox(city.approver, "reservation")

    assert changed(measure) == {"state": ("valid", "suspend")}
    assert banned["facts"]["applicant_name"] == "钱进财"
    assert "*" in banned["facts"]["national_id_mask"]
    assert kept["facts"]["decision_no"] == "包住保〔2026〕0310号"
    await decide(city.approver, measure, "confirm")
    await decide(city.approver, banned, "confirm")
    assert (await decide(city.approver, kept, "approve"))["state"] == "held"
    assert (await city.approver.read("/approvals"))["total"] == 0


async def test_a_long_repair_waits_for_the_purchaser_at_its_own_address(city: City) -> None:
    flat = await home(city)
    until = city.runtime.clock.today() + timedelta(days=60)
    body = {"reason_code": "safety", "reason": "阳台开裂", "until_on": until.isoformat()}
    await act(city[Role.MAINTENANCE], flat, "repair", body)

    [waits] = await inbox(city.officer, "unit_decision")

    assert (waits["facts"]["kind"], waits["number"]) == ("long_repair", flat["code"])
    assert [way["path"] for way in waits["ways"]] == [f"/v1/units/{flat['id']}/repair/decision"]
    yes = {"granted": True, "words": "同意"}
    assert (await decide(city.officer, waits, "decide", yes))["state"] == "granted"


async def test_a_final_bill_and_both_ways_back_wait_for_the_manager(city: City) -> None:
    """E12 with E2: 662.52 of the deposit, 653.45 of rent."""
    desk = city[DESK]
    with on(city, APPLIED):
        flat = await let(city)
        await prepaid(city, flat, "2025-06", "2025-07", "2025-08")
        await checked_in(city, flat)
        case = await applied(city, flat)
        await step(desk, case, "accept")
    with on(city, LEAVES):
        case = await inspected(city, flat, case, **DAMAGED)
        await deed(desk, case, "final-bill", await bill_in(desk))

        [bill] = await inbox(city.manager, "final_bill")
        assert changed(bill)["deposit_back_fen"] == (None, 66252)
        assert changed(bill)["rent_back_fen"] == (None, 65345)
        await decide(city.manager, bill, "confirm")
        other = await city.hire(Role.OPERATOR_MANAGER)
        [rent] = await inbox(other, "rent_refund")
        [deposit] = await inbox(other, "deposit_refund")
        assert await inbox(city.finance, "rent_refund") == [], "set off: the operator pays it"

    assert (rent["amount_fen"], rent["facts"]["payee_name"]) == (65345, "赵福生")
    assert (deposit["amount_fen"], deposit["facts"]["payee_name"]) == (66252, "赵福生")
    assert [way["path"] for way in rent["ways"]] == [
        f"/v1/rent-refunds/{rent['subject_id']}/payment"
    ]
