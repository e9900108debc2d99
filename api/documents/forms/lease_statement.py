"""住户对账单: what a household was asked for, what it paid, what it owes, and to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.forms.ties import must_tie
from api.documents.ink import Align
from api.documents.paper import Paper
from api.documents.wording import day, day_in_words, yuan
from domain.money import ZERO, Money, total

_TITLE: Final = "公共租赁住房住户对账单"
_COLUMNS: Final = (
    Column("日期", 21, Align.CENTRE),
    Column("摘要", 46),
    Column("应收（元）", 21, Align.RIGHT),
    Column("实收（元）", 21, Align.RIGHT),
    Column("代交（元）", 21, Align.RIGHT),
    Column("冲正（元）", 21, Align.RIGHT),
    Column("住户余额（元）", 23, Align.RIGHT),
)
_EXPLANATION: Final = (
    "说明：1. 住户余额为正数是住户应付未付的租金，为负数是预存的租金。"
    "2. 代交是住户逾期未付的租金由运营单位先行垫付缴入国库；代交不减少住户应付的租金，"
    "垫付的部分改为付还运营单位。3. 住户所付款项先抵最早的欠款。"
    "4. 冲正为正数是退回或撤销的收款，为负数是减少的应收。"
)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One event of the account; the columns that it does not touch are None.

    `reversal` is signed as it moves the household's balance: a payment taken back is positive, a
    charge taken back is negative. `trace` are the sentences of the rule that made a charge.
    """

    on: date
    summary: str
    charge: Money | None = None
    payment: Money | None = None
    advance: Money | None = None
    reversal: Money | None = None
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgeBand:
    """So much is owed since so long: 1–3月, 4–6月, 6月以上."""

    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class LeaseStatement:
    """A lease's account from `from_on` up to and with `to_on`."""

    number: str
    printed_on: date
    from_on: date
    to_on: date
    operator: str
    purchaser: str
    household: str
    unit: str
    lease_number: str
    lease_from_on: date
    lease_ends_on: date
    monthly_rent: Money
    opening: Money
    lines: tuple[StatementLine, ...]
    ageing: tuple[AgeBand, ...]
    owed_to_treasury: Money
    owed_to_operator: Money
    contact: str = ""
    verification: Verification | None = None


def render(form: LeaseStatement) -> bytes:
    """The statement as a PDF.

    Raises FormDoesNotTie when what is owed is not the sum of the claims, or of the ages.
    """
    closing = closing_balance(form)
    owed = max(closing, ZERO)
    must_tie("owed", stated=form.owed_to_treasury + form.owed_to_operator, computed=owed)
    must_tie("ageing", stated=total(band.amount for band in form.ageing), computed=owed)
    paper = Paper(title=_TITLE, printed_on=form.printed_on)
    _head(paper, form)
    paper.table(_COLUMNS, _rows(form), totals=_totals(form, closing))
    _owed(paper, form)
    paper.y += 2.5
    paper.paragraph(closing_sentence(form))
    paper.y += 1.5
    paper.paragraph(_EXPLANATION, small=True)
    paper.y += 4
    paper.signature_line(("运营单位（盖章）：", "经办人：", "住户（签字）："))
    return paper.to_bytes()


def closing_balance(form: LeaseStatement) -> Money:
    """What the household owes at the end; negative is money it has in advance."""
    balance = form.opening
    for line in form.lines:
        balance += _movement(line)
    return balance


def closing_sentence(form: LeaseStatement) -> str:
    """The account in words, with the name of everyone to whom something is owed."""
    closing = closing_balance(form)
    until = f"截至{day_in_words(form.to_on)}，"
    if closing == ZERO:
        return f"{until}本户租金已全部结清。"
    if closing < ZERO:
        return f"{until}本户租金已全部结清，另有预存租金{yuan(-closing)}元，抵交以后月份的租金。"
    return f"{until}本户应付未付租金共{yuan(closing)}元，{_claims(form)}。"


def _claims(form: LeaseStatement) -> str:
    """To whom it is owed; a claim of nothing is not mentioned."""
    to_operator, to_treasury = yuan(form.owed_to_operator), yuan(form.owed_to_treasury)
    if not form.owed_to_operator:
        return f"应上缴国库，由{form.operator}代收"
    advanced = f"已由{form.operator}代交（垫付），应付还该单位"
    if not form.owed_to_treasury:
        return advanced
    return f"其中{to_operator}元{advanced}；{to_treasury}元应上缴国库，由该单位代收"


def _movement(line: StatementLine) -> Money:
    """An advance moves nothing for the household: another is owed, not less."""
    return (line.charge or ZERO) - (line.payment or ZERO) + (line.reversal or ZERO)


def _head(paper: Paper, form: LeaseStatement) -> None:
    paper.heading(
        Heading(
            _TITLE,
            number=form.number,
            issuer=f"运营单位：{form.operator}",
            subtitle=f"{day_in_words(form.from_on)}至{day_in_words(form.to_on)}",
            verification=form.verification,
        )
    )
    paper.facts(
        (
            Fact("承租人", form.household),
            Fact("租赁合同", form.lease_number),
            Fact("房屋", form.unit, wide=True),
            Fact("租赁期限", f"{day(form.lease_from_on)} 至 {day(form.lease_ends_on)}"),
            Fact("现月租金", f"{yuan(form.monthly_rent)} 元"),
            Fact("购买主体", form.purchaser),
            Fact("咨询", form.contact),
        )
    )
    paper.y += 3


def _rows(form: LeaseStatement) -> Iterator[Row]:
    balance = form.opening
    yield Row((day(form.from_on), "期初余额", "", "", "", "", yuan(balance)), heavy=True)
    for line in form.lines:
        balance += _movement(line)
        amounts = (line.charge, line.payment, line.advance, line.reversal)
        yield Row(
            (day(line.on), line.summary, *map(yuan, amounts), yuan(balance)), notes=line.trace
        )


def _totals(form: LeaseStatement, closing: Money) -> Row:
    sums = (
        total(line.charge or ZERO for line in form.lines),
        total(line.payment or ZERO for line in form.lines),
        total(line.advance or ZERO for line in form.lines),
        total(line.reversal or ZERO for line in form.lines),
    )
    return Row(("合计", "期末余额", *map(yuan, sums), yuan(closing)), heavy=True)


def _owed(paper: Paper, form: LeaseStatement) -> None:
    """Ages, and to whom: two short tables that add up to the same, on one page."""
    paper.make_room(66)
    paper.caption("欠缴账龄与归属")
    bands = (*form.ageing, AgeBand("欠缴合计", total(band.amount for band in form.ageing)))
    paper.table(
        [Column(f"{band.label}（元）", 1, Align.RIGHT) for band in bands],
        [Row(tuple(yuan(band.amount) for band in bands))],
    )
    paper.y += 2
    paper.table(
        (Column("应付给", 60), Column("原因", 80), Column("金额（元）", 34, Align.RIGHT)),
        (
            Row((form.operator, "已代交（垫付）尚未收回", yuan(form.owed_to_operator))),
            Row(("国库", "应上缴的租金", yuan(form.owed_to_treasury))),
        ),
        totals=Row(("合计", "", yuan(form.owed_to_operator + form.owed_to_treasury)), heavy=True),
    )
