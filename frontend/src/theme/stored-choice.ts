/** A choice between a few words that the browser keeps and every component sees. */
import { useSyncExternalStore } from "react";

import { keep, kept } from "../storage/kept";

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
  let chosen = words.find((word) => word === kept(key)) ?? otherwise;
  return {
    words,
    get: () => chosen,
    set: (word) => {
      chosen = word;
      keep(key, word);
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
