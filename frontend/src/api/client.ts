/** The API as typed calls and typed queries; every failure is an `ApiProblem`. */
import createFetchClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";

import { problemIn, unreachable } from "./problem";
import type { paths } from "./schema";

const throwProblems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemIn(response);
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === "AbortError" ? error : unreachable();
  },
};

export const client = createFetchClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: "same-origin",
  // A form on another site cannot send this header, so a request that has it is the dashboard's.
  headers: { "X-Requested-By": "anju" },
  // Looked up at each call: a test's or a page's replacement counts.
  fetch: (request) => globalThis.fetch(request),
});
client.use(throwProblems);

export const api = createQueryClient(client);
