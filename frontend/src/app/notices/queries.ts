/** What was announced, how much of it is unread, and up to where it was read. */
import type { QueryClient } from "@tanstack/react-query";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { api, client } from "../../api/client";
import { dutiesQuery } from "../../api/duties";
import { useMay } from "../../api/me";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Notice = Schemas["EventOut"];
type Unread = Schemas["UnreadOut"];

const EACH = 30;
const unreadQuery = api.queryOptions("get", "/v1/events/unread", {}, { staleTime: Infinity });

/** The badge, kept current by the server's stream; what waits is asked for anew with every piece of news. */
export function useUnread(): number {
  const cache = useQueryClient();
  // A household has no part in what offices announce to each other.
  const hears = useMay()("authority:read");
  const { data } = useQuery({ ...unreadQuery, enabled: hears });
  useEffect(() => {
    if (!hears) return;
    const events = new EventSource("/v1/events/stream");
    events.addEventListener("events", ({ data: text }: MessageEvent<string>) => {
      const before = cache.getQueryData<Unread>(unreadQuery.queryKey);
      const now = JSON.parse(text) as Unread;
      cache.setQueryData(unreadQuery.queryKey, now);
      if (before && before.newest_id !== now.newest_id) refresh(cache);
    });
    return () => events.close();
  }, [cache, hears]);
  return data?.unread ?? 0;
}

function refresh(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: dutiesQuery.queryKey });
  void cache.invalidateQueries({ queryKey: ["notices"] });
}

/** The newest first, page by page. */
export function useNotices() {
  return useInfiniteQuery({
    queryKey: ["notices"],
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await client.GET("/v1/events", { params: { query: { limit: EACH, ...(pageParam !== null && { cursor: pageParam }) } }, signal });
      return data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page?.next_cursor ?? null,
  });
}

/** All that the first page could see is read from now on. */
export async function markRead(seen: string, cache: QueryClient): Promise<void> {
  const { data } = await client.POST("/v1/events/reading", { body: { seen } });
  if (data) cache.setQueryData(unreadQuery.queryKey, data);
  await cache.invalidateQueries({ queryKey: ["notices"] });
}
