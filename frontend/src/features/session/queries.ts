/** Who is signed in, in which authority, and how that changes. */
import { useQueryClient } from "@tanstack/react-query";

import { api } from "../../api/client";
import type { components } from "../../api/schema";

export type Me = components["schemas"]["MeOut"];

export const meQuery = api.queryOptions("get", "/v1/me", {}, { staleTime: Infinity, retry: false });

export function useSignIn() {
  const cache = useQueryClient();
  return api.useMutation("post", "/v1/auth/sessions", {
    onSuccess: (me) => cache.setQueryData(meQuery.queryKey, me),
  });
}

/** Everything read so far belongs to the other authority, so all of it goes. */
export function useSwitchAuthority() {
  const cache = useQueryClient();
  return api.useMutation("put", "/v1/auth/sessions/current", {
    onSuccess: (me) => {
      cache.setQueryData(meQuery.queryKey, me);
      return cache.resetQueries({ predicate: ({ queryKey }) => queryKey[1] !== "/v1/me" });
    },
  });
}

export function useSignOut() {
  return api.useMutation("delete", "/v1/auth/sessions/current");
}
