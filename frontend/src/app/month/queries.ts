/** The month as one answer, and the months before it. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Month = Schemas["MonthOut"];
export type MonthStep = Schemas["MonthStepOut"];
export type StepKey = Schemas["StepKey"];
export type Tie = Schemas["TieOut"];
export type MonthRow = Schemas["MonthRowOut"];

export const STEPS: readonly StepKey[] = ["bill", "receive", "match", "arrears", "advance", "remit", "close", "fee"];

export const monthQuery = (project_id: string, month: string) =>
  api.queryOptions("get", "/v1/months/{month}", { params: { path: { month }, query: { project_id } } });

export const monthsQuery = (project_id: string, through: string, last: number) =>
  api.queryOptions("get", "/v1/months", { params: { query: { project_id, through, last } } });
