import { expect, it } from "vitest";

import { accountOf, foldedOf } from "./account";
import type { Charge, StatementLine } from "./queries";

const charge = (id: string, month: string, owed = 0, advanced = 0) =>
  ({
    id, month, due_on: `${month}-20`, amount_fen: 27227, adjusted_fen: 0, paid_fen: 27227 - owed,
    operator_claim_fen: advanced, treasury_claim_fen: owed - advanced, owed_fen: owed, reduced_fen: 0, written_off_fen: 0,
  }) as Charge;
const paid = (on_date: string, ...ids: string[]) => ({ kind: "payment", on_date, parts: ids.map((charge_id) => ({ charge_id })) }) as StatementLine;

it("adds a month's charges up, the oldest first, and says when money last came", () => {
  const rows = accountOf([charge("c", "2026-02", 9076, 9076), charge("a", "2026-01"), charge("b", "2026-02")], [paid("2026-02-10", "a", "c"), paid("2026-03-01", "c")]);
  expect(rows).toMatchObject([
    { month: "2026-01", dueFen: 27227, owedFen: 0, paidOn: "2026-02-10" },
    { month: "2026-02", dueFen: 54454, paidFen: 45378, advancedFen: 9076, owedFen: 9076, paidOn: "2026-03-01" },
  ]);
});

it("folds a long run of settled months into one line, until it is opened", () => {
  const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];
  const rows = accountOf(months.map((month, at) => charge(month, month, at === 4 ? 100 : 0)), []);
  expect(foldedOf(rows, new Set()).map(({ key }) => key)).toEqual(["2026-01", "2026-05"]);
  expect(foldedOf(rows, new Set(["2026-01"]))).toHaveLength(5);
  expect(foldedOf(rows.slice(0, 3), new Set())).toHaveLength(3);
});
