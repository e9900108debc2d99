import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "../testing/render";
import { type Column, DataTable } from "./data-table";
import { Deed } from "./deed";
import { Money } from "./money";

interface Row {
  id: string;
  unit: string;
  owed_fen: number;
}

const COLUMNS: Column<Row>[] = [
  { key: "unit", title: "房号", cell: (row) => row.unit },
  { key: "tenant", title: "承租人", cell: () => "赵福生" },
  { key: "owed", title: "欠缴", cell: (row) => <Money fen={row.owed_fen} />, align: "end" },
];
const ROWS: Row[] = [
  { id: "1", unit: "3栋1单元401", owed_fen: 54454 },
  { id: "2", unit: "3栋3单元202", owed_fen: 10130 },
];
const table = { caption: "欠缴", columns: COLUMNS, rowKey: (row: Row) => row.id, empty: "没有欠缴" };

it("shows rows and sums them up under their column", () => {
  renderPart(
    <DataTable {...table} rows={ROWS} totals={[{ label: "合计 2 户", figures: { owed: <Money fen={64584} /> } }]} />,
  );
  expect(screen.getByRole("cell", { name: "3栋1单元401" })).toBeVisible();
  const label = screen.getByRole("cell", { name: "合计 2 户" });
  expect(label).toHaveAttribute("colspan", "2");
  const row = label.closest("tr");
  if (!row) throw new Error("no row");
  expect(within(row).getByText("645.84")).toBeVisible();
});

it("says what is missing when there is nothing", () => {
  renderPart(<DataTable {...table} rows={[]} />);
  expect(screen.getByText("没有欠缴")).toBeVisible();
});

it("keeps its shape while rows are on their way", () => {
  const { container } = renderPart(<DataTable {...table} rows={undefined} />);
  expect(container.querySelector("[aria-busy=true]")).not.toBeNull();
  expect(screen.getAllByRole("row")).toHaveLength(11);
});

it("opens a row by click and by Enter, and walks rows by arrow", async () => {
  const onOpen = vi.fn();
  renderPart(<DataTable {...table} rows={ROWS} onOpen={onOpen} />);
  const user = userEvent.setup();
  await user.click(screen.getByText("3栋1单元401"));
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onOpen.mock.calls.map(([row]) => (row as Row).id)).toEqual(["1", "2"]);
});

it("leaves to a deed in the row, and to its dialog, what is pressed there", async () => {
  const onOpen = vi.fn();
  const run = vi.fn(() => Promise.resolve());
  const deed: Column<Row> = { key: "deed", title: "", cell: () => <Deed label="报送" title="报送备案" explain="随案报送。" run={run} /> };
  renderPart(<DataTable {...table} columns={[...COLUMNS, deed]} rows={ROWS.slice(0, 1)} onOpen={onOpen} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "报送" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByText("随案报送。"));
  await user.click(within(dialog).getByRole("button", { name: "报送" }));
  expect(run).toHaveBeenCalledOnce();
  expect(onOpen).not.toHaveBeenCalled();
});
