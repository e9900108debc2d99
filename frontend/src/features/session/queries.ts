/** Who is signed in, in which authority, and how that changes. */
import { useQueryClient } from "@tanstack/react-query";

import { api } from "../../api/client";
import type { components } from "../../api/schema";

export type Me = components["schemas"]["MeOut"];
export type Desk = components["schemas"]["DeskOut"];
export type Permission = components["schemas"]["Permission"];

export const meQuery = api.queryOptions("get", "/v1/me", {}, { staleTime: Infinity });

export function useSignIn() {
  const cache = useQueryClient();
  return api.useMutation("post", "/v1/auth/sessions", { onSuccess: () => cache.clear() });
}

/** Everything read so far belongs to the other authority, so all of it is read again. */
export function useSwitchAuthority() {
  const cache = useQueryClient();
  return api.useMutation("put", "/v1/me/authority", { onSuccess: () => cache.resetQueries() });
}

export function useSignOut() {
  return api.useMutation("delete", "/v1/auth/sessions/current");
}

/** The desk at which the person sits now. */
export function deskOf(me: Me): Desk | undefined {
  return me.desks.find(({ authority_id }) => authority_id === me.authority_id);
}
