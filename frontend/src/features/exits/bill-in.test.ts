import { expect, it } from "vitest";

import { bodyOf } from "./bill-in";

const stored = (files: readonly File[] | undefined) => Promise.resolve((files ?? []).map(({ name }) => name));

it("bills a meter that has a price, clears one that has a slip, and leaves out the others", async () => {
  const body = await bodyOf(
    { meters: { water: { yuan_a_unit: "3.85", payee: "供水公司", used: "" }, power: { slip: [new File([], "s1")] } }, property_fee: [new File([], "s2")] },
    stored,
  );
  expect(body.utilities).toEqual([{ meter: "water", yuan_a_unit: "3.85", payee: "供水公司", used: null }]);
  expect(body.clearances).toEqual([
    { kind: "power", file_id: "s1" },
    { kind: "property_fee", file_id: "s2" },
  ]);
  expect(body.refund_to).toBeNull();
});

it("says where the deposit goes only where both the way and the name are given", async () => {
  expect((await bodyOf({ refund_to: { channel: "bank" } }, stored)).refund_to).toBeNull();
  expect((await bodyOf({ refund_to: { channel: "bank", payee_name: "赵福生" }, others: [{ what: "" }] }, stored)).refund_to).toEqual({ channel: "bank", payee_name: "赵福生", payee_account_mask: null });
});
