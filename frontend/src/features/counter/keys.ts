/** The counter's own keys; `/` is taken here before it opens the search of the whole dashboard. */
import { useEffect, useEffectEvent } from "react";

interface Deeds {
  readonly find: () => void;
  readonly clear: () => void;
}

export function useCounterKeys(deeds: Deeds): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector("dialog[open]")) return;
    const typing = event.target instanceof HTMLInputElement;
    const deed = event.key === "/" && !typing ? deeds.find : event.key === "Escape" ? deeds.clear : undefined;
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

/** Keys while a household is at the counter. */
export function useDeskKeys(keys: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector("dialog[open]")) return;
    const deed = keys[`${event.altKey ? "Alt " : ""}${event.code.startsWith("Digit") ? event.code.slice(5) : event.key.toUpperCase()}`];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
