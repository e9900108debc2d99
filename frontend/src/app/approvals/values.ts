/** How a value of a record is written, by the name of its field. */
import type { Format } from "../../i18n/format";
import type { Messages } from "../../i18n/zh";

/** `amount_fen` is money, `starts_on` a day, a known word is the catalogue's. */
export function written(field: string, value: unknown, messages: Messages, format: Format): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => written(field, one, messages, format)).join("、");
  return typeof value === "object" ? parts(value, messages, format) : single(field, value, messages, format);
}

function single(field: string, value: unknown, messages: Messages, format: Format): string {
  if (typeof value === "boolean") return messages.approvals.yesNo[value ? "yes" : "no"];
  if (typeof value === "number") return field.endsWith("_fen") ? format.money(value) : format.count(value);
  return typeof value === "string" ? inWords(field, value, messages, format) : "";
}

type Words = Readonly<Record<string, string>>;

/** Where the words of a field stand: the catalogues of the records' own pages. */
const CATALOGUES: Readonly<Record<string, (messages: Messages) => readonly Words[]>> = {
  tier: ({ homes }) => [homes.tier],
  kind: ({ lives, unit }) => [lives.renewal.kind, lives.change.kind, lives.exchange.kind, unit.decisionKind],
  cause: ({ lives }) => [lives.change.cause],
  reason_code: ({ lives }) => [lives.renewal.reason, lives.exchange.reason],
  ground: ({ lives }) => [lives.exits.ground],
  source: ({ lives }) => [lives.exits.refund.source],
  channel: ({ rent }) => [rent.channel],
  unit_state: ({ homes }) => [homes.unitState],
  state: ({ eligibility }) => [eligibility.state, eligibility.measure],
};

function inWords(field: string, value: string, messages: Messages, format: Format): string {
  if (field.endsWith("coefficient")) return format.decimal(value);
  const found = CATALOGUES[field]?.(messages).find((words) => value in words)?.[value];
  return found ?? messages.approvals.values[value] ?? value;
}

function parts(value: object, messages: Messages, format: Format): string {
  const { fields } = messages.approvals;
  return Object.entries(value)
    .map(([key, inner]) => `${fields[key] ?? key} ${written(key, inner, messages, format)}`)
    .join("，");
}

/** What it differs by, where both are figures. */
export function differenceOf(field: string, before: unknown, after: unknown, format: Format): string {
  if (typeof before !== "number" || typeof after !== "number" || before === after) return "";
  const by = after - before;
  const figure = field.endsWith("_fen") ? format.money(by) : format.count(by);
  return by > 0 ? `+${figure}` : figure;
}
