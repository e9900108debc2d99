/** Keys that work on every page. A page that wants `/` for itself takes it before it comes here. */
import { useEffect, useEffectEvent } from "react";

interface Deeds {
  readonly find: () => void;
}

const FIELDS = "input, textarea, select, [contenteditable]";

export function useKeys({ find }: Deeds): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (!isCommand(event) && !isSlash(event)) return;
    event.preventDefault();
    find();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

const isCommand = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";

/** Nobody who types in a field means to find something else. */
const isSlash = ({ key, ctrlKey, altKey, target }: KeyboardEvent) =>
  key === "/" && !ctrlKey && !altKey && !(target instanceof Element && target.matches(FIELDS));
