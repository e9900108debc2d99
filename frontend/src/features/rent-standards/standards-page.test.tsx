import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { refusal } from "../../testing/handlers";
import { MANAGER, PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const page = (...items: object[]) => HttpResponse.json({ items, next_cursor: null });
const price = (id: string, valid_from: string, price_per_m2: string, building_id: string | null = null) => ({ id, project_id: PROJECT.id, building_id, price_per_m2, valid_from, document_no: "包发改价〔2025〕8号", maker_id: "m", made_at: "2025-01-01T01:00:00Z" });
const RULE = {
  id: "r1", project_id: null, valid_from: "2025-01-01", basis: "actual_days", legal_basis: "第七条", maker_id: "m", made_at: "2025-01-01T01:00:00Z",
  rule: { name: "差别化租金", coefficients: [], guaranteed_m2: ["45"], tiers: { low_income: { within: { percent: "50" }, beyond: { percent: "100" } } }, discount_percent: "0", deferred_discount_percent: "0", unit_fen: 100 },
};

let sent: unknown[];

beforeEach(() => {
  sent = [];
  const note = async ({ request }: { request: Request }) => {
    sent.push(await request.json());
    return HttpResponse.json(RULE, { status: 201 });
  };
  server.use(
    http.get("*/v1/me", () => HttpResponse.json({ ...MANAGER, permissions: [...MANAGER.permissions, "rent:set"] })),
    http.get("*/v1/projects/:id/buildings", () => page({ id: "b3", project_id: PROJECT.id, name: "3", floors: 11 })),
    http.get("*/v1/rent-standards", () => page(price("c", "2999-01-01", "6"), price("b", "2025-07-01", "5.6"), price("x", "2025-02-01", "6.1", "b3"), price("a", "2025-01-01", "5.2"))),
    http.get("*/v1/rent-rules", () => page(RULE)),
    http.post("*/v1/rent-standards", note),
    http.post("*/v1/rent-rules", note),
  );
});

it("tells which price holds, for the project and for a building of its own", async () => {
  renderAt("/rent-standards");
  await waitFor(() => expect(screen.getByRole("row", { name: /3栋/ })).toHaveTextContent("6.10现行"));
  const standing = screen.getAllByRole("row").slice(1, 5).map((row) => within(row).getByText(/现行|未起用|已被取代/).textContent);
  expect(standing).toEqual(["未起用", "现行", "现行", "已被取代"]);
});

it("publishes a price for the whole project from a day on", async () => {
  renderAt("/rent-standards");
  await userEvent.click(await screen.findByRole("button", { name: "录入租金标准" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.type(within(dialog).getByLabelText("元/㎡·月"), "5.80");
  await userEvent.type(within(dialog).getByLabelText("文号"), "包发改价〔2026〕8号");
  await userEvent.click(within(dialog).getByRole("button", { name: "录入租金标准" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ project_id: PROJECT.id, price_per_m2: "5.80", document_no: "包发改价〔2026〕8号" });
  expect(sent[0]).not.toHaveProperty("building_id");
});

it("reads a rule in words, part by part", async () => {
  renderAt("/rent-standards?tab=rules");
  await userEvent.click(await screen.findByText("单价 × 面积 × 档次比例，取整到元"));
  expect(await screen.findByText("保障面积内按单价的 50%，超出部分按单价的 100%")).toBeVisible();
  expect(screen.getByText("默认，各小区通用")).toBeVisible();
});

it("offers no deed to those who may not set rent", async () => {
  server.use(http.get("*/v1/me", () => HttpResponse.json(MANAGER)));
  renderAt("/rent-standards");
  expect(await screen.findByRole("row", { name: /3栋/ })).toBeVisible();
  expect(screen.queryByRole("button", { name: "录入租金标准" })).toBeNull();
});

it("sets a rule of what was entered, and shows it in words before that", async () => {
  renderAt("/rent-rules/new");
  await userEvent.type(await screen.findByLabelText("名称"), "差别化租金");
  await userEvent.type(screen.getByLabelText("依据条款"), "第七条");
  const low = screen.getByRole("group", { name: "低收入" });
  await userEvent.type(within(low).getByLabelText("保障面积内"), "50");
  await userEvent.click(screen.getByRole("button", { name: "设保障面积" }));
  await userEvent.type(screen.getByLabelText("1 人及以上"), "45");
  expect(await screen.findByText("保障面积内按单价的 50%，超出部分按单价的 100%")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "起用这条规则" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ project_id: PROJECT.id, basis: "actual_days", rule: { name: "差别化租金", guaranteed_m2: ["45"], tiers: { low_income: { within: { percent: "50" }, beyond: { percent: "100" } } }, unit_fen: 1 } });
});

it("puts what the rule refuses on its field", async () => {
  server.use(http.post("*/v1/rent-rules", () => refusal(422, "rent_rule_invalid", { errors: [{ pointer: "/rule/discount_percent", code: "percent_range", facts: {} }] })));
  renderAt("/rent-rules/new");
  await userEvent.click(await screen.findByRole("button", { name: "起用这条规则" }));
  expect(await screen.findByText("这一项不对，请核对。")).toBeVisible();
});
