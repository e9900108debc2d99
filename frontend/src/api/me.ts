/** Who is signed in, in which authority, and what that allows. */
import { useSuspenseQuery } from "@tanstack/react-query";

import { api } from "./client";
import type { components } from "./schema";

export type Me = components["schemas"]["MeOut"];
export type Desk = components["schemas"]["DeskOut"];
export type Permission = components["schemas"]["Permission"];

export const meQuery = api.queryOptions("get", "/v1/me", {}, { staleTime: Infinity });

/** The person at the desk. Every page of the office stands behind this answer. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the person may: for showing a deed, never for guarding it; the server does that. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

/** The desk at which the person sits now. */
export function deskOf(me: Me): Desk | undefined {
  return me.desks.find(({ authority_id }) => authority_id === me.authority_id);
}
