/**
 * The long work that this person has started and not yet put away. It is remembered over reloads;
 * how far each has come is the server's to say (`operations.ts`).
 */
import { useSyncExternalStore } from "react";

import { keep, kept } from "../storage/kept";

export interface Followed {
  readonly id: string;
  /** What kind of work, by the server's word. */
  readonly kind: string;
  /** Fetch the file by itself when it is there: the person who asked is still looking. */
  readonly fetch?: boolean;
}

const KEPT_AS = "anju.works";
const listeners = new Set<() => void>();
let works = read();

/** Follow work in the bar until it is put away. */
export function follow(work: Followed): void {
  if (works.some(({ id }) => id === work.id)) return;
  put([...works, work]);
}

export function putAway(id: string): void {
  put(works.filter((work) => work.id !== id));
}

/** A file is fetched by itself once. */
export function fetched(id: string): void {
  put(works.map((work) => (work.id === id ? { ...work, fetch: false } : work)));
}

export function useWorks(): readonly Followed[] {
  return useSyncExternalStore(subscribe, () => works);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function put(next: readonly Followed[]): void {
  works = next;
  // After a reload nobody waits for a file at this very page any more.
  keep(KEPT_AS, JSON.stringify(next.map(({ id, kind }) => ({ id, kind }))));
  for (const listener of listeners) listener();
}

function read(): readonly Followed[] {
  try {
    const value: unknown = JSON.parse(kept(KEPT_AS) ?? "[]");
    return Array.isArray(value) ? (value as Followed[]) : [];
  } catch {
    return [];
  }
}
