import { expect, it, test } from "vitest";

import { antdTheme } from "./antd-theme";
import { paletteOf } from "./palette";

it("reads both themes from the one style sheet", () => {
  expect(paletteOf("light")("acc-solid")).toBe("#0E6073");
  expect(paletteOf("dark")("acc-solid")).toBe("#1C7789");
  expect(paletteOf("dark")("r2")).toBe("4px");
  expect(() => paletteOf("light")("green")).toThrow("--green");
});

test.each(["light", "dark"] as const)("red reaches no component of Ant Design (%s)", (theme) => {
  const reds = ["red", "red-soft", "red-1", "red-2", "red-3"].map(paletteOf(theme));
  const values = JSON.stringify(antdTheme(theme, "dense"));
  for (const red of reds) expect(values).not.toContain(red);
});
