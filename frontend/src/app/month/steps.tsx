/** The eight steps of the month: how far each is, its figure, and who acts next. */
import type { Step } from "../../components/step-chain";
import type { Format } from "../../i18n/format";
import type { Messages } from "../../i18n/zh";
import type { MonthFigures } from "./figures";
import type { MonthAnswers } from "./queries";

export const STEPS = ["bill", "receive", "match", "arrears", "advance", "remit", "close", "fee"] as const;
export type StepKey = (typeof STEPS)[number];

interface Told {
  readonly answers: MonthAnswers;
  readonly figures: MonthFigures | undefined;
  readonly words: Messages;
  readonly format: Format;
  readonly billing: boolean;
}

export function stepsOf(told: Told): readonly Step<StepKey>[] {
  return [bill(told), receive(told), match(told), arrears(told), advance(told), remit(told), close(told), fee(told)];
}

type Line = Step<StepKey>["lines"][number];
const line = (label: string, value: string, waits = false): Line => ({ label, value, waits });

function bill({ answers, figures, words, format, billing }: Told): Step<StepKey> {
  const { settle, roles } = words;
  const done = (answers.runs.data?.items ?? []).filter(({ state }) => state === "done");
  const [latest] = done;
  const refused = latest?.refused ?? 0;
  return {
    key: "bill",
    title: settle.month.steps.bill,
    state: billing ? "running" : latest ? "done" : "waiting",
    word: billing ? settle.bill.running : latest ? settle.bill.done : settle.bill.notYet,
    fen: figures?.billed ?? null,
    lines: [
      line(settle.bill.charged, settle.bill.count(format.count(figures?.leases ?? 0))),
      ...(latest ? [line(settle.bill.refused, settle.bill.count(format.count(refused)), refused > 0)] : []),
    ],
    who: latest?.finished_at ? format.moment(latest.finished_at) : <b>{roles.cashier}</b>,
  };
}

function receive({ figures, words }: Told): Step<StepKey> {
  const { settle, roles } = words;
  const got = (figures?.received ?? 0) > 0;
  return {
    key: "receive",
    title: settle.month.steps.receive,
    state: got ? "done" : "idle",
    word: settle.receive.note,
    fen: figures?.received ?? null,
    lines: [],
    who: got ? null : roles.cashier,
  };
}

function match({ answers, figures, words, format }: Told): Step<StepKey> {
  const { settle, roles } = words;
  const items = answers.suspense.data?.items ?? [];
  const sum = items.reduce((total, { amount_fen: fen }) => total + fen, 0);
  return {
    key: "match",
    title: settle.month.steps.match,
    state: items.length > 0 ? "waiting" : (figures?.paid ?? 0) > 0 ? "done" : "idle",
    word: items.length > 0 ? settle.receive.items(items.length) : "",
    fen: figures?.paid ?? null,
    lines: items.length > 0 ? [line(settle.receive.waiting, format.money(sum), true)] : [],
    who: items.length > 0 ? <><b>{roles.cashier}</b> {settle.receive.toMatch}</> : settle.receive.nothingWaits,
  };
}

function arrears({ figures, words, format }: Told): Step<StepKey> {
  const { settle, roles } = words;
  const owed = figures && figures.owedToTreasury + figures.owedToOperator;
  return {
    key: "arrears",
    title: settle.month.steps.arrears,
    state: owed === undefined || (owed === 0 && figures?.billed === 0) ? "idle" : owed === 0 ? "done" : "waiting",
    word: figures && figures.billed > 0 ? format.percent((owed ?? 0) / figures.billed) : "",
    fen: owed ?? null,
    lines: figures
      ? [line(settle.receive.treasury, format.money(figures.owedToTreasury)), line(settle.receive.operator, format.money(figures.owedToOperator))]
      : [],
    who: owed ? <><b>{roles.cashier}</b> {settle.receive.dun}</> : null,
  };
}

function advance({ answers, words, format }: Told): Step<StepKey> {
  const { settle } = words;
  const voucher = answers.vouchers.data?.items.find(({ state }) => state !== "withdrawn");
  const who = whoActs(answers, "shortfall_advanced", words);
  if (!voucher) return { key: "advance", title: settle.month.steps.advance, state: "idle", word: "", fen: null, lines: [], who };
  const deed = settle.voucher.who[voucher.state];
  return {
    key: "advance",
    title: settle.month.steps.advance,
    state: deed === undefined ? "done" : "waiting",
    word: settle.voucherState[voucher.state],
    fen: voucher.amount_fen,
    lines: [
      ...(voucher.billed_fen > 0 ? [line(settle.voucher.share, format.percent(voucher.amount_fen / voucher.billed_fen))] : []),
      line(settle.voucher.excluded, format.money(voucher.excluded_fen)),
      line(settle.month.steps.arrears, format.money(voucher.outstanding_fen)),
    ].slice(0, 2),
    who: deed === undefined ? format.day(voucher.due_on) : <>{who} {deed}，<span className="nw">{format.day(voucher.due_on)}</span></>,
  };
}

function remit({ answers, words, format }: Told): Step<StepKey> {
  const { settle } = words;
  const items = (answers.remittances.data?.items ?? []).filter(({ state }) => state !== "withdrawn");
  const waiting = items.find(({ state }) => settle.remittance.who[state] !== undefined);
  const held = answers.held.data?.items.find(({ project_id }) => project_id === answers.checks.data?.project_id);
  const sum = items.reduce((total, { amount_fen: fen }) => total + fen, 0);
  const toRemit = held?.amount_fen ?? 0;
  const state = waiting ?? (toRemit > 0 ? held : undefined) ? "waiting" : items.length > 0 ? "done" : "idle";
  return {
    key: "remit",
    title: settle.month.steps.remit,
    state,
    word: waiting ? settle.remittanceState[waiting.state] : state === "done" ? settle.remittance.remitted : "",
    fen: items.length > 0 ? sum : null,
    lines: [line(settle.remittance.toRemit, format.money(toRemit), toRemit > 0)],
    who: waiting ? (
      <>
        {whoActs(answers, "remittances_confirmed", words)} {settle.remittance.who[waiting.state]}
      </>
    ) : (
      whoActs(answers, "rent_remitted", words)
    ),
  };
}

function close({ answers, words, format }: Told): Step<StepKey> {
  const { settle, roles } = words;
  const closing = answers.closings.data?.items[0];
  const checks = answers.checks.data?.items ?? [];
  const held = checks.filter(({ ok }) => ok).length;
  return {
    key: "close",
    title: settle.month.steps.close,
    state: closing ? "done" : answers.checks.data?.ready === true ? "waiting" : "idle",
    word: closing ? settle.closing.closed : settle.closing.waiting,
    fen: null,
    lines: closing ? [line(settle.closing.lines, format.count(closing.lines))] : checks.length > 0 ? [line(settle.closing.check, `${held} / ${checks.length}`, held < checks.length)] : [],
    who: closing ? format.moment(closing.closed_at) : roles.operator_manager,
  };
}

function fee({ answers, words, format }: Told): Step<StepKey> {
  const { settle, roles } = words;
  const one = answers.fees.data?.items.find(({ state }) => state !== "withdrawn");
  const title = settle.month.steps.fee;
  if (!one) return { key: "fee", title, state: "idle", word: "", fen: null, lines: [], who: roles.operator_manager };
  const deed = settle.fee.who[one.state];
  return {
    key: "fee",
    title,
    state: deed === undefined ? "done" : "waiting",
    word: settle.feeState[one.state],
    fen: one.payable_fen,
    lines: [
      line(settle.fee.base, format.money(one.base_fen)),
      line(settle.fee.coefficient, one.coefficient),
      line(settle.fee.deductions, format.money(one.deductions_fen)),
    ],
    who: deed === undefined ? null : deed,
  };
}

/** The roles that a failed check waits for, as the server names them. */
function whoActs({ checks }: MonthAnswers, code: string, { roles }: Messages) {
  const failed = checks.data?.items.find((check) => check.code === code && !check.ok);
  return failed && failed.who.length > 0 ? <b>{failed.who.map((role) => roles[role]).join("、")}</b> : null;
}
