"""Printed forms: the figures of the trade, page after page, byte for byte."""

# The reader of PDFs has annotations but no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from api.documents.forms import fee_statement, lease_statement, receipt
from api.documents.forms.lease_statement import AgeBand, LeaseStatement, StatementLine
from api.documents.forms.ties import FormDoesNotTie
from domain.money import ZERO
from tests.printed import (
    FORMS,
    OPERATOR,
    a_receipt,
    a_statement,
    pages_of,
    t3_of_the_advance_example,
    text_of,
    the_fee_of_april,
    yuan,
)


def test_a_receipt_says_who_paid_what_for_which_month_twice_on_one_sheet() -> None:
    pdf = receipt.render(a_receipt())
    text = text_of(pdf)
    assert len(pages_of(pdf)) == 1
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
    assert len(pages_of(pdf)) == 2
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
            (
                "截至2025年5月31日，本户应付未付租金共373.57元，"
                f"其中101.30元已由{OPERATOR}代交（垫付），应付还该单位；"
                "272.27元应上缴国库，由该单位代收。"
            ),
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
    pdf = lease_statement.render(a_long_statement(38))
    pages = pages_of(pdf)
    assert len(pages) == 3
    for nth, page in enumerate(pages, start=1):
        assert f"第{nth}页共3页" in page
        assert "打印日期2025-06-03" in page
    assert all("摘要" in page for page in pages[:2])
    assert all("〔2025〕305号" in page for page in pages)
    assert "对账单（续）" in pages[1]
    everything = "".join(pages)
    for nth in range(38):
        assert everything.count(f"第{nth}月租金") == everything.count(f"第{nth}月缴费") == 1


@pytest.mark.parametrize("months", range(12, 22))
def test_the_total_is_never_alone_on_a_page(months: int) -> None:
    pages = pages_of(lease_statement.render(a_long_statement(months)))
    with_total = [page for page in pages if "期末余额" in page]
    assert f"第{months - 1}月缴费" in with_total[0]


def test_a_fee_statement_prints_the_example_of_april_2025() -> None:
    pdf = fee_statement.render(the_fee_of_april())
    text = text_of(pdf)
    assert len(pages_of(pdf)) == 2
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


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_same_form_is_the_same_bytes(form: Callable[[], bytes]) -> None:
    assert form() == form()


def test_another_day_of_printing_is_another_paper() -> None:
    later = replace(a_receipt(), printed_on=date(2026, 5, 12))
    assert "打印日期2026-05-12" in text_of(receipt.render(later))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_embeds_a_subset_of_its_only_font(form: Callable[[], bytes]) -> None:
    pdf = form()
    assert set(re.findall(rb"/BaseFont /(\S+)", pdf)) == {b"MPDFAA+NotoSerifSC"}
    assert pdf.count(b"/FontFile3 ") == pdf.count(b"/Type /FontDescriptor") == 1
    assert b"/ToUnicode" in pdf
    assert len(pdf) < 150_000, "a subset, not the family"


def test_text_never_leaves_the_paper() -> None:
    form = replace(
        the_fee_of_april(),
        contract_number="QSGZF" * 12,
        paid_to_date=yuan("98765432109.87"),
        project="很长的项目名称" * 20,
    )
    with pypdfium2.PdfDocument(fee_statement.render(form)) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            boxes = [text.get_charbox(nth) for nth in range(text.count_chars())]
            assert boxes
            for left, bottom, right, top in boxes:
                assert 50 < left <= right < width - 50
                assert 20 < bottom <= top < height - 20
