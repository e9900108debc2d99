"""服务费结算单: a month's fee from unit-days to the amount paid, with its annex and three seals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.forms.ties import must_tie
from api.documents.ink import Align
from api.documents.paper import Paper
from api.documents.wording import day, decimal, month_in_words, percent, yuan
from domain.calendar import Month
from domain.money import Money, multiply, total

_TITLE: Final = "公共租赁住房运营管理服务费结算单"
_COLUMNS: Final = (
    Column("期间", 18, Align.CENTRE),
    Column("合同号", 30),
    Column("单价\n（元/套/月）", 16, Align.RIGHT),
    Column("计费套数", 22, Align.RIGHT),
    Column("计费\n套日数", 19, Align.RIGHT),
    Column("基础服务费", 22, Align.RIGHT),
    Column("绩效\n得分", 14, Align.RIGHT),
    Column("系数", 13, Align.RIGHT),
    Column("应付", 22, Align.RIGHT),
    Column("扣款项\n（明细）", 22, Align.RIGHT),
    Column("实付", 22, Align.RIGHT),
    Column("税率", 12, Align.CENTRE),
    Column("不含税额", 22, Align.RIGHT),
    Column("税额", 20, Align.RIGHT),
    Column("累计已付", 25, Align.RIGHT),
)
_DEDUCTION_COLUMNS: Final = (
    Column("序号", 12, Align.CENTRE),
    Column("扣款事项", 110),
    Column("合同依据", 70),
    Column("金额（元）", 30, Align.RIGHT),
)
_ANNEX_COLUMNS: Final = (
    Column("序号", 12, Align.CENTRE),
    Column("计费情形", 60),
    Column("起", 26, Align.CENTRE),
    Column("止", 26, Align.CENTRE),
    Column("天数", 18, Align.RIGHT),
    Column("套数", 22, Align.RIGHT),
    Column("套日数", 26, Align.RIGHT),
    Column("每套金额（元）", 30, Align.RIGHT),
    Column("金额（元）", 34, Align.RIGHT),
)


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """Flats that count for the same days of the month; `last_on` is included.

    `each` is one flat's fee rounded to the fen, so that the annex can be checked by hand.
    """

    basis: str
    from_on: date
    last_on: date
    units: int
    each: Money

    @property
    def days(self) -> int:
        return (self.last_on - self.from_on).days + 1

    @property
    def unit_days(self) -> int:
        return self.days * self.units

    @property
    def amount(self) -> Money:
        return multiply(self.each, self.units)


@dataclass(frozen=True, slots=True)
class Deduction:
    """An upheld deduction and the clause that allows it."""

    fact: str
    clause: str
    amount: Money


@dataclass(frozen=True, slots=True)
class FeeStatement:
    """One contract's fee of one month. `rounding` is what the annex lacks (尾差).

    Without a `score` the coefficient is provisional.
    """

    number: str
    printed_on: date
    month: Month
    project: str
    contract_number: str
    operator: str
    purchaser: str
    finance: str
    price: Money
    billed_units: Decimal
    unit_days: int
    base_fee: Money
    score: Decimal | None
    coefficient: Decimal
    payable: Money
    deductions: tuple[Deduction, ...]
    paid: Money
    tax_rate: Decimal
    net: Money
    tax: Money
    paid_to_date: Money
    spans: tuple[UnitSpan, ...]
    rounding: Money
    verification: Verification | None = None


def render(form: FeeStatement) -> bytes:
    """The statement as a PDF, landscape. Raises FormDoesNotTie when a figure is not its formula."""
    _check(form)
    paper = Paper(title=_TITLE, printed_on=form.printed_on, landscape=True)
    paper.heading(
        Heading(
            _TITLE,
            number=form.number,
            issuer=f"项目：{form.project}",
            subtitle=month_in_words(form.month),
            verification=form.verification,
        )
    )
    paper.facts(
        (
            Fact("购买主体", form.purchaser),
            Fact("承接主体", form.operator),
            Fact("财政部门", form.finance),
        ),
        across=3,
    )
    paper.table(_COLUMNS, [_figures(form)])
    paper.amount("实付（大写）", form.paid)
    _deductions(paper, form)
    paper.y += 5
    paper.signatures(
        (
            ("承接主体", form.operator),
            ("购买主体", form.purchaser),
            ("财政部门", form.finance),
        )
    )
    paper.new_page()
    _annex(paper, form)
    return paper.to_bytes()


def _check(form: FeeStatement) -> None:
    deducted = total(deduction.amount for deduction in form.deductions)
    annexed = total(span.amount for span in form.spans)
    counted = sum(span.unit_days for span in form.spans)
    must_tie("unit_days", stated=form.unit_days, computed=counted)
    must_tie("base_fee", stated=form.base_fee, computed=annexed + form.rounding)
    must_tie("payable", stated=form.payable, computed=multiply(form.base_fee, form.coefficient))
    must_tie("paid", stated=form.paid, computed=form.payable - deducted)
    must_tie("tax", stated=form.net + form.tax, computed=form.paid)


def _figures(form: FeeStatement) -> Row:
    """The row of the office's own columns, and its arithmetic in words."""
    deducted = total(deduction.amount for deduction in form.deductions)
    cells = (
        str(form.month),
        form.contract_number,
        yuan(form.price),
        decimal(form.billed_units),
        f"{form.unit_days:,}",
        yuan(form.base_fee),
        "暂按" if form.score is None else decimal(form.score),
        decimal(form.coefficient),
        yuan(form.payable),
        yuan(-deducted),
        yuan(form.paid),
        percent(form.tax_rate),
        yuan(form.net),
        yuan(form.tax),
        yuan(form.paid_to_date),
    )
    return Row(cells, notes=(_arithmetic(form, deducted),))


def _arithmetic(form: FeeStatement, deducted: Money) -> str:
    return (
        f"计费套数 {form.unit_days:,} ÷ {form.month.days} = {decimal(form.billed_units)}；"
        f"基础服务费见附表；应付 {yuan(form.base_fee)} × {decimal(form.coefficient)} = "
        f"{yuan(form.payable)}；实付 {yuan(form.payable)} - {yuan(deducted)} = {yuan(form.paid)}；"
        f"不含税额 {yuan(form.paid)} ÷ (1 + {percent(form.tax_rate)}) = {yuan(form.net)}，"
        f"税额 {yuan(form.tax)}。金额单位：元，含税。"
    )


def _deductions(paper: Paper, form: FeeStatement) -> None:
    paper.caption("扣款明细")
    if not form.deductions:
        paper.paragraph("本期无扣款。")
        return
    paper.table(
        _DEDUCTION_COLUMNS,
        (
            Row((str(nth), item.fact, item.clause, yuan(-item.amount)))
            for nth, item in enumerate(form.deductions, start=1)
        ),
        totals=Row(
            ("", "合计", "", yuan(-total(item.amount for item in form.deductions))), heavy=True
        ),
    )


def _annex(paper: Paper, form: FeeStatement) -> None:
    paper.caption(f"附表：计费套日数（{month_in_words(form.month)}，{form.month.days}天）")
    units = sum(span.units for span in form.spans)
    paper.table(
        _ANNEX_COLUMNS,
        _annex_rows(form),
        totals=Row(
            ("", "合计", "", "", "", f"{units:,}", f"{form.unit_days:,}", "", yuan(form.base_fee)),
            heavy=True,
        ),
    )


def _annex_rows(form: FeeStatement) -> Iterator[Row]:
    for nth, span in enumerate(form.spans, start=1):
        yield Row(
            (
                str(nth),
                span.basis,
                day(span.from_on),
                day(span.last_on),
                str(span.days),
                f"{span.units:,}",
                f"{span.unit_days:,}",
                yuan(span.each),
                yuan(span.amount),
            )
        )
    yield Row(
        ("", "尾差调整", "", "", "", "", "", "", yuan(form.rounding)), notes=(_rounding(form),)
    )


def _rounding(form: FeeStatement) -> str:
    """Why there is such a line; the formula is printed where every flat counts in full."""
    why = "每套金额按分取整后相加，与按总套日数一次取整的基础服务费之间的差额列为尾差"
    if multiply(form.price, Fraction(form.unit_days, form.month.days)) != form.base_fee:
        return f"{why}。"
    return (
        f"{why}：{form.unit_days:,} 套日 × {yuan(form.price)} 元 ÷ {form.month.days} 天 = "
        f"{yuan(form.base_fee)} 元。"
    )
