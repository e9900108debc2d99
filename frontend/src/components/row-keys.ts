/** Moving about in a table, and what opens a row. Without a mouse: one stop for Tab, arrows inside, Enter opens. */
import type { FocusEvent, KeyboardEvent, MouseEvent } from "react";

const PAGE = 10;

type Move = (at: number, last: number) => number;

const MOVES: Readonly<Record<string, Move>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + PAGE, last),
  PageUp: (at) => Math.max(at - PAGE, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** For the body of a table: the focus goes from row to row. */
export function moveOnKeys(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget, target } = event;
  const move = MOVES[key];
  const rows = stopsIn(currentTarget);
  const at = rows.indexOf(target as HTMLElement);
  if (!move || at < 0) return;
  event.preventDefault();
  rows[move(at, rows.length - 1)]?.focus();
}

/** The row that has the focus is the one that Tab comes back to. Not React's business: 200 rows would be drawn anew. */
export function rove({ currentTarget, target }: FocusEvent<HTMLElement>): void {
  const rows = stopsIn(currentTarget);
  if (!rows.includes(target)) return;
  for (const row of rows) row.tabIndex = row === target ? 0 : -1;
}

/** Enter on the row itself; on a button inside it, Enter is the button's. */
export function opensOnEnter(open: () => void) {
  return ({ key, currentTarget, target }: KeyboardEvent<HTMLElement>) => {
    if (key === "Enter" && target === currentTarget) open();
  };
}

/** What answers to a press itself; a dialog that a row's deed has opened stands in the row, too. */
const ANSWERS = "a, button, input, select, textarea, label, dialog";

/** A press on the row; on a button or link inside it, or in its dialog, the press is theirs. */
export function opensOnPress(open: () => void) {
  return ({ target }: MouseEvent<HTMLElement>) => {
    if (target instanceof Element && target.closest(ANSWERS) === null) open();
  };
}

const stopsIn = (body: HTMLElement) => [...body.querySelectorAll<HTMLElement>(":scope > tr[tabindex]")];
