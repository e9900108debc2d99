/** A choice between a few words that the browser keeps and every component sees. */
import { useSyncExternalStore } from "react";

export interface StoredChoice<Word extends string> {
  readonly words: readonly Word[];
  readonly get: () => Word;
  readonly set: (word: Word) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function storedChoice<Word extends string>(
  key: string,
  words: readonly Word[],
  otherwise: Word,
): StoredChoice<Word> {
  const listeners = new Set<() => void>();
  let chosen = words.find((word) => word === read(key)) ?? otherwise;
  return {
    words,
    get: () => chosen,
    set: (word) => {
      chosen = word;
      write(key, word);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useChoice<Word extends string>(choice: StoredChoice<Word>): Word {
  return useSyncExternalStore(choice.subscribe, choice.get);
}

// A browser that forbids storage still works; it only forgets.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, word: string): void {
  try {
    localStorage.setItem(key, word);
  } catch {
    return;
  }
}
