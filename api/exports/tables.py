"""The lists that offices exchange (台账, 明细), with their own headers and the rows behind them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from api.exports import layouts
from api.exports.workbook import Column, Footer, Kind, Ratio
from domain.calendar import Month
from domain.money import Money


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


UNITS: Final = layouts.Layout(
    "房源台账",
    UnitLine,
    (
        layouts.text("项目名称", 18),
        layouts.text("区县", 10),
        layouts.text("小区", 18),
        layouts.text("栋号", 8),
        layouts.text("单元", 8),
        layouts.text("房号", 8),
        layouts.text("房源编码", 20),
        layouts.text("户型", 10),
        layouts.area("建筑面积(㎡)"),
        layouts.area("套内面积"),
        layouts.count("楼层"),
        layouts.count("总楼层"),
        layouts.text("朝向", 8),
        layouts.text("电梯(是/否)", 8),
        layouts.text("结构", 10),
        layouts.text("建成年份", 9),
        layouts.text("权属证号", 32),
        layouts.text("资产卡片号", 14),
        layouts.money("租金单价(元/㎡·月)", summed=False),
        layouts.text("状态", 10),
        layouts.day("空置起始日"),
        layouts.text("备注", 24),
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
COLLECTION: Final = layouts.Layout(
    "租金收缴明细表",
    CollectionLine,
    (
        layouts.month("所属月份"),
        layouts.text("项目", 18),
        layouts.text("房源编码", 20),
        layouts.text("承租人", 14),
        layouts.money("应收租金"),
        layouts.money("减免"),
        layouts.money("调整"),
        layouts.money("实收金额"),
        layouts.day("缴费日期"),
        layouts.text("缴费方式", 10),
        layouts.text("渠道流水号", 26),
        layouts.text("票据号", 18),
        layouts.money("欠缴金额"),
        layouts.money("其中代交金额"),
        layouts.text("备注", 24),
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


ARREARS: Final = layouts.Layout(
    "欠缴明细(账龄)",
    ArrearsLine,
    (
        layouts.text("承租人", 14),
        layouts.text("房源编码", 20),
        layouts.text("电话", 14),
        layouts.month("欠缴起始月"),
        layouts.count("欠缴月数(累计)"),
        layouts.money("欠缴金额"),
        layouts.money("1–3月"),
        layouts.money("4–6月"),
        layouts.money("6月以上"),
        layouts.money("已代交"),
        layouts.day("最近催缴日期"),
        layouts.text("催缴方式", 10),
        layouts.count("催缴次数"),
        layouts.day("承诺缴清日"),
        layouts.text("处理措施", 24),
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


ADVANCES: Final = layouts.Layout(
    "代交汇总表",
    AdvanceLine,
    (
        layouts.month("月份"),
        layouts.text("项目", 18),
        layouts.money("应收"),
        layouts.money("承租人实收"),
        layouts.money("差额(代交)"),
        layouts.day("代交日期"),
        layouts.text("缴库凭证号", 22),
        layouts.money("已追回"),
        layouts.money("未追回"),
        layouts.text("承接主体签章", 16),
        layouts.text("购买主体审核", 16),
        layouts.text("财政确认", 16),
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


REMITTANCES: Final = layouts.Layout(
    "上缴(缴库)明细",
    RemittanceLine,
    (
        layouts.text("批次号", 18),
        layouts.month("所属期间"),
        layouts.text("科目编码", 14),
        layouts.money("金额"),
        layouts.text("缴款码", 22),
        layouts.day("缴款日期"),
        layouts.text("国库回单号", 22),
        layouts.text("经办", 10),
        layouts.text("复核", 10),
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


FEES: Final = layouts.Layout(
    "服务费结算单",
    FeeLine,
    (
        layouts.month("期间"),
        layouts.text("合同号", 20),
        layouts.money("单价(元/套/月)", summed=False),
        Column("计费套数", Kind.NUMBER, 12, summed=True),
        layouts.count("计费套日数", summed=True),
        layouts.money("基础服务费"),
        layouts.count("绩效得分"),
        layouts.count("系数"),
        layouts.money("应付"),
        layouts.text("扣款项(明细)", 40),
        layouts.money("实付"),
        Column("税率", Kind.PERCENT, 8),
        layouts.money("不含税额"),
        layouts.money("税额"),
        layouts.money("累计已付", summed=False),
        layouts.text("三方签章", 24),
    ),
)
