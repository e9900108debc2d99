"""The texts that ship: a lease with the clauses of Art. 17, and the explanation of Art. 16.

They hold where a city has no approved text of its own. Wording after 公租房管理办法 and the lease
forms in use; the numbers come from the register.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.lease_texts import Clause, TextKind

_LEASE: Final = (
    Clause(
        "parties",
        "当事人",
        "出租人：{purchaser}，由{operator}作为代理人签订并负责日常管理。承租人：{tenant}（{national_id}），"
        "共同居住人：{members}，共{people}人。合同编号：{contract_no}。",
    ),
    Clause(
        "premises",
        "房屋及用途",
        "房屋坐落：{address}，房源编码{unit_code}，户型{layout}，计租面积{area_m2}平方米，结构{structure}。"
        "室内设施设备以双方签字的入住交接单为准。房屋仅供承租人和共同居住人居住，不得改变用途，"
        "未经同意不得装修或增设附属设施。",
    ),
    Clause(
        "term_rent_payment",
        "租期、租金与支付",
        "租期自{starts_on}起至{ends_on}止，共{months}个月。月租金{rent}元（人民币{rent_capitals}），"
        "按保障类别“{tier}”计算；租金标准或保障类别经购买主体批准调整的，自批准文书载明之日起按调整后执行。"
        "每月{due_day}日前缴纳当月租金，宽限{grace_workdays}个工作日。首月自交房之日起按实际居住天数计算。",
    ),
    Clause(
        "deposit",
        "押金",
        "承租人在入住前缴纳押金{deposit}元（人民币{deposit_capitals}），存入押金专户。退租时抵扣欠缴租金、"
        "代垫租金和应由承租人承担的费用后，余额按原渠道退还。",
    ),
    Clause(
        "repair",
        "维修责任",
        "房屋主体结构、共用部位和共用设施设备由出租人维修；户内日常使用的设施设备由承租人合理使用并负责日常维修，"
        "因使用不当或擅自改动造成损坏的，由承租人修复或赔偿。",
    ),
    Clause(
        "utilities",
        "物业及其他费用",
        "租赁期内的水、电、燃气、供热、通讯、有线电视等使用费由承租人承担；物业服务费按当地规定执行。",
    ),
    Clause(
        "return_cases",
        "退回与腾退",
        "有下列情形之一的，应当退回房屋：转借、转租或者擅自调换的；改变房屋用途的；破坏或者擅自装修、拒不恢复"
        "原状的；在房屋内从事违法活动的；无正当理由连续6个月以上闲置的。累计6个月以上拖欠租金的，应当腾退。"
        "租期届满需要续租的，应在届满{apply_before}个月前提出申请；未按规定申请、经审核不符合条件，或者通过购买、"
        "受赠、继承等获得其他住房不再符合条件、承租或购买其他保障性住房的，应当腾退；搬迁期内按合同租金缴纳，"
        "逾期不腾退的按市场租金缴纳。",
    ),
    Clause(
        "breach_disputes",
        "违约责任与争议解决",
        "承租人逾期缴纳租金的，承接主体依约催缴并可代为垫付，垫付后取得对承租人的债权。违反本合同约定的，依法承担"
        "违约责任。争议由双方协商解决，协商不成的，向房屋所在地人民法院起诉。",
    ),
    Clause(
        "other",
        "其他",
        "承租人死亡的，与其共同居住的人可以依法申请继续承租。承租人应当配合资格年审和入户巡查。本合同自双方签字"
        "之日起生效，签订后{filing_days}日内报住房保障主管部门备案。本合同一式三份，双方及备案部门各执一份。",
    ),
)

_EXPLANATION: Final = (
    Clause(
        "duties",
        "承租人的义务",
        "您应当：按月缴纳租金{rent}元；只用于本户居住；爱护房屋和设施；配合资格年审和巡查；家庭人口、收入、住房"
        "情况变化的，在一个月内告知。",
    ),
    Clause(
        "return_cases",
        "应当退回或腾退的情形",
        "转借、转租、擅自调换；改变用途；破坏或擅自装修不恢复；从事违法活动；无正当理由连续闲置6个月以上；累计拖欠"
        "租金6个月以上；续租未按期申请或未通过；已有其他住房不再符合条件。拒不退回的，依法申请强制执行或者起诉，"
        "并在五年内不得再次申请。",
    ),
    Clause(
        "repair_split",
        "维修分工",
        "主体结构、共用部位和共用设施由出租人维修；户内日常设施由您负责日常维修。报修电话见交接单。",
    ),
    Clause(
        "rent_and_deposit",
        "租金与押金",
        "押金{deposit}元，退租结清后按原渠道退还。租金逾期由承接主体代垫的，您仍然应当偿还。",
    ),
)

DEFAULTS: Final[Mapping[TextKind, Sequence[Clause]]] = {
    TextKind.LEASE: _LEASE,
    TextKind.EXPLANATION: _EXPLANATION,
}
