import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { refusal } from "../../testing/handlers";
import { PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const file = (unit_code: string, ...missing: string[]) => ({
  lease_id: `l-${unit_code}`, project_id: PROJECT.id, household_id: `h-${unit_code}`, contract_no: `HT-${unit_code}`, unit_code, is_complete: false,
  items: [{ item: "lease", presence: "present" }, { item: "final_bill", presence: "not_due" }, ...missing.map((item) => ({ item, presence: "missing" }))],
});

beforeEach(() => {
  server.use(
    http.get("*/v1/dossiers/summary", () => HttpResponse.json({ on_date: "2026-05-11", files: 138, complete: 131, ratio: "0.9493", missing: { filing: 2, deposit: 6 } })),
    http.get("*/v1/dossiers/incomplete", () => HttpResponse.json([file("0101", "filing", "deposit"), file("0102", "deposit")])),
  );
});

it("tells how many files are complete, and what each of the others lacks", async () => {
  renderAt("/dossiers");
  expect(await screen.findByText("94.93%")).toBeVisible();
  const row = await screen.findByRole("row", { name: /0101/ });
  expect(within(row).getByText("合同备案、押金收讫")).toBeVisible();
  expect(screen.getByText("只列最近的 2 份")).toBeVisible();
});

it("narrows to the files that lack a thing; what is missing most comes first", async () => {
  renderAt("/dossiers");
  const choice = await screen.findByRole("combobox", { name: "缺什么" });
  await waitFor(() => expect(within(choice).getAllByRole("option").map((one) => one.textContent)).toEqual(["全部", "押金收讫 6", "合同备案 2"]));
  await userEvent.selectOptions(choice, "合同备案 2");
  await waitFor(() => expect(screen.queryByRole("row", { name: /0102/ })).toBeNull());
  expect(screen.getByRole("row", { name: /0101/ })).toBeVisible();
});

it("leads from a file to its household", async () => {
  server.use(http.get("*/v1/households/:id", () => refusal(404, "household_not_found")));
  const { router } = renderAt("/dossiers");
  await userEvent.click(await screen.findByText("HT-0102"));
  await waitFor(() => expect(router.state.location.pathname).toBe("/households/h-0102"));
});

it("says that there is no file yet", async () => {
  server.use(
    http.get("*/v1/dossiers/summary", () => HttpResponse.json({ on_date: "2026-05-11", files: 0, complete: 0, ratio: null, missing: {} })),
    http.get("*/v1/dossiers/incomplete", () => HttpResponse.json([])),
  );
  renderAt("/dossiers");
  expect(await screen.findByText("还没有档案")).toBeVisible();
  expect(await screen.findByText("档案都齐。")).toBeVisible();
});
