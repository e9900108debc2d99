"""Households that stay and households that go: renewals to decide, and every way out of a home."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any, Final

from api.demo.counter import Counter, sheet
from api.demo.invented import Applicant, Tenant
from api.demo.queues import grant
from api.demo.tenancies import signed
from domain.calendar import months_after
from domain.rent import Tier

_TIERS: Final = {
    "低保": Tier.MINIMUM_LIVING,
    "低收入": Tier.LOW_INCOME,
    "中等偏下": Tier.LOWER_MIDDLE,
    "新就业": Tier.NEW_WORKER,
    "外来务工": Tier.MIGRANT_WORKER,
}
#: Whoever pays like this owes nothing that would stand in the way.
_RELIABLE: Final = 0.98
#: Whoever applies so long before the end is in time, and nobody must leave meanwhile.
_MONTHS_TO_APPLY: Final = 4
#: Nobody has been heard of for so long.
_MONTHS_GONE: Final = 6
#: Their eligibility records are numbered apart from those of the queue.
_NUMBERED_FROM: Final = 800


async def decide_on(counter: Counter, random: Random) -> None:
    """Renewals at each desk, then exits on each of the four ways."""
    in_time = months_after(counter.today, _MONTHS_TO_APPLY)
    reliable = [
        one
        for one in counter.one.people
        if one.habit > _RELIABLE and one.rent and one.ends_on > in_time
    ]
    chosen = random.sample(reliable, len(_RENEWALS) + len(_EXITS))
    staying, leaving = chosen[: len(_RENEWALS)], chosen[len(_RENEWALS) :]
    for number, (tenant, step) in enumerate(zip(staying, _RENEWALS, strict=True)):
        await _grant(counter, tenant, _NUMBERED_FROM + number)
        await step(counter, await _lease(counter, tenant))
    for tenant, leave in zip(leaving, _EXITS, strict=True):
        await leave(counter, await _lease(counter, tenant))
    await _search_for_the_lost(counter)


async def _lease(counter: Counter, tenant: Tenant) -> Any:
    [lease] = (await counter.desk.read("/leases", q=tenant.contract_no, limit=1))["items"]
    return lease


async def _grant(counter: Counter, tenant: Tenant, number: int) -> None:
    """The decision under which they moved in years ago."""
    known = Applicant(
        tenant.name, tenant.national_id, tenant.phone, _TIERS[tenant.tier], tenant.members
    )
    await grant(counter, known, number, acknowledge_duplicates=True)


async def _apply(counter: Counter, lease: Any) -> str:
    body = {
        "declaration": "家庭月收入3200元，无其他住房。",
        "consents_to_checks": True,
        "file_ids": [await counter.paper(counter.desk, "收入证明")],
    }
    with counter.on(counter.today - timedelta(days=4)):
        made = await counter.desk.act(f"/leases/{lease['id']}/renewal", body)
    return f"/renewals/{made['id']}"


async def _check(counter: Counter, lease: Any) -> str:
    path = await _apply(counter, lease)
    await counter.go(counter.officer, path, "data-check")
    return path


async def _ask_for_more(counter: Counter, lease: Any) -> None:
    path = await _check(counter, lease)
    supply_by = (counter.today + timedelta(days=10)).isoformat()
    body = {"missing": "单位收入证明", "supply_by": supply_by}
    await counter.go(counter.officer, path, "missing-papers", body)


async def _propose(counter: Counter, lease: Any) -> str:
    path = await _check(counter, lease)
    body = {"ok": True, "decision_no": f"包住保〔{counter.today.year}〕{_NUMBERED_FROM}号"}
    await counter.go(counter.officer, path, "proposal", body)
    return path


async def _object(counter: Counter, lease: Any) -> None:
    """Refused, and the household does not agree: another approver answers."""
    path = await _check(counter, lease)
    body = {
        "ok": False,
        "reason_code": "other_housing",
        "reason": "名下有住房一套。",
        "decision_no": f"包住保〔{counter.today.year}〕{_NUMBERED_FROM + 1}号",
    }
    await counter.go(counter.officer, path, "proposal", body)
    await counter.go(counter.approver, path, "decision")
    objection = {"objection": "该住房已于去年出售，有买卖合同。"}
    await counter.go(counter.desk, path, "objection", objection)


async def _review(counter: Counter, lease: Any) -> None:
    answer_by = (counter.today + timedelta(days=20)).isoformat()
    await counter.officer.act(f"/leases/{lease['id']}/review", {"answer_by": answer_by})


_RENEWALS: Final[Sequence[Any]] = (_apply, _check, _ask_for_more, _propose, _object, _review)


async def _open(of: Any, lease: Any, track: str, ground: str, **facts: Any) -> str:
    body = {"lease_id": lease["id"], "track": track, "ground": ground, **facts}
    return f"/exit-cases/{(await of.act('/exit-cases', body))['id']}"


async def _step(counter: Counter, of: Any, case: str, event: str, **facts: Any) -> None:
    await counter.go(of, case, "steps", {"event": event, **facts})


async def _wish(counter: Counter, lease: Any) -> str:
    """Of their own will, in a fortnight."""
    leaves_on = (counter.today + timedelta(days=14)).isoformat()
    return await _open(counter.desk, lease, "voluntary", "own_wish", leaves_on=leaves_on)


async def _accepted(counter: Counter, lease: Any) -> str:
    with counter.on(counter.today - timedelta(days=15)):
        case = await _wish(counter, lease)
        await _step(counter, counter.desk, case, "accept")
    return case


async def _inspected(counter: Counter, lease: Any) -> str:
    """The check-out sheet is signed; the bill is the next."""
    case, today = await _accepted(counter, lease), counter.today.isoformat()
    await _step(counter, counter.desk, case, "book_inspection", inspect_on=today)
    body = {
        "kind": "check_out",
        "unit_id": lease["unit_id"],
        "lease_id": lease["id"],
        "on_date": today,
        **sheet(await counter.photo(counter.desk), water="388", power="4120", damaged=True),
    }
    made = await counter.desk.act("/handovers", body)
    sides = (("tenant", lease["tenant_name"]), ("operator", "白雪"))
    await signed(counter, made["id"], *sides)
    await counter.go(counter.desk, case, "inspection")
    return case


async def _billed(counter: Counter, lease: Any) -> None:
    """The bill is drafted, and waits for the manager."""
    case = await _inspected(counter, lease)
    slip = await counter.paper(counter.desk, "物业费结清证明")
    body = {
        "utilities": [
            {"meter": "water", "yuan_a_unit": "3.85", "used": "12", "payee": "包头市供水公司"},
            {"meter": "power", "yuan_a_unit": "0.48", "used": "86", "payee": "包头供电公司"},
        ],
        "clearances": [{"kind": "property_fee", "file_id": slip}],
        "refund_to": {"channel": "bank", "payee_name": lease["tenant_name"]},
    }
    await counter.go(counter.desk, case, "final-bill", body)


async def _relocating(counter: Counter, lease: Any) -> None:
    """No longer eligible, told so, and given two months to move."""
    with counter.on(counter.today - timedelta(days=6)):
        case = await _ineligible(counter, lease)
        await _step(counter, counter.desk, case, "start_relocation")


async def _ineligible(counter: Counter, lease: Any) -> str:
    law = "公租房办法第三十一条"
    case = await _open(counter.officer, lease, "civil", "ineligible", legal_basis=law)
    papers = [await counter.paper(counter.desk, "送达回证")]
    await _step(
        counter, counter.desk, case, "serve_notice", served_way="in_person", file_ids=papers
    )
    return case


async def _demanded(counter: Counter, lease: Any) -> None:
    """Not gone in time: demanded, with a last day before the suit."""
    with counter.on(counter.today - timedelta(days=9)):
        case = await _ineligible(counter, lease)
    deadline_on = (counter.today + timedelta(days=15)).isoformat()
    papers = [await counter.paper(counter.desk, "送达回证")]
    facts = {"served_way": "post", "deadline_on": deadline_on, "file_ids": papers}
    await _step(counter, counter.desk, case, "demand", **facts)


async def _notified(counter: Counter, lease: Any) -> str:
    """Sublet, so the bureau says; the household may be heard."""
    paper, year = await counter.paper(counter.officer, "现场核查记录"), counter.today.year
    with counter.on(counter.today - timedelta(days=20)):
        case = await _open(
            counter.officer,
            lease,
            "administrative",
            "sublet",
            reason="入户核查发现转租他人。",
            legal_basis="公租房办法第二十七条第一项",
            document_no=f"包住建认〔{year}〕3号",
            file_ids=[paper],
        )
        told = {"document_no": f"包住建告〔{year}〕3号", "file_ids": [paper]}
        await _step(counter, counter.officer, case, "notify_facts", served_way="in_person", **told)
    return case


async def _ordered(counter: Counter, lease: Any) -> None:
    """Heard, and ordered to give the home back."""
    case, today = await _notified(counter, lease), counter.today
    order = {
        "document_no": f"包住建退〔{today.year}〕3号",
        "legal_basis": "公租房办法第二十七条、第三十六条",
        "deadline_on": (today + timedelta(days=30)).isoformat(),
        "misused_from": (today - timedelta(days=90)).isoformat(),
        "misused_until": (today - timedelta(days=21)).isoformat(),
        "back_rent_fen": 128_000,
        "unlawful_gain_fen": 120_000,
        "fine_fen": 240_000,
    }
    await _step(counter, counter.approver, case, "order_return", **order)


_EXITS: Final[Sequence[Any]] = (
    _wish,
    _accepted,
    _inspected,
    _billed,
    _relocating,
    _demanded,
    _notified,
    _ordered,
)


async def _search_for_the_lost(counter: Counter) -> None:
    """Two who owe half a year: one waits for the purchaser's word, one is called for in public.

    A demo of a few months has nobody who owes that much.
    """
    listed = counter.desk.every("/arrears", project_id=counter.project_id)
    owing = [one async for one in listed if one["months_owed"] >= _MONTHS_GONE]
    for number, debtor in enumerate(owing[:2]):
        lease = {"id": debtor["lease_id"]}
        case = await _open(
            counter.desk,
            lease,
            "lost_contact",
            "unreachable",
            reason="半年未缴租，多次上门无人，电话停机。",
            file_ids=[await counter.paper(counter.desk, "上门记录")],
        )
        if number:
            await _call_in_public(counter, case)


async def _call_in_public(counter: Counter, case: str) -> None:
    today = counter.today
    await _step(
        counter,
        counter.approver,
        case,
        "authorise",
        document_no=f"包住建〔{today.year}〕收1号",
        legal_review_by="法规科 张律",
    )
    places = {"web": "局网站公告栏", "newspaper": "包头日报第八版", "building_door": "单元门"}
    channels = [
        {"channel": channel, "on_date": today.isoformat(), "reference": place}
        for channel, place in places.items()
    ]
    deadline_on = (today + timedelta(days=60)).isoformat()
    await _step(
        counter, counter.desk, case, "publish_notice", channels=channels, deadline_on=deadline_on
    )
