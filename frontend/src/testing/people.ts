/** The people that tests sign in as, and the project they look after. */
import type { Me } from "../api/me";
import type { Project } from "../api/projects";

const BAOTOU = "019eb0f6-0000-7000-8000-0000000000a1";
const OPERATOR = "019eb0f6-0000-7000-8000-0000000000b1";

export const MANAGER: Me = {
  person_id: "019eb0f6-0000-7000-8000-000000000001",
  name: "李雅琴",
  username: "lucheng.manager",
  authority_id: BAOTOU,
  roles: ["operator_manager"],
  permissions: [
    "authority:read",
    "housing:read",
    "household:read",
    "lease:read",
    "rent:read",
    "ledger:read",
    "charge:raise",
    "payment:take",
    "voucher:calculate",
    "voucher:confirm",
    "remittance:sign",
    "month:close",
    "contract:read",
    "books:import",
    "identity:reveal",
    "export:make",
  ],
  desks: [
    {
      authority_id: BAOTOU,
      authority: "包头市",
      authority_en: "Baotou",
      organisation_id: OPERATOR,
      organisation: "鹿城安和住房服务",
      roles: ["operator_manager"],
    },
    {
      authority_id: "019eb0f6-0000-7000-8000-0000000000a2",
      authority: "固阳县",
      authority_en: "Guyang",
      organisation_id: OPERATOR,
      organisation: "鹿城安和住房服务",
      roles: ["operator_manager"],
    },
  ],
};

export const PROJECT: Project = {
  id: "019eb0f6-0000-7000-8000-0000000000c1",
  code: "XFJY",
  name: "幸福家园",
  district: "昆都仑区",
  address: "",
  operator_id: OPERATOR,
  operator: "鹿城安和住房服务",
  units: 144,
  leased: 132,
  version: 1,
};
