"""The lists that offices exchange (台账, 明细), with their own headers and the rows behind them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Final, Generic, TypeVar

from api.exports.workbook import Column, Footer, Kind, Ratio, Table, Value
from domain.calendar import Month
from domain.money import Money

Line = TypeVar("Line")

_TOTALS: Final = Footer()
_LINE_NUMBER: Final = Column("序号", Kind.NUMBER, 6)


@dataclass(frozen=True, slots=True)
class Layout(Generic[Line]):
    """How the rows of type `line` are laid out: a column for each field, in the fields' order.

    `numbered` puts a 序号 before them.
    """

    title: str
    line: type[Line]
    columns: tuple[Column, ...]
    footer: Footer | None = _TOTALS
    numbered: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self._all_columns)

    def table(self, lines: Iterable[Line], *, title: str | None = None) -> Table:
        """The sheet of these lines; `title` says whose and of when, else it is the list's name."""
        return Table(title or self.title, self._all_columns, self._rows(lines), self.footer)

    @property
    def _all_columns(self) -> tuple[Column, ...]:
        return (_LINE_NUMBER, *self.columns) if self.numbered else self.columns

    def _rows(self, lines: Iterable[Line]) -> Iterator[Sequence[Value]]:
        values = attrgetter(*(field.name for field in fields(self.line)))  # pyright: ignore
        for nth, line in enumerate(lines, start=1):
            yield (nth, *values(line)) if self.numbered else values(line)


def _text(header: str, width: float = 12) -> Column:
    return Column(header, Kind.TEXT, width)


def _money(header: str, *, summed: bool = True) -> Column:
    return Column(header, Kind.MONEY, 13, summed)


def _count(header: str, *, summed: bool = False) -> Column:
    return Column(header, Kind.NUMBER, 10, summed)


def _area(header: str, *, summed: bool = True) -> Column:
    return Column(header, Kind.AREA, 11, summed)


def _day(header: str) -> Column:
    return Column(header, Kind.DATE, 12)


def _month(header: str) -> Column:
    return Column(header, Kind.MONTH, 10)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One dwelling. Areas in square metres, the rent in yuan for each of them and month."""

    project: str
    district: str
    estate: str
    building: str
    entrance: str
    room: str
    unit_code: str
    layout: str
    gross_area: Decimal | None
    inner_area: Decimal | None
    floor: int | None
    floors: int | None
    facing: str
    lift: bool | None
    structure: str
    built_in: str
    title_number: str
    asset_card: str
    rent_per_area: Money | None
    state: str
    vacant_since: date | None
    note: str


UNITS: Final = Layout(
    "房源台账",
    UnitLine,
    (
        _text("项目名称", 18),
        _text("区县", 10),
        _text("小区", 18),
        _text("栋号", 8),
        _text("单元", 8),
        _text("房号", 8),
        _text("房源编码", 20),
        _text("户型", 10),
        _area("建筑面积(㎡)"),
        _area("套内面积"),
        _count("楼层"),
        _count("总楼层"),
        _text("朝向", 8),
        _text("电梯(是/否)", 8),
        _text("结构", 10),
        _text("建成年份", 9),
        _text("权属证号", 32),
        _text("资产卡片号", 14),
        _money("租金单价(元/㎡·月)", summed=False),
        _text("状态", 10),
        _day("空置起始日"),
        _text("备注", 24),
    ),
    numbered=True,
)


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """One charge and the tenant's own money for it; what the operator advanced stays owed."""

    month: Month
    project: str
    unit_code: str
    tenant: str
    charged: Money
    reduced: Money
    adjusted: Money
    paid: Money
    paid_on: date | None
    method: str
    channel_serial: str
    receipt_number: str
    outstanding: Money
    advanced: Money
    note: str


#: 收缴率 is tenant money over what is due net of reductions: never over what was remitted.
COLLECTION: Final = Layout(
    "租金收缴明细表",
    CollectionLine,
    (
        _month("所属月份"),
        _text("项目", 18),
        _text("房源编码", 20),
        _text("承租人", 14),
        _money("应收租金"),
        _money("减免"),
        _money("调整"),
        _money("实收金额"),
        _day("缴费日期"),
        _text("缴费方式", 10),
        _text("渠道流水号", 26),
        _text("票据号", 18),
        _money("欠缴金额"),
        _money("其中代交金额"),
        _text("备注", 24),
    ),
    Footer(ratios=(Ratio("收缴率", part="实收金额", whole="应收租金", less=("减免",)),)),
)


@dataclass(frozen=True, slots=True)
class ArrearsLine:
    """One lease in arrears, by age; `advanced` is the part the operator has paid already."""

    tenant: str
    unit_code: str
    phone: str
    since: Month
    months: int
    outstanding: Money
    one_to_three: Money
    four_to_six: Money
    over_six: Money
    advanced: Money
    dunned_on: date | None
    dunned_by: str
    times_dunned: int
    promised_on: date | None
    measure: str


ARREARS: Final = Layout(
    "欠缴明细(账龄)",
    ArrearsLine,
    (
        _text("承租人", 14),
        _text("房源编码", 20),
        _text("电话", 14),
        _month("欠缴起始月"),
        _count("欠缴月数(累计)"),
        _money("欠缴金额"),
        _money("1–3月"),
        _money("4–6月"),
        _money("6月以上"),
        _money("已代交"),
        _day("最近催缴日期"),
        _text("催缴方式", 10),
        _count("催缴次数"),
        _day("承诺缴清日"),
        _text("处理措施", 24),
    ),
)


@dataclass(frozen=True, slots=True)
class AdvanceLine:
    """One voucher (代交). The last three are for seals and decisions, and blank until there are."""

    month: Month
    project: str
    charged: Money
    tenant_paid: Money
    shortfall: Money
    advanced_on: date | None
    treasury_voucher: str
    recovered: Money
    outstanding: Money
    operator_seal: str
    purchaser_review: str
    finance_confirmation: str


ADVANCES: Final = Layout(
    "代交汇总表",
    AdvanceLine,
    (
        _month("月份"),
        _text("项目", 18),
        _money("应收"),
        _money("承租人实收"),
        _money("差额(代交)"),
        _day("代交日期"),
        _text("缴库凭证号", 22),
        _money("已追回"),
        _money("未追回"),
        _text("承接主体签章", 16),
        _text("购买主体审核", 16),
        _text("财政确认", 16),
    ),
)


@dataclass(frozen=True, slots=True)
class RemittanceLine:
    """One remittance to the treasury, from payment code to the treasury's own receipt."""

    batch_number: str
    period: Month
    budget_code: str
    amount: Money
    payment_code: str
    paid_on: date | None
    treasury_receipt: str
    made_by: str
    checked_by: str


REMITTANCES: Final = Layout(
    "上缴(缴库)明细",
    RemittanceLine,
    (
        _text("批次号", 18),
        _month("所属期间"),
        _text("科目编码", 14),
        _money("金额"),
        _text("缴款码", 22),
        _day("缴款日期"),
        _text("国库回单号", 22),
        _text("经办", 10),
        _text("复核", 10),
    ),
)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One contract's fee of one month; `deductions` names each with its amount."""

    period: Month
    contract_number: str
    price: Money
    billed_units: Decimal
    unit_days: int
    base_fee: Money
    score: Decimal | None
    coefficient: Decimal
    payable: Money
    deductions: str
    paid: Money
    tax_rate: Decimal
    net: Money
    tax: Money
    paid_to_date: Money
    seals: str


FEES: Final = Layout(
    "服务费结算单",
    FeeLine,
    (
        _month("期间"),
        _text("合同号", 20),
        _money("单价(元/套/月)", summed=False),
        Column("计费套数", Kind.NUMBER, 12, summed=True),
        _count("计费套日数", summed=True),
        _money("基础服务费"),
        _count("绩效得分"),
        _count("系数"),
        _money("应付"),
        _text("扣款项(明细)", 40),
        _money("实付"),
        Column("税率", Kind.PERCENT, 8),
        _money("不含税额"),
        _money("税额"),
        _money("累计已付", summed=False),
        _text("三方签章", 24),
    ),
)
