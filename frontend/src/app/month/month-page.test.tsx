import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { refusal } from "../../testing/handlers";
import { PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";
import { type Month, type StepKey, STEPS } from "./queries";

const page = (...items: object[]) => HttpResponse.json({ items, next_cursor: null });
const check = (code: string, ok: boolean, ...who: string[]) => ({ code, ok, facts: {}, who });

const step = (key: Month["steps"][number]["key"], more: Partial<Month["steps"][number]> = {}): Month["steps"][number] => ({
  key, state: "idle", amount_fen: null, figures: [], waits_for: null, until_on: null, subject_id: null, at: null, ...more,
});

const BLANK: Month = {
  project_id: PROJECT.id,
  project: PROJECT.name,
  month: "2026-04",
  is_closed: false,
  closed_at: null,
  billed_fen: 0,
  tenant_rate: null,
  advance_rate: null,
  excluded_rate: null,
  next: "bill",
  steps: [step("bill", { state: "waiting", waits_for: { action: "charge", permission: "charge:raise", roles: ["cashier"], people: [], until_on: null, is_overdue: false } })],
  ties: [],
  broken: [],
  failed: [],
  voucher: null,
};
const DONE: Partial<Record<StepKey, Partial<Month["steps"][number]>>> = { bill: { state: "done", amount_fen: 2481177 }, arrears: { state: "waiting", amount_fen: 277389 } };
const BILLED: Month = {
  ...BLANK,
  billed_fen: 2481177,
  next: null,
  steps: STEPS.map((key) => step(key, DONE[key])),
  ties: [
    {
      code: "billed",
      total_fen: 2481177,
      parts: [{ code: "paid", fen: 2203788 }, { code: "reduced", fen: 0 }, { code: "treasury", fen: 277389 }, { code: "operator", fen: 0 }],
      gap_fen: 0,
      is_even: true,
    },
  ],
};

const books = (month: Month) => server.use(http.get("*/v1/months/2026-04", () => HttpResponse.json(month)));

beforeEach(() => {
  server.use(
    http.get("*/v1/months", () => HttpResponse.json({ items: [] })),
    http.get("*/v1/billing-runs", () => page()),
    http.get("*/v1/month-closings", () => page()),
    http.get("*/v1/month-closings/checks", () =>
      HttpResponse.json({ project_id: PROJECT.id, month: "2026-04", ready: false, items: [check("month_is_over", true)] }),
    ),
  );
});

it("says who must act next, and bills the month once", async () => {
  books(BLANK);
  let asked: unknown;
  server.use(
    http.post("*/v1/billing-runs", async ({ request }) => {
      asked = await request.json();
      return refusal(409, "period_closed");
    }),
  );
  renderAt("/month?month=2026-04");
  expect(await screen.findByText(/^收费.*出账/)).toBeVisible();
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: zh.settle.bill.run("2026年4月") }));
  const dialog = await screen.findByRole("dialog", { name: zh.settle.bill.runTitle });
  await user.click(within(dialog).getByRole("button", { name: zh.settle.bill.run("2026年4月") }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent(zh.problem.period_closed);
  expect(asked).toEqual({ project_id: PROJECT.id, month: "2026-04" });
});

it("ties the month out: billed is paid and owed", async () => {
  books(BILLED);
  renderAt("/month?month=2026-04&step=bill");
  expect(await screen.findByRole("button", { name: /1 账单.*24,811.77/ })).toBeVisible();
  expect(screen.getByRole("button", { name: /4 欠缴.*2,773.89/ })).toBeVisible();
  expect(screen.getByText("24,811.77 = 22,037.88 + 2,773.89")).toBeVisible();
  expect(screen.getByText(zh.settle.month.tieCount(2, 2))).toBeVisible();
});
