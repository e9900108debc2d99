/** One box for households, homes and papers. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type HouseholdHit = Schemas["HouseholdHitOut"];
export type UnitHit = Schemas["UnitHitOut"];
export type DocumentHit = Schemas["DocumentHitOut"];

const EACH = 6;

export const searchQuery = (q: string) => api.queryOptions("get", "/v1/search", { params: { query: { q, limit: EACH } } });
