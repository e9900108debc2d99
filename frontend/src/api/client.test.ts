import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { refusal } from "../testing/handlers";
import { server } from "../testing/server";
import { client } from "./client";
import { ifMatch } from "./intent";
import { ApiProblem } from "./problem";

const failure = () => client.GET("/v1/me").then(() => null, (error: unknown) => error);

it("marks every request as the dashboard's own", async () => {
  let mark: string | null = null;
  server.use(
    http.get("*/v1/me", ({ request }) => {
      mark = request.headers.get("X-Requested-By");
      return HttpResponse.json({});
    }),
  );
  await client.GET("/v1/me");
  expect(mark).toBe("anju");
});

it("throws a refusal with its code, its facts and its field errors", async () => {
  const errors = [{ pointer: "/amount_fen", code: "greater_than", facts: {} }];
  server.use(http.get("*/v1/me", () => refusal(422, "invalid", { facts: { limit: 3 }, errors })));
  const problem = await failure();
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ status: 422, code: "invalid", facts: { limit: 3 }, errors });
});

it("takes a proxy's page for an unexpected failure and keeps the reference", async () => {
  server.use(
    http.get("*/v1/me", () =>
      HttpResponse.html("<h1>Bad gateway</h1>", { status: 502, headers: { "X-Request-Id": "r-7" } }),
    ),
  );
  expect(await failure()).toMatchObject({ status: 502, code: "unexpected", request_id: "r-7" });
});

it("says that the server is unreachable when nothing comes back", async () => {
  server.use(http.get("*/v1/me", () => HttpResponse.error()));
  expect(await failure()).toMatchObject({ status: 0, code: "unreachable" });
});

it("quotes the version it was read at", () => {
  expect(ifMatch(3)).toEqual({ "If-Match": '"3"' });
});
