/** The people that tests sign in as. */
import type { Me } from "../features/session/queries";

const BAOTOU = "019eb0f6-0000-7000-8000-0000000000a1";
const OPERATOR = "019eb0f6-0000-7000-8000-0000000000b1";

export const MANAGER: Me = {
  person_id: "019eb0f6-0000-7000-8000-000000000001",
  name: "李雅琴",
  username: "lucheng.manager",
  authority_id: BAOTOU,
  roles: ["operator_manager"],
  permissions: ["housing:read", "lease:read", "rent:read", "payment:take", "contract:read", "books:import"],
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
