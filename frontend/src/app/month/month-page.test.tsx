import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { refusal } from "../../testing/handlers";
import { PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const page = (...items: object[]) => HttpResponse.json({ items, next_cursor: null });
const account = (name: string, debit_fen: number, credit_fen: number) => ({
  account: name,
  opening_fen: 0,
  debit_fen,
  credit_fen,
  closing_fen: debit_fen - credit_fen,
});
const check = (code: string, ok: boolean, ...who: string[]) => ({ code, ok, facts: {}, who });

const RUN = { id: "run-1", state: "done", charged: 132, skipped: 0, refused: 0, billed_fen: 2481177, credit_used_fen: 0, finished_at: "2026-04-01T01:00:00Z" };
const OF_CHARGES = [account("A1", 2481177, 2203788), account("L1", 2203788, 2203788), account("R1", 2203788, 2481177)];

function books(...runs: object[]) {
  server.use(
    http.get("*/v1/billing-runs", () => page(...runs)),
    http.get("*/v1/billing-runs/run-1/outcomes", () => page()),
    http.get("*/v1/ledger/balances", ({ request }) => {
      const ofCharges = new URL(request.url).searchParams.get("of_charges") === "true";
      const items = runs.length === 0 ? [] : ofCharges ? OF_CHARGES : [account("A3", 2381177, 0)];
      return HttpResponse.json({ project_id: PROJECT.id, month: "2026-04", items, broken: [] });
    }),
  );
}

beforeEach(() => {
  server.use(
    http.get("*/v1/suspense-items", () => page()),
    http.get("*/v1/advances", () => page()),
    http.get("*/v1/remittances", () => page()),
    http.get("*/v1/remittances/held-money", () => HttpResponse.json({ items: [] })),
    http.get("*/v1/month-closings", () => page()),
    http.get("*/v1/fee-statements", () => page()),
    http.get("*/v1/month-closings/checks", () =>
      HttpResponse.json({
        project_id: PROJECT.id,
        month: "2026-04",
        ready: false,
        items: [check("month_is_over", true), check("every_live_lease_charged", false, "cashier")],
      }),
    ),
  );
});

it("says who must act next, and bills the month once", async () => {
  books();
  let asked: unknown;
  server.use(
    http.post("*/v1/billing-runs", async ({ request }) => {
      asked = await request.json();
      return refusal(409, "period_closed");
    }),
  );
  renderAt("/month?month=2026-04");
  expect(await screen.findByText(/收费 出账/)).toBeVisible();
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: zh.settle.bill.run("2026年4月") }));
  const dialog = await screen.findByRole("dialog", { name: zh.settle.bill.runTitle });
  await user.click(within(dialog).getByRole("button", { name: zh.settle.bill.run("2026年4月") }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent(zh.problem.period_closed);
  expect(asked).toEqual({ project_id: PROJECT.id, month: "2026-04" });
});

it("ties the month out: billed is paid and owed", async () => {
  books(RUN);
  renderAt("/month?month=2026-04&step=bill");
  expect(await screen.findByRole("button", { name: /1 账单.*24,811.77/ })).toBeVisible();
  expect(screen.getByRole("button", { name: /4 欠缴.*2,773.89/ })).toBeVisible();
  expect(screen.getByText("24,811.77 = 22,037.88 + 0.00 + 2,773.89 + 0.00")).toBeVisible();
  expect(screen.getByText(zh.settle.month.tieCount(2, 2))).toBeVisible();
});
