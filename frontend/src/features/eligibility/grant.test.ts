import { expect, it } from "vitest";

import { bodyOf, type Grant } from "./grant";

const GRANT: Grant = {
  decision_no: "包住保〔2026〕0101号",
  applicant: { name: "赵福生", national_id: "150203195001010011", phone: " " },
  members: [],
  tier: "low_income",
  size: "3",
  approved_rooms: "",
  starts_on: "2026-01-01",
  ends_on: "2028-12-31",
  queued_on: "2024-09-12",
  priority_groups: [],
  needs_easy_access: false,
  acknowledge_duplicates: false,
};

it("counts people in whole numbers, and says nothing of what was left empty", () => {
  expect(bodyOf(GRANT, undefined)).toMatchObject({ size: 3, approved_rooms: null, approved_area_m2: null, replaces_id: null, applicant: { phone: null } });
});

it("names the record that it replaces", () => {
  expect(bodyOf(GRANT, "r").replaces_id).toBe("r");
});
