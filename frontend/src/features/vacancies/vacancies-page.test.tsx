import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { refusal } from "../../testing/handlers";
import { PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const summary = (project_id: string, project: string, vacant: number) => ({
  project_id, project, month: "2026-04", units: 100, stock_days: 3000, vacant_days: vacant, no_demand_days: vacant - 30, reserved_days: 0, under_repair_days: 30, frozen_days: 0,
  void_loss_fen: vacant * 1000, over_six_months: 5, over_twelve_months: 2,
});
const DOOR = {
  unit_id: "u1", project_id: PROJECT.id, project: PROJECT.name, code: "XFJY-03-1-0401", building: "3", entrance: "1", room: "401", kind: "dwelling", state: "turnover", reason: "under_repair",
  vacant_since: "2025-05-01", days: 345, monthly_rent_fen: 27_227, void_loss_fen: 313_111,
};

let asked: URLSearchParams[];

beforeEach(() => {
  asked = [];
  server.use(
    http.get("*/v1/vacancy-summaries", () => HttpResponse.json({ items: [summary(PROJECT.id, PROJECT.name, 300), summary("p2", "和顺里", 150)] })),
    http.get("*/v1/units/vacancies", ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items: [DOOR], next_cursor: null });
    }),
  );
});

it("tells the month of the project, and each empty home with its reason", async () => {
  renderAt("/vacancies");
  expect(await screen.findByText("10.00%")).toBeVisible();
  expect(screen.getByText("300 / 3,000 套日")).toBeVisible();
  const row = await screen.findByRole("row", { name: /3栋1单元401/ });
  expect(within(row).getByText("整备维修")).toBeVisible();
  expect(within(row).getByText("3,131.11")).toBeVisible();
});

it("narrows by reason and by how long it has stood empty", async () => {
  renderAt("/vacancies");
  await userEvent.selectOptions(await screen.findByRole("combobox", { name: "空置原因" }), "冻结");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "空置多久" }), "满 12 个月");
  await waitFor(() => expect(asked.at(-1)?.get("min_months")).toBe("12"));
  expect(asked.at(-1)?.get("reason")).toBe("frozen");
  expect(asked.at(-1)?.get("project_id")).toBe(PROJECT.id);
});

it("adds the projects up", async () => {
  renderAt("/vacancies?tab=projects");
  const all = await screen.findByRole("row", { name: /合计/ });
  expect(within(all).getByText("200")).toBeVisible();
  expect(within(all).getByText("7.50%")).toBeVisible();
  expect(within(all).getByText("4,500.00")).toBeVisible();
});

it("says why there is nothing to show", async () => {
  server.use(http.get("*/v1/units/vacancies", () => refusal(403, "permission_missing")));
  renderAt("/vacancies");
  expect(await screen.findByRole("alert")).toBeVisible();
});
