/** Rates as charts have them. */
const HUNDRED = 100;

/** `"96.41"` as a ratio; null where there was nothing to collect. */
export const ratio = (percent: string | null): number | null => (percent === null ? null : Number(percent) / HUNDRED);
