/** Long work on the server: followed by server-sent events, and by asking when those do not come. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api } from "./client";
import { isApiProblem } from "./problem";
import type { components } from "./schema";

export type Operation = components["schemas"]["OperationOut"];

const ASK_EVERY_MS = 1_000;
const FINISHED: ReadonlySet<Operation["state"]> = new Set(["done", "failed", "cancelled"]);

export function isFinished(operation: Operation | undefined): boolean {
  return operation !== undefined && FINISHED.has(operation.state);
}

const operationQuery = (id: string) =>
  api.queryOptions("get", "/v1/operations/{operation_id}", { params: { path: { operation_id: id } } });

interface Known {
  readonly operation: Operation | undefined;
  /** There is no such work for this person. */
  readonly gone: boolean;
}

/** The operation as it stands, kept current until it is finished. Null follows nothing. */
export function useOperation(id: string | null): Known {
  const cache = useQueryClient();
  const [listening, setListening] = useState(true);
  const { data, error } = useQuery({
    ...operationQuery(id ?? ""),
    enabled: id !== null,
    refetchInterval: ({ state }) => (listening || isFinished(state.data) ? false : ASK_EVERY_MS),
  });
  const finished = isFinished(data);
  const gone = isApiProblem(error) && error.status >= 400 && error.status < 500;

  useEffect(() => {
    if (id === null || finished || gone) return;
    const events = new EventSource(`/v1/operations/${encodeURIComponent(id)}/events`);
    events.onopen = () => setListening(true);
    events.addEventListener("operation", ({ data: text }: MessageEvent<string>) => {
      cache.setQueryData(operationQuery(id).queryKey, JSON.parse(text) as Operation);
    });
    // The browser reconnects by itself; meanwhile the polling above takes over.
    events.onerror = () => setListening(false);
    return () => events.close();
  }, [cache, id, finished, gone]);

  return { operation: data, gone };
}
