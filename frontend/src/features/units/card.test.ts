import { expect, it } from "vitest";

import { bodyOf, type CardValues, valuesOf } from "./card";
import type { Card } from "./queries";

const CARD: Card = {
  id: "c", project_id: "p", unit_id: "u", unit_code: "A-1", edition: 2, card_no: "ZC0001", original_value_fen: 18_432_000, acquired_on: "2014-09-30", acquired_by: "built",
  title_no: null, structure: "剪力墙", built_year: 2014, area_m2: "52.36", useful_years: null, depreciated_fen: null, note: null, reason: "新建入账", file_ids: [], maker_id: "m", made_at: "2026-04-01T01:00:00Z",
};

it("begins the next edition with what the last one says, and asks why anew", () => {
  const values = valuesOf({ area_m2: "50.00" }, CARD);
  expect(values).toMatchObject({ card_no: "ZC0001", area_m2: "52.36", built_year: "2014", useful_years: "" });
  expect(values.reason).toBeUndefined();
});

it("comes after the edition that was read", () => {
  const values = { ...valuesOf({ area_m2: "50.00" }, CARD), reason: "更正面积" } as CardValues;
  expect(bodyOf(values, CARD)).toMatchObject({ after_edition: 2, built_year: 2014, useful_years: null });
  expect(bodyOf(values, undefined).after_edition).toBe(0);
});
