"""What offices call the words of the contract's enumerations."""

from collections.abc import Mapping
from typing import Final

CHINESE: Final[Mapping[str, Mapping[str, str]]] = {
    "Role": {
        "purchaser_officer": "购买主体经办",
        "purchaser_approver": "购买主体审批",
        "front_desk": "运营前台",
        "cashier": "运营出纳",
        "inspector": "运营巡查",
        "maintenance": "运营维修",
        "operator_manager": "运营负责人",
        "finance_officer": "财政经办",
        "auditor": "审计",
        "evaluator": "第三方评价",
        "tenant": "承租人",
        "administrator": "系统管理员",
    },
    "UnitState": {
        "draft": "登记中",
        "acceptance": "验收中",
        "available": "空置",
        "reserved": "已锁定",
        "leased": "在租",
        "notice": "待退房",
        "turnover": "整备",
        "repair": "停用",
        "frozen": "冻结",
        "withdrawn": "退出",
    },
    "LeaseState": {
        "draft": "起草",
        "explained": "已讲解",
        "pending_sign": "待签",
        "signed": "已签",
        "active": "履行中",
        "renewal_review": "续租审核",
        "expiring": "即将到期",
        "relocation": "换房中",
        "holdover": "逾期占用",
        "suspended": "中止",
        "terminated": "终止",
        "void": "作废",
    },
    "Tier": {
        "minimum_living": "低保",
        "low_income": "低收入",
        "lower_middle": "中等偏下收入",
        "new_worker": "新就业无房职工",
        "migrant_worker": "外来务工人员",
        "ineligible": "不再符合条件",
    },
    "Channel": {
        "cash": "现金",
        "pos": "刷卡",
        "online": "线上",
        "bank": "银行",
        "deposit": "押金抵扣",
    },
    "PaymentState": {
        "suspense": "挂账",
        "allocated": "已入账",
        "returned": "已退回",
        "reversed": "已冲正",
    },
    "AdjustmentKind": {"reduction": "减免", "increase": "补收"},
    "AdjustmentState": {"drafted": "待审批", "approved": "已批准", "rejected": "未批准"},
    "Hold": {"hardship": "缓交", "dispute": "异议", "frozen": "冻结", "vulnerable": "特困照顾"},
    "HoldKind": {"hardship": "缓交", "dispute": "异议", "frozen": "冻结", "vulnerable": "特困照顾"},
    "Claim": {"treasury": "财政", "operator": "承接主体"},
    "RecoveryMode": {"RETAIN": "收回留用", "REMIT_REFUND": "上缴后返还"},
}


def chinese(enumeration: str, word: str) -> str | None:
    """What offices say; None where there is no settled word."""
    return CHINESE.get(enumeration, {}).get(word)


def english(word: str) -> str:
    """`pending_sign` as people read it."""
    plain = word.replace("_", " ").replace(":", ": ")
    return plain[:1].upper() + plain[1:]
