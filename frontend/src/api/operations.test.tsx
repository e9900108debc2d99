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
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  constructor(readonly url: string) {
    Stream.latest = this;
  }
  close() {
    this.closed = true;
  }
}

const at = (done: number, state: Operation["state"] = "running"): Operation => ({
  id: "op",
  state,
  done,
  total: 138,
  result: null,
  problem: null,
});

function Work() {
  const operation = useOperation("op");
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
  act(() => stream?.onmessage?.({ data: JSON.stringify(at(96)) }));
  expect(await screen.findByText("96")).toBeVisible();
  act(() => stream?.onmessage?.({ data: JSON.stringify(at(138, "succeeded")) }));
  expect(await screen.findByText("finished")).toBeVisible();
  expect(stream).toMatchObject({ url: "/v1/operations/op/events", closed: true });
});

it("asks again and again when no events come", async () => {
  let asked = 0;
  server.use(http.get("*/v1/operations/op", () => HttpResponse.json(at(++asked, asked > 1 ? "succeeded" : "running"))));
  renderPart(<Work />);
  await screen.findByText("1");
  act(() => Stream.latest?.onerror?.());
  expect(await screen.findByText("finished", {}, { timeout: 3_000 })).toBeVisible();
});
