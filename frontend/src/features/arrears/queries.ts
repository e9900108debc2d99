/** Who owes rent, how much, since when, and what happens next. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

export type Arrears = components["schemas"]["ArrearsOut"];
export type Summary = components["schemas"]["ArrearsSummaryOut"];

export interface ArrearsSearch {
  readonly q?: string | undefined;
  readonly months?: string | undefined;
}

export const arrearsQuery = (project_id: string, { q, months }: ArrearsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/arrears", {
    params: {
      query: {
        project_id,
        ...(q !== undefined && { query: q }),
        ...(months !== undefined && { min_months: Number(months) }),
        ...paging,
      },
    },
  });

export const summaryQuery = api.queryOptions("get", "/v1/arrears/summary");
