"""The papers of an exit say what was decided, in figures and in capitals, page by page."""

import httpx

from domain.access import Role
from tests.given import City
from tests.given_exits import (
    APPLIED,
    DAMAGED,
    LEAVES,
    applied,
    billed,
    checked_in,
    inspected,
    let,
    opened,
    prepaid,
    proof,
    step,
)
from tests.given_rounds import on
from tests.printed import text_of


async def printed(response: httpx.Response) -> str:
    assert response.status_code == 200, response.text
    return text_of(response.content)


async def test_the_final_bill_has_two_legs_and_capitals(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    with on(city, APPLIED):
        flat = await let(city)
        await prepaid(city, flat, "2025-06", "2025-07", "2025-08")
        await checked_in(city, flat)
        case = await applied(city, flat)
        await step(desk, case, "accept")
    with on(city, LEAVES):
        case = await inspected(city, flat, case, **DAMAGED)
        await billed(city, case)
        bill = await printed(await desk.get(f"/exit-cases/{case['id']}/final-bill.pdf"))
        sheet = await printed(await desk.get(f"/handovers/{case['handover_id']}/sheet.pdf"))
        asked = await printed(await desk.get(f"/exit-cases/{case['id']}/papers/application.pdf"))
        early = await desk.get(f"/exit-cases/{case['id']}/papers/return-order.pdf")

    for told in (
        "退房结算单",
        "入户门钥匙×2",
        "水费12×3.85",
        "662.52",
        "653.45",
        "1,315.97",
        "壹仟叁佰壹拾伍元玖角柒分",
        "第1页共1页",
    ):
        assert told in bill, told
    for told in ("退房交验单", "88", "100", "入户门", "损坏", "贰佰伍拾元整"):
        assert told in sheet, told
    assert "退房申请表" in asked
    assert early.json()["code"] == "paper_not_due"


async def test_an_order_stands_under_the_bureau_s_own_letterhead(city: City) -> None:
    officer = city.officer
    with on(city, APPLIED):
        case = await opened(
            officer,
            await let(city),
            "administrative",
            "sublet",
            reason="2月10日起转租他人",
            legal_basis="公租房办法第二十七条",
            document_no="1",
            file_ids=await proof(officer),
        )
        papers = {"file_ids": await proof(officer), "document_no": "包住建告〔2025〕3号"}
        await step(officer, case, "notify_facts", served_way="post", **papers)
        told = await printed(await officer.get(f"/exit-cases/{case['id']}/papers/facts-notice.pdf"))

    for words in ("违规事实告知书", "包住建告〔2025〕3号", "2025年6月9日", "转借、转租"):
        assert words in told, words
