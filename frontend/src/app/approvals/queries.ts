/** What waits for the person as the second one, with what it changes. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Approval = Schemas["ApprovalOut"];

export const approvalsQuery = api.queryOptions("get", "/v1/approvals");
