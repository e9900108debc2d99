"""The papers of renewals, changes and exchanges say what was asked and decided, and not before."""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_exchanges import ASKED as WANTED
from tests.given_exchanges import ENDS, approved, asked
from tests.given_leasing import on
from tests.given_renewals import (
    APPLY_BY,
    ASKED,
    DECIDED,
    applied,
    checked,
    go,
    housed,
    proposed,
)
from tests.given_units import stored
from tests.printed import text_of


async def paper(city: City, path: str, client: Any = None) -> str:
    response = await (client or city[Role.FRONT_DESK]).get(path)
    assert response.status_code == 200, response.text
    return text_of(response.content)


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    with on(city, ASKED):
        yield


async def test_a_renewal_has_its_inquiry_application_and_decision(city: City) -> None:
    lease = await housed(city)
    one = await applied(city, lease)
    path = f"/renewals/{one['id']}/papers"

    inquiry = await paper(city, f"{path}/inquiry.pdf")
    asks = await paper(city, f"{path}/application.pdf")
    early = await city[Role.FRONT_DESK].get(f"{path}/decision.pdf")
    await checked(city, one)
    await proposed(city, one)
    with on(city, DECIDED):
        await go(city.approver, one, "decision")
    decided = await paper(city, f"{path}/decision.pdf", city.officer)

    for told in ("续退租征询单", "2026年10月31日期满", f"{APPLY_BY.year}年7月31日前", "不再承租"):
        assert told in inquiry, told
    for told in ("续租申请表", "家庭月收入3200元", "窗口受理", "承租人（签字）"):
        assert told in asks, told
    assert early.json()["code"] == "paper_not_due"
    for told in ("续租审核决定书", "包住保〔2026〕91号", "准予续租", "签订新的租赁合同"):
        assert told in decided, told


async def test_a_refusal_says_why_and_until_when_one_may_object(city: City) -> None:
    one = await applied(city, await housed(city))
    await checked(city, one)
    await proposed(city, one, ok=False)
    path = f"/renewals/{one['id']}/papers"
    with on(city, DECIDED):
        one = await go(city.approver, one, "decision")
        decided = await paper(city, f"{path}/decision.pdf", city.officer)
    until = one["object_by"]

    for told in ("不予续租", "另有住房", "名下有住房一套", "第三十一条", _in_words(until)):
        assert told in decided, told
    assert (await city.officer.get(f"{path}/reply.pdf")).json()["code"] == "paper_not_due"
    assert (await city.officer.get(f"{path}/missing-papers.pdf")).json()["code"] == "paper_not_due"


async def test_a_change_and_an_exchange_have_their_papers(city: City) -> None:
    lease = await housed(city, ENDS)
    desk = city[Role.FRONT_DESK]
    change = await desk.act(
        f"/leases/{lease['id']}/changes",
        {
            "kind": "join",
            "cause": "birth",
            "name": "赵小宝",
            "relation": "子女",
            "effective_on": ASKED.isoformat(),
            "file_ids": [await stored(desk, "出生证明.pdf")],
        },
    )
    change_paper = f"/lease-changes/{change['id']}/papers"
    told = await paper(city, f"{change_paper}/application.pdf")
    early = await desk.get(f"{change_paper}/decision.pdf")
    exchange = await approved(city, await asked(city, lease))
    with on(city, WANTED):
        wish = await paper(city, f"/exchanges/{exchange['id']}/papers/application.pdf")
        granted = await paper(city, f"/exchanges/{exchange['id']}/papers/decision.pdf")

    for words in ("变更申请表", "增加共同居住人", "赵小宝", "出生", "2026年7月6日起生效"):
        assert words in told, words
    assert early.json()["code"] == "paper_not_due"
    for words in ("换房申请表", "房屋质量问题", "屋顶渗漏"):
        assert words in wish, words
    for words in ("换房审核决定书", "包住保换〔2026〕7号", "准予换房"):
        assert words in granted, words


async def test_papers_of_another_city_are_not_there(
    city: City, runtime: Any, stranger: Any
) -> None:
    one = await applied(city, await housed(city))
    elsewhere = (await found_city(runtime, stranger))[Role.FRONT_DESK]
    for path in (f"renewals/{one['id']}", f"lease-changes/{one['id']}", f"exchanges/{one['id']}"):
        assert (await elsewhere.get(f"/{path}/papers/application.pdf")).status_code == 404


def _in_words(day: str) -> str:
    year, month, on_day = day.split("-")
    return f"{year}年{int(month)}月{int(on_day)}日"
