/** Walking about the board: arrows go from door to door, over entrances and buildings; digits go to a room. */
import type { FocusEvent, KeyboardEvent } from "react";

const DOOR = "button[data-unit]";
const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
/** Digits that follow each other within this are one room number. */
const TYPED_WITHIN_MS = 1_200;

let typed = { digits: "", at: 0 };

export function walkOnKeys(event: KeyboardEvent<HTMLElement>): void {
  const door = (event.target as HTMLElement).closest<HTMLElement>(DOOR);
  if (!door || event.ctrlKey || event.altKey || event.metaKey) return;
  const to = stepFrom(door, event.key) ?? otherBuilding(event.currentTarget, door, event.key) ?? roomTyped(door, event.key);
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The door that Tab comes back to is the last one that had the focus. */
export function keepStop({ currentTarget, target }: FocusEvent<HTMLElement>): void {
  if (!target.matches(DOOR)) return;
  for (const door of currentTarget.querySelectorAll<HTMLElement>(`${DOOR}[tabindex="0"]`)) door.tabIndex = -1;
  target.tabIndex = 0;
}

function stepFrom(door: HTMLElement, key: string): HTMLElement | undefined {
  const step = STEPS[key];
  const grid = door.closest("[data-building]");
  if (!step || !grid) return undefined;
  const [row = 0, column = 0] = (door.dataset.at ?? "").split("/").map(Number);
  const [down, right] = step;
  // Some places have no door: the step goes on to the next that has.
  for (let by = 1; by < 100; by += 1) {
    const next = grid.querySelector<HTMLElement>(`[data-at="${row + down * by}/${column + right * by}"]`);
    if (next) return next;
  }
  if (down !== 0) return neighbour(grid, down);
  return undefined;
}

/** Below the ground floor begins the next building, and above the roof the one before. */
function neighbour(grid: Element, by: number): HTMLElement | undefined {
  const grids = [...document.querySelectorAll("[data-building]")];
  const doors = [...(grids[grids.indexOf(grid) + by]?.querySelectorAll<HTMLElement>(DOOR) ?? [])];
  return by > 0 ? doors[0] : doors.at(-1);
}

function otherBuilding(board: HTMLElement, door: HTMLElement, key: string): HTMLElement | undefined {
  const by = { "[": -1, "]": 1, PageUp: -1, PageDown: 1 }[key];
  if (by === undefined) return undefined;
  const grids = [...board.querySelectorAll("[data-building]")];
  const at = grids.findIndex((grid) => grid.contains(door));
  return grids[at + by]?.querySelector<HTMLElement>(DOOR) ?? undefined;
}

/** `1`, `1`, `0`, `3` goes to room 1103 of this building, wherever the first digits lead on the way. */
function roomTyped(door: HTMLElement, key: string): HTMLElement | undefined {
  if (!/^\d$/.test(key)) return undefined;
  const now = performance.now();
  typed = { digits: (now - typed.at < TYPED_WITHIN_MS ? typed.digits : "") + key, at: now };
  const doors = [...(door.closest("[data-building]")?.querySelectorAll<HTMLElement>(DOOR) ?? [])];
  return doors.find((one) => one.firstElementChild?.textContent.startsWith(typed.digits));
}
