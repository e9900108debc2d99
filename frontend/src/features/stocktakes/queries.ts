/** The yearly stocktake 资产盘点: planned, counted door by door, confirmed; and the cards beside units and leases. */
import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Stocktake = Schemas["StocktakeOut"];
export type StocktakeIn = Schemas["StocktakeIn"];
export type StocktakeState = Schemas["StocktakeState"];
export type StocktakeLine = Schemas["StocktakeLineOut"];
export type Count = Schemas["CountIn"];
export type Finding = Schemas["ReconciliationOut"]["items"][number];

export const stocktakesQuery = (project_id: string, state: StocktakeState | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/stocktakes", { params: { query: { project_id, ...(state && { state }), ...paging } } });

export const stocktakeQuery = (stocktake_id: string) => api.queryOptions("get", "/v1/stocktakes/{stocktake_id}", { params: { path: { stocktake_id } } });

/** Which lines are looked at. */
export const SHOWN = { open: { is_counted: false }, counted: { is_counted: true }, differs: { differs: true } } as const;
export type Shown = keyof typeof SHOWN;

export const linesQuery = (stocktake_id: string, shown: Shown | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/stocktakes/{stocktake_id}/lines", { params: { path: { stocktake_id }, query: { ...(shown && SHOWN[shown]), ...paging } } });

export const reconciliationQuery = (project_id: string) => api.queryOptions("get", "/v1/projects/{project_id}/asset-reconciliation", { params: { path: { project_id } } });

export const cardsQuery = (project_id: string, card_no: string | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/asset-cards", { params: { query: { project_id, ...(card_no !== undefined && { card_no }), ...paging } } });

export async function plan(body: StocktakeIn): Promise<Stocktake | undefined> {
  const { data } = await client.POST("/v1/stocktakes", { body });
  return data;
}

const at = ({ id, version }: Stocktake) => ({ path: { stocktake_id: id }, header: ifMatch(version) });

export async function start(one: Stocktake) {
  await client.POST("/v1/stocktakes/{stocktake_id}/start", { params: at(one) });
}

export async function count({ id }: Stocktake, lines: Count[]) {
  await client.POST("/v1/stocktakes/{stocktake_id}/counts", { params: { path: { stocktake_id: id } }, body: { lines } });
}

export async function submit(one: Stocktake) {
  await client.POST("/v1/stocktakes/{stocktake_id}/submission", { params: at(one) });
}

export async function sendBack(one: Stocktake, reason: string) {
  await client.POST("/v1/stocktakes/{stocktake_id}/return", { params: at(one), body: { reason } });
}

export async function confirm(one: Stocktake) {
  await client.POST("/v1/stocktakes/{stocktake_id}/confirmation", { params: at(one) });
}

export async function discard(one: Stocktake, reason: string) {
  await client.POST("/v1/stocktakes/{stocktake_id}/discard", { params: at(one), body: { reason } });
}
