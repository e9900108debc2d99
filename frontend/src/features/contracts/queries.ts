/** Service contracts: the list, one of them with its prices and homes, and every step in its life. */
import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Contract = Schemas["ContractOut"];
export type ContractIn = Schemas["ContractIn"];
export type Price = Schemas["PriceOut"];
export type PriceIn = Schemas["PriceIn"];
export type StockChangeIn = Schemas["StockChangeIn"];
export type Clause = Schemas["Clause"];
export type Content = Schemas["Content"];

export const contractsQuery = (project_id: string, paging: Paging) =>
  api.queryOptions("get", "/v1/service-contracts", { params: { query: { project_id, ...paging } } });

export const contractQuery = (contract_id: string) =>
  api.queryOptions("get", "/v1/service-contracts/{contract_id}", { params: { path: { contract_id } } });

export const pricesQuery = (contract_id: string) =>
  api.queryOptions("get", "/v1/service-contracts/{contract_id}/prices", { params: { path: { contract_id } } });

export const stockQuery = (contract_id: string, paging: Paging) =>
  api.queryOptions("get", "/v1/service-contracts/{contract_id}/units", { params: { path: { contract_id }, query: paging } });

export const operatorsQuery = api.queryOptions("get", "/v1/organisations", { params: { query: { kind: "operator" } } });

export async function draft(body: ContractIn): Promise<Contract | undefined> {
  const { data } = await client.POST("/v1/service-contracts", { body });
  return data;
}

const at = ({ id, version }: Contract) => ({ path: { contract_id: id }, header: ifMatch(version) });

export async function sign(one: Contract, signed_on: string) {
  await client.POST("/v1/service-contracts/{contract_id}/signature", { params: at(one), body: { signed_on } });
}

export async function publish(one: Contract, announcement: string) {
  await client.POST("/v1/service-contracts/{contract_id}/publication", { params: at(one), body: { announcement, published_on: null } });
}

export async function activate(one: Contract, reason: string | undefined) {
  const told = reason?.trim() ?? "";
  await client.POST("/v1/service-contracts/{contract_id}/activation", { params: at(one), body: { reason: told === "" ? null : told } });
}

export async function setPrice(one: Contract, body: PriceIn) {
  await client.POST("/v1/service-contracts/{contract_id}/prices", { params: at(one), body });
}

export async function approvePrice(one: Contract, price: Price, acknowledge_increase: boolean) {
  await client.POST("/v1/service-contracts/{contract_id}/prices/{price_id}/approval", {
    params: { path: { contract_id: one.id, price_id: price.id }, header: ifMatch(one.version) },
    body: { acknowledge_increase },
  });
}

export async function changeStock(one: Contract, body: StockChangeIn) {
  await client.POST("/v1/service-contracts/{contract_id}/units", { params: at(one), body });
}
