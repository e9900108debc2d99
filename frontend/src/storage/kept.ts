/** What the browser keeps for the dashboard. One that forbids storage still works; it only forgets. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

/** A kept value that is more than a word; what cannot be read counts as never kept. */
export function keptRecord(key: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(kept(key) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function keepRecord(key: string, value: object): void {
  keep(key, JSON.stringify(value));
}
