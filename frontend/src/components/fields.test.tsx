import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, test, vi } from "vitest";

import { zh } from "../i18n/zh";
import { renderPart } from "../testing/render";
import { MoneyInput } from "./money-input";
import { lastDayOf, monthAfter, MonthPicker } from "./month-picker";

it("takes yuan from the clerk and gives fen to the form", async () => {
  const onChange = vi.fn();
  renderPart(<MoneyInput aria-label="金额" onChange={onChange} />);
  await userEvent.type(screen.getByLabelText("金额"), "272.27");
  expect(onChange).toHaveBeenLastCalledWith(27227);
});

it("says what is wrong with an amount, and hands over none", async () => {
  const onChange = vi.fn();
  renderPart(<MoneyInput aria-label="金额" onChange={onChange} />);
  await userEvent.type(screen.getByLabelText("金额"), "27.225");
  expect(onChange).toHaveBeenLastCalledWith(null);
  expect(screen.getByText(zh.money.invalid)).toBeVisible();
});

it("steps through the months and stops at the last", async () => {
  const onChange = vi.fn();
  renderPart(<MonthPicker value="2026-04" last="2026-04" onChange={onChange} />);
  expect(screen.getByText("2026年4月")).toBeVisible();
  expect(screen.getByRole("button", { name: "下月" })).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "上月" }));
  expect(onChange).toHaveBeenLastCalledWith("2026-03");
});

test.each([
  ["2026-12", 1, "2027-01"],
  ["2026-01", -1, "2025-12"],
  ["2026-04", -16, "2024-12"],
])("%s and %i months is %s", (month, by, after) => {
  expect(monthAfter(month, by)).toBe(after);
});

test.each([
  ["2026-04", "2026-04-30"],
  ["2026-12", "2026-12-31"],
  ["2028-02", "2028-02-29"],
])("%s ends on %s", (month, last) => {
  expect(lastDayOf(month)).toBe(last);
});
