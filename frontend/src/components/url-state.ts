/** Filters and choices that live in the address, so that a page can be linked to and gone back to. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** Change some of the address's search; the list begins again at its first page. */
export function useSetSearch<Search extends object>(): (change: Partial<Search>) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) => void navigate({ to: ".", replace: true, search: changed({ cursor: undefined, ...change }) }),
    [navigate],
  );
}

/** The address's search, as the page's route has validated it. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says which page's search it is
export function usePageSearch<Search extends object>(): Search {
  return useSearch({ strict: false }) as unknown as Search;
}

/** The search with a change. What serves any page cannot be typed as one page's search; routes validate. */
export function changed(change: object): never {
  return ((search: object) => ({ ...search, ...change })) as never;
}

/** Readers for `validateSearch`: a value that is not what it should be counts as absent. */
export function searchText(value: unknown): string | undefined {
  // Figures that somebody typed into the address, such as `?rows=200`, are read as a number.
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export const searchMonth = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;

export function searchWord<Word extends string>(words: readonly Word[]) {
  return (value: unknown): Word | undefined => words.find((word) => word === value);
}
