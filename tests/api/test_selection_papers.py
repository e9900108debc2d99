"""What is signed at the window: the slip of a chosen home, the waiver of one that is given up."""

from http import HTTPStatus
from typing import Any

from domain.access import Role
from tests.api.test_documents import printed
from tests.given import City
from tests.given_eligibility import granted, number
from tests.given_reservations import decide, direct, kept, waived
from tests.given_rounds import called, chose, homes, paper, selecting, turn_path, turn_tried


def slip(one: Any) -> str:
    return f"/reservations/{one['id']}/selection-slip.pdf"


def declaration(one: Any) -> str:
    return f"/reservations/{one['id']}/waiver.pdf"


async def test_a_slip_says_round_place_home_and_until_when(city: City) -> None:
    one, unit = await kept(city)

    text = await printed(city[Role.FRONT_DESK], slip(one))

    assert "选房确认单" in text
    assert "场次幸福家园2026年第一批配租" in text
    assert "顺序号1（登记号000001）" in text
    assert f"房源编码{unit['code']}" in text
    assert "签约截止2026年5月15日" in text
    assert "代理人本人选房" in text


async def test_a_slip_never_shows_a_name_or_number_in_full(city: City) -> None:
    one, _ = await kept(city)
    record = await city.officer.read(f"/eligibility-records/{one['record_id']}")
    mask = record["people"][0]["national_id_mask"]

    text = await printed(city[Role.FRONT_DESK], slip(one))

    assert one["applicant_name"] == "赵福生"
    assert "姓名赵*生" in text
    assert "赵福生" not in text
    assert mask[:6] not in text


async def test_a_slip_names_who_chose_for_the_household(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    one = await selecting(city, project, [unit], people=1)
    proxy = {
        "name": "孙二姐",
        "national_id": (whole := number()),
        "file_id": await paper(city[Role.FRONT_DESK]),
    }
    made = await chose(city, await called(city, one), unit, proxy=proxy)

    text = await printed(
        city[Role.FRONT_DESK], f"/reservations/{made['reservation_id']}/selection-slip.pdf"
    )

    assert f"孙二姐（{whole[:6]}********{whole[-4:]}）" in text
    assert whole not in text


async def test_a_waiver_has_a_line_to_write_on_until_it_is_given(city: City) -> None:
    one, _ = await kept(city)
    clerk = city[Role.FRONT_DESK]

    blank = await printed(clerk, declaration(one))
    await waived(city, one)
    given = await printed(clerk, declaration(one))

    assert "声明人赵福生" in blank
    assert "放弃原因＿＿＿" in blank
    assert "每累计2次，轮候次序移至末位" in blank
    assert "放弃原因已另行租住住房。" in given
    assert "放弃日期2026年4月29日" in given


async def test_a_home_that_was_given_up_has_no_slip(city: City) -> None:
    one, _ = await kept(city)
    await waived(city, one)

    response = await city[Role.FRONT_DESK].get(slip(one))

    told = response.json()
    assert (response.status_code, told["code"]) == (409, "selection_paper_not_due")
    assert told["facts"] == {"state": "waived"}


async def test_a_direct_allocation_has_its_slip_once_it_is_approved(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    proposed = (await direct(city, unit, await granted(city))).json()

    early = await city.officer.get(slip(proposed))
    await decide(city, proposed)
    text = await printed(city.officer, slip(proposed))

    assert early.json()["code"] == "selection_paper_not_due"
    assert "场次直接配租（包住保〔2026〕0310号）顺序号—" in text


async def test_whoever_wants_none_of_the_homes_signs_for_that(city: City) -> None:
    project = await city.project()
    one = await selecting(city, project, await homes(city, project, 2), people=2)
    turn = await called(city, one)
    clerk = city[Role.FRONT_DESK]

    blank = await printed(clerk, turn_path(turn, "waiver.pdf"))
    await turn_tried(city, turn, "waiver", {"reason": "离单位太远。"})
    given = await printed(clerk, turn_path(turn, "waiver.pdf"))

    assert "放弃内容本场次全部可选住房放弃原因＿＿＿" in blank
    assert "本人自愿放弃在本场次选房。" in given
    assert "放弃原因离单位太远。" in given


async def test_whoever_was_not_called_has_nothing_to_waive(city: City) -> None:
    project = await city.project()
    one = await selecting(city, project, await homes(city, project, 2), people=2)
    listed = await city.officer.read(f"/allocation-rounds/{one['id']}/registrations")

    response = await city.officer.get(turn_path(listed["items"][0], "waiver.pdf"))

    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["facts"] == {"state": "waiting"}
