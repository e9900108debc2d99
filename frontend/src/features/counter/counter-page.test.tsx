import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { refusal } from "../../testing/handlers";
import { PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";
import type { Charge, Hit, Lease, Payment } from "./queries";

const words = zh.rent.counter;
const page = (...items: object[]) => HttpResponse.json({ items, next_cursor: null });

const LEASE = {
  id: "lease-1",
  project_id: PROJECT.id,
  household_id: "household-1",
  contract_no: "BT202500129",
  state: "active",
  monthly_rent_fen: 27227,
  unit_code: "XFJY-03-1-0401",
  building: "3",
  entrance: "1",
  room: "401",
  tenant_name: "赵福生",
} as Lease;
const HIT = {
  ...LEASE,
  lease_id: LEASE.id,
  project: PROJECT.name,
  matched: "name",
  owed_fen: 54454,
  overdue_fen: 54454,
  months_owed: 2,
  since_on: "2026-03-20",
} as unknown as Hit;
const charge = (id: string, month: string) =>
  ({ id, month, due_on: `${month}-20`, owed_fen: 27227, treasury_claim_fen: 27227, operator_claim_fen: 0 }) as Charge;
const PAYMENT = { id: "payment-1", amount_fen: 30000, channel: "cash", payer_name: "赵福生", receipt_no: "XFJY-2026-000017", received_on: "2026-05-11", made_at: "2026-05-11T02:12:00Z", unallocated_fen: 0, allocations: [] as Payment["allocations"] } as Payment;

beforeEach(() => {
  server.use(
    http.get("*/v1/search", () => HttpResponse.json({ q: "赵福", households: [HIT], units: [], documents: [], more: [] })),
    http.get("*/v1/leases/lease-1", () => HttpResponse.json(LEASE)),
    http.get("*/v1/leases/lease-1/arrears", () => HttpResponse.json({ months_owed: 2 })),
    http.get("*/v1/charges", () => page(charge("b", "2026-04"), charge("a", "2026-03"))),
    http.get("*/v1/payments", () => page()),
  );
});

it("takes money once, however often it is sent, and gives the receipt", async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post("*/v1/payments", async ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      expect(await request.json()).toMatchObject({ lease_id: "lease-1", amount_fen: 30000, channel: "cash", serial_no: null });
      return keys.length === 1 ? refusal(503, "busy") : HttpResponse.json(PAYMENT, { status: 201 });
    }),
  );
  renderAt("/counter");
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText(words.search), "赵福");
  await screen.findByRole("option", { name: /赵福生/ });
  await user.keyboard("{Enter}");
  expect(await screen.findByText(words.monthsOwed(2))).toBeVisible();
  await user.type(await screen.findByLabelText(words.amount), "300");
  expect(screen.getByRole("row", { name: /2026-04.*27\.73.*244\.54/ })).toBeVisible();
  await user.click(screen.getByRole("button", { name: /收款 300.00 元/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent(zh.problem.busy);
  await user.click(screen.getByRole("button", { name: /收款 300.00 元/ }));
  expect((await screen.findAllByText(/XFJY-2026-000017/))[0]).toBeVisible();
  expect(screen.getByRole("button", { name: new RegExp(words.receipt) })).toBeVisible();
  expect(keys[1]).toBe(keys[0]);
});

it("settles all that is owed at one press, and says why it refuses", async () => {
  server.use(http.post("*/v1/payments", () => refusal(422, "received_before_lease")));
  renderAt("/counter?lease=lease-1");
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /结清 544.54/ }));
  await user.click(screen.getByRole("button", { name: /收款 544.54 元/ }));
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent(zh.problem.received_before_lease));
});
