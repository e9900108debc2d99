/** What is left, as a table of layouts by floors. */
import type { Hall } from "./queries";

interface Row {
  readonly layout: string;
  readonly counts: ReadonlyMap<number | null, number>;
}

interface Table {
  /** The lowest first; a floor that nobody wrote down last. */
  readonly floors: readonly (number | null)[];
  readonly rows: readonly Row[];
}

export function remainingOf(remaining: Hall["remaining"]): Table {
  const floors = [...new Set(remaining.map(({ floor }) => floor))].toSorted((one, other) => (one ?? Infinity) - (other ?? Infinity));
  const layouts = [...new Set(remaining.map(({ layout }) => layout ?? ""))].toSorted();
  return {
    floors,
    rows: layouts.map((layout) => ({
      layout,
      counts: new Map(remaining.filter((one) => (one.layout ?? "") === layout).map(({ floor, homes }) => [floor, homes])),
    })),
  };
}
