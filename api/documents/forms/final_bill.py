"""The final bill of an exit 退房结算单, with two legs back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.forms.ties import must_tie
from api.documents.ink import Align
from api.documents.paper import Paper
from api.documents.wording import day, yuan
from domain.money import Money, total

_BILL: Final = "退房结算单"


@dataclass(frozen=True, slots=True)
class BillLine:
    """A line of the final bill: what is asked, who gets it, what the deposit paid of it."""

    what: str
    payee: str
    amount: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class ExitBill:
    """A final bill as it is printed. `rents` are month, before, after."""

    number: str
    printed_on: date
    operator: str
    facts: Sequence[Fact]
    last_on: date
    rents: Sequence[tuple[str, str, Money, Money]]
    lines: Sequence[BillLine]
    deposit: Money
    deposit_back: Money
    rent_back: Money
    rent_source: str
    owed: Money
    verification: Verification | None = None


def render(form: ExitBill) -> bytes:
    """The final bill as a PDF. Raises FormDoesNotTie when deposit and its uses do not add up."""
    used = total(line.paid for line in form.lines)
    must_tie("deposit", stated=form.deposit, computed=used + form.deposit_back)
    asked = total(line.amount for line in form.lines)
    must_tie("owed", stated=form.owed, computed=asked - used)
    paper = Paper(title=f"{_BILL} {form.number}", printed_on=form.printed_on)
    paper.heading(
        Heading(
            _BILL,
            number=form.number,
            issuer=f"运营单位：{form.operator}",
            verification=form.verification,
        )
    )
    paper.facts((*form.facts, Fact("计租截止日", day(form.last_on))))
    if form.rents:
        paper.caption("租金更正")
        paper.table(
            (
                Column("项目", 44),
                Column("月份", 34, Align.CENTRE),
                Column("原应收（元）", 40, Align.RIGHT),
                Column("应收（元）", 40, Align.RIGHT),
            ),
            [Row((kind, month, yuan(was), yuan(due))) for kind, month, was, due in form.rents],
        )
    paper.caption("押金抵扣")
    paper.table(
        (
            Column("项目", 66),
            Column("收款方", 46),
            Column("应付（元）", 31, Align.RIGHT),
            Column("抵扣（元）", 31, Align.RIGHT),
        ),
        [Row((one.what, one.payee, yuan(one.amount), yuan(one.paid))) for one in form.lines],
        totals=Row(("合计", f"押金 {yuan(form.deposit)}", yuan(asked), yuan(used)), heavy=True),
    )
    paper.y += 3
    paper.make_room(40)
    paper.amount("退还押金", form.deposit_back)
    paper.amount("退还租金", form.rent_back)
    paper.amount("合计退还", form.deposit_back + form.rent_back)
    if form.owed:
        paper.amount("住户尚欠", form.owed)
    paper.y += 2
    paper.paragraph(
        f"押金由押金专户退还；预缴租金由{form.rent_source}退还，两笔分别支付。", small=True
    )
    paper.y += 5
    paper.signature_line(("承租人（签字）：", "拟制：", "复核：", "运营单位（盖章）："))
    return paper.to_bytes()
