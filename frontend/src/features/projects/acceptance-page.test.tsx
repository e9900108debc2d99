import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { MANAGER, PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const page = (...items: object[]) => HttpResponse.json({ items, next_cursor: null });
const unit = (room: string) => ({
  id: `u${room}`, project_id: PROJECT.id, building_id: "b3", building: "3", code: `A-${room}`, entrance: "1", room, layout: null, area_m2: "52.36", floor: 1, kind: "dwelling", price_basis: "standard", vat: "exempt",
  state: "acceptance", possible: ["accept"], vacant_since: null, price_per_m2: "5.2", voided_at: null, version: 2,
});
const sheet = (room: string, ...missing: string[]) => ({ id: `s${room}`, unit_id: `u${room}`, unit_code: `A-${room}`, kind: "acceptance", state: "draft", on_date: "2026-05-11", missing, signatures: [] });
const ADDRESS = `/projects/${PROJECT.id}/buildings/b3`;

let sent: unknown[];

beforeEach(() => {
  sent = [];
  server.use(
    http.get("*/v1/me", () => HttpResponse.json({ ...MANAGER, permissions: [...MANAGER.permissions, "handover:draft", "handover:sign"] })),
    http.get("*/v1/projects/:id", () => HttpResponse.json(PROJECT)),
    http.get("*/v1/projects/:id/buildings", () => page({ id: "b3", project_id: PROJECT.id, name: "3", floors: 11 })),
    http.get("*/v1/units", () => page(unit("101"), unit("102"), unit("103"))),
    http.get("*/v1/handovers", ({ request }) => (new URL(request.url).searchParams.get("state") === "draft" ? page(sheet("103", "keys"), sheet("999")) : page())),
    http.post("*/v1/buildings/:id/handovers", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ drafted: 1, items: [{ unit_code: "A-101", handover_id: "h1", why: null, missing: ["keys"] }, { unit_code: "A-102", handover_id: null, why: "sheet_open", missing: [] }] });
    }),
  );
});

it("asks for readings only where there is no sheet, and shows the building's sheets only", async () => {
  renderAt(ADDRESS);
  expect(await screen.findByRole("group", { name: "3栋1单元101" })).toBeVisible();
  expect(screen.queryByRole("group", { name: "3栋1单元103" })).toBeNull();
  expect(within(screen.getByRole("row", { name: /A-103/ })).getByText("钥匙")).toBeVisible();
  expect(screen.queryByRole("row", { name: /A-999/ })).toBeNull();
});

it("drafts the sheets of what was entered, and says what became of each home", async () => {
  renderAt(ADDRESS);
  const home = within(await screen.findByRole("group", { name: "3栋1单元101" }));
  await userEvent.type(home.getByLabelText("水表读数"), "0.5");
  await userEvent.type(home.getByLabelText("门钥匙 把"), "3");
  await userEvent.click(screen.getByRole("button", { name: "起草 1 份交接单" }));
  await waitFor(() => expect(sent).toMatchObject([{ sheets: [{ unit_code: "A-101", meters: [{ kind: "water", reading: "0.5" }], keys: [{ kind: "door", expected: 3, counted: 3 }] }] }]));
  expect(await screen.findByText("已起草，还缺钥匙")).toBeVisible();
  expect(screen.getByText("已有未签完的交接单")).toBeVisible();
});

it("lets the manager sign for the operator", async () => {
  renderAt(ADDRESS);
  expect(await screen.findByRole("button", { name: /整栋签字/ })).toBeVisible();
});

it("says that the estate has no such building", async () => {
  renderAt(`/projects/${PROJECT.id}/buildings/none`);
  expect(await screen.findByText("这个小区没有这一栋。")).toBeVisible();
});
