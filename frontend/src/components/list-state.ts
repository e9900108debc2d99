/** A list's state in the address: page, rows a page, hidden columns. Remembered for the person. */
import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";

import { useMe } from "../api/me";
import { remember } from "./list-memory";
import { searchText, useSetSearch } from "./url-state";

export const ROWS = [20, 50, 100, 200] as const;
const USUAL = ROWS[0];

export interface Paging {
  readonly limit: number;
  readonly cursor?: string;
}

/** For the query: how many rows, and from where. */
export function usePaging(): Paging {
  const search = useRaw();
  const cursor = searchText(search.cursor);
  return { limit: rowsOf(search.rows), ...(cursor !== undefined && { cursor }) };
}

interface ListState {
  readonly rows: number;
  readonly setRows: (rows: number) => void;
  readonly hidden: ReadonlySet<string>;
  readonly setHidden: (keys: readonly string[]) => void;
}

/** `kept` are the filters that are worth remembering; a search is not. */
export function useListState(list: string, kept: readonly string[]): ListState {
  const { person_id } = useMe();
  const search = useRaw();
  const setSearch = useSetSearch<{ hide: string | undefined; rows: string | undefined }>();
  const worth = JSON.stringify(Object.fromEntries([...kept, "hide", "rows"].map((key) => [key, search[key]])));
  useEffect(() => remember(person_id, list, JSON.parse(worth) as Record<string, unknown>), [person_id, list, worth]);
  return {
    rows: rowsOf(search.rows),
    setRows: (rows) => setSearch({ rows: rows === USUAL ? undefined : String(rows) }),
    hidden: new Set(searchText(search.hide)?.split(",")),
    setHidden: (keys) => setSearch({ hide: keys.length === 0 ? undefined : keys.join(",") }),
  };
}

const rowsOf = (value: unknown) => ROWS.find((rows) => String(rows) === String(value)) ?? USUAL;

const useRaw = (): Readonly<Record<string, unknown>> => useSearch({ strict: false });
