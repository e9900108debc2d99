/** Hand-over sheets 交接单: filled in, signed by both sides, printed, set beside each other. */
import { api, client } from "../../api/client";
import { storeFirst } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Signature } from "../../components/signature-pad";

type Schemas = components["schemas"];
export type Handover = Schemas["HandoverOut"];
export type HandoverKind = Schemas["HandoverKind"];
export type Side = Schemas["Side"];
export type SheetParts = Required<Omit<Schemas["HandoverPatch"], "on_date">>;

export const handoverQuery = (handover_id: string) => api.queryOptions("get", "/v1/handovers/{handover_id}", { params: { path: { handover_id } } });

export const sheetsQuery = (lease_id: string, kind: HandoverKind) => api.queryOptions("get", "/v1/handovers", { params: { query: { lease_id, kind } } });

export const comparisonQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/handover-comparison", { params: { path: { lease_id } } });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

export const printedSheet = (handover_id: string) => `/v1/handovers/${handover_id}/sheet.pdf`;
export const fileOf = (handover_id: string, file_id: string) => `/v1/handovers/${handover_id}/files/${file_id}`;

/** Where a sheet belongs; an acceptance has no lease. */
export interface Place {
  readonly lease_id: string | null;
  readonly unit_id: string;
  readonly kind: HandoverKind;
}

const at = ({ id, version }: Handover) => ({ path: { handover_id: id }, header: ifMatch(version) });

export async function save(place: Place, before: Handover | undefined, on_date: string, parts: SheetParts) {
  const body = { ...parts, on_date };
  if (before) await client.PATCH("/v1/handovers/{handover_id}", { params: at(before), body });
  else await client.POST("/v1/handovers", { body: { ...place, ...body } });
}

export interface Signing {
  name: string;
  file_id?: Signature;
}

export async function sign({ id }: Handover, side: Side, { name, file_id }: Signing) {
  // Without a signature the server is the one to say so.
  const body = { side, name, file_id: (await storeFirst(file_id?.files)) ?? "" };
  await client.POST("/v1/handovers/{handover_id}/signatures", { params: { path: { handover_id: id } }, body });
}

export async function discard(one: Handover, reason: string) {
  await client.POST("/v1/handovers/{handover_id}/void", { params: at(one), body: { reason } });
}
