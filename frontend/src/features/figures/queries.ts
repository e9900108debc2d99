/** Figures over months: of one project, or of all within reach. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type CollectionMonth = Schemas["CollectionMonthOut"];
export type AdvanceMonth = Schemas["AdvanceMonthOut"];
export type OperatorAdvances = Schemas["OperatorAdvancesOut"];
export type Ageing = Schemas["AgeingOut"];
export type Occupancy = Schemas["OccupancyOut"];
export type Fees = Schemas["FeesOut"];
export type Funding = Schemas["FundingYearOut"];

export interface Span {
  /** Undefined: all projects within reach. */
  readonly projectId?: string | undefined;
  /** How many months, up to the last one that is over. */
  readonly last: number;
}

const of = ({ projectId, last }: Span) => ({ params: { query: { last, ...(projectId !== undefined && { project_id: projectId }) } } });

export const collectionQuery = (span: Span) => api.queryOptions("get", "/v1/figures/collection", of(span));
export const advancesQuery = (span: Span) => api.queryOptions("get", "/v1/figures/advances", of(span));
export const occupancyQuery = (span: Span) => api.queryOptions("get", "/v1/figures/occupancy", of(span));
export const feesQuery = (span: Span) => api.queryOptions("get", "/v1/figures/fees", of(span));

export const ageingQuery = ({ projectId }: Pick<Span, "projectId">) =>
  api.queryOptions("get", "/v1/figures/ageing", { params: { query: { ...(projectId !== undefined && { project_id: projectId }) } } });

export const fundingQuery = ({ projectId }: Pick<Span, "projectId">) =>
  api.queryOptions("get", "/v1/figures/funding", { params: { query: { ...(projectId !== undefined && { project_id: projectId }) } } });
