/** 为什么：每个算出来的数，按什么算、依据什么。 */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

interface Told {
  /** 这个数叫什么。 */
  readonly name: string;
  /** 怎么算，用话说。 */
  readonly formula: string;
}

const figures: Readonly<Record<Schemas["Figure"], Told>> = {
  rent: { name: "月租金", formula: "建筑面积 × 单价 × 调节系数 × 档次比例 ×（1 − 减免），取整" },
  proration: { name: "按日折算", formula: "月租金 × 计租天数 ÷ 全月天数，取整；不超过月租金" },
  due_date: { name: "到期日", formula: "每月约定的缴费日；入住晚于这一天的，按入住日" },
  late_fee: { name: "违约金", formula: "逾期金额 × 日利率 × 逾期天数，不超过逾期金额" },
  allocation: { name: "抵缴先后", formula: "先到期的先抵；同一月先抵费用、违约金，再抵承接主体债权、财政债权" },
  suspense_due: { name: "认领期限", formula: "到账日起 3 个工作日" },
  months_owed: { name: "欠缴月数", formula: "过了到期日还没缴清的月份，一个月算一个，累计" },
  ageing: { name: "账龄", formula: "按到期日到今天的月数，把逾期金额分段相加" },
  dunning_step: { name: "催缴步骤", formula: "按逾期天数和欠缴月数走到的最高一步；缓办期间停在原处" },
  eviction: { name: "可依法收回", formula: "累计欠缴月数达到规定的月数" },
  collection_rate: { name: "收缴率（住户实缴）", formula: "住户已缴 ÷（应收 − 减免）；代交的不算" },
  remitted_rate: { name: "上缴率", formula: "（住户租金上缴 + 代交款）÷（应收 − 减免）" },
  shortfall: { name: "短款", formula: "应收 − 减免 − 住户已缴 − 不代交" },
  exclusion: { name: "不代交", formula: "合同约定不代交的情形下，住户还没缴的合计" },
  advance_due: { name: "代交付款期限", formula: "次月第几个工作日，按合同" },
  recovery: { name: "追回", formula: "住户后来缴的、抵承接主体债权的合计" },
  advance_outstanding: { name: "代交未追回", formula: "期初 + 本期代交 − 追回 − 核减 − 核销" },
  held_money: { name: "专户待缴", formula: "替财政收的租金 − 已上缴；次月第 5 个工作日前缴清" },
  month_closing: { name: "结账", formula: "九项条件全部满足；封存码由上月封存码和本月全部分录算出" },
  unit_days: { name: "套日", formula: "每套房在合同清单里的天数，相加" },
  fee: { name: "服务费", formula: "套日 × 单价 ÷ 全月天数，取整，× 绩效系数 − 扣款" },
  coefficient: { name: "绩效系数", formula: "按评价得分所在的档" },
  deduction: { name: "扣款", formula: "维持的扣款合计，不超过上限；提出后 5 个工作日内可申辩" },
  fee_tax: { name: "税额", formula: "应付 − 应付 ÷（1 + 税率），取整" },
  fee_payable_by: { name: "支付期限", formula: "审批之日起 30 天" },
  funding_rate: { name: "支出占租金", formula: "（服务费 + 维修）÷ 住户已缴" },
  supplement_cap: { name: "累计追加", formula: "（调整后金额 − 原金额）÷ 原金额" },
  occupancy_rate: { name: "出租率", formula: "在租套数 ÷ 总套数；按月是在租套日 ÷ 总套日" },
  vacant_days: { name: "空置天数", formula: "今天 − 空置起始日" },
  vacancy_loss: { name: "空置少收", formula: "建筑面积 × 单价 × 空置天数 ÷ 30" },
  deposit: { name: "押金", formula: "月租金 × 约定的月数" },
  lease_renewal: { name: "续租申请", formula: "到期日前约定的月数" },
  holdover_rent: { name: "逾期占用租金", formula: "市场租金 × 逾期占用的倍数，按月递增" },
};

export const whyZh = {
  figures,
  ask: "怎么算",
  askOf: (name: string) => `${name}怎么算`,
  formula: "算法",
  parameters: "现行参数",
  since: (day: string) => `自 ${day}`,
  usual: "默认值",
  standards: "租金标准",
  standardOf: (price: string, day: string, document: string) => `${price} 元/㎡·月，自 ${day}，${document}`,
  rule: "租金规则",
  contract: "服务合同",
  contractOf: (no: string, price: string) => `${no}，${price} 元/套·月`,
  basis: "依据",
  yes: "是",
  no: "否",
};
