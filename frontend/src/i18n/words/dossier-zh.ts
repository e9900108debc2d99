/** 档案：一户一档、一房一档。 */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

const items: Readonly<Record<Schemas["DossierItem"], string>> = {
  eligibility: "保障资格决定",
  identity: "成员身份信息",
  explanation: "入住告知书",
  lease: "双方签署的合同",
  filing: "合同备案",
  deposit: "押金收讫",
  check_in_sheet: "入住交接单",
  registration: "入住登记",
  review: "年审结论",
  check_out_sheet: "退房交验单",
  final_bill: "退房结算单",
};

const presences: Readonly<Record<Schemas["Presence"], string>> = { present: "已归档", missing: "缺", not_due: "未到期" };

export const dossierZh = {
  household: "一户一档",
  unit: "一房一档",
  bound: "合订 PDF",
  none: "还没有签过的合同，档案从签约开始。",
  items,
  presences,
};
