/** The books: balances by account, every posting, and what does not agree. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Account = Schemas["Account"];
export type Reason = Schemas["Reason"];

export interface TransfersSearch {
  readonly month?: string | undefined;
  readonly account?: Account | undefined;
  readonly reason?: Reason | undefined;
}

export const balancesQuery = (project_id: string, month: string) =>
  api.queryOptions("get", "/v1/ledger/balances", { params: { query: { project_id, month } } });

export const transfersQuery = (project_id: string, { month, account, reason }: TransfersSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/ledger/transfers", {
    params: { query: { project_id, ...(month !== undefined && { month }), ...(account && { account }), ...(reason && { reason }), ...paging } },
  });

export const findingsQuery = (project_id: string) => api.queryOptions("get", "/v1/ledger/findings", { params: { query: { project_id } } });

/** The books of a project in a form that any accountant's tool can read. */
export const beancountOf = (project_id: string, through: string) => `/v1/ledger/beancount?project_id=${project_id}&through=${through}`;
