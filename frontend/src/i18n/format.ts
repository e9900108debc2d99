/**
 * How money, dates and counts are written. Money is whole fen on the wire and yuan to the eye;
 * dates are Asia/Shanghai business dates.
 */
import { useMemo } from "react";

import { type Language, useLanguage } from "./language";

const ZONE = "Asia/Shanghai";
/** A true minus: as wide as a digit, so that columns stay in line. */
const MINUS = "−";
const DAY_MS = 86_400_000;

export type Format = ReturnType<typeof formatFor>;

export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => formatFor(language), [language]);
}

export function formatFor(language: Language) {
  const money = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const decimal = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  const whole = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const date = (options: Intl.DateTimeFormatOptions, timeZone = "UTC") =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone });
  const month = date({ year: "numeric", month: "long" });
  const shortMonth = date({ month: "short" });
  const day = date({ month: "long", day: "numeric" });
  const yearDay = date({ year: "numeric", month: "long", day: "numeric" });
  const weekday = date({ month: "long", day: "numeric", weekday: "long" });
  const time = date({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, ZONE);

  return {
    todayOn,
    /** `27227` → `272.27`. */
    money: (fen: number) => withMinus(money.format(yuanOf(fen))),
    /** A rate or an area as the API has it, with two places at least: `5.2` → `5.20`. */
    decimal: (value: string) => withMinus(decimal.format(value as Intl.StringNumericLiteral)),
    count: (value: number) => withMinus(whole.format(value)),
    /** A ratio as a percentage of two decimals: `0.8847` → `88.47%`. */
    percent: (ratio: number) => `${withMinus(percent.format(ratio * 100))}%`,
    /** `"2026-04"` → `2026年4月`. */
    month: (value: string) => month.format(instantOf(`${value}-01`)),
    /** Where the year is clear: `"2026-04"` → `4月`. */
    shortMonth: (value: string) => shortMonth.format(instantOf(`${value}-01`)),
    /** In running text: `5月11日` this year, `2025年11月3日` otherwise. */
    day: (on: string, today: string = todayOn()) =>
      (on.slice(0, 4) === today.slice(0, 4) ? day : yearDay).format(instantOf(on)),
    /** In a column of days: `5月11日` this year, `2025-11-03` otherwise. */
    when: (on: string, today: string = todayOn()) => (on.slice(0, 4) === today.slice(0, 4) ? day.format(instantOf(on)) : on),
    /** For a title: `5月11日 星期一`. */
    weekday: (on: string) =>
      language === "en"
        ? weekday.format(instantOf(on))
        : weekday.format(instantOf(on)).replace("日星期", "日 星期"),
    /** An instant as the clock of the office shows it: `10:12`. */
    time: (at: string) => time.format(new Date(at)),
    /** An instant with its day: `5月11日 10:12`. */
    moment: (at: string, today: string = todayOn()) => {
      const on = businessDate(new Date(at));
      return `${(on.slice(0, 4) === today.slice(0, 4) ? day : yearDay).format(instantOf(on))} ${time.format(new Date(at))}`;
    },
  };
}

/** The date in Asia/Shanghai, `2026-05-11`. */
export function businessDate(instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(instant);
}

export function todayOn(): string {
  return businessDate(new Date());
}

/** Days from one date to another; below nothing where the other is past. */
export function daysBetween(from: string, until: string): number {
  return Math.round((instantOf(until).getTime() - instantOf(from).getTime()) / DAY_MS);
}

/** The last day of what runs until, and without, another: `dayBefore("2026-10-01")` is `2026-09-30`. */
export function dayBefore(on: string): string {
  return new Date(instantOf(on).getTime() - DAY_MS).toISOString().slice(0, 10);
}

/** Fen as an exact decimal of yuan; no float on the way. */
export function yuanOf(fen: number): Intl.StringNumericLiteral {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}` as Intl.StringNumericLiteral;
}

/** What a clerk typed, in fen; null when it is not an amount. Full-width digits and commas are read. */
export function fenOf(typed: string): number | null {
  const plain = typed.normalize("NFKC").replace(/[,\s]/g, "").replace(MINUS, "-");
  const match = /^(-?)(\d{1,13})(?:\.(\d{0,2}))?$/.exec(plain);
  if (!match) return null;
  const [, sign, yuan = "0", cents = ""] = match;
  const fen = Number(yuan) * 100 + Number(cents.padEnd(2, "0"));
  return sign ? -fen : fen;
}

function withMinus(text: string): string {
  return text.replace("-", MINUS);
}

/** A calendar date as the UTC midnight that the formatters, set to UTC, print unchanged. */
function instantOf(on: string): Date {
  return new Date(`${on}T00:00:00Z`);
}
