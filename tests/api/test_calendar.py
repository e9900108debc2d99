"""Working days: the notice is entered, local days are kept, and deadlines follow.

Notices are every city's, so each test here has a year of its own, far from what others count in.
"""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
import xlsxwriter

from api.runtime import Runtime
from domain.access import Role
from domain.workdays import DayKind
from persistence import calendars
from tests.given import City, found_city
from tests.given_settlement import homes, in_force

ROOT = Path(__file__).parent.parent.parent


def notice(year: int, **facts: Any) -> dict[str, Any]:
    return {
        "year": year,
        "number": f"国办发明电〔{year - 1}〕9号",
        "holidays": [
            {"name": "元旦", "from_on": f"{year}-01-01", "to_on": f"{year}-01-03"},
            {"name": "国庆节", "from_on": f"{year}-10-01", "to_on": f"{year}-10-07"},
        ],
        "workdays": [],
        **facts,
    }


async def deadline(city: City, start: str, **query: Any) -> str:
    told = await city.officer.read("/calendar/deadline", **{"from": start, **query})
    return told["on"]


async def test_what_ships_is_known_to_everybody(city: City) -> None:
    for role in (Role.TENANT, Role.EVALUATOR, Role.CASHIER):
        told = await city[role].read("/calendar/2026")
        assert (told["is_known"], told["notice"]) == (True, None)

    kinds = {day["day_on"]: day["kind"] for day in told["days"]}
    assert (kinds["2026-10-01"], kinds["2026-02-14"]) == ("holiday", "workday")
    assert {day["source"] for day in told["days"]} == {"shipped"}


async def test_edge_case_17_a_deadline_falls_on_a_worked_saturday(city: City) -> None:
    """11.1 #17."""
    assert await deadline(city, "2026-02-13", workdays=1) == "2026-02-14"
    assert await deadline(city, "2026-01-14", months=1) == "2026-02-14"


@pytest.mark.parametrize(
    ("start", "query", "expected"),
    [
        ("2026-04-30", {"workdays": 1}, "2026-05-06"),
        ("2026-04-30", {"workdays": 5}, "2026-05-11"),
        ("2026-05-08", {"workdays": 0}, "2026-05-08"),
        ("2025-12-31", {"workdays": 1}, "2026-01-04"),
        ("2026-01-31", {"months": 1}, "2026-02-28"),
        ("2024-01-31", {"months": 1}, "2024-02-29"),
        ("2024-02-29", {"months": 12}, "2025-02-28"),
        ("2026-09-01", {"months": 1}, "2026-10-08"),
        ("2026-04-11", {"months": 0}, "2026-04-13"),
    ],
)
async def test_deadlines_by_working_days_and_by_months(
    city: City, start: str, query: dict[str, int], expected: str
) -> None:
    """民法典 200–204: the first day is not counted, no such day is the month's last, and a last
    day off work is the next working day.
    """
    assert await deadline(city, start, **query) == expected


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"from": "2026-04-01"}, "deadline_unclear"),
        ({"from": "2026-04-01", "workdays": 1, "months": 1}, "deadline_unclear"),
        ({"from": "1999-12-31", "workdays": 1}, "deadline_unclear"),
        ({"from": "9999-12-31", "workdays": 1}, "deadline_unclear"),
        ({"from": "2026-04-01", "workdays": -1}, "request_invalid"),
        ({"workdays": 1}, "request_invalid"),
    ],
)
async def test_an_unclear_deadline_is_refused(city: City, query: dict[str, Any], code: str) -> None:
    response = await city.officer.get("/calendar/deadline", **query)

    assert (response.status_code, response.json()["code"]) == (422, code)


async def test_a_year_without_its_notice_is_preliminary_until_it_is_entered(city: City) -> None:
    before = await city.officer.read("/calendar/deadline", **{"from": "2041-09-30", "workdays": 1})
    entered = await city[Role.ADMINISTRATOR].act(
        "/calendar/notices", notice(2041, workdays=["2041-10-12"])
    )
    after = await city.officer.read("/calendar/deadline", **{"from": "2041-09-30", "workdays": 1})

    assert (before["on"], before["is_preliminary"]) == ("2041-10-01", True)
    assert (after["on"], after["is_preliminary"]) == ("2041-10-08", False)
    assert (entered["is_known"], entered["notice"]) == (True, "国办发明电〔2040〕9号")
    told = {day["day_on"]: (day["kind"], day["name"]) for day in entered["days"]}
    assert told["2041-10-01"] == ("holiday", "国庆节")
    assert told["2041-10-12"] == ("workday", "调休上班")


async def test_a_corrected_notice_takes_the_place_of_the_first(city: City) -> None:
    administrator = city[Role.ADMINISTRATOR]
    await administrator.act("/calendar/notices", notice(2042))
    longer = {"name": "元旦", "from_on": "2042-01-01", "to_on": "2042-01-05"}

    told = await administrator.act(
        "/calendar/notices", notice(2042, number="更正", holidays=[longer])
    )

    assert told["notice"] == "更正"
    assert len(told["days"]) == 5


def _sheet(rows: list[tuple[Any, ...]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("放假安排")
        sheet.write_row(0, 0, ["国务院办公厅关于部分节假日安排的通知"])
        sheet.write_row(1, 0, ["日期", "类型", "节日"])
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, row)
    return out.getvalue()


ROWS = [
    ("{year}-01-01", "放假", "元旦"),
    ("{year}.01.02", "放假", "元旦"),
    ("{year}年5月1日", "放假", "劳动节"),
]


def _rows(year: int, worked: str) -> list[tuple[Any, ...]]:
    return [(day.format(year=year), *rest) for day, *rest in ROWS] + [(worked, "上班", "")]


async def _uploaded(city: City, year: int, name: str, data: bytes) -> httpx.Response:
    return await city[Role.ADMINISTRATOR].request(
        "POST",
        "/calendar/notice-files",
        data={"year": str(year), "number": "国办发明电"},
        files={"file": (name, data)},
    )


async def test_the_notice_comes_in_as_a_sheet_or_as_csv(city: City) -> None:
    csv = "日期,类型,节日\n" + "\n".join(
        ",".join(map(str, row)) for row in _rows(2044, "2044-01-09")
    )
    for year, name, data in (
        (2043, "放假安排.xlsx", _sheet(_rows(2043, "2043-01-10"))),
        (2044, "放假安排.csv", csv.encode("gbk")),
    ):
        response = await _uploaded(city, year, name, data)
        assert response.status_code == 201, response.text
        kinds = [day["kind"] for day in response.json()["days"]]
        assert sorted(kinds) == ["holiday"] * 3 + ["workday"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("2045-13-01", "放假", "元旦")], "calendar_sheet_invalid"),
        ([("2045-01-01", "半天", "元旦")], "calendar_sheet_invalid"),
        ([("2045-01-02", "放假", "元旦"), ("2045-01-03", "上班", "")], "calendar_day_invalid"),
        ([("2044-06-01", "放假", "儿童节")], "calendar_day_invalid"),
    ],
)
async def test_a_sheet_with_a_flaw_is_refused_whole(
    city: City, rows: list[tuple[Any, ...]], code: str
) -> None:
    response = await _uploaded(city, 2045, "放假安排.xlsx", _sheet(rows))

    assert (response.status_code, response.json()["code"]) == (422, code)
    assert (await city.officer.read("/calendar/2045"))["is_known"] is False


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMINISTRATOR])
async def test_only_the_administrator_enters_a_notice(city: City, role: Role) -> None:
    response = await city[role].post("/calendar/notices", notice(2046))

    assert response.json()["code"] == "permission_missing"


async def test_a_district_leaves_the_national_notice_to_the_city(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    district = await found_city(runtime, stranger, parent_id=city.authority_id)

    response = await district[Role.ADMINISTRATOR].post("/calendar/notices", notice(2047))

    assert (response.status_code, response.json()["code"]) == (403, "calendar_of_the_city")


async def test_nadam_is_kept_here_and_worked_elsewhere(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    elsewhere = await found_city(runtime, stranger)
    body = {
        "day_on": "2027-08-13",
        "kind": "holiday",
        "name": "那达慕",
        "legal_basis": "自治区全民健身条例",
    }
    await city.officer.act("/calendar/local-days", body)

    here = await deadline(city, "2027-08-12", workdays=1)
    there = await deadline(elsewhere, "2027-08-12", workdays=1)
    told = {day["day_on"]: day for day in (await city.cashier.read("/calendar/2027"))["days"]}
    await city.officer.act("/calendar/local-days", {**body, "kind": "ordinary"})
    again = await deadline(city, "2027-08-12", workdays=1)

    assert (here, there, again) == ("2027-08-16", "2027-08-13", "2027-08-13")
    assert (told["2027-08-13"]["name"], told["2027-08-13"]["source"]) == ("那达慕", "local")


async def test_a_late_word_moves_no_deadline_that_has_passed(city: City) -> None:
    monday, week_after = date(2026, 4, 13), date(2026, 4, 20)
    async with city.runtime.database.transaction(city.context) as session:
        for day, made_on in ((monday, date(2026, 4, 14)), (week_after, date(2026, 4, 13))):
            await calendars.add_local_day(
                session,
                day_on=day,
                kind=DayKind.HOLIDAY,
                name="雨雪停工",
                legal_basis="市政府通知",
                made_on=made_on,
                maker_id=city.officer.person_id,
            )

    passed = await deadline(city, "2026-04-10", workdays=1)
    running = await deadline(city, "2026-04-17", workdays=1)

    assert (passed, running) == ("2026-04-13", "2026-04-21")


async def test_a_deadline_that_was_written_down_stays_whatever_is_entered_later(
    city: City,
) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await in_force(city, project)
    body = {
        "contract_id": contract["id"],
        "month": "2025-04",
        "clause": "考核细则 3.2",
        "fact": "逾期",
        "amount_fen": 10000,
    }
    raised = await city.officer.act("/deduction-events", body)
    day = {
        "day_on": raised["reply_by"],
        "kind": "holiday",
        "name": "停工",
        "legal_basis": "市政府通知",
    }
    await city.officer.act("/calendar/local-days", day)

    read = await city.officer.read(f"/deduction-events/{raised['id']}")
    later = await city.officer.act("/deduction-events", body)

    assert read["reply_by"] == raised["reply_by"]
    assert later["reply_by"] > raised["reply_by"]


def test_every_deadline_goes_through_the_one_calendar() -> None:
    """What ships is asked in one place only; the demo plays its own past with it."""
    users = {
        str(path.relative_to(ROOT))
        for folder in ("api", "persistence", "domain")
        for path in (ROOT / folder).rglob("*.py")
        if "STATE_COUNCIL" in path.read_text(encoding="utf-8")
    }

    assert users == {
        "domain/holidays.py",
        "persistence/calendars.py",
        "api/demo/months.py",
    }
