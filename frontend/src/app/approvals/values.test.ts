import { expect, it } from "vitest";

import { formatFor } from "../../i18n/format";
import { zh } from "../../i18n/zh";
import { written } from "./values";

const say = (field: string, value: unknown) => written(field, value, zh, formatFor("zh-CN"));

it.each([
  ["ground", "own_wish"],
  ["unit_state", "repair"],
  ["source", "set_off"],
  ["channel", "pos"],
  ["reason_code", "other_housing"],
  ["reason_code", "household_grew"],
  ["cause", "birth"],
  ["kind", "long_repair"],
  ["kind", "swap"],
  ["kind", "reduction"],
  ["state", "valid"],
  ["state", "suspend"],
])("says %s %s in words, never as a code", (field, value) => {
  expect(say(field, value)).toMatch(/\p{Script=Han}/u);
});

it("writes money, yes and no, and what has no word as it stands", () => {
  expect(say("owed_fen", 27227)).toBe("272.27");
  expect([say("with_ban", true), say("with_ban", false)]).toEqual(["是", "否"]);
  expect(say("contract_no", "HT-1")).toBe("HT-1");
});
