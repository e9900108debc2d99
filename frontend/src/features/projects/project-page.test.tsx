import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { refusal } from "../../testing/handlers";
import { MANAGER, PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const page = (...items: object[]) => HttpResponse.json({ items, next_cursor: null });
const UNIT = {
  id: "u1", project_id: PROJECT.id, building_id: "b3", building: "3", code: "XFJY-03-1-0401", entrance: "1", room: "401", layout: null, area_m2: "52.36", floor: 4, kind: "dwelling", price_basis: "standard", vat: "exempt",
  state: "draft", possible: ["register"], vacant_since: null, price_per_m2: "5.2", voided_at: null, version: 3,
};

interface Sent {
  readonly path: string;
  readonly match: string | null;
  readonly body: unknown;
}

let sent: Sent[];

beforeEach(() => {
  sent = [];
  const note = async ({ request }: { request: Request }) => {
    sent.push({ path: new URL(request.url).pathname, match: request.headers.get("If-Match"), body: await request.json() });
    return HttpResponse.json(PROJECT);
  };
  server.use(
    http.get("*/v1/me", () => HttpResponse.json({ ...MANAGER, permissions: [...MANAGER.permissions, "housing:register"] })),
    http.get("*/v1/organisations", () => HttpResponse.json({ items: [{ id: PROJECT.operator_id, name: "鹿城安和住房服务", kind: "operator", uscc: null }] })),
    http.get("*/v1/projects/:id", () => HttpResponse.json(PROJECT)),
    http.get("*/v1/projects/:id/buildings", () => page({ id: "b3", project_id: PROJECT.id, name: "3", floors: 11 })),
    http.get("*/v1/units", () => page(UNIT)),
    http.patch("*/v1/projects/:id", note),
    http.post("*/v1/projects", note),
    http.post("*/v1/projects/:id/buildings", note),
    http.post("*/v1/projects/:id/units", note),
    http.patch("*/v1/units/:id", note),
  );
});

const open = async (deed: string) => {
  await userEvent.click(await screen.findByRole("button", { name: deed }));
  return within(await screen.findByRole("dialog"));
};

it("takes an estate from its operator, of the version that was read", async () => {
  renderAt(`/projects/${PROJECT.id}`);
  const dialog = await open("更改");
  await userEvent.selectOptions(dialog.getByLabelText("承接主体"), "未定");
  await userEvent.click(dialog.getByRole("button", { name: "更改" }));
  await waitFor(() => expect(sent).toEqual([{ path: `/v1/projects/${PROJECT.id}`, match: '"1"', body: { name: "幸福家园", address: "", operator_id: null } }]));
});

it("registers a building with its floors as a number", async () => {
  renderAt(`/projects/${PROJECT.id}`);
  const dialog = await open("加楼栋");
  await userEvent.type(dialog.getByLabelText("栋号"), "4");
  await userEvent.type(dialog.getByLabelText("层数"), "18");
  await userEvent.click(dialog.getByRole("button", { name: "加楼栋" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ name: "4", floors: 18 }));
});

it("drafts a home, and puts a draft right", async () => {
  renderAt(`/projects/${PROJECT.id}`);
  const row = await screen.findByRole("row", { name: /3栋1单元401/ });
  await userEvent.click(within(row).getByRole("button", { name: "更正" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.clear(dialog.getByLabelText("建筑面积"));
  await userEvent.type(dialog.getByLabelText("建筑面积"), "53.10");
  await userEvent.click(dialog.getByRole("button", { name: "更正" }));
  await waitFor(() => expect(sent[0]).toMatchObject({ path: "/v1/units/u1", match: '"3"', body: { area_m2: "53.10", floor: 4 } }));
  expect(screen.getByRole("button", { name: "登记房源" })).toBeVisible();
});

it("registers an estate without an operator", async () => {
  renderAt("/projects");
  const dialog = await open("登记小区");
  await userEvent.type(dialog.getByLabelText("名称"), "安泰里");
  await userEvent.type(dialog.getByLabelText("代号"), "ATL");
  await userEvent.type(dialog.getByLabelText("区县"), "青山区");
  await userEvent.click(dialog.getByRole("button", { name: "登记小区" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ name: "安泰里", code: "ATL", district: "青山区" }));
});

it("shows the operator no deed of the purchaser's", async () => {
  server.use(http.get("*/v1/me", () => HttpResponse.json(MANAGER)));
  renderAt(`/projects/${PROJECT.id}`);
  expect(await screen.findByRole("row", { name: /3栋1单元401/ })).toBeVisible();
  for (const deed of ["更改", "加楼栋", "登记房源", "更正"]) expect(screen.queryByRole("button", { name: deed })).toBeNull();
});

it("says that there is no such estate", async () => {
  server.use(http.get("*/v1/projects/:id", () => refusal(404, "project_not_found")));
  renderAt("/projects/none");
  expect(await screen.findByRole("alert")).toBeVisible();
});
