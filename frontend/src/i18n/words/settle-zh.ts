/** 月度：出账、代交、上缴、结账、服务费。 */
import type { components } from "../../api/schema";
import { adjustmentZh, billZh, receiveZh, refundZh } from "./bills-zh";
import { contractZh } from "./contracts-zh";
import { deductionZh, feeZh } from "./fees-zh";
import { closingZh, monthZh } from "./month-zh";
import { remittanceZh } from "./remittances-zh";
import { recoveryZh, voucherZh } from "./vouchers-zh";

type Schemas = components["schemas"];

const voucherState: Readonly<Record<Schemas["VoucherState"], string>> = {
  calculated: "待确认",
  operator_confirmed: "待付款",
  paid: "待财政确认",
  f_confirmed: "待追回",
  recovering: "追回中",
  recovered: "已追回",
  uncollectible: "已核销",
  disputed: "有异议",
  withdrawn: "已作废",
};

const remittanceState: Readonly<Record<Schemas["RemittanceState"], string>> = {
  open: "未开单",
  statement: "待签字",
  o_signed: "已签字",
  payment_order: "待缴款",
  sent: "待财政确认",
  mismatch: "被退回",
  treasury_confirmed: "已入库",
  closed: "已办结",
  withdrawn: "已撤回",
};

const feeState: Readonly<Record<Schemas["FeeState"], string>> = {
  computed: "待确认",
  o_confirmed: "待审核",
  p_audited: "待审批",
  pa_approved: "待申请",
  f_applied: "待支付",
  paid: "已支付",
  closed: "已办结",
  disputed: "有异议",
  withdrawn: "已撤回",
};

const contractState: Readonly<Record<Schemas["ContractState"], string>> = {
  draft: "草稿",
  signed: "已签订",
  published: "已公告",
  active: "履行中",
  suspended: "中止",
  expiring: "将到期",
  handover: "移交中",
  ended: "已终止",
  rescinded: "已解除",
};

const exclusion: Readonly<Record<Schemas["Exclusion"], string>> = {
  hardship: "缓缴",
  dispute: "有异议",
  frozen: "冻结",
  vacancy: "空置",
  holdover_above_contract: "逾期占用加收部分",
};

export const settleZh = {
  voucherState,
  remittanceState,
  feeState,
  contractState,
  exclusion,
  states: "状态",
  anyState: "全部状态",
  month: monthZh,
  bill: billZh,
  receive: receiveZh,
  refund: refundZh,
  voucher: voucherZh,
  remittance: remittanceZh,
  closing: closingZh,
  fee: feeZh,
  page: (count: string) => `本页 ${count} 张小计`,
  adjustment: adjustmentZh,
  recovery: recoveryZh,
  deduction: deductionZh,
  contract: contractZh,
};
