/** ‹ 2026年4月 ›: steps through the months; the arrow keys do the same. */
import { Button } from "antd";
import type { KeyboardEvent } from "react";

import { useFormat } from "../i18n/format";
import { useMessages } from "../i18n/language";
import styles from "./month-picker.module.css";

interface Props {
  /** `2026-04`. */
  readonly value: string;
  readonly onChange: (month: string) => void;
  readonly first?: string;
  readonly last?: string;
}

export function MonthPicker({ value, onChange, first = "2000-01", last = "2099-12" }: Props) {
  const format = useFormat();
  const { month } = useMessages();
  const step = (by: number) => {
    const next = monthAfter(value, by);
    if (next >= first && next <= last) onChange(next);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === "ArrowLeft") step(-1);
    if (key === "ArrowRight") step(1);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys bubble up from its two buttons
    <span className={styles.stepper} onKeyDown={onKeyDown}>
      <Button size="small" aria-label={month.previous} disabled={value <= first} onClick={() => step(-1)}>
        ‹
      </Button>
      <b aria-live="polite">{format.month(value)}</b>
      <Button size="small" aria-label={month.next} disabled={value >= last} onClick={() => step(1)}>
        ›
      </Button>
    </span>
  );
}

/** `lastDayOf("2026-04")` is `2026-04-30`. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

/** `monthAfter("2026-12", 1)` is `2027-01`. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const months = year * 12 + number - 1 + by;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}
