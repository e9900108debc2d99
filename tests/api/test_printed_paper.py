"""Paper and type: 宋体 from a package, lines that break well, names and hostile text."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from api.documents.blocks import Column, Fact, Heading, Row
from api.documents.fonts import NO_GLYPH, break_lines
from api.documents.forms import receipt
from api.documents.paper import Paper
from api.documents.wording import document_number
from tests.printed import BUREAU, a_receipt, colours_of, pages_of, text_of


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
    assert len(pages_of(pdf)) > 2
    assert text_of(pdf).count("长") == 8_000


def test_a_bureaus_document_has_a_red_head_and_a_number_in_tortoise_brackets() -> None:
    paper = Paper(title="通知", printed_on=date(2026, 5, 11))
    number = document_number(2026, 12, issuer="青住建")
    paper.heading(Heading("责令限期整改通知书", number=number, letterhead=BUREAU))
    paper.facts([Fact("承租人", "李明"), Fact("说明", "宽", wide=True)])
    pdf = paper.to_bytes()
    assert f"{BUREAU}青住建〔2026〕12号责令限期整改通知书" in text_of(pdf)
    red = (196, 18, 18)
    assert red in colours_of(pdf)
    assert red not in colours_of(receipt.render(a_receipt()))


def test_only_a_form_with_an_address_to_verify_it_has_a_qr_code() -> None:
    with_code = text_of(receipt.render(a_receipt()))
    without = text_of(receipt.render(replace(a_receipt(), verification=None)))
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
        ("欠272.27元", 7, ["欠272.27", "元"]),
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
    outside = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "7", "HOME": "/nonexistent", "FONTCONFIG_FILE": "/nonexistent"},
        capture_output=True,
        check=True,
    )
    assert outside.stdout == paper.to_bytes()
