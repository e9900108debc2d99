/** 核验：拿着一张纸的人看到的。 */
import type { components } from "../../api/schema";

type Kind = components["schemas"]["VerificationOut"]["kind"];

const kinds: Readonly<Record<Kind, string>> = {
  receipt: "收款收据",
  lease_statement: "住户对账单",
  fee_statement: "服务费结算单",
  selection_slip: "选房确认单",
  waiver: "放弃声明",
  exit_paper: "退房文书",
  final_bill: "退房结算单",
  handover_sheet: "交接单",
  lease: "租赁合同",
  explanation: "告知书",
  household_file: "一户一档",
  unit_file: "一房一档",
  renewal_paper: "续租与年审文书",
  change_paper: "变更文书",
  exchange_paper: "换房文书",
};

export const verificationZh = {
  title: "文书核验",
  ours: "这份文书由本系统出具",
  kind: "文书",
  number: "编号",
  day: "日期",
  fingerprint: "核验值",
  kinds,
  compare: "请与纸上的编号、日期和二维码下的核验值对照。有一处不同，就不是同一份。",
};
