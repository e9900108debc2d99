import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { refusal } from "../../testing/handlers";
import { MANAGER, PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const DUE = { project_id: PROJECT.id, project: PROJECT.name, operator_id: PROJECT.operator_id, operator: "鹿城安和", amount_fen: 27_227, most_fen: 30_000, charges: 1, since_on: "2025-06-03", due_on: "2025-06-10" };
const DONE = { id: "t1", project_id: PROJECT.id, operator_id: PROJECT.operator_id, month: "2025-05", amount_fen: 5000, on_date: "2025-05-12", slip_no: "202505120003", maker_id: "m", made_at: "2025-05-12T02:00:00Z" };

let sent: { key: string | null; body: unknown }[];

beforeEach(() => {
  sent = [];
  server.use(
    http.get("*/v1/me", () => HttpResponse.json({ ...MANAGER, permissions: [...MANAGER.permissions, "remittance:prepare"] })),
    http.get("*/v1/top-ups/due", () => HttpResponse.json({ items: [DUE] })),
    http.get("*/v1/top-ups", () => HttpResponse.json({ items: [DONE], next_cursor: null })),
    http.post("*/v1/top-ups", async ({ request }) => {
      sent.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
      return HttpResponse.json(DONE, { status: 201 });
    }),
  );
});

it("puts back what bounced, once, with its slip", async () => {
  renderAt("/top-ups");
  await userEvent.click(await screen.findByRole("button", { name: "补回 272.27 元" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/最多 300\.00 元/)).toBeVisible();
  await userEvent.type(dialog.getByLabelText("回单号"), "202506100001");
  await userEvent.click(dialog.getByRole("button", { name: "补回 272.27 元" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent[0]?.body).toMatchObject({ project_id: PROJECT.id, operator_id: PROJECT.operator_id, amount_fen: 27_227, slip_no: "202506100001" });
});

it("is red only where the day has passed", async () => {
  renderAt("/top-ups");
  expect(await screen.findByText("2025-06-10")).toHaveClass("late");
  expect(screen.getByText("2025-06-03")).not.toHaveClass("late");
});

it("lists what was put back, and offers those without the right no deed", async () => {
  server.use(http.get("*/v1/me", () => HttpResponse.json(MANAGER)));
  renderAt("/top-ups");
  expect(await screen.findByRole("row", { name: /202505120003/ })).toBeVisible();
  expect(await screen.findByText("2025-06-10")).toBeVisible();
  expect(screen.queryByRole("button", { name: /补回/ })).toBeNull();
});

it("says what was refused", async () => {
  server.use(http.post("*/v1/top-ups", () => refusal(409, "top_up_exceeds_bounced")));
  renderAt("/top-ups");
  await userEvent.click(await screen.findByRole("button", { name: "补回 272.27 元" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "补回 272.27 元" }));
  expect(await dialog.findByRole("alert")).toBeVisible();
});
