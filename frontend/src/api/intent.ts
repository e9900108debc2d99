/** Headers that make a write safe to repeat, and safe against someone else's write. */
import { useCallback, useState } from "react";

export interface Intent {
  /** Send with every attempt at the same deed: the server does it once. */
  readonly headers: { readonly "idempotency-key": string };
  /** Call when the deed is done, or what it says has changed: the next attempt is a new deed. */
  readonly renew: () => void;
}

/** One key per thing the person wants done, kept across retries and double clicks. */
export function useIntent(): Intent {
  const [key, setKey] = useState(() => crypto.randomUUID());
  const renew = useCallback(() => setKey(crypto.randomUUID()), []);
  return { headers: { "idempotency-key": key }, renew };
}

/** Change the record only if it is still the version that was read. */
export function ifMatch(version: number | string): { readonly "if-match": string } {
  return { "if-match": `"${version}"` };
}
