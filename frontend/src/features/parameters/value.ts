/** How a parameter's value is read and typed, by its kind. */
import type { Format } from "../../i18n/format";
import type { Messages } from "../../i18n/zh";
import type { Parameter } from "./queries";

export function written(value: unknown, messages: Messages, format: Format): string {
  const { words, yes, no } = messages.office.parameters;
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "number") return format.count(value);
  if (typeof value === "string") return words[value] ?? value;
  if (Array.isArray(value)) return value.map((row) => written(row, messages, format)).join("；");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([key, part]) => `${words[key] ?? key} ${written(part, messages, format)}`)
    .join(" ");
}

/** As it stands in the field. */
export const typed = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What was typed as the API wants it; what cannot be read is sent as it is, and the server says why not. */
export function valueOf({ kind }: Parameter, text: string): unknown {
  if (kind === "decimal" || kind === "word") return text.trim();
  try {
    return JSON.parse(text.normalize("NFKC")) as unknown;
  } catch {
    return text;
  }
}
