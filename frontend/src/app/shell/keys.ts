/** Keys that work on every page. A page that wants `/` for itself takes it before it comes here. */
import { useEffect, useEffectEvent } from "react";

interface Deeds {
  readonly find: () => void;
  readonly help: () => void;
}

const FIELDS = "input, textarea, select, [contenteditable]";

export function useKeys({ find, help }: Deeds): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const deed = isCommand(event) || isTyped(event, "/") ? find : isTyped(event, "?") ? help : null;
    if (deed === null) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

const isCommand = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";

/** Nobody who types in a field means to find something else. */
const isTyped = ({ key, ctrlKey, altKey, target }: KeyboardEvent, wanted: string) =>
  key === wanted && !ctrlKey && !altKey && !(target instanceof Element && target.matches(FIELDS));
