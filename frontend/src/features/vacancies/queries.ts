/** Empty homes now, and each project's month of them. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Summary = Schemas["VacancySummaryOut"];
export type Reason = Schemas["VacancyReason"];

export interface VacanciesSearch {
  readonly tab?: string | undefined;
  readonly month?: string | undefined;
  readonly kind?: Schemas["UnitKind"] | undefined;
  readonly reason?: Reason | undefined;
  /** Empty for so many months or longer. */
  readonly long?: string | undefined;
}

export const vacanciesQuery = (project_id: string, { kind, reason, long }: VacanciesSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/units/vacancies", {
    params: { query: { project_id, ...(kind && { kind }), ...(reason && { reason }), ...(long !== undefined && { min_months: Number(long) }), ...paging } },
  });

export const summariesQuery = (month: string) => api.queryOptions("get", "/v1/vacancy-summaries", { params: { query: { month } } });
