/** How a person comes in, changes the authority, and goes. */
import { useQueryClient } from "@tanstack/react-query";

import { api } from "../../api/client";

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
