"""The parameter register: every number that a city may set, with its default and its source.

A value holds from a day on, for one authority, with its legal basis (domain.md 2). What nobody
has set is the default here: the register's last column.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from domain.dunning import LADDER, LadderInvalid, ladder_of, to_rows
from domain.errors import Invalid, NotFound
from domain.proration import Basis

_DECIMAL: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_LONGEST: Final = 4_000
_LARGEST: Final = 1_000_000


class ParameterNotFound(NotFound):
    """The register has no such key."""


class ParameterValueInvalid(Invalid):
    """The value is not of the parameter's kind."""


class Kind(StrEnum):
    """What a value is in JSON: a whole number, a decimal as text, yes or no, a word, a table."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    WORD = "word"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One key of the register. `words` are the choices of a WORD."""

    key: str
    name: str
    kind: Kind
    default: Any
    legal_basis: str
    words: tuple[str, ...] = ()
    least: int = 0


def _article(*numbers: str) -> str:
    """Articles of 公租房办法: 公共租赁住房管理办法 (住建部令第11号)."""
    return "公租房办法" + "、".join(f"第{number}条" for number in numbers)


def _whole(key: str, default: int, name: str, basis: str, *, least: int = 0) -> Parameter:
    return Parameter(key, name, Kind.WHOLE, default, basis, least=least)


def _decimal(key: str, default: str, name: str, basis: str) -> Parameter:
    return Parameter(key, name, Kind.DECIMAL, default, basis)


def _flag(key: str, name: str, basis: str, *, default: bool) -> Parameter:
    return Parameter(key, name, Kind.FLAG, default, basis)


def _word(key: str, default: str, name: str, basis: str, *others: str) -> Parameter:
    return Parameter(key, name, Kind.WORD, default, basis, (default, *others))


def _table(key: str, default: list[dict[str, Any]], name: str, basis: str) -> Parameter:
    return Parameter(key, name, Kind.TABLE, default, basis)


_LOCAL: Final = "地方规定"
_LEASE: Final = "租赁合同"
_CONTRACT: Final = "购买服务合同"
_DECREE_102: Final = "财政部令第102号"
_BASES: Final = tuple(basis.value for basis in Basis if basis is not Basis.ACTUAL_DAYS)
_BANDS: Final = (("95", "1.00"), ("85", "0.98"), ("75", "0.95"), ("60", "0.90"), ("50", "0.80"))

_ALL: Final = (
    _whole("lease.max_term_months", 60, "租赁期限上限（月）", _article("十八"), least=1),
    _whole("lease.usual_term_months", 36, "通常租期（月）", _LOCAL, least=1),
    _whole("lease.renewal_apply_before", 3, "续租申请提前期（月）", _article("三十")),
    _table(
        "lease.renewal_reminders",
        [{"months": 6}, {"months": 4}, {"months": 3}, {"days": 30}],
        "续租提醒（到期前）",
        _article("三十"),
    ),
    _whole("lease.objection_days", 5, "续租、年审异议期（日）", _LOCAL, least=1),
    _whole("lease.filing_days", 30, "合同备案期限（日）", _article("十七"), least=1),
    _table(
        "lease.mandatory_clauses",
        [
            {"code": code}
            for code in (
                *("parties", "premises", "term_rent_payment", "repair", "utilities"),
                *("return_cases", "breach_disputes", "other"),
            )
        ],
        "租赁合同必备条款",
        _article("十七"),
    ),
    _table(
        "lease.explained_topics",
        [{"code": code} for code in ("duties", "return_cases", "repair_split")],
        "签约前须告知的事项",
        _article("十六"),
    ),
    _word("lease.charge_from", "hand_over", "起租日", _LEASE, "lease_start"),
    _word("lease.change_from", "next_month", "变更生效", _LEASE, "from_the_day"),
    _word("lease.late_renewal_effect", "exit_case", "逾期未申请续租", _article("三十"), "reminder"),
    _whole("arrears.evict_months_cumulative", 6, "累计拖欠（月）", _article("二十九"), least=1),
    _table("arrears.ladder", to_rows(LADDER), "催缴阶梯", _LOCAL),
    _whole("arrears.plan_max_parts", 12, "分期最多期数", _LOCAL, least=2),
    _whole("arrears.plan_grace_workdays", 5, "分期宽限（工作日）", _LOCAL),
    _whole("misuse.idle_months_consecutive", 6, "连续闲置（月）", _article("二十七"), least=1),
    _whole("reapply.ban_years", 5, "不得再申请（年）", _article("三十五", "三十六"), least=1),
    _whole("penalty.fine_max_fen", 100_000, "罚款上限（分）", _article("三十六")),
    _whole("penalty.fine_max_gain_fen", 3_000_000, "有违法所得罚款上限（分）", _article("三十六")),
    _word("penalty.backrent_basis", "market_less_paid", "补缴租金", _article("三十六"), "market"),
    _whole("exit.relocation_months", 2, "搬迁期（月）", _article("三十一")),
    _table(
        "exit.holdover_rate_table",
        [{"through_month": None, "factor": "1.0"}],
        "逾期腾退租金（市场租金倍数）",
        _article("三十一"),
    ),
    _whole("exit.notice_days", 15, "退房预告期（日）", _LOCAL),
    _whole(
        "exit.statement_workdays", 5, "陈述申辩期（工作日）", "行政处罚法第四十五条、第六十四条"
    ),
    _whole("exit.lost_notice_days", 60, "失联公告期（日）", _LOCAL, least=30),
    _word("exit.rent_refund_source", "set_off", "退还预缴租金来源", _LOCAL, "treasury"),
    _flag("exit.rent_runs_on", "逾期未办结租金续计", _LOCAL, default=False),
    _flag("checkout.workdays_only", "仅工作日验房", _LOCAL, default=False),
    _whole("queue.max_years", 5, "轮候期（年）", _article("十"), least=1),
    _whole("queue.near_years", 4, "轮候预警（年）", _article("十"), least=1),
    _whole("round.objection_workdays", 5, "配租公示期（工作日）", _article("十四"), least=1),
    _whole("round.reservation_workdays", 10, "选房后签约期限（工作日）", _LOCAL, least=1),
    _whole("round.waiver_limit", 2, "放弃选房次数上限（0 为不限）", _LOCAL),
    _word("round.waiver_effect", "queue_end", "放弃达上限的后果", _LOCAL, "leave"),
    _whole("round.low_floor_through", 2, "低楼层（含以下）", _article("十五"), least=1),
    _table(
        "round.size_rule",
        [{"people_from": p, "rooms_through": r} for p, r in ((1, 1), (2, 2), (4, 3))],
        "家庭人口与居室数",
        _LOCAL,
    ),
    _word("rent.area_basis", "gross", "计租面积", _LOCAL, "inner"),
    _word("rent.round_unit", "fen", "租金取整", _LOCAL, "jiao", "yuan"),
    _word("rent.proration_basis", Basis.ACTUAL_DAYS.value, "不足月计租", _LOCAL, *_BASES),
    _flag("rent.last_day_counted", "退房当日计租", _LOCAL, default=True),
    _whole("rent.billing_period", 1, "缴费周期（月）", _LEASE, least=1),
    _whole("rent.due_day", 10, "应缴日", _LEASE, least=1),
    _whole("rent.grace_workdays", 5, "宽限（工作日）", _LEASE),
    _decimal("rent.late_fee", "0", "滞纳金日率（0 为不收）", _LEASE),
    _decimal("rent.total_tolerance_percent", "5", "应收总额月度差异（%）", _LOCAL),
    _word("deposit.rule", "months", "押金计算", _LOCAL, "fixed", "per_m2"),
    _decimal("deposit.months", "1", "押金（月租金）", _LOCAL),
    _whole("deposit.fixed_fen", 100_000, "定额押金（分/户）", _LOCAL),
    _whole("deposit.fen_per_m2", 10_000, "按面积押金（分/㎡）", _LOCAL),
    _table(
        "deposit.order",
        [{"against": one} for one in ("rent", "advance", "damage")],
        "押金抵扣次序",
        _LEASE,
    ),
    _flag("deposit.pro_rata", "押金不足按比例抵扣", _LEASE, default=False),
    _whole("deposit.refund_workdays", 7, "押金退还时限（工作日）", _LOCAL),
    _whole("checkout.contact_workdays", 5, "退房联系时限（工作日）", _LOCAL),
    _whole("checkout.formalities_workdays", 3, "验房后手续时限（工作日）", _LOCAL),
    _whole("checkout.completion_workdays", 10, "退房办结时限（工作日）", _LOCAL),
    _whole("exchange.min_occupancy_months", 12, "换房前提（已住月数）", _article("二十三")),
    _whole("exchange.lock_months", 24, "换房后锁定（月）", _LOCAL),
    _flag("allocation.principal_first", "先冲本金", "民法典第五百六十一条", default=True),
    _flag("allocation.treasury_first", "财政债权优先", "民法典第五百二十四条", default=False),
    _whole("advance.due_rule", 5, "代交时限（次月第几个工作日）", _CONTRACT, least=1),
    _word("advance.recovery_mode", "RETAIN", "代交追偿", _CONTRACT, "REMIT_REFUND"),
    _word("fee.counting_rule", "unit_days", "计费套数", _CONTRACT, "half_month", "month_end"),
    _decimal("fee.vacant_factor", "1.0", "空置房计费系数", _CONTRACT),
    _table(
        "fee.coefficient_rule",
        [{"from_score": s, "coefficient": c} for s, c in (*_BANDS, ("0", "0.70"))],
        "绩效系数",
        _CONTRACT,
    ),
    _decimal("fee.supplement_cap", "10", "追加金额上限（%）", "政府采购法第四十九条"),
    _whole("contract.max_years", 1, "服务合同期限（年）", f"{_DECREE_102}第二十四条", least=1),
    _whole("unit.repair_confirm_days", 30, "维修停用须购买主体确认（日）", _LOCAL, least=1),
    _whole("handover.min_keys", 1, "交接钥匙数下限（把）", _LOCAL),
    _whole("handover.photos_per_room", 1, "交接每间照片数下限（张）", _LOCAL),
    _whole("archive.procurement_years", 15, "采购档案保存（年）", _DECREE_102, least=15),
    _whole("disclosure.workdays", 20, "公开时限（工作日）", "住房领域政务公开标准目录", least=1),
    _whole("log.min_months", 36, "日志留存（月）", "网络安全法第二十一条", least=6),
)

REGISTER: Final[Mapping[str, Parameter]] = {parameter.key: parameter for parameter in _ALL}

#: `rent.round_unit` in fen.
ROUNDING_UNITS: Final[Mapping[str, int]] = {"fen": 1, "jiao": 10, "yuan": 100}


def parameter(key: str) -> Parameter:
    """Raises ParameterNotFound."""
    if key not in REGISTER:
        raise ParameterNotFound(key=key)
    return REGISTER[key]


def check(one: Parameter, value: Any) -> None:
    """Raises ParameterValueInvalid unless `value` is of the parameter's kind."""
    if not _FITS[one.kind](one, value) or not _is_readable(one, value):
        raise ParameterValueInvalid(
            pointer="/value", key=one.key, kind=one.kind, words=list(one.words), least=one.least
        )


def _is_readable(one: Parameter, value: Any) -> bool:
    """A table whose rows are read as something of ours must say all of it."""
    if one.key not in _READERS:
        return True
    try:
        _READERS[one.key](value)
    except LadderInvalid:
        return False
    return True


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {"arrears.ladder": ladder_of}


def _is_whole(one: Parameter, value: Any) -> bool:
    return type(value) is int and one.least <= value <= max(_LARGEST, one.default * 1_000)


def _is_decimal(_: Parameter, value: Any) -> bool:
    return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None


def _is_table(_: Parameter, value: Any) -> bool:
    rows = cast("list[Any]", value) if isinstance(value, list) else []
    return (
        len(rows) > 0 and all(isinstance(row, dict) for row in rows) and len(str(rows)) <= _LONGEST
    )


_FITS: Final[Mapping[Kind, Callable[[Parameter, Any], bool]]] = {
    Kind.WHOLE: _is_whole,
    Kind.DECIMAL: _is_decimal,
    Kind.FLAG: lambda _, value: type(value) is bool,
    Kind.WORD: lambda one, value: value in one.words,
    Kind.TABLE: _is_table,
}
