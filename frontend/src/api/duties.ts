/** What waits for the person, in every project within reach: for the first page, the bar and the navigation. */
import { api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Duties = Schemas["DutiesOut"];
export type Duty = Schemas["DutyOut"];
export type DutyKind = Schemas["DutyKind"];

const FRESH_MS = 30_000;

export const dutiesQuery = api.queryOptions("get", "/v1/desk", {}, { staleTime: FRESH_MS });
