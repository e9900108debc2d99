import { describe, expect, it, test } from "vitest";

import { businessDate, dayBefore, fenOf, formatFor, yuanOf } from "./format";

const zh = formatFor("zh-CN");
const en = formatFor("en");

test.each([
  [27227, "272.27"],
  [0, "0.00"],
  [5, "0.05"],
  [28461736, "284,617.36"],
  [-2786280, "−27,862.80"],
  [Number.MAX_SAFE_INTEGER, "90,071,992,547,409.91"],
])("%i fen are written %s", (fen, written) => {
  expect(zh.money(fen)).toBe(written);
  expect(en.money(fen)).toBe(written);
});

it("refuses a fraction of a fen", () => {
  expect(() => yuanOf(0.5)).toThrow(RangeError);
});

test.each([
  ["272.27", 27227],
  ["272.2", 27220],
  ["272", 27200],
  ["272.", 27200],
  ["1,234.56", 123456],
  ["１２３．４５", 12345],
  [" 0.05 ", 5],
  ["−3,500.00", -350000],
  ["90071992547409.91", null],
  ["272.275", null],
  ["", null],
  ["abc", null],
  [".", null],
  ["1e3", null],
])("a clerk who types %j means %s fen", (typed, fen) => {
  expect(fenOf(typed)).toBe(fen);
});

describe("dates", () => {
  it("are short in text of this year and whole otherwise", () => {
    expect(zh.day("2026-05-11", "2026-01-01")).toBe("5月11日");
    expect(zh.day("2025-11-03", "2026-01-01")).toBe("2025年11月3日");
    expect(en.day("2026-05-11", "2026-01-01")).toBe("11 May");
  });

  it("name the month and the weekday", () => {
    expect(zh.month("2026-04")).toBe("2026年4月");
    expect(en.month("2026-04")).toBe("April 2026");
    expect(zh.weekday("2026-05-11")).toBe("5月11日 星期一");
  });

  it("show instants in the office's time, whatever the machine's", () => {
    expect(zh.time("2026-05-11T02:12:00Z")).toBe("10:12");
    expect(zh.moment("2026-05-10T16:30:00Z", "2026-05-11")).toBe("5月11日 00:30");
    expect(businessDate(new Date("2026-05-10T16:00:00Z"))).toBe("2026-05-11");
  });
});

it("writes ratios as percentages of two decimals", () => {
  expect(zh.percent(0.8847)).toBe("88.47%");
});

test.each([
  ["2026-09-16", "2026-09-15"],
  ["2026-12-01", "2026-11-30"],
  ["2028-03-01", "2028-02-29"],
])("the day before %s is %s", (on, before) => {
  expect(dayBefore(on)).toBe(before);
});
