import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { PROJECT } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";
import type { Import, Report, Rows } from "./queries";

const words = zh.books.imports;
const REPORT: Report = {
  rows: 140,
  header_row: 3,
  totals: { units: 140, area_m2: "6648.50" },
  columns: [],
  recognised: [],
  missing_columns: [],
  ignored_columns: [],
  ignored_rows: [147],
  errors_total: 1,
  errors: [{ row: 61, column: "建筑面积(㎡)", code: "not_positive", why: "must be positive", why_zh: "必须大于零", shown: "0.0" }],
  warnings_total: 0,
  warnings: [],
};
const IMPORT: Import = {
  id: "import-1",
  kind: "units",
  state: "refused",
  project_id: PROJECT.id,
  file_id: "file-1",
  marked_file_id: "file-2",
  report: REPORT,
  result: null,
  maker_id: "person",
  made_at: "2026-05-11T02:12:00Z",
  confirmed_by: null,
  confirmed_at: null,
  withdrawn_by: null,
  withdrawn_at: null,
  withdrawal_reason: null,
  version: 1,
};

const ROWS: Rows = {
  columns: [{ position: 1, header: "建筑面积(㎡)", field: "area_m2", name: "建筑面积" }],
  rows_total: 140,
  wrong_total: 1,
  items: [{ row: 61, kind: "row", cells: ["0.0"], errors: [{ column: "建筑面积(㎡)", code: "not_positive", why: "must be positive", why_zh: "必须大于零" }], warnings: [] }],
  next_cursor: null,
};

const shows = (one: Import) =>
  server.use(
    http.get("*/v1/imports", () => HttpResponse.json({ items: [one], next_cursor: null })),
    http.get("*/v1/imports/import-1/rows", () => HttpResponse.json(ROWS)),
    http.get("*/v1/imports/import-1", () => HttpResponse.json(one)),
  );

beforeEach(() => shows(IMPORT));

it("names every wrong cell with its reason, and offers the marked workbook", async () => {
  renderAt("/imports?open=import-1");
  expect(await screen.findByRole("row", { name: "61 建筑面积(㎡) 必须大于零 0.0" })).toBeVisible();
  expect(screen.getByText(words.refused("1"))).toBeVisible();
  expect(screen.getByRole("link", { name: words.marked })).toHaveAttribute("href", "/v1/imports/import-1/marked-workbook");
  expect(screen.queryByRole("button", { name: words.confirm("140") })).toBeNull();
});

it("shows the wrong cell in its row with the reason under it", async () => {
  renderAt("/imports?open=import-1");
  const grid = await screen.findByRole("table", { name: words.preview });
  expect(await within(grid).findByRole("row", { name: /61 0\.0 ?必须大于零/ })).toBeVisible();
});

it("takes a stored book back for a reason, and under one key", async () => {
  shows({ ...IMPORT, state: "confirmed" });
  let sent: unknown = null;
  server.use(
    http.post("*/v1/imports/import-1/withdrawal", async ({ request }) => {
      sent = [await request.json(), request.headers.get("Idempotency-Key") !== null];
      return HttpResponse.json(null);
    }),
  );
  renderAt("/imports?open=import-1");
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: words.withdraw }));
  await user.type(screen.getByLabelText(words.withdrawReason), "导错了小区");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: words.withdraw }));
  await expect.poll(() => sent).toEqual([{ reason: "导错了小区" }, true]);
});

it("stores a book without errors only after it was confirmed, under one key", async () => {
  shows({ ...IMPORT, state: "ready", marked_file_id: null, report: { ...REPORT, errors_total: 0, errors: [] } });
  let key: string | null = null;
  server.use(
    http.post("*/v1/imports/import-1/confirmation", ({ request }) => {
      key = request.headers.get("Idempotency-Key");
      return HttpResponse.json({ import_id: "import-1", operation_id: "op" }, { status: 202 });
    }),
    http.get("*/v1/operations/op", () => HttpResponse.json({ id: "op", state: "done", done: 140, total: 140, result: null, problem: null })),
  );
  const { router } = renderAt("/imports?open=import-1");
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: words.confirm("140") }));
  expect(key).toBeNull();
  const dialog = await screen.findByRole("dialog", { name: words.confirmTitle });
  await user.click(within(dialog).getByRole("button", { name: words.confirm("140") }));
  await expect.poll(() => router.state.location.search).toMatchObject({ operation: "op" });
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
});
