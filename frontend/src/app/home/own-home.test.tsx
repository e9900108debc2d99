import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { MANAGER } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const LEASE = {
  id: "019eb0f6-0000-7000-8000-000000000101",
  project_id: "019eb0f6-0000-7000-8000-000000000102",
  unit_id: "019eb0f6-0000-7000-8000-000000000103",
  household_id: "019eb0f6-0000-7000-8000-000000000104",
  contract_no: "HMJY202400001",
  state: "active",
  starts_on: "2024-01-15",
  ends_on: "2029-01-14",
  monthly_rent_fen: 19059,
  tier: "low_income",
  unit_code: "HMJY-01-1-0101",
  building: "1",
  entrance: "1",
  room: "101",
  tenant_name: "云然强",
};
const OWED = { overdue_fen: 38118, coming_fen: 19059, since_on: "2026-09-10", months_owed: 2, last_payment: { received_on: "2026-08-11", amount_fen: 19059 } };

const page = (items: readonly unknown[]) => HttpResponse.json({ items, next_cursor: null });

function household(leases: readonly object[], owed: object = OWED) {
  server.use(
    http.get("*/v1/me", () => HttpResponse.json({ ...MANAGER, roles: ["tenant"], permissions: ["rent:read", "lease:read"] })),
    http.get("*/v1/desk", () => HttpResponse.json({ items: [], waiting: 0, overdue: 0, due_today: 0, handed_over: [], handed_over_total: 0 })),
    http.get("*/v1/leases", () => page(leases)),
    http.get("*/v1/leases/:id/arrears", () => HttpResponse.json(owed)),
    http.get("*/v1/leases/:id/statement", () => HttpResponse.json({ lines: [], closing_fen: 0 })),
    http.get("*/v1/charges", () => page([])),
  );
}

beforeEach(() => household([LEASE]));

it("tells a household what it owes, since when, and how to pay", async () => {
  renderAt("/");
  expect(await screen.findByText("381.18")).toBeVisible();
  expect(screen.getByText(zh.own.since("9月10日", "2"))).toBeVisible();
  expect(screen.getByText(zh.own.coming("190.59"))).toBeVisible();
  expect(screen.getByText(zh.own.how("HMJY-01-1-0101"))).toBeVisible();
  expect(screen.getByRole("link", { name: zh.own.contract })).toHaveAttribute("href", `/leases/${LEASE.id}`);
});

it("shows its account on the same page", async () => {
  renderAt("/");
  expect(await screen.findByRole("region", { name: zh.homes.household.statement })).toBeVisible();
});

it("asks for nothing where nothing is owed", async () => {
  household([LEASE], { ...OWED, overdue_fen: 0, coming_fen: 0, since_on: null, months_owed: 0 });
  renderAt("/");
  expect(await screen.findByText(zh.own.nothing)).toBeVisible();
  expect(screen.queryByText(zh.own.how("HMJY-01-1-0101"))).toBeNull();
});

it("says what comes when there is no lease yet", async () => {
  household([]);
  renderAt("/");
  expect(await screen.findByText(zh.own.none)).toBeVisible();
});
