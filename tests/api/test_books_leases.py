"""租户台账, the register of tenants."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from api.housing.books import read_units
from api.imports.columns import PHRASES, Reading
from api.imports.workbook import Grid, Strip, read_workbook
from api.leases.books import (
    BOOK,
    LeaseTotals,
    MemberRow,
    Stock,
    TenantRow,
    check_against_stock,
    read_tenants,
    totals,
)
from domain.cells import Why
from domain.identity import synthetic_national_id
from domain.money import Money
from domain.rent import Tier

DATA = Path(__file__).parent.parent / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text("utf-8"))
HOMES = read_units(read_workbook((DATA / "房源台账.xlsx").read_bytes())).rows
STOCK = Stock({home.code for home in HOMES})

ID = synthetic_national_id("150203", date(1980, 5, 1), 12)
CHILD = synthetic_national_id("150203", date(2015, 5, 1), 13)
PARENT = synthetic_national_id("150203", date(1950, 5, 1), 14)

GIVEN: dict[str, Any] = {
    "承租人": "张三",
    "身份证号": ID,
    "联系电话": "13882319384",
    "保障类别": "低保",
    "家庭人口": 1.0,
    "共同居住人姓名": "",
    "与承租人关系": "",
    "共同居住人身份证号": "",
    "房源编码": "XFJY-01-1-0101",
    "合同编号": "BT202400001",
    "合同起": "2024-10-1",
    "合同止": "2027.09.30",
    "月租金(元)": "301.60元",
    "减免比例": "80%",
    "押金(元)": "1,000.00",
    "入住日期": 45_566.0,
}
BLANK = dict.fromkeys(GIVEN, "")
SECOND = {"房源编码": "XFJY-01-1-0102", "合同编号": "BT202400002"}


def member(name: str = "李四", number: str = CHILD, relation: str = "子女") -> dict[str, Any]:
    return {"共同居住人姓名": name, "与承租人关系": relation, "共同居住人身份证号": number}


def sheet(*rows: dict[str, Any]) -> Grid:
    lines = [list(GIVEN), *(list(row.values()) for row in rows)]
    return Grid("", len(lines), [Strip.of(column) for column in zip(*lines, strict=True)])


def told(reading: Reading[Any]) -> list[dict[str, Any]]:
    return [
        {"row": error.row, "column": error.column, "why": PHRASES[error.why].english}
        for error in reading.errors
    ]


def flaws(reading: Reading[Any]) -> list[tuple[int, str, Why]]:
    return [(error.row, error.column, error.why) for error in reading.errors]


def file(name: str) -> Reading[TenantRow]:
    return check_against_stock(read_tenants(read_workbook((DATA / name).read_bytes())), STOCK)


def test_the_clean_book_is_read_to_its_last_person_and_fen():
    reading = file("租户台账.xlsx")
    expected = EXPECTED["租户台账.xlsx"]

    assert reading.header_row == expected["header_row"]
    assert told(reading) == expected["errors"]
    assert totals(reading.rows) == LeaseTotals(
        expected["leases"], expected["people"], Money.yuan(expected["monthly_rent"])
    )
    assert all(row.people == 1 + len(row.members) for row in reading.rows)


def test_the_damaged_book_gives_exactly_the_expected_errors():
    reading = file("租户台账_有误.xlsx")
    expected = EXPECTED["租户台账_有误.xlsx"]

    assert reading.header_row == expected["header_row"]
    assert told(reading) == expected["errors"]
    assert len(reading.rows) == 132 - len(expected["errors"])


def test_no_error_shows_personal_data():
    shown = {error.column: error.shown for error in file("租户台账_有误.xlsx").errors}

    assert shown["身份证号"] is None
    assert shown["月租金(元)"] == "面议"


def test_a_lease_is_read_in_full_with_its_household():
    [row] = read_tenants(sheet(GIVEN | member(), BLANK | member("王五", PARENT, "父母"))).rows

    assert row == TenantRow(
        row=2,
        tenant_name="张三",
        national_id=ID,
        phone="13882319384",
        tier=Tier.MINIMUM_LIVING,
        people=1,
        unit_code="XFJY-01-1-0101",
        contract_no="BT202400001",
        starts_on=date(2024, 10, 1),
        ends_on=date(2027, 9, 30),
        monthly_rent=Money(30_160),
        discount=Decimal("0.8"),
        deposit=Money(100_000),
        moved_in_on=date(2024, 10, 1),
        emergency_contact=None,
        note=None,
        members=(
            MemberRow(2, "李四", "子女", CHILD),
            MemberRow(3, "王五", "父母", PARENT),
        ),
    )


def test_a_flat_export_repeats_the_tenant_for_every_member():
    reading = read_tenants(sheet(GIVEN | member(), GIVEN | member("王五", PARENT)))

    assert flaws(reading) == []
    assert totals(reading.rows) == LeaseTotals(1, 3, Money(30_160))


def test_a_lease_entered_twice_is_no_household():
    assert flaws(read_tenants(sheet(GIVEN, GIVEN))) == [
        (3, "房源编码", Why.UNIT_ALREADY_LET),
        (3, "合同编号", Why.DUPLICATE),
    ]


@pytest.mark.parametrize(
    ("header", "cell", "why"),
    [
        ("身份证号", "150203199003071238", Why.ID_CHECK_DIGIT),
        ("身份证号", "150203850229001", Why.ID_15_DIGIT),
        ("身份证号", 150203850228001.0, Why.ID_15_DIGIT),
        ("身份证号", 1.50203199003071e17, Why.ID_DAMAGED),
        ("身份证号", "1.50203E+17", Why.ID_DAMAGED),
        ("身份证号", "150203199003071000", Why.ID_DAMAGED),
        ("身份证号", "15020319900307", Why.ID_LENGTH),
        ("身份证号", "15020319900307123Y", Why.ID_CHARACTERS),
        ("身份证号", "", Why.MISSING),
        ("联系电话", "1388231938", Why.NOT_A_PHONE),
        ("保障类别", "特困", Why.NOT_IN_LIST),
        ("保障类别", "不符合条件", Why.NOT_IN_LIST),
        ("家庭人口", 0.0, Why.OUT_OF_RANGE),
        ("合同止", "2024-09-30", Why.END_BEFORE_START),
        ("合同起", "长期", Why.NOT_A_DATE),
        ("月租金(元)", "面议", Why.NOT_AN_AMOUNT),
        ("减免比例", "8折", Why.NOT_A_PERCENTAGE),
        ("押金(元)", "-1", Why.NEGATIVE),
    ],
)
def test_a_wrong_cell_keeps_its_lease_out(header: str, cell: Any, why: Why):
    reading = read_tenants(sheet(GIVEN | {header: cell}))

    assert flaws(reading) == [(2, header, why)]
    assert reading.rows == []


@pytest.mark.parametrize(
    "typed", [ID, f" {ID}", f"'{ID}", f"{ID[:6]} {ID[6:14]} {ID[14:]}", ID.lower()]
)
def test_an_identity_number_is_read_however_it_is_typed(typed: str):
    assert read_tenants(sheet(GIVEN | {"身份证号": typed})).rows[0].national_id == ID


def test_a_lease_of_one_day_ends_on_the_day_it_begins():
    reading = read_tenants(sheet(GIVEN | {"合同起": "2026-02-28", "合同止": "2026-02-28"}))

    assert flaws(reading) == []


def test_an_error_in_a_members_row_keeps_the_whole_lease_out():
    reading = read_tenants(sheet(GIVEN, BLANK | member(number="1.5E+17"), GIVEN | SECOND))

    assert flaws(reading) == [(3, "共同居住人身份证号", Why.ID_DAMAGED)]
    assert [row.row for row in reading.rows] == [4]


def test_nobody_lives_in_a_household_twice():
    reading = read_tenants(sheet(GIVEN | member(number=ID), BLANK | member(number=ID)))

    assert flaws(reading) == [
        (2, "共同居住人身份证号", Why.DUPLICATE),
        (3, "共同居住人身份证号", Why.DUPLICATE),
    ]


def test_a_member_has_a_name():
    reading = read_tenants(sheet(GIVEN | member(name="")))

    assert flaws(reading) == [(2, "共同居住人姓名", Why.MISSING)]


def test_a_member_has_a_tenant_above():
    reading = read_tenants(sheet(BLANK | member(), GIVEN))

    assert flaws(reading) == [(2, "承租人", Why.WITHOUT_A_HEAD)]
    assert [row.row for row in reading.rows] == [3]


def test_a_tenant_whose_numbers_are_all_missing_is_no_member_of_the_household_above():
    lost = BLANK | member() | {"承租人": "赵六"}
    reading = read_tenants(sheet(GIVEN, lost))

    assert (3, "身份证号", Why.MISSING) in flaws(reading)
    assert [row.members for row in reading.rows] == [()]


def test_the_stock_says_which_homes_are_unknown_or_let_and_which_contracts_are_used():
    reading = read_tenants(
        sheet(GIVEN, GIVEN | SECOND, GIVEN | {"房源编码": "XFJY-99-9-9999", "合同编号": "BT3"})
    )
    stock = Stock(STOCK.units, {"XFJY-01-1-0101"}, {"BT202400002"})

    checked = check_against_stock(reading, stock)

    assert flaws(checked) == [
        (2, "房源编码", Why.UNIT_ALREADY_LET),
        (3, "合同编号", Why.DUPLICATE),
        (4, "房源编码", Why.UNKNOWN_UNIT),
    ]
    assert checked.rows == []


def test_every_error_of_a_row_is_told_at_once():
    wrong = GIVEN | {"身份证号": "1", "房源编码": "XFJY-99-9-9999"}

    assert flaws(check_against_stock(read_tenants(sheet(wrong)), STOCK)) == [
        (2, "身份证号", Why.ID_LENGTH),
        (2, "房源编码", Why.UNKNOWN_UNIT),
    ]


def test_of_three_thousand_rows_the_one_damaged_number_is_named():
    rows = [GIVEN | {"房源编码": f"X-{n:06d}", "合同编号": f"BT{n:06d}"} for n in range(2, 3_002)]
    rows[2_915]["身份证号"] = 1.50203199003071e17

    assert flaws(read_tenants(sheet(*rows))) == [(2_917, "身份证号", Why.ID_DAMAGED)]


def test_the_book_has_the_columns_of_the_offices_form():
    form = (
        "序号 承租人 身份证号 联系电话 保障类别 家庭人口 共同居住人姓名 与承租人关系 "
        "共同居住人身份证号 房源编码 合同编号 合同起 合同止 月租金(元) 减免比例 "
        "押金(元) 入住日期 紧急联系人 备注"
    )

    assert [*BOOK.unread, *(column.header for column in BOOK.columns)] == form.split()
