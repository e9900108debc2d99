/** What of a round is public: read without signing in. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type PublicRound = Schemas["PublicRoundOut"];
export type Plan = Schemas["PublicPlanOut"];
export type Order = Schemas["PublicOrderOut"];
export type Result = Schemas["PublicResultOut"];

export const noticeQuery = (round_id: string) => api.queryOptions("get", "/v1/public/allocation-rounds/{round_id}", { params: { path: { round_id } } });

export const resultFileOf = (round_id: string) => `/v1/public/allocation-rounds/${round_id}/result-file`;
