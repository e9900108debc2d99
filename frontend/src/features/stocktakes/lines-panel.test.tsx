import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { MANAGER, PROJECT } from "../../testing/people";
import { refusal } from "../../testing/handlers";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const ROUND = {
  id: "s1", project_id: PROJECT.id, year: 2026, as_of: "2026-11-20", state: "counting", possible: ["count", "discard", "submit"], plan: "每栋两人", remark: null, maker_id: "x", made_at: "2026-11-01T01:00:00Z",
  started_by: "x", started_on: "2026-11-20", submitted_by: null, submitted_at: null, confirmed_by: null, confirmed_at: null, lines: 3, counted: 1, missing: 0, surplus: 0, version: 2,
};
const line = (unit_code: string, counted: number | null) => ({
  id: unit_code, unit_id: unit_code, unit_code, card_no: null, booked_state: "leased", booked: 1, counted, difference: counted === null ? null : counted - 1, reason: null, counted_by: null, counted_at: null,
});

let sent: unknown[];

beforeEach(() => {
  sent = [];
  server.use(
    http.get("*/v1/me", () => HttpResponse.json({ ...MANAGER, permissions: [...MANAGER.permissions, "stocktake:count"] })),
    http.get("*/v1/stocktakes/s1", () => HttpResponse.json(ROUND)),
    http.get("*/v1/stocktakes/s1/lines", () => HttpResponse.json({ items: [line("0101", 1), line("0102", null), line("0103", null)], next_cursor: null })),
    http.post("*/v1/stocktakes/s1/counts", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(ROUND);
    }),
  );
});

it("counts a door with one press, and a page of doors with another", async () => {
  renderAt("/stocktakes/s1");
  await userEvent.click(await screen.findByRole("button", { name: "在 0102" }));
  await waitFor(() => expect(sent).toEqual([{ lines: [{ unit_code: "0102", counted: 1 }] }]));
  await userEvent.click(await screen.findByRole("button", { name: "本页未盘的 2 套都在" }));
  await waitFor(() =>
    expect(sent[1]).toEqual({
      lines: [
        { unit_code: "0102", counted: 1 },
        { unit_code: "0103", counted: 1 },
      ],
    }),
  );
});

it("asks why where a booked home is not there", async () => {
  renderAt("/stocktakes/s1");
  const row = await screen.findByRole("row", { name: /0103/ });
  await userEvent.click(within(row).getByRole("button", { name: "不在" }));
  const dialog = await screen.findByRole("dialog", { name: "0103 盘亏" });
  await userEvent.type(within(dialog).getByLabelText("原因"), "已拆除");
  await userEvent.click(within(dialog).getByRole("button", { name: "不在" }));
  await waitFor(() => expect(sent).toEqual([{ lines: [{ unit_code: "0103", counted: 0, reason: "已拆除" }] }]));
});

it("says what was refused, and counts nothing", async () => {
  server.use(http.post("*/v1/stocktakes/s1/counts", () => refusal(409, "transition_refused")));
  renderAt("/stocktakes/s1");
  await userEvent.click(await screen.findByRole("button", { name: "在 0102" }));
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(sent).toEqual([]);
});
