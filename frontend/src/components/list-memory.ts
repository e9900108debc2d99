/**
 * How a person last looked at a list: its filters, its columns, its rows a page. It lives in the
 * address, where it can be sent to a colleague, and is remembered for whoever opened it.
 */
import { keepRecord, keptRecord } from "../storage/kept";

/** What every list has in the address beside its own filters. */
export const LIST_KEYS = ["hide", "rows", "cursor"] as const;

export type Remembered = Readonly<Record<string, string>>;

const nameOf = (person: string, list: string) => `anju.list.${person}.${list}`;

/** What the person had set; nothing where they never changed anything. */
export function recall(person: string, list: string): Remembered {
  return Object.fromEntries(
    Object.entries(keptRecord(nameOf(person, list))).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

export function remember(person: string, list: string, search: Readonly<Record<string, unknown>>): void {
  const said = Object.entries(search).filter(([, value]) => typeof value === "string" && value !== "");
  keepRecord(nameOf(person, list), Object.fromEntries(said));
}
