import { act, screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it, vi } from "vitest";

import { renderPart } from "../testing/render";
import { server } from "../testing/server";
import { isFinished, type Operation, useOperation } from "./operations";

/** The server's event stream, as far as a page can tell. */
class Stream {
  static latest: Stream | undefined;
  onopen: (() => void) | null = null;
  private heard = new Map<string, (event: { data: string }) => void>();
  onerror: (() => void) | null = null;
  closed = false;
  constructor(readonly url: string) {
    Stream.latest = this;
  }
  addEventListener(name: string, listener: (event: { data: string }) => void) {
    this.heard.set(name, listener);
  }
  say(name: string, operation: Operation) {
    this.heard.get(name)?.({ data: JSON.stringify(operation) });
  }
  close() {
    this.closed = true;
  }
}

const at = (done: number, state: Operation["state"] = "running"): Operation => ({
  id: "op",
  kind: "rent.billing_run",
  state,
  stage: null,
  done,
  total: 138,
  result: null,
  problem: null,
  project_id: null,
  made_at: "2026-05-11T02:12:00Z",
  started_at: null,
  finished_at: null,
  cancel_asked: false,
});

function Work() {
  const { operation } = useOperation("op");
  return <p>{isFinished(operation) ? "finished" : operation?.done}</p>;
}

beforeEach(() => {
  vi.stubGlobal("EventSource", Stream);
});

it("follows the events and closes the stream when the work is finished", async () => {
  server.use(http.get("*/v1/operations/op", () => HttpResponse.json(at(1))));
  renderPart(<Work />);
  await screen.findByText("1");
  const stream = Stream.latest;
  act(() => stream?.say("operation", at(96)));
  expect(await screen.findByText("96")).toBeVisible();
  act(() => stream?.say("operation", at(138, "done")));
  expect(await screen.findByText("finished")).toBeVisible();
  expect(stream).toMatchObject({ url: "/v1/operations/op/events", closed: true });
});

it("asks again and again when no events come", async () => {
  let asked = 0;
  server.use(http.get("*/v1/operations/op", () => HttpResponse.json(at(++asked, asked > 1 ? "done" : "running"))));
  renderPart(<Work />);
  await screen.findByText("1");
  act(() => Stream.latest?.onerror?.());
  expect(await screen.findByText("finished", {}, { timeout: 3_000 })).toBeVisible();
});
