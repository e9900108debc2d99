/** Hand-over sheets 交接单: filled in, signed by both sides, printed. */
import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Handover = Schemas["HandoverOut"];
export type HandoverPatch = Schemas["HandoverPatch"];
export type Side = Schemas["Side"];

export const handoverQuery = (handover_id: string) => api.queryOptions("get", "/v1/handovers/{handover_id}", { params: { path: { handover_id } } });

export const sheetOf = (handover_id: string) => `/v1/handovers/${handover_id}/sheet.pdf`;
export const fileOf = (handover_id: string, file_id: string) => `/v1/handovers/${handover_id}/files/${file_id}`;

const at = ({ id, version }: Handover) => ({ path: { handover_id: id }, header: ifMatch(version) });

export async function change(one: Handover, body: HandoverPatch) {
  await client.PATCH("/v1/handovers/{handover_id}", { params: at(one), body });
}

export async function sign({ id }: Handover, side: Side, name: string, file_id: string) {
  await client.POST("/v1/handovers/{handover_id}/signatures", { params: { path: { handover_id: id } }, body: { side, name, file_id } });
}

export async function discard(one: Handover, reason: string) {
  await client.POST("/v1/handovers/{handover_id}/void", { params: at(one), body: { reason } });
}
