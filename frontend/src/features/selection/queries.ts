/** The selection session 选房: the hall as everybody sees it, whose turn it is, and what they may choose. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Hall = Schemas["HallOut"];
export type Turn = Schemas["RegistrationOut"];
export type Home = Schemas["HomeOut"];
export type Selected = Schemas["SelectedOut"];
export type SelectionIn = Schemas["SelectionIn"];
export type WaiverIn = Schemas["TurnWaiverIn"];

export const roundQuery = (round_id: string) => api.queryOptions("get", "/v1/allocation-rounds/{round_id}", { params: { path: { round_id } } });

export const hallQuery = (round_id: string) => api.queryOptions("get", "/v1/allocation-rounds/{round_id}/hall", { params: { path: { round_id } } });

export const calledQuery = (round_id: string) =>
  api.queryOptions("get", "/v1/allocation-rounds/{round_id}/registrations", { params: { path: { round_id }, query: { turn: "called" } } });

export const homesQuery = ({ round_id, id }: Turn) =>
  api.queryOptions("get", "/v1/allocation-rounds/{round_id}/registrations/{registration_id}/homes", { params: { path: { round_id, registration_id: id } } });

export const slipOf = (reservation_id: string) => `/v1/reservations/${reservation_id}/selection-slip.pdf`;
export const waiverOf = ({ round_id, id }: Turn) => `/v1/allocation-rounds/${round_id}/registrations/${id}/waiver.pdf`;

export async function call(round_id: string, desk: string, absent: boolean) {
  await client.POST("/v1/allocation-rounds/{round_id}/calls", { params: { path: { round_id } }, body: { desk: desk === "" ? null : desk, absent } });
}

const at = ({ round_id, id, version }: Turn) => ({ path: { round_id, registration_id: id }, header: ifMatch(version) });

export async function select(turn: Turn, body: SelectionIn): Promise<Selected | undefined> {
  const { data } = await client.POST("/v1/allocation-rounds/{round_id}/registrations/{registration_id}/selection", { params: at(turn), body });
  return data;
}

export async function skip(turn: Turn) {
  await client.POST("/v1/allocation-rounds/{round_id}/registrations/{registration_id}/skip", { params: at(turn) });
}

export async function waive(turn: Turn, body: WaiverIn) {
  await client.POST("/v1/allocation-rounds/{round_id}/registrations/{registration_id}/waiver", { params: at(turn), body });
}

const ASK_EVERY_MS = 3_000;

/** The hall as it is now: told by the server, and asked for where nothing is told. */
export function useHall(round_id: string) {
  const cache = useQueryClient();
  const [listening, setListening] = useState(true);
  const answer = useQuery({ ...hallQuery(round_id), refetchInterval: listening ? false : ASK_EVERY_MS });
  const isRunning = answer.data?.state === "selecting";
  useEffect(() => {
    if (!isRunning) return;
    const events = new EventSource(`/v1/allocation-rounds/${encodeURIComponent(round_id)}/hall/events`);
    events.onopen = () => setListening(true);
    events.addEventListener("hall", ({ data }: MessageEvent<string>) => {
      cache.setQueryData(hallQuery(round_id).queryKey, JSON.parse(data) as Hall);
    });
    events.onerror = () => setListening(false);
    return () => events.close();
  }, [cache, round_id, isRunning]);
  return { ...answer, isStale: isRunning && (!listening || answer.error !== null) };
}
