"""What offices call the words of renewals, changes of a household and exchanges of homes."""

from collections.abc import Mapping
from typing import Final

LIFE: Final[Mapping[str, Mapping[str, str]]] = {
    "RefusalReason": {
        "income_above_line": "收入超过标准",
        "other_housing": "另有住房",
        "other_subsidy": "已享受其他住房保障",
        "misuse": "违规使用住房",
        "arrears": "欠缴租金",
        "conditions_changed": "不再符合保障条件",
        "false_statement": "申报不实",
    },
    "RenewalKind": {"renewal": "续租", "review": "年审"},
    "RenewalState": {
        "invited": "已通知",
        "applied": "已申请",
        "data_check": "核查中",
        "needs_more": "待补正",
        "decided_ok": "已通过",
        "decided_no": "未通过",
        "objection": "异议处理中",
        "final_no": "最终未通过",
    },
    "LeaseChangeKind": {
        "join": "增加共同居住人",
        "leave": "减少共同居住人",
        "substitute": "变更承租人",
        "name": "更正姓名",
        "national_id": "更正身份证号",
        "phone": "变更联系电话",
    },
    "LeaseChangeCause": {
        "birth": "出生",
        "marriage": "结婚",
        "support": "赡养或者抚养",
        "death": "去世",
        "divorce": "离婚",
        "moved_out": "迁出",
        "written_wrong": "登记有误",
        "officially_changed": "依法变更",
    },
    "LeaseChangeState": {
        "submitted": "待核对",
        "checked": "待审批",
        "approved": "已批准",
        "effective": "已生效",
        "rejected": "未批准",
        "withdrawn": "已撤回",
    },
    "ExchangeKind": {"transfer": "换房", "swap": "互换住房"},
    "ExchangeReason": {
        "work": "工作地点变动",
        "school": "子女就学",
        "defect": "房屋质量问题",
        "disability": "残疾不便",
        "illness": "重大疾病",
        "household_grew": "家庭人口增加",
        "household_shrank": "家庭人口减少",
    },
    "ExchangeState": {
        "submitted": "待核对",
        "checked": "待审批",
        "approved": "已批准",
        "offered": "已配房",
        "accepted": "待换入",
        "done": "已换房",
        "rejected": "未批准",
        "withdrawn": "已撤回",
    },
}
