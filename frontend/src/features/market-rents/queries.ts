/** What the market asks, by the bureau's published paper: for holdover and back-rent. */
import { api, client } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

export type MarketRentIn = components["schemas"]["MarketRentIn"];

export const marketRentsQuery = (project_id: string, paging: Paging) => api.queryOptions("get", "/v1/market-rents", { params: { query: { project_id, ...paging } } });

export async function setMarketRent(body: MarketRentIn) {
  await client.POST("/v1/market-rents", { body });
}
