/** Moving in: bookings by day, one of them with its money and members, and every step to the key. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type CheckIn = Schemas["CheckInOut"];
export type CheckInDetail = Schemas["CheckInDetailOut"];
export type CheckInState = Schemas["CheckInState"];
export type CheckInEvent = Schemas["CheckInEvent"];
export type Member = Schemas["CheckInMemberOut"];

export interface CheckInsSearch {
  readonly state?: CheckInState | undefined;
  readonly since?: string | undefined;
  readonly through?: string | undefined;
}

export const checkInsQuery = (project_id: string, { state, since, through }: CheckInsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/check-ins", {
    params: { query: { project_id, ...(state && { state }), ...(since !== undefined && { since }), ...(through !== undefined && { through }), ...paging } },
  });

export const checkInQuery = (check_in_id: string) => api.queryOptions("get", "/v1/check-ins/{check_in_id}", { params: { path: { check_in_id } } });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

const at = ({ id, version }: CheckInDetail) => ({ path: { check_in_id: id }, header: ifMatch(version) });

export async function rebook(one: CheckInDetail, booked_on: string) {
  await client.POST("/v1/check-ins/{check_in_id}/rebooking", { params: at(one), body: { booked_on } });
}

export async function miss(one: CheckInDetail, reason: string) {
  await client.POST("/v1/check-ins/{check_in_id}/absence", { params: at(one), body: { reason } });
}

export async function findDefect(one: CheckInDetail, reason: string) {
  await client.POST("/v1/check-ins/{check_in_id}/defect", { params: at(one), body: { reason } });
}

export async function clearDefect(one: CheckInDetail) {
  await client.POST("/v1/check-ins/{check_in_id}/defect-clearance", { params: at(one) });
}

export type Waiver = Schemas["FirstMoneyWaiverIn"];

export async function waive(one: CheckInDetail, body: Waiver) {
  await client.POST("/v1/check-ins/{check_in_id}/money-waiver", { params: at(one), body });
}

export async function confirmMoney(one: CheckInDetail) {
  await client.POST("/v1/check-ins/{check_in_id}/money-confirmation", { params: at(one) });
}

export async function verify(one: CheckInDetail, body: Schemas["MemberVerificationIn"]) {
  await client.POST("/v1/check-ins/{check_in_id}/members", { params: at(one), body });
}

export async function inspect(one: CheckInDetail, handover_id: string) {
  await client.POST("/v1/check-ins/{check_in_id}/inspection", { params: at(one), body: { handover_id } });
}

export interface HandingOver {
  repair_split_explained?: boolean;
  handed_over_on?: string;
  reason?: string;
}

export async function handOver(one: CheckInDetail, { repair_split_explained = false, ...values }: HandingOver) {
  await client.POST("/v1/check-ins/{check_in_id}/hand-over", { params: at(one), body: { ...filled(values), repair_split_explained } });
}

export interface Registering {
  file_ids?: readonly File[];
  reason?: string;
}

export async function register(one: CheckInDetail, { file_ids, ...values }: Registering) {
  await client.POST("/v1/check-ins/{check_in_id}/registration", { params: at(one), body: { ...filled(values), file_ids: await storeAll(file_ids) } });
}
