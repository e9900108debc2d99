/** 中文. The first catalogue, and the shape that every other language must fill. */
import { fieldProblemsZh } from "./field-problems";
import { problemsZh } from "./problems-zh";
import { approvalsZh } from "./words/approvals-zh";
import { boardZh } from "./words/board-zh";
import { booksZh } from "./words/books-zh";
import { deskZh } from "./words/desk-zh";
import { dossierZh } from "./words/dossier-zh";
import { dutiesZh } from "./words/duties-zh";
import { eligibilityZh } from "./words/eligibility-zh";
import { equipmentZh } from "./words/equipment-zh";
import { estateZh } from "./words/estate-zh";
import { eventsZh } from "./words/events-zh";
import { figuresZh } from "./words/figures-zh";
import { homesZh } from "./words/homes-zh";
import { ledgerZh } from "./words/ledger-zh";
import { livesZh } from "./words/lives-zh";
import { officeZh } from "./words/office-zh";
import { ownZh } from "./words/own-zh";
import { policyZh } from "./words/policy-zh";
import { rentZh } from "./words/rent-zh";
import { roundsZh } from "./words/rounds-zh";
import { settleZh } from "./words/settle-zh";
import { stocktakesZh } from "./words/stocktakes-zh";
import { tariffsZh } from "./words/tariffs-zh";
import { verificationZh } from "./words/verification-zh";
import { unitsZh } from "./words/units-zh";
import { whyZh } from "./words/why-zh";

export const zh = {
  app: {
    name: "安居",
    purpose: "公租房委托运营",
    skip: "跳到正文",
    notFound: "没有这个页面",
    notFoundHint: "地址可能写错，或者您没有查看它的权限。",
    toOverview: "回首页",
    broken: "页面出错了",
    brokenHint: "已填的内容可能没有保存。重新载入后请核对。",
    reload: "重新载入",
    loading: "正在载入",
    again: "再试一次",
    search: "查找",
  },
  nav: {
    label: "主导航",
    groups: { home: "住", rent: "租金", upkeep: "管护", contract: "履约", books: "台账", system: "设置" },
    overview: "首页",
    duties: "待办",
    approvals: "审批",
    projects: "小区楼栋",
    board: "楼盘表",
    units: "房源台账",
    vacancies: "空置房源",
    leases: "住户与合同",
    rounds: "配租",
    eligibility: "资格",
    direct: "直接配租",
    leasing: "签约备案",
    checkIns: "入住",
    renewals: "续租年审",
    changes: "家庭变更",
    exchanges: "换房",
    exits: "退房腾退",
    dossiers: "档案完整",
    stocktakes: "资产盘点",
    equipment: "门禁设备",
    month: "租金月度",
    counter: "收款台",
    payments: "收款记录",
    deposits: "押金",
    suspense: "流水与认领",
    arrears: "欠缴催缴",
    vouchers: "代交与追回",
    topUps: "退票补回",
    remittances: "上缴",
    adjustments: "调整减免",
    contracts: "合同与服务费",
    figures: "图表",
    ledger: "账目",
    imports: "导入",
    exports: "导出",
    audits: "审计检查",
    people: "人员",
    parameters: "参数",
    rentStandards: "租金标准",
    marketRents: "市场租金",
    leaseTexts: "合同文本",
    calendar: "工作日历",
  },
  shell: {
    authority: "购买主体",
    switchAuthority: "切换购买主体",
    switchProject: "切换小区",
    appearance: "明暗",
    themes: { system: "跟随系统", light: "明", dark: "暗" },
    density: "行距",
    densities: { dense: "紧凑", roomy: "宽松" },
    otherLanguage: "English",
    account: "我的账号",
    signOut: "退出登录",
  },
  roles: {
    purchaser_officer: "购买主体经办",
    purchaser_approver: "购买主体审批",
    front_desk: "窗口",
    cashier: "收费",
    inspector: "巡查",
    maintenance: "维修",
    operator_manager: "项目经理",
    finance_officer: "财政",
    auditor: "审计",
    evaluator: "第三方评价",
    tenant: "住户",
    administrator: "系统管理",
  },
  signIn: {
    title: "登录",
    username: "账号",
    password: "密码",
    enter: "登录",
    pigments: "四种颜色的意思",
    ink: "墨，文字与数字",
    azurite: "石青，可以办的和已办好的",
    ochre: "赭，等人办的",
    cinnabar: "朱，已逾期，别无他用",
  },
  units: { yuan: "元" },
  month: { previous: "上月", next: "下月" },
  table: {
    previous: "上一页",
    next: "下一页",
    page: (page: number) => `第 ${page} 页`,
  },
  chain: { label: "本月流程" },
  stepStates: { done: "已完成", running: "进行中", waiting: "等人办", idle: "未开始" },
  progress: {
    remaining: (seconds: number) => (seconds < 90 ? `约 ${seconds} 秒` : `约 ${Math.ceil(seconds / 60)} 分钟`),
  },
  money: { invalid: "写成 272.27 这样的数，最多两位小数" },
  deed: { leave: "不办了" },
  work: { cancelled: "已中止，没有留下任何改动。" },
  ...deskZh,
  ...livesZh,
  ...policyZh,
  approvals: approvalsZh,
  board: boardZh,
  duties: dutiesZh,
  eligibility: eligibilityZh,
  equipment: equipmentZh,
  estate: estateZh,
  events: eventsZh,
  figures: figuresZh,
  homes: homesZh,
  ledger: ledgerZh,
  rent: rentZh,
  rounds: roundsZh,
  settle: settleZh,
  stocktakes: stocktakesZh,
  tariffs: tariffsZh,
  verification: verificationZh,
  dossier: dossierZh,
  unit: unitsZh,
  why: whyZh,
  books: booksZh,
  office: officeZh,
  own: ownZh,
  problem: problemsZh,
  problemReference: "编号",
  fieldProblem: fieldProblemsZh,
};

export type Messages = typeof zh;
