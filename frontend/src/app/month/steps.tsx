/** The eight steps of the month: how far each is, its figure, and who acts next. */
import type { ReactNode } from "react";

import type { Step, StepState } from "../../components/step-chain";
import { feeOf } from "../../features/fees/queries";
import type { Format } from "../../i18n/format";
import type { Messages } from "../../i18n/zh";
import type { MonthFigures } from "./figures";
import type { MonthAnswers } from "./queries";

export const STEPS = ["bill", "receive", "match", "arrears", "advance", "remit", "close", "fee"] as const;
export type StepKey = (typeof STEPS)[number];
type MonthStep = Step<StepKey>;

interface Told {
  readonly answers: MonthAnswers;
  readonly figures: MonthFigures | undefined;
  readonly month: string;
  readonly words: Messages;
  readonly format: Format;
  /** Charges are being raised right now. */
  readonly billing: boolean;
}

export function stepsOf(told: Told): readonly MonthStep[] {
  return [bill, receive, match, arrears, advance, remit, close, fee].map((step) => step(told));
}

const line = (label: string, value: string, waits = false): MonthStep["lines"][number] => ({ label, value, waits });

/** A step of which nothing is known yet, or nothing is there. */
const idle = (key: StepKey, { words }: Told, who: ReactNode = null): MonthStep => ({
  key,
  title: words.settle.month.steps[key],
  state: "idle",
  word: "",
  fen: null,
  lines: [],
  who,
});

function bill(told: Told): MonthStep {
  const { answers, figures, words, format, billing } = told;
  const { bill: said } = words.settle;
  const latest = answers.runs.data?.items.find(({ state }) => state === "done");
  const { billed = null, leases = 0 } = figures ?? {};
  if (billing) return { ...idle("bill", told), state: "running", word: said.running, fen: billed };
  if (!latest) return { ...idle("bill", told, <b>{words.roles.cashier}</b>), state: "waiting", word: said.notYet };
  return {
    ...idle("bill", told, latest.finished_at !== null && format.moment(latest.finished_at)),
    state: "done",
    word: said.done,
    fen: billed,
    lines: [
      line(said.charged, said.count(format.count(leases))),
      line(said.refused, said.count(format.count(latest.refused)), latest.refused > 0),
    ],
  };
}

function receive(told: Told): MonthStep {
  const { figures, words } = told;
  const received = figures?.received ?? 0;
  if (received === 0) return { ...idle("receive", told, words.roles.cashier), fen: figures ? 0 : null };
  return { ...idle("receive", told), state: "done", word: words.settle.receive.note, fen: received };
}

function match(told: Told): MonthStep {
  const { answers, figures, words, format } = told;
  const { receive: said } = words.settle;
  const items = answers.suspense.data?.items ?? [];
  const paid = figures?.paid ?? 0;
  if (items.length === 0) return { ...idle("match", told, said.nothingWaits), state: paid > 0 ? "done" : "idle", fen: figures ? paid : null };
  const waits = items.reduce((total, { amount_fen: fen }) => total + fen, 0);
  return {
    ...idle("match", told, who([words.roles.cashier], said.toMatch)),
    state: "waiting",
    word: said.items(items.length),
    fen: paid,
    lines: [line(said.waiting, format.money(waits), true)],
  };
}

function arrears(told: Told): MonthStep {
  const { figures, words, format } = told;
  const { receive: said } = words.settle;
  if (!figures || figures.billed === 0) return idle("arrears", told);
  const owed = figures.owedToTreasury + figures.owedToOperator;
  return {
    ...idle("arrears", told, owed > 0 && who([words.roles.cashier], said.dun)),
    state: owed > 0 ? "waiting" : "done",
    word: format.percent(owed / figures.billed),
    fen: owed,
    lines: [line(said.treasury, format.money(figures.owedToTreasury)), line(said.operator, format.money(figures.owedToOperator))],
  };
}

function advance(told: Told): MonthStep {
  const { answers, words, format } = told;
  const { voucher: said, voucherState } = words.settle;
  const voucher = answers.vouchers.data?.items.find(({ state }) => state !== "withdrawn");
  const actors = whoActs(told, "shortfall_advanced");
  if (!voucher) return idle("advance", told, who(actors, ""));
  const deed = said.who[voucher.state];
  return {
    ...idle("advance", told, deed === undefined ? null : who(actors, words.settle.month.by(deed, format.day(voucher.due_on)))),
    state: stateBy(deed),
    word: voucherState[voucher.state],
    fen: voucher.amount_fen,
    lines: [
      line(said.excluded, format.money(voucher.excluded_fen)),
      line(said.recoveredShort, format.money(voucher.recovered_fen)),
    ],
  };
}

function remit(told: Told): MonthStep {
  const { answers, words, format } = told;
  const { remittance: said, remittanceState } = words.settle;
  const items = (answers.remittances.data?.items ?? []).filter(({ state }) => state !== "withdrawn");
  const waiting = items.find(({ state }) => said.who[state] !== undefined);
  const held = heldIn(answers);
  const common = {
    fen: items.length > 0 ? items.reduce((total, { amount_fen: fen }) => total + fen, 0) : null,
    lines: [line(said.toRemit, format.money(held), held > 0)],
  };
  if (waiting) {
    const actors = who(whoActs(told, "remittances_confirmed"), said.who[waiting.state] ?? "");
    return { ...idle("remit", told, actors), ...common, state: "waiting", word: remittanceState[waiting.state] };
  }
  if (held > 0) return { ...idle("remit", told, who(whoActs(told, "rent_remitted"), "")), ...common, state: "waiting" };
  if (items.length > 0) return { ...idle("remit", told), ...common, state: "done", word: said.remitted };
  return { ...idle("remit", told), ...common };
}

/** What the project's account holds for treasury. */
function heldIn({ held, checks }: MonthAnswers): number {
  return held.data?.items.find(({ project_id }) => project_id === checks.data?.project_id)?.amount_fen ?? 0;
}

function close(told: Told): MonthStep {
  const { answers, words, format } = told;
  const { closing: said } = words.settle;
  const closing = answers.closings.data?.items[0];
  if (closing)
    return {
      ...idle("close", told, format.moment(closing.closed_at)),
      state: "done",
      word: said.closed,
      lines: [line(said.lines, format.count(closing.lines))],
    };
  const checks = answers.checks.data?.items ?? [];
  const held = checks.filter(({ ok }) => ok).length;
  const ready = answers.checks.data?.ready === true;
  return {
    ...idle("close", told, words.roles.operator_manager),
    state: ready ? "waiting" : "idle",
    word: said.waiting,
    lines: [line(said.check, `${held} / ${checks.length}`, !ready)],
  };
}

function fee(told: Told): MonthStep {
  const { answers, month, words, format } = told;
  const { fee: said, feeState } = words.settle;
  const one = feeOf(answers.fees.data?.items, month);
  if (!one) return idle("fee", told, words.roles.operator_manager);
  const deed = said.who[one.state];
  return {
    ...idle("fee", told, deed),
    state: stateBy(deed),
    word: feeState[one.state],
    fen: one.payable_fen,
    lines: [
      line(said.base, format.money(one.base_fen)),
      line(said.coefficient, one.coefficient),
      line(said.deductions, format.money(one.deductions_fen)),
    ],
  };
}

/** A state that somebody must move on waits; the others are done. */
const stateBy = (deed: string | undefined): StepState => (deed === undefined ? "done" : "waiting");

const who = (actors: readonly string[], deed: string): ReactNode =>
  actors.length === 0 && deed === "" ? null : (
    <>
      <b>{actors.join("、")}</b> {deed}
    </>
  );

/** The roles that a failed check waits for, as the server names them. */
function whoActs({ answers, words }: Told, code: string): readonly string[] {
  const failed = answers.checks.data?.items.find((check) => check.code === code && !check.ok);
  return failed ? failed.who.map((role) => words.roles[role]) : [];
}
