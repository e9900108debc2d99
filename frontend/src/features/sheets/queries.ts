/** Hand-over sheets of a lease: filled in, signed by both sides, set beside each other. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Signature } from "../../components/signature-pad";

type Schemas = components["schemas"];
export type Handover = Schemas["HandoverOut"];
export type HandoverKind = Schemas["HandoverKind"];
export type Side = Schemas["Side"];
export type SheetParts = Required<Omit<Schemas["HandoverPatch"], "on_date">>;

export const sheetsQuery = (lease_id: string, kind: HandoverKind) => api.queryOptions("get", "/v1/handovers", { params: { query: { lease_id, kind } } });

export const comparisonQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/handover-comparison", { params: { path: { lease_id } } });

export const printedSheet = (handover_id: string) => `/v1/handovers/${handover_id}/sheet.pdf`;
export const fileOf = (handover_id: string, file_id: string) => `/v1/handovers/${handover_id}/files/${file_id}`;

export interface Place {
  readonly lease_id: string;
  readonly unit_id: string;
  readonly kind: HandoverKind;
}

export async function save(place: Place, before: Handover | undefined, on_date: string, parts: SheetParts) {
  if (before) {
    const params = { path: { handover_id: before.id }, header: ifMatch(before.version) };
    await client.PATCH("/v1/handovers/{handover_id}", { params, body: { ...parts, on_date } });
  } else {
    await client.POST("/v1/handovers", { body: { ...place, ...parts, on_date } });
  }
}

export interface Signing {
  name: string;
  file_id?: Signature;
}

export async function sign(one: Handover, side: Side, { name, file_id }: Signing) {
  const [stored] = await storeAll(file_id?.files);
  // Without a signature the server is the one to say so.
  await client.POST("/v1/handovers/{handover_id}/signatures", { params: { path: { handover_id: one.id } }, body: { side, name, file_id: stored ?? "" } });
}

export async function discard(one: Handover, reason: string) {
  await client.POST("/v1/handovers/{handover_id}/void", { params: { path: { handover_id: one.id }, header: ifMatch(one.version) }, body: { reason } });
}
