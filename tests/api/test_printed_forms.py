"""Printed forms: the figures of the trade in embedded 宋体, page after page, byte for byte."""

import re
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from api.documents.blocks import Column, Fact, Heading, Row
from api.documents.fonts import NO_GLYPH, break_lines
from api.documents.forms import fee_statement, lease_statement, receipt
from api.documents.forms.fee_statement import Deduction, FeeStatement, UnitSpan
from api.documents.forms.lease_statement import AgeBand, LeaseStatement, StatementLine
from api.documents.forms.receipt import Receipt, SettledLine
from api.documents.forms.ties import FormDoesNotTie
from api.documents.paper import Paper
from api.documents.wording import document_number
from domain.calendar import Month
from domain.money import ZERO, Money, total

OPERATOR = "包头市安居公共租赁住房运营服务有限公司"
BUREAU = "包头市青山区住房和城乡建设局"
QR = "https://anju.example.org/v/01HZY3K7Q2M4"
yuan = Money.yuan


def text_of(pdf: bytes) -> str:
    """All text without spaces, as a person who selects it would get it."""
    pages = PdfReader(BytesIO(pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def a_receipt(months: int = 2) -> Receipt:
    """T3's money of May: 272.27 gives the operator its advance back, 27.73 is for May (E5)."""
    first = Month(2025, 4)
    lines = tuple(SettledLine("租金", first.plus(n), yuan("272.27"), "结清") for n in range(months))
    return Receipt(
        number=document_number(2026, 12),
        received_on=date(2026, 5, 11),
        printed_on=date(2026, 5, 11),
        collector=OPERATOR,
        payer="其其格·巴特尔",
        unit="幸福家园3栋2单元501",
        lease_number="BT202400132",
        lines=lines,
        prepaid=yuan("27.73"),
        amount=total(line.amount for line in lines) + yuan("27.73"),
        channel="柜台现金",
        channel_reference="",
        cashier="高晓峰",
        note="租金全额上缴国库。",
        verification_url=QR,
    )


def a_statement(*lines: StatementLine, **changes: object) -> LeaseStatement:
    form = LeaseStatement(
        number=document_number(2025, 305),
        printed_on=date(2025, 6, 3),
        from_on=date(2025, 4, 1),
        to_on=date(2025, 5, 31),
        operator=OPERATOR,
        purchaser=BUREAU,
        household="玥喆𬭚",
        unit="幸福家园3栋2单元501",
        lease_number="BT202400132",
        lease_from_on=date(2024, 10, 1),
        lease_ends_on=date(2027, 9, 30),
        monthly_rent=yuan("272.27"),
        opening=ZERO,
        lines=lines,
        ageing=(),
        owed_to_treasury=ZERO,
        owed_to_operator=ZERO,
        contact="0472-5550000",
    )
    return replace(form, **changes)


def t3_of_the_advance_example() -> LeaseStatement:
    """E5, lease T3: April advanced by the operator, 300.00 paid in May, 244.54 still owed."""
    return a_statement(
        StatementLine(
            date(2025, 4, 1),
            "2025年4月租金",
            charge=yuan("272.27"),
            trace=("41.89㎡ × 6.50元/㎡·月 × 100% = 272.27元。", "整月，不按日折算。"),
        ),
        StatementLine(date(2025, 5, 1), "2025年5月租金", charge=yuan("272.27")),
        StatementLine(date(2025, 5, 9), "2025年4月代交", advance=yuan("272.27")),
        StatementLine(date(2025, 5, 20), "微信缴费", payment=yuan("300.00")),
        ageing=(AgeBand("1–3月", yuan("244.54")), AgeBand("4–6月", ZERO), AgeBand("6月以上", ZERO)),
        owed_to_treasury=yuan("244.54"),
    )


def the_fee_of_april() -> FeeStatement:
    """E8."""
    first, last = Month(2025, 4).first, Month(2025, 4).last
    return FeeStatement(
        number=document_number(2025, 4),
        printed_on=date(2025, 5, 12),
        month=Month(2025, 4),
        project="幸福家园公共租赁住房",
        contract_number="QSGZF-2025-001",
        operator=OPERATOR,
        purchaser=BUREAU,
        finance="包头市青山区财政局",
        price=yuan("26.50"),
        billed_units=Decimal("1185.3333"),
        unit_days=35_560,
        base_fee=yuan("31411.33"),
        score=Decimal("92.5"),
        coefficient=Decimal("0.98"),
        payable=yuan("30783.10"),
        deductions=(
            Deduction("巡查月报逾期提交", "合同第11.2条", yuan("500.00")),
            Deduction("经查实的投诉2件×800.00元", "合同第11.4条", yuan("1600.00")),
            Deduction("维修超时7单×200.00元", "合同第11.3条", yuan("1400.00")),
        ),
        paid=yuan("27283.10"),
        tax_rate=Decimal("0.06"),
        net=yuan("25738.77"),
        tax=yuan("1544.33"),
        paid_to_date=yuan("119283.10"),
        spans=(
            UnitSpan("全月在管", first, last, 1_150, yuan("26.50")),
            UnitSpan("期中移出合同", first, date(2025, 4, 20), 3, yuan("17.67")),
            UnitSpan("期中纳入合同", date(2025, 4, 11), last, 50, yuan("17.67")),
        ),
        rounding=yuan("-0.18"),
    )


def every_form() -> dict[str, bytes]:
    return {
        "receipt": receipt.render(a_receipt()),
        "lease statement": lease_statement.render(t3_of_the_advance_example()),
        "fee statement": fee_statement.render(the_fee_of_april()),
    }


def test_a_receipt_says_who_paid_what_for_which_month_twice_on_one_sheet() -> None:
    pdf = receipt.render(a_receipt())
    text = text_of(pdf)
    assert pages_of(pdf) == 1
    for once_a_copy in (
        "收款收据",
        "其其格·巴特尔",
        "幸福家园3栋2单元501",
        "BT202400132",
        "〔2026〕12号",
        "2025年4月272.27结清",
        "人民币伍佰柒拾贰元贰角柒分",
        "572.27元",
        "收款人：高晓峰",
    ):
        assert text.count(once_a_copy) == 2, once_a_copy
    assert "第一联收款单位存根" in text
    assert "第二联交款人收执" in text


def test_a_receipt_too_long_for_half_a_sheet_gets_a_page_for_each_copy() -> None:
    pdf = receipt.render(a_receipt(months=14))
    assert pages_of(pdf) == 2
    assert text_of(pdf).count("人民币叁仟捌佰叁拾玖元伍角壹分") == 2


def test_a_receipt_whose_months_are_not_its_amount_is_refused() -> None:
    with pytest.raises(FormDoesNotTie) as refusal:
        receipt.render(replace(a_receipt(), amount=yuan("572.26")))
    assert refusal.value.facts == {"figure": "amount", "stated": 57_226, "computed": 57_227}


def test_a_statement_runs_the_tenants_balance_and_an_advance_does_not_move_it() -> None:
    text = text_of(lease_statement.render(t3_of_the_advance_example()))
    assert "2025-04-012025年4月租金272.27272.27" in text
    assert "2025-05-012025年5月租金272.27544.54" in text
    assert "2025-05-092025年4月代交272.27544.54" in text
    assert "2025-05-20微信缴费300.00244.54" in text
    assert "合计期末余额544.54300.00272.270.00244.54" in text


def test_a_statement_prints_the_rule_under_its_charge() -> None:
    text = text_of(lease_statement.render(t3_of_the_advance_example()))
    charge = text.index("2025年4月租金")
    assert charge < text.index("41.89㎡×6.50元/㎡·月×100%=272.27元。") < text.index("2025-05-01")


OWED = (StatementLine(date(2025, 4, 1), "租金", charge=yuan("373.57")),)
BAND = (AgeBand("1–3月", yuan("373.57")),)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (
            a_statement(
                *OWED,
                ageing=BAND,
                owed_to_operator=yuan("101.30"),
                owed_to_treasury=yuan("272.27"),
            ),
            f"截至2025年5月31日，本户应付未付租金共373.57元，其中101.30元已由{OPERATOR}代交（垫付），"
            "应付还该单位；272.27元应上缴国库，由该单位代收。",
        ),
        (
            a_statement(*OWED, ageing=BAND, owed_to_operator=yuan("373.57")),
            f"截至2025年5月31日，本户应付未付租金共373.57元，已由{OPERATOR}代交（垫付），应付还该单位。",
        ),
        (
            a_statement(*OWED, ageing=BAND, owed_to_treasury=yuan("373.57")),
            f"截至2025年5月31日，本户应付未付租金共373.57元，应上缴国库，由{OPERATOR}代收。",
        ),
        (a_statement(), "截至2025年5月31日，本户租金已全部结清。"),
        (
            a_statement(StatementLine(date(2025, 5, 9), "预缴", payment=yuan("500"))),
            "截至2025年5月31日，本户租金已全部结清，另有预存租金500.00元，抵交以后月份的租金。",
        ),
    ],
)
def test_a_statement_closes_with_what_is_owed_and_to_whom(
    form: LeaseStatement, sentence: str
) -> None:
    assert lease_statement.closing_sentence(form) == sentence
    assert sentence in text_of(lease_statement.render(form))


def test_a_payment_taken_back_raises_the_balance_and_a_charge_taken_back_lowers_it() -> None:
    form = a_statement(
        StatementLine(date(2025, 4, 1), "租金", charge=yuan("272.27")),
        StatementLine(date(2025, 4, 9), "代扣", payment=yuan("272.27")),
        StatementLine(date(2025, 4, 11), "退票", reversal=yuan("272.27")),
        StatementLine(date(2025, 4, 12), "红字冲销", reversal=yuan("-72.27")),
    )
    assert lease_statement.closing_balance(form) == yuan("200.00")


@pytest.mark.parametrize(
    ("changes", "figure"),
    [
        ({"owed_to_operator": yuan("0.01")}, "owed"),
        ({"ageing": (AgeBand("1–3月", yuan("1")),)}, "ageing"),
        ({"opening": yuan("1")}, "owed"),
    ],
)
def test_a_statement_that_contradicts_itself_is_refused(
    changes: Mapping[str, object], figure: str
) -> None:
    with pytest.raises(FormDoesNotTie) as refusal:
        lease_statement.render(replace(t3_of_the_advance_example(), **changes))
    assert refusal.value.facts["figure"] == figure


def a_long_statement(months: int) -> LeaseStatement:
    first = date(2020, 1, 1)
    lines = tuple(
        line
        for nth in range(months)
        for line in (
            StatementLine(first + timedelta(31 * nth), f"第{nth}月租金", charge=yuan("1")),
            StatementLine(first + timedelta(31 * nth + 9), f"第{nth}月缴费", payment=yuan("1")),
        )
    )
    return a_statement(*lines)


def test_a_long_statement_repeats_its_header_and_counts_its_pages() -> None:
    pdf = lease_statement.render(a_long_statement(45))
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) == 3
    for nth, page in enumerate(pages, start=1):
        assert f"第{nth}页共3页" in page
        assert "打印日期2025-06-03" in page
    assert all("摘要" in page for page in pages[:2])
    assert all("〔2025〕305号" in page for page in pages)
    assert "对账单（续）" in pages[1]
    everything = "".join(pages)
    for nth in range(45):
        assert everything.count(f"第{nth}月租金") == everything.count(f"第{nth}月缴费") == 1


@pytest.mark.parametrize("months", range(12, 22))
def test_the_total_is_never_alone_on_a_page(months: int) -> None:
    pages = PdfReader(BytesIO(lease_statement.render(a_long_statement(months)))).pages
    with_total = [text for page in pages if "期末余额" in (text := page.extract_text())]
    assert f"第{months - 1}月缴费" in with_total[0]


def test_a_fee_statement_prints_the_example_of_april_2025() -> None:
    pdf = fee_statement.render(the_fee_of_april())
    text = text_of(pdf)
    assert pages_of(pdf) == 2
    figures = (
        "2025-04QSGZF-2025-00126.501,185.333335,56031,411.3392.50.9830,783.10-3,500.0027,283.10"
        "6%25,738.771,544.33119,283.10"
    )
    assert figures in text
    assert "人民币贰万柒仟贰佰捌拾叁元壹角整" in text
    assert "合计-3,500.00" in text
    for party in ("承接主体（签章）", "购买主体（签章）", "财政部门（签章）"):
        assert party in text


def test_a_fee_statements_annex_adds_up_with_its_rounding_line() -> None:
    text = text_of(fee_statement.render(the_fee_of_april()))
    assert "1全月在管2025-04-012025-04-30301,15034,50026.5030,475.00" in text
    assert "2期中移出合同2025-04-012025-04-202036017.6753.01" in text
    assert "3期中纳入合同2025-04-112025-04-3020501,00017.67883.50" in text
    assert "尾差调整-0.18" in text
    assert "35,560套日×26.50元÷30天=31,411.33元" in text
    assert "合计1,20335,56031,411.33" in text


@pytest.mark.parametrize(
    ("changes", "figure"),
    [
        ({"unit_days": 35_561}, "unit_days"),
        ({"rounding": ZERO}, "base_fee"),
        ({"payable": yuan("30783.11")}, "payable"),
        ({"deductions": ()}, "paid"),
        ({"tax": yuan("1544.32")}, "tax"),
    ],
)
def test_a_fee_statement_that_contradicts_itself_is_refused(
    changes: Mapping[str, object], figure: str
) -> None:
    with pytest.raises(FormDoesNotTie) as refusal:
        fee_statement.render(replace(the_fee_of_april(), **changes))
    assert refusal.value.facts["figure"] == figure


def test_a_month_without_deductions_says_so() -> None:
    form = replace(
        the_fee_of_april(),
        deductions=(),
        paid=yuan("30783.10"),
        net=yuan("29040.66"),
        tax=yuan("1742.44"),
    )
    assert "本期无扣款。" in text_of(fee_statement.render(form))


def test_the_same_form_is_the_same_bytes_and_another_day_is_not() -> None:
    assert every_form() == every_form()
    later = replace(a_receipt(), printed_on=date(2026, 5, 12))
    assert receipt.render(a_receipt()) != receipt.render(later)


@pytest.mark.parametrize(("name", "pdf"), every_form().items())
def test_every_form_embeds_a_subset_of_its_only_font(name: str, pdf: bytes) -> None:
    fonts: set[str] = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        listed = resources["/Font"]
        assert isinstance(listed, DictionaryObject)
        for font in listed.values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile3" in descendant["/FontDescriptor"]
            fonts.add(str(descendant["/BaseFont"]))
    assert len(fonts) == 1, name
    assert re.fullmatch(r"/[A-Z]{6}\+NotoSerifSC", fonts.pop())
    assert len(pdf) < 150_000, "a subset, not the family"


@pytest.mark.parametrize("name", ["玥", "喆", "𬭚", "赟", "龑", "䶮", "其其格·巴特尔", "㛃"])
def test_rare_names_can_be_read_and_copied(name: str) -> None:
    pdf = receipt.render(replace(a_receipt(), payer=name))
    assert name in text_of(pdf)
    assert NO_GLYPH not in text_of(pdf)


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ("王\u202e小\u200b明", "王小明"),
        ("王\x00\x07明", "王明"),
        ("王😀明", f"王{NO_GLYPH}明"),
        ("\ud800明", "明"),
        ("(a) Tj ET \\) <</JS>>", "(a)TjET\\)<</JS>>"),
        ("{nb}", "{nb}"),
    ],
)
def test_hostile_text_is_printed_as_text_or_not_at_all(sent: str, printed: str) -> None:
    text = text_of(receipt.render(replace(a_receipt(), payer=sent)))
    assert text.count(f"交款人{printed}收款日期") == 2


def test_a_name_of_four_thousand_characters_fills_pages_and_loses_nothing() -> None:
    pdf = receipt.render(replace(a_receipt(), payer="长" * 4_000))
    assert pages_of(pdf) > 2
    assert text_of(pdf).count("长") == 8_000


def test_text_never_leaves_the_paper() -> None:
    form = replace(
        the_fee_of_april(),
        contract_number="QSGZF" * 12,
        paid_to_date=yuan("98765432109.87"),
        project="很长的项目名称" * 20,
    )
    for page in PdfReader(BytesIO(fee_statement.render(form))).pages:
        places: list[tuple[float, float]] = []

        def seen(text: str, _cm: object, tm: list[float], *_font: object) -> None:
            if text.strip():
                places.append((tm[4], tm[5]))  # noqa: B023 - used within its own round

        page.extract_text(visitor_text=seen)
        assert places
        assert all(45 < x < 842 - 45 and 25 < y < 595 - 25 for x, y in places)


def test_a_bureaus_document_has_a_red_head_and_a_number_in_tortoise_brackets() -> None:
    paper = Paper(title="通知", printed_on=date(2026, 5, 11))
    number = document_number(2026, 12, issuer="青住建")
    paper.heading(Heading("责令限期整改通知书", number=number, letterhead=BUREAU))
    paper.facts([Fact("承租人", "李明"), Fact("说明", "宽", wide=True)])
    pdf = paper.to_bytes()
    assert text_of(pdf).startswith(("打印日期", BUREAU))
    assert f"{BUREAU}青住建〔2026〕12号责令限期整改通知书" in text_of(pdf)
    red = b"0.7686 0.0706 0.0706"
    assert red in PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data()  # type: ignore[union-attr]
    plain = PdfReader(BytesIO(receipt.render(a_receipt()))).pages[0].get_contents()
    assert plain is not None
    assert red not in plain.get_data()


def test_only_a_form_with_an_address_to_verify_it_has_a_qr_code() -> None:
    with_code = text_of(receipt.render(a_receipt()))
    without = text_of(receipt.render(replace(a_receipt(), verification_url="")))
    assert with_code.count("扫码核验") == 2
    assert "扫码核验" not in without


def test_a_table_refuses_a_row_of_another_width() -> None:
    paper = Paper(title="表", printed_on=date(2026, 5, 11))
    with pytest.raises(ValueError, match="zip"):
        paper.table([Column("一", 1), Column("二", 1)], [Row(("只有一个",))])


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 4, [""]),
        ("一二三四五", 4, ["一二三四", "五"]),
        ("一二三四，五", 4, ["一二三", "四，五"]),
        ("一二三（四）", 4, ["一二三", "（四）"]),
        ("金额1,234.56元", 6, ["金额", "1,234.", "56元"]),
        ("欠272.27元", 7, ["欠", "272.27元"]),
        ("QSGZF-2025-001", 12, ["QSGZF-2025-", "001"]),
        ("一\n二", 4, ["一", "二"]),
        ("　　一二三", 4, ["　　一二", "三"]),
        ("the lease ends", 9, ["the lease", "ends"]),
    ],
)
def test_lines_break_where_chinese_setting_allows(text: str, width: int, lines: list[str]) -> None:
    assert break_lines(text, width, len) == lines


def test_the_fonts_come_from_a_package_and_not_from_the_machine() -> None:
    """A subprocess without any font configuration prints the same bytes."""
    code = (
        "import sys; from datetime import date; from api.documents.paper import Paper;"
        "paper = Paper(title='表', printed_on=date(2026, 5, 11)); paper.paragraph('玥喆');"
        "sys.stdout.buffer.write(paper.to_bytes())"
    )
    paper = Paper(title="表", printed_on=date(2026, 5, 11))
    paper.paragraph("玥喆")
    import sys

    outside = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "7", "HOME": "/nonexistent", "FONTCONFIG_FILE": "/nonexistent"},
        capture_output=True,
        check=True,
    )
    assert outside.stdout == paper.to_bytes()
