"""Exports open in Excel as the office wrote them: typed cells, its own headers, harmless text."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from api.exports import asset_tables, tables
from api.exports.layouts import Layout
from api.exports.workbook import Column, Kind, Table, Value, WrongCell, to_xlsx
from domain.calendar import Month
from domain.money import ZERO, Money

MADE_AT = datetime(2026, 5, 11, 2, 12, tzinfo=UTC)
APRIL = Month(2026, 4)

#: domain rule: the Chinese headers are the contract between offices.
HEADERS = {
    tables.UNITS: "序号, 项目名称, 区县, 小区, 栋号, 单元, 房号, 房源编码, 户型, 建筑面积(㎡), "
    "套内面积, 楼层, 总楼层, 朝向, 电梯(是/否), 结构, 建成年份, 权属证号, 资产卡片号, "
    "租金单价(元/㎡·月), 状态, 空置起始日, 备注",
    tables.COLLECTION: "所属月份, 项目, 房源编码, 承租人, 应收租金, 减免, 调整, 实收金额, "
    "缴费日期, 缴费方式, 渠道流水号, 票据号, 欠缴金额, 其中代交金额, 备注",
    tables.ARREARS: "承租人, 房源编码, 电话, 欠缴起始月, 欠缴月数(累计), 欠缴金额, 1–3月, 4–6月, "
    "6月以上, 已代交, 最近催缴日期, 催缴方式, 催缴次数, 承诺缴清日, 处理措施",
    tables.ADVANCES: "月份, 项目, 应收, 承租人实收, 差额(代交), 代交日期, 缴库凭证号, 已追回, "
    "未追回, 承接主体签章, 购买主体审核, 财政确认",
    tables.REMITTANCES: "批次号, 所属期间, 科目编码, 金额, 缴款码, 缴款日期, 国库回单号, "
    "经办, 复核",
    asset_tables.STOCKTAKE: "卡片号, 房源编码, 账面, 实盘, 差异, 原因",
    tables.FEES: "期间, 合同号, 单价(元/套/月), 计费套数, 计费套日数, 基础服务费, 绩效得分, 系数, "
    "应付, 扣款项(明细), 实付, 税率, 不含税额, 税额, 累计已付, 三方签章",
}


def sheet_of(table: Table) -> list[list[object]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(table, made_at=MADE_AT)))
    return [list(row) for row in workbook.get_sheet_by_index(0).to_python()]


def xml_of(table: Table, part: str = "xl/worksheets/sheet1.xml") -> str:
    with ZipFile(BytesIO(to_xlsx(table, made_at=MADE_AT))) as archive:
        return archive.read(part).decode()


def one_column(kind: Kind, *values: Value) -> Table:
    return Table("表", (Column("列", kind, 12),), [[value] for value in values], footer=None)


def collected(paid: str, due: str = "272.27", reduced: str = "0") -> tables.CollectionLine:
    return tables.CollectionLine(
        month=APRIL,
        project="幸福家园",
        unit_code="XFJY-03-2-0501",
        tenant="其其格·巴特尔",
        charged=Money.yuan(due),
        reduced=Money.yuan(reduced),
        adjusted=ZERO,
        paid=Money.yuan(paid),
        paid_on=date(2026, 4, 9),
        method="微信",
        channel_serial="4200002188202604091",
        receipt_number="",
        outstanding=Money.yuan(due) - Money.yuan(reduced) - Money.yuan(paid),
        advanced=ZERO,
        note="",
    )


@pytest.mark.parametrize("layout", HEADERS, ids=lambda layout: layout.title)
def test_every_list_has_the_offices_own_headers(layout: Layout[tables.UnitLine]) -> None:
    assert ", ".join(layout.headers) == HEADERS[layout]
    assert len(layout.columns) == len(fields(layout.line))


@pytest.mark.parametrize("layout", HEADERS, ids=lambda layout: layout.title)
def test_an_empty_list_still_has_its_title_headers_and_total(
    layout: Layout[tables.UnitLine],
) -> None:
    sheet = sheet_of(layout.table([]))
    assert sheet[0][0] == layout.title
    assert sheet[1] == list(layout.headers)
    assert sheet[2][0] == "合计"


def test_every_cell_has_the_type_of_its_column() -> None:
    row = sheet_of(tables.COLLECTION.table([collected("272.27")]))[2]
    assert row[0] == date(2026, 4, 1)
    assert row[4] == pytest.approx(272.27)
    assert row[8] == date(2026, 4, 9)
    assert row[10] == "4200002188202604091"
    assert row[11] == ""


def test_totals_and_the_rate_of_tenant_money_stand_under_the_rows() -> None:
    """Three leases of April: 372.27 of 745.84 paid by tenants, 49.91 %."""
    lines = [collected("272.27"), collected("100.00", due="201.30"), collected("0.00")]
    total, rate = sheet_of(tables.COLLECTION.table(lines))[-2:]
    assert total[0] == "合计"
    assert total[4] == pytest.approx(745.84)
    assert total[7] == pytest.approx(372.27)
    assert rate[0] == "收缴率"
    assert isinstance(rate[1], float)
    assert round(rate[1], 4) == 0.4991


def test_reductions_are_taken_off_before_the_rate() -> None:
    rate = sheet_of(tables.COLLECTION.table([collected("50", due="100", reduced="50")]))[-1]
    assert rate[1] == 1


def test_a_rate_of_nothing_is_blank() -> None:
    rate = sheet_of(tables.COLLECTION.table([collected("0", due="0")]))[-1]
    assert rate[:2] == ["收缴率", ""]


def test_the_fee_list_carries_the_statement_of_april_2025() -> None:
    line = tables.FeeLine(
        period=Month(2025, 4),
        contract_number="QS-2025-01",
        price=Money.yuan("26.50"),
        billed_units=Decimal("1185.3333"),
        unit_days=35_560,
        base_fee=Money.yuan("31411.33"),
        score=Decimal("92.5"),
        coefficient=Decimal("0.98"),
        payable=Money.yuan("30783.10"),
        deductions="巡查月报逾期 500.00；投诉 2 件 1,600.00；维修超时 7 单 1,400.00",
        paid=Money.yuan("27283.10"),
        tax_rate=Decimal("0.06"),
        net=Money.yuan("25738.77"),
        tax=Money.yuan("1544.33"),
        paid_to_date=Money.yuan("27283.10"),
        seals="",
    )
    row, total = sheet_of(tables.FEES.table([line]))[2:]
    assert row[2:9] == [26.5, 1185.3333, 35_560, 31_411.33, 92.5, 0.98, 30_783.1]
    assert row[10:15] == [27_283.1, 0.06, 25_738.77, 1_544.33, 27_283.1]
    assert total[2] == "", "a price has no sum"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://evil.example","点")',
        "+1",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "{=1}",
        "http://evil.example",
        "mailto:a@example.org",
        "internal:Sheet1!A1",
        "file:///etc/passwd",
        "<r><t>markup</t></r>",
        "<r></r>",
        "_x0041_",
        "a\x00b\x0b",
        "150203199401191770",
        "007",
        "  两边的空格  ",
        "&<>\"'",
        "玥喆𬭚 其其格·巴特尔",
    ],
)
def test_a_text_stays_the_text_it_was(text: str) -> None:
    table = one_column(Kind.TEXT, text)
    assert sheet_of(table)[2] == [text]
    xml = xml_of(table)
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert 't="inlineStr"' in xml.split('<row r="3"')[1]


@pytest.mark.parametrize("mark", "=+-@\t\r\n＝＋－＠")
def test_a_text_like_a_formula_is_quoted_for_whoever_edits_it(mark: str) -> None:
    styles = xml_of(one_column(Kind.TEXT, f"{mark}1"), "xl/styles.xml")
    assert 'quotePrefix="1"' in styles


def test_a_title_and_a_header_are_no_formulas_either() -> None:
    table = Table("=1[x]:*?/\\", (Column("=2", Kind.TEXT, 9), Column("b", Kind.TEXT, 9)), [], None)
    assert sheet_of(table)[0][0] == "=1[x]:*?/\\"
    assert "<f>" not in xml_of(table)


def test_a_text_longer_than_a_cell_is_cut_and_half_a_character_is_marked() -> None:
    rows = sheet_of(one_column(Kind.TEXT, "长" * 40_000, "\ud800尾"))
    assert rows[2] == ["长" * 32_767]
    assert rows[3] == ["?尾"]


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_blank_and_never_a_zero(kind: Kind) -> None:
    xml = xml_of(one_column(kind, None))
    assert "<v>" not in xml
    assert sheet_of(one_column(kind, None))[2:] in ([], [[""]])


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.MONEY, "272.27"), (Kind.DATE, "2026-05-11"), (Kind.NUMBER, date(2026, 5, 11))],
)
def test_a_value_of_the_wrong_type_is_refused(kind: Kind, value: Value) -> None:
    with pytest.raises(WrongCell):
        sheet_of(one_column(kind, value))


def test_a_row_that_lacks_a_value_is_refused() -> None:
    rows: list[Sequence[Value]] = [["a"]]
    table = Table("表", (Column("a", Kind.TEXT, 9), Column("b", Kind.TEXT, 9)), rows)
    with pytest.raises(ValueError, match="shorter"):
        sheet_of(table)


def test_the_largest_money_keeps_its_fen() -> None:
    xml = xml_of(one_column(Kind.MONEY, Money(10**13 - 1), Money(-1)))
    assert "<v>99999999999.99</v>" in xml
    assert "<v>-0.01</v>" in xml


def test_headers_stay_in_sight_and_rows_can_be_filtered() -> None:
    xml = xml_of(tables.COLLECTION.table([collected("1"), collected("2")]))
    assert 'ySplit="2"' in xml
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A2:O4"/>' in xml, "the totals are not filtered away"
    assert "<mergeCell " in xml


def test_formats_are_the_offices() -> None:
    styles = xml_of(tables.COLLECTION.table([collected("1")]), "xl/styles.xml")
    for code in ("@", "#,##0.00", "yyyy-mm-dd", "yyyy-mm"):
        assert f'formatCode="{code}"' in styles


def test_the_same_table_gives_the_same_bytes() -> None:
    table = tables.COLLECTION.table
    first, second = ([collected("1")], [collected("1")])
    assert to_xlsx(table(first), made_at=MADE_AT) == to_xlsx(table(second), made_at=MADE_AT)


def test_rows_may_be_a_stream() -> None:
    lines = (collected("1") for _ in range(3_000))
    sheet = sheet_of(tables.COLLECTION.table(lines, title="幸福家园2026年4月租金收缴明细表"))
    assert sheet[0][0] == "幸福家园2026年4月租金收缴明细表"
    assert len(sheet) == 3_004
    assert sheet[-2][7] == 3_000


def test_a_units_lift_is_yes_or_no() -> None:
    unit = tables.UnitLine(
        project="幸福家园",
        district="青山区",
        estate="幸福家园",
        building="3栋",
        entrance="2单元",
        room="0501",
        unit_code="XFJY-03-2-0501",
        layout="两室一厅",
        gross_area=Decimal("48.60"),
        inner_area=None,
        floor=5,
        floors=6,
        facing="南",
        lift=False,
        structure="砖混",
        built_in="2013",
        title_number="",
        asset_card="",
        rent_per_area=Money.yuan("5.20"),
        state="在租",
        vacant_since=None,
        note="=坏",
    )
    row = sheet_of(tables.UNITS.table([unit, unit]))[3]
    assert row[0] == 2
    assert row[6] == "0501"
    assert row[9] == 48.6
    assert row[14] == "否"
    assert row[22] == "=坏"
