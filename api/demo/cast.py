"""Who is in the demo city: authorities, organisations, people, projects. All of it invented."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from domain.access import Role

PASSWORD: Final = "anju-demo-2026"  # noqa: S105 - printed for everybody to see


@dataclass(frozen=True, slots=True)
class Bureau:
    code: str
    name: str
    name_en: str
    level: str
    offices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Operator:
    name: str
    uscc: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person: user name, name, roles, and the kind of organisation (or the operator)."""

    username: str
    name: str
    roles: tuple[Role, ...]
    works_for: str


@dataclass(frozen=True, slots=True)
class Estate:
    """A project: how many buildings of which shape, and who runs it."""

    code: str
    name: str
    authority: str
    district: str
    address: str
    operator: str
    buildings: int
    entrances: int
    floors: int
    price: str
    fee_fen: int
    recovery_mode: str
    opened_year: int


BUREAUS: Final = (
    Bureau(
        "150200",
        "包头市住房和城乡建设局",
        "Baotou Housing Bureau",
        "city",
        (("bureau", "包头市住房保障中心"), ("finance", "包头市财政局"), ("audit", "包头市审计局")),
    ),
    Bureau(
        "150203",
        "昆都仑区住房和城乡建设局",
        "Kundulun District Housing Bureau",
        "district",
        (
            ("bureau", "昆都仑区住房保障中心"),
            ("finance", "昆都仑区财政局"),
            ("audit", "昆都仑区审计局"),
        ),
    ),
    Bureau(
        "150204",
        "青山区住房和城乡建设局",
        "Qingshan District Housing Bureau",
        "district",
        (("bureau", "青山区住房保障中心"), ("finance", "青山区财政局"), ("audit", "青山区审计局")),
    ),
)

LUCHENG: Final = "鹿城安和住房服务有限公司"
YIJU: Final = "青山宜居公租房运营服务中心"
OPERATORS: Final = (
    Operator(LUCHENG, "91150203MA0N0A1B1W"),
    Operator(YIJU, "12150204MA0N0B2D2J"),
)

PEOPLE: Final = (
    Someone("sun.lin", "孙琳", (Role.PURCHASER_OFFICER,), "bureau"),
    Someone("zhao.jianguo", "赵建国", (Role.PURCHASER_APPROVER,), "bureau"),
    Someone("chen.yue", "陈悦", (Role.FINANCE_OFFICER,), "finance"),
    Someone("zhou.zheng", "周正", (Role.AUDITOR,), "audit"),
    Someone("bai.xue", "白雪", (Role.FRONT_DESK,), LUCHENG),
    Someone("gao.xiaofeng", "高晓峰", (Role.CASHIER,), LUCHENG),
    Someone("wu.gang", "乌刚", (Role.INSPECTOR,), LUCHENG),
    Someone("liu.tie", "刘铁", (Role.MAINTENANCE,), LUCHENG),
    Someone("he.min", "贺敏", (Role.OPERATOR_MANAGER,), LUCHENG),
    Someone("ma.li", "马丽", (Role.CASHIER, Role.FRONT_DESK), YIJU),
    Someone("ding.hao", "丁浩", (Role.OPERATOR_MANAGER,), YIJU),
    Someone("lin.ping", "林评", (Role.EVALUATOR,), "evaluator"),
    # The second hands: of who decides again, and of who pays back what the first took.
    Someone("qian.hong", "钱红", (Role.PURCHASER_APPROVER,), "bureau"),
    Someone("tian.yu", "田雨", (Role.CASHIER,), LUCHENG),
    Someone("han.bing", "韩冰", (Role.CASHIER,), YIJU),
)
ADMINISTRATOR: Final = Someone("admin", "系统管理员", (Role.ADMINISTRATOR,), "system")
#: Confirms the rights that the other one gives.
SECOND_ADMINISTRATOR: Final = Someone("su.wen", "苏文", (Role.ADMINISTRATOR,), "system")
TENANT: Final = "tenant"

#: What the bureau keeps to itself until a draw; of a demo everybody may know it.
DRAW_SECRET: Final = sha256("和顺里摇号".encode()).hexdigest()
DRAW_PUBLIC_VALUE: Final = "03 11 17 22 28 33 + 05"

ESTATES: Final = (
    Estate(
        "HMJY",
        "惠民家园",
        "150200",
        "昆都仑区",
        "友谊大街 18 号",
        LUCHENG,
        10,
        4,
        12,
        "5.20",
        2650,
        "RETAIN",
        2013,
    ),
    Estate(
        "HSL",
        "和顺里",
        "150200",
        "青山区",
        "富强路 66 号",
        LUCHENG,
        8,
        3,
        11,
        "5.00",
        2480,
        "RETAIN",
        2015,
    ),
    Estate(
        "KDHY",
        "昆河雅苑",
        "150203",
        "昆都仑区",
        "昆河东路 9 号",
        LUCHENG,
        10,
        3,
        11,
        "5.40",
        2550,
        "REMIT_REFUND",
        2016,
    ),
    Estate(
        "YYXC",
        "友谊新村",
        "150203",
        "昆都仑区",
        "友谊大街 201 号",
        LUCHENG,
        6,
        3,
        6,
        "4.60",
        2380,
        "RETAIN",
        2009,
    ),
    Estate(
        "FQJY",
        "富强嘉园",
        "150204",
        "青山区",
        "富强路 120 号",
        YIJU,
        8,
        3,
        11,
        "5.20",
        2600,
        "RETAIN",
        2014,
    ),
    Estate(
        "ZYXY",
        "自由馨苑",
        "150204",
        "青山区",
        "自由路 31 号",
        YIJU,
        6,
        3,
        6,
        "4.80",
        2420,
        "REMIT_REFUND",
        2011,
    ),
)

#: Ready and empty: the project for trying the import of one's own books.
EMPTY: Final = Estate(
    "XFJY",
    "幸福家园",
    "150204",
    "青山区",
    "幸福路 5 号",
    YIJU,
    4,
    2,
    6,
    "5.20",
    2650,
    "RETAIN",
    2013,
)


def sign_ins() -> str:
    """The demo's people for the terminal: user name, name, role. One password for all."""
    lines = [f"Demo sign-ins, password [bold]{PASSWORD}[/bold]:"]
    for one in (*PEOPLE, ADMINISTRATOR, SECOND_ADMINISTRATOR):
        roles = ", ".join(role.value for role in one.roles)
        lines.append(f"  {one.username:<14}{one.name}  {roles}")
    lines.append(f"  {TENANT:<14}住户  tenant")
    lines.append("The third round of 和顺里 waits for its draw, with this secret and public value:")
    lines.append(f"  {DRAW_SECRET}\n  {DRAW_PUBLIC_VALUE}")
    return "\n".join(lines)
