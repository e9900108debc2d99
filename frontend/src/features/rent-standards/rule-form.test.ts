import { expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { BLANK, bodyOf, type RuleValues, wireOf } from "./rule-form";
import { formulaOf, partsOf } from "./rule-words";

const words = zh.tariffs.rules;
const values = (rule: Partial<RuleValues["rule"]>): RuleValues["rule"] => ({ ...BLANK, name: "差别化租金", ...rule });

it("sends only what was entered: a tier without a word pays the full price", () => {
  const wire = wireOf(values({ tiers: { low_income: { within: { percent: "30", flat_price: "" }, beyond: {} }, migrant_worker: {} }, guaranteed_m2: ["30", " ", "45"], coefficients: [{ how: "factor" }] }));
  expect(wire.tiers).toEqual({ low_income: { within: { percent: "30" }, beyond: { percent: "100" } } });
  expect(wire.guaranteed_m2).toEqual(["30", "45"]);
  expect(wire.coefficients).toEqual([]);
});

it("leaves both ways of a share to the server, which refuses them", () => {
  expect(wireOf(values({ tiers: { low_income: { within: { percent: "30", flat_price: "2" } } } })).tiers.low_income?.within).toEqual({ percent: "30", flat_price: "2" });
});

it("reads yes, no and whole figures, and leaves every other value as it is", () => {
  const at = (equals: string) => wireOf(values({ coefficients: [{ feature: "f", equals, how: "factor", value: "1.05" }] })).coefficients[0]?.equals;
  expect([at("是"), at("No"), at("6"), at("-1"), at("north"), at("6A")]).toEqual([true, false, 6, -1, "north", "6A"]);
});

it("is the project's own, or the default of all", () => {
  const entered = { valid_from: "2026-07-01", basis: "actual_days", legal_basis: "第七条", rule: values({}) } as const;
  expect(bodyOf({ ...entered, scope: "project" }, "p1").project_id).toBe("p1");
  expect(bodyOf({ ...entered, scope: "all" }, "p1").project_id).toBeNull();
});

it("says the plain rule without parts that it does not have", () => {
  const plain = wireOf(values({}));
  expect(formulaOf(plain, words)).toBe("单价 × 面积，取整到分");
  expect(partsOf(plain, words, zh.homes.tier)).toEqual([]);
});

it("says every part of a rule in words", () => {
  const rule = wireOf(
    values({
      coefficients: [
        { feature: "top_floor", equals: "是", how: "points", value: "-10" },
        { feature: "orientation", equals: "north", how: "factor", value: "0.95" },
      ],
      guaranteed_m2: ["30", "45", "60"],
      tiers: { minimum_living: { within: { flat_price: "0.3" } }, low_income: { within: { percent: "50" }, beyond: { percent: "100" } } },
      discount_percent: "10",
      deferred_discount_percent: "5",
      unit_fen: "100",
    }),
  );
  expect(formulaOf(rule, words)).toBe("单价 × 系数 × 面积 × 档次比例 ×（1 − 10%），取整到元");
  expect(Object.fromEntries(partsOf(rule, words, zh.homes.tier))).toEqual({
    系数: "顶层，单价 −10 个百分点；朝向为 north，单价 × 0.95",
    保障面积: "1 人 30 ㎡、2 人 45 ㎡、3 人及以上 60 ㎡",
    低保: "保障面积内每㎡ 0.3 元，超出部分按单价的 100%",
    低收入: "保障面积内按单价的 50%，超出部分按单价的 100%",
    其他档次: "按单价的 100%",
    普遍减免: "租金减 10%",
    先缴后返: "上月缴清的，下月账单减 5%",
  });
});
