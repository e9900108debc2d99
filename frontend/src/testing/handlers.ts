/** The answers that every test may count on: somebody is signed in. */
import { http, HttpResponse } from "msw";

import { MANAGER, PROJECT } from "./people";

export const handlers = [
  http.get("*/v1/me", () => HttpResponse.json(MANAGER)),
  http.get("*/v1/projects", () => HttpResponse.json({ items: [PROJECT], next_cursor: null })),
  http.post("*/v1/auth/sessions", () => new HttpResponse(null, { status: 204 })),
  http.delete("*/v1/auth/sessions/current", () => new HttpResponse(null, { status: 204 })),
];

/** A refusal as the API writes it. */
export function refusal(status: number, code: string, more: object = {}) {
  return HttpResponse.json(
    {
      type: `https://anju.example/problems/${code}`,
      title: code,
      status,
      code,
      facts: {},
      errors: [],
      request_id: "7f3a",
      ...more,
    },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}
