/** The people that tests sign in as. */
import type { Me } from "../features/session/queries";

export const MANAGER: Me = {
  id: "019eb0f6-0000-7000-8000-000000000001",
  name: "李雅琴",
  role: "operator_manager",
  organisation_name: "鹿城安和住房服务",
  authority: { id: "019eb0f6-0000-7000-8000-0000000000a1", name: "包头市" },
  authorities: [
    { id: "019eb0f6-0000-7000-8000-0000000000a1", name: "包头市" },
    { id: "019eb0f6-0000-7000-8000-0000000000a2", name: "固阳县" },
  ],
  permissions: ["housing:read", "lease:read", "rent:read", "payment:take", "contract:read", "books:import"],
};
