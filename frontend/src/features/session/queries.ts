/** How a person comes in, changes the authority, and goes. */
import { useQueryClient } from "@tanstack/react-query";

import { api } from "../../api/client";

export function useSignIn() {
  const cache = useQueryClient();
  return api.useMutation("post", "/v1/auth/sessions", { onSuccess: () => cache.clear() });
}

/** Everything on the page belongs to the other authority, so the dashboard begins anew at its first page. */
export function useSwitchAuthority() {
  return api.useMutation("put", "/v1/me/authority", { onSuccess: () => globalThis.location.assign("/") });
}

export function useSignOut() {
  return api.useMutation("delete", "/v1/auth/sessions/current");
}
