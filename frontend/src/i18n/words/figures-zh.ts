/** 图表：收缴率、账龄、代交、出租、空置、服务费、资金。 */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

const age: Readonly<Record<Schemas["Age"], string>> = { "1": "1 个月", "2_3": "2–3 个月", "4_6": "4–6 个月", over_6: "6 月以上" };

const vacancy: Readonly<Record<Schemas["VacancyReason"], string>> = {
  no_demand: "待配租",
  reserved: "已锁定",
  under_repair: "整备维修",
  frozen: "冻结",
};

export const figuresZh = {
  title: "图表",
  situation: "住户实缴与代交从不合成一个数",
  every: "全部小区",
  span: "时段",
  months: (count: number) => `近 ${count} 个月`,
  list: "名单",
  none: "还没有数据。出过账、收过款以后，这里才有图。",
  age,
  vacancy,
  collection: {
    title: (month: string) => `${month}收缴率`,
    base: "%，住户实缴",
    unit: "%",
    before: (rate: string) => `%，上月 ${rate}`,
    ofBilled: (paid: string, billed: string) => `${paid} / ${billed} 元`,
    chart: (count: number) => `近 ${count} 个月住户实缴率与上缴率`,
    tenant: "住户",
    remitted: "上缴",
  },
  ageing: {
    title: "欠缴账龄",
    unit: "元，实心为已代交",
    total: "元",
    told: (households: string, old: string) => `${households} 户欠缴，${old} 户超 6 个月`,
    note: (households: string, advanced: string) => `${households} 户，已代交 ${advanced}`,
    noteNone: (households: string) => `${households} 户`,
  },
  advances: {
    title: "代交未追回",
    unit: "元",
    at: (month: string) => `元，${month}末`,
    told: (month: string, rate: string) => `${month}追回率 ${rate}%`,
    end: (month: string) => `${month}末`,
    recovered: (month: string) => `${month}追回`,
    advanced: (month: string) => `${month}代交`,
    less: "核减核销",
    chart: (operator: string) => `${operator}代交未追回的变动`,
    byOperator: "各承接主体代交未追回",
    operator: "承接主体",
    outstanding: "未追回",
  },
  occupancy: {
    title: "出租率",
    unit: "%",
    told: (leased: string, units: string) => `在租 ${leased} / ${units} 套`,
    chart: (count: number) => `近 ${count} 个月出租率`,
    rate: "出租",
  },
  vacancies: {
    title: "空置天数",
    unit: "套日",
    told: (units: string, longest: string) => `${units} 套空置，最长 ${longest} 天`,
    lost: (figure: string) => `少收租金约 ${figure} 元`,
    chart: "按原因的空置套日",
    reason: "原因",
    days: "套日",
    write: (days: string) => `${days} 套日`,
  },
  fees: {
    title: "服务费",
    unit: "元，按小区",
    told: (base: string, deductions: string) => `基础 ${base}，扣款 ${deductions}`,
    chart: "各小区服务费",
    project: "小区",
    payable: "应付",
  },
  funding: {
    title: (year: number) => `${year} 年资金`,
    unit: "元",
    rent: "租金入库",
    fee: "服务费",
    repairs: "维修",
    use: (rate: string) => `支出占租金 ${rate}%`,
    short: "租金不够支付，须另列预算",
    enough: "租金够付",
    noRent: "今年还没有租金入库",
  },
};
