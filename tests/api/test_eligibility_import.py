"""The bureau brings in its list of approved households: dry run, report, all or nothing."""

import io
from http import HTTPStatus
from typing import Any

import openpyxl
import pytest

from api import worker
from domain.access import Role
from tests.given import City
from tests.given_eligibility import banned, granted, number, refused

HEADERS = [
    *("序号", "姓名", "身份证号", "联系电话", "保障类别", "家庭人口"),
    *("共同申请人姓名", "与申请人关系", "共同申请人身份证号", "准予面积(㎡)", "准予户型"),
    *("有效期起", "有效期止", "批准文号", "轮候登记日", "优先类别", "低楼层需求(是/否)", "备注"),
]


def row(name: str = "赵福生", **facts: Any) -> dict[str, Any]:
    return {
        "姓名": name,
        "身份证号": number(),
        "联系电话": "13947255521",
        "保障类别": "低收入",
        "有效期起": "2026.04.01",
        "有效期止": "2029-3-31",
        "批准文号": "包住保〔2026〕7号",
        "轮候登记日": "20240912",
        **facts,
    }


def member(name: str = "王秀兰", **facts: Any) -> dict[str, Any]:
    return {
        "共同申请人姓名": name,
        "与申请人关系": "配偶",
        "共同申请人身份证号": number(),
        **facts,
    }


def book(*rows: dict[str, Any]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "保障对象名单"
    sheet.append(["包头市公共租赁住房保障对象名单"])
    sheet.append(HEADERS)
    for nth, one in enumerate(rows, start=1):
        sheet.append([nth if one.get("姓名") else None, *(one.get(h) for h in HEADERS[1:])])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


async def read(city: City, data: bytes) -> Any:
    response = await city.officer.request(
        "POST", "/imports", data={"kind": "eligibility"}, files={"file": ("名单.xlsx", data)}
    )
    assert response.status_code == HTTPStatus.ACCEPTED, response.text
    await worker.drain(city.runtime)
    return await city.officer.read(f"/imports/{response.json()['import_id']}")


async def stored(city: City, data: bytes) -> Any:
    one = await read(city, data)
    assert one["state"] == "ready", one["report"]
    await city.officer.act(f"/imports/{one['id']}/confirmation")
    await worker.drain(city.runtime)
    return await city.officer.read(f"/imports/{one['id']}")


async def test_a_list_becomes_records_with_their_people(city: City) -> None:
    data = book(
        row("赵福生", 家庭人口="3", 优先类别="优抚对象、残疾", 准予户型="两居"),
        member(),
        member("赵小宝", 与申请人关系="子"),
        row("钱进财", **{"低楼层需求(是/否)": "是", "准予面积(㎡)": "60"}),
    )

    done = await stored(city, data)

    assert done["state"] == "confirmed", done
    assert (done["project_id"], done["report"]["totals"]) == (None, {"households": 2, "people": 4})
    found = {one["applicant_name"]: one for one in (await _records(city))}
    zhao = await city.officer.read(f"/eligibility-records/{found['赵福生']['id']}")
    assert zhao["priority_groups"] == ["disability", "preferential"]
    assert (zhao["size"], zhao["approved_rooms"], zhao["import_id"]) == (3, 2, done["id"])
    assert (zhao["starts_on"], zhao["ends_on"], zhao["queued_on"]) == (
        "2026-04-01",
        "2029-03-31",
        "2024-09-12",
    )
    assert [one["name"] for one in zhao["people"]] == ["赵福生", "赵小宝", "王秀兰"]
    assert (found["钱进财"]["needs_easy_access"], found["钱进财"]["approved_area_m2"]) == (
        True,
        "60",
    )


async def _records(city: City) -> list[Any]:
    return (await city.officer.read("/eligibility-records"))["items"]


@pytest.mark.parametrize(
    ("rows", "column", "code"),
    [
        ([row(身份证号="150203900307123")], "身份证号", "id_15_digit"),
        ([row(身份证号=1.50203e17)], "身份证号", "id_damaged"),
        ([row(身份证号="150203199003071238")], "身份证号", "id_check_digit"),
        ([row(有效期止="2025-01-01")], "有效期止", "end_before_start"),
        ([row(保障类别="富裕")], "保障类别", "not_in_list"),
        ([row(优先类别="优抚对象、亲戚")], "优先类别", "not_in_list"),
        ([row(准予户型="豪宅")], "准予户型", "not_in_list"),
        ([row(批准文号=None)], "批准文号", "missing"),
        ([row(家庭人口="1"), member()], "家庭人口", "out_of_range"),
        ([row(), member(共同申请人身份证号=None)], "共同申请人身份证号", "missing"),
        ([row(), member(共同申请人姓名=None)], "共同申请人姓名", "missing"),
    ],
)
async def test_a_wrong_cell_is_named_and_nothing_is_stored(
    city: City, rows: list[dict[str, Any]], column: str, code: str
) -> None:
    one = await read(city, book(*rows, row("好人")))

    assert one["state"] == "refused"
    [error] = one["report"]["errors"]
    assert (error["column"], error["code"]) == (column, code)
    assert await _records(city) == []
    confirmed = await city.officer.post(f"/imports/{one['id']}/confirmation")
    assert confirmed.json()["code"] == "import_not_ready"


async def test_one_applicant_stands_in_a_list_once(city: City) -> None:
    mine = number()

    one = await read(city, book(row(身份证号=mine), row("钱进财", 身份证号=mine)))

    assert [(e["row"], e["code"]) for e in one["report"]["errors"]] == [(4, "duplicate")]


async def test_who_has_a_record_or_a_ban_is_an_error_and_who_ran_out_is_not(city: City) -> None:
    standing, ban, over = number(), number(), number()
    await granted(city, national_id=standing)
    await banned(city, ban, from_on="2026-01-01")
    await granted(city, national_id=over, starts_on="2020-01-01", ends_on="2022-12-31")
    rows = [row(身份证号=one) for one in (standing, ban, over)]

    refusal = await read(city, book(*rows))
    done = await stored(city, book(rows[2]))

    assert [(e["row"], e["code"]) for e in refusal["report"]["errors"]] == [
        (3, "already_eligible"),
        (4, "banned"),
    ]
    assert done["result"]["households"] == 1
    states = sorted(one["state"] for one in await _records(city))
    assert states == ["replaced", "valid", "valid"]


async def test_people_known_already_are_a_warning_and_never_named(city: City) -> None:
    mine = number()
    members = [{"name": "王秀兰", "relation": "配偶", "national_id": mine}]
    await granted(city, members=members)

    one = await read(city, book(row(), member(共同申请人身份证号=mine), row(家庭人口="5")))

    told = [(w["row"], w["code"]) for w in one["report"]["warnings"]]
    assert one["state"] == "ready"
    assert told == [(4, "duplicate_here"), (5, "household_size_differs")]
    assert mine not in str(one)


async def test_reports_never_show_what_stands_in_a_cell_about_a_person(city: City) -> None:
    mine = number()[:-1]

    one = await read(city, book(row("孙某某", 身份证号=mine, 优先类别="癫痫")))

    assert "孙某某" not in str(one["report"])
    assert mine not in str(one["report"])
    assert "癫痫" not in str(one["report"])


async def test_an_operator_who_may_bring_books_in_may_not_bring_this_one(city: City) -> None:
    """Neither upload it, nor see it, nor confirm what the bureau uploaded."""
    clerk = city[Role.FRONT_DESK]
    ready = await read(city, book(row()))

    answers = [
        await clerk.request(
            "POST", "/imports", data={"kind": "eligibility"}, files={"file": ("x.xlsx", b"x")}
        ),
        await clerk.get(f"/imports/{ready['id']}"),
        await clerk.post(f"/imports/{ready['id']}/confirmation"),
    ]

    assert [one.status_code for one in answers] == [403, 404, 404]
    assert (await clerk.read("/imports"))["items"] == []
    assert [one["operation"] for one in await refused(city, clerk)] == ["upload_import"]


async def test_whoever_lost_the_right_in_between_stores_nothing(city: City) -> None:
    from sqlalchemy import update

    from persistence.tables.people import MembershipRow

    ready = await read(city, book(row()))
    await city.officer.act(f"/imports/{ready['id']}/confirmation")
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == city.officer.person_id)
            .values(roles=[Role.PURCHASER_APPROVER])
        )

    await worker.drain(city.runtime)

    assert (await city.approver.read("/eligibility-records"))["items"] == []
    operations = (await city.approver.read("/operations"))["items"]
    assert operations[0]["problem"]["code"] == "permission_missing"


@pytest.mark.parametrize(
    ("fields", "kind"), [({}, "units"), ({"project_id": "mine"}, "eligibility")]
)
async def test_a_book_says_whose_it_is_where_it_is_somebody_s(
    city: City, fields: dict[str, str], kind: str
) -> None:
    project = await city.project()
    data = {"kind": kind, **dict.fromkeys(fields, project["id"])}

    response = await city.officer.request(
        "POST", "/imports", data=data, files={"file": ("x.xlsx", b"x")}
    )

    assert (response.status_code, response.json()["code"]) == (422, "import_project_wrong")


async def test_a_list_of_three_hundred_households_is_stored_as_a_whole(city: City) -> None:
    rows = [part for n in range(300) for part in (row(f"赵{n}"), member())]

    done = await stored(city, book(*rows))

    assert done["result"]["households"] == 300
    assert (await city.officer.read("/waiting-queue/summary"))["waiting"] == 300


async def test_edge_case_18_one_damaged_number_in_many_rows_stores_none(city: City) -> None:
    rows = [row(f"赵{n}") for n in range(120)]
    rows[116]["身份证号"] = 1.5020319e17

    one = await read(city, book(*rows))

    assert one["state"] == "refused"
    assert [(e["row"], e["code"]) for e in one["report"]["errors"]] == [(119, "id_damaged")]
    assert await _records(city) == []
