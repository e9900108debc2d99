"""收款收据: two copies on one sheet of A4, the cashier's and the payer's."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.forms.ties import must_tie
from api.documents.ink import Align
from api.documents.paper import Paper
from api.documents.wording import day_in_words, month_in_words, yuan
from domain.calendar import Month
from domain.money import Money, total

_TITLE: Final = "收款收据"
_COPIES: Final = ("第一联 收款单位存根", "第二联 交款人收执")
_COLUMNS: Final = (
    Column("序号", 8, Align.CENTRE),
    Column("收费项目", 24),
    Column("所属月份", 18, Align.CENTRE),
    Column("金额（元）", 20, Align.RIGHT),
    Column("说明", 30),
)


@dataclass(frozen=True, slots=True)
class SettledLine:
    """What part of the money went to which month; `remark` says 结清, 尚欠 or 归还代交."""

    item: str
    month: Month
    amount: Money
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One payment. `prepaid` is the part that no month asked for yet (预收)."""

    number: str
    received_on: date
    printed_on: date
    collector: str
    payer: str
    unit: str
    lease_number: str
    lines: tuple[SettledLine, ...]
    prepaid: Money
    amount: Money
    channel: str
    channel_reference: str
    cashier: str
    note: str = ""
    verification: Verification | None = None


def render(form: Receipt) -> bytes:
    """The receipt as a PDF; copies that do not fit on half a sheet get pages of their own.

    Raises FormDoesNotTie when the lines and 预收 are not the amount received.
    """
    settled = total(line.amount for line in form.lines)
    must_tie("amount", stated=form.amount, computed=settled + form.prepaid)
    return (_on_one_sheet(form) or _on_pages(form)).to_bytes()


def _on_one_sheet(form: Receipt) -> Paper | None:
    """Both copies with a cut between them, or None when the first is too long."""
    paper = _blank(form)
    _copy(paper, form, _COPIES[0])
    if paper.pages > 1 or paper.y > paper.middle - 4:
        return None
    paper.cut()
    paper.y = paper.middle + 12
    _copy(paper, form, _COPIES[1])
    return paper if paper.pages == 1 else None


def _on_pages(form: Receipt) -> Paper:
    paper = _blank(form)
    _copy(paper, form, _COPIES[0])
    paper.new_page()
    _copy(paper, form, _COPIES[1])
    return paper


def _blank(form: Receipt) -> Paper:
    return Paper(title=f"{_TITLE} {form.number}", printed_on=form.printed_on)


def _copy(paper: Paper, form: Receipt, name: str) -> None:
    paper.heading(
        Heading(
            _TITLE,
            number=form.number,
            issuer=f"收款单位：{form.collector}",
            subtitle=name,
            verification=form.verification,
        )
    )
    paper.facts(
        (
            Fact("交款人", form.payer),
            Fact("收款日期", day_in_words(form.received_on)),
            Fact("房屋", form.unit),
            Fact("租赁合同", form.lease_number),
            Fact("缴费方式", form.channel),
            Fact("渠道流水号", form.channel_reference),
        )
    )
    paper.table(_COLUMNS, _rows(form))
    paper.amount("合计（大写）", form.amount)
    if form.note:
        paper.y += 1
        paper.paragraph(form.note, small=True)
    paper.y += 4
    paper.signature_line(("收款单位（盖章）：", f"收款人：{form.cashier}", "交款人（签字）："))


def _rows(form: Receipt) -> list[Row]:
    lines = [
        (line.item, month_in_words(line.month), yuan(line.amount), line.remark)
        for line in form.lines
    ]
    if form.prepaid:
        lines.append(("预收租金", "", yuan(form.prepaid), "抵交以后月份"))
    return [Row((str(nth), *cells)) for nth, cells in enumerate(lines, start=1)]
