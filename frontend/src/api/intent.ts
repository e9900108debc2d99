/** Headers that make a write safe to repeat, and safe against someone else's write. */
import { useCallback, useState } from "react";

/** Sent with every attempt at the same deed: the server does it once. */
export interface Key {
  readonly "Idempotency-Key": string;
}

interface Intent {
  readonly headers: Key;
  /** Call when the deed is done, or what it says has changed: the next attempt is a new deed. */
  readonly renew: () => void;
}

/** One key per thing the person wants done, kept across retries and double clicks. */
export function useIntent(): Intent {
  const [key, setKey] = useState(() => crypto.randomUUID());
  const renew = useCallback(() => setKey(crypto.randomUUID()), []);
  return { headers: { "Idempotency-Key": key }, renew };
}

/** Change the record only if it is still the version that was read. */
export function ifMatch(version: number | string): { readonly "If-Match": string } {
  return { "If-Match": `"${version}"` };
}
