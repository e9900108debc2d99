/** What a file lacks, and the files that lack a thing. */
import type { Incomplete, Item } from "./queries";

export const missingOf = ({ items }: Incomplete): Item[] => items.filter(({ presence }) => presence === "missing").map(({ item }) => item);

export function lacking(rows: readonly Incomplete[], item: string | undefined): readonly Incomplete[] {
  return item === undefined ? rows : rows.filter((row) => missingOf(row).some((one) => one === item));
}
