/** Filters over a list, and a search that goes on Enter or when the field is left. */
import { Input } from "antd";
import { type ReactNode, useRef } from "react";

import styles from "./filter-bar.module.css";

interface BarProps {
  readonly children?: ReactNode;
  /** At the right end: columns, export. */
  readonly deeds?: ReactNode;
}

export function FilterBar({ children, deeds }: BarProps) {
  return (
    <div className={styles.bar}>
      {children}
      {deeds !== undefined && <div className={styles.deeds}>{deeds}</div>}
    </div>
  );
}

interface SearchProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
}

export function SearchField({ label, value = "", onSearch }: SearchProps) {
  const asked = useRef(value);
  const go = (text: string) => {
    const wanted = text.trim();
    if (wanted === asked.current) return;
    asked.current = wanted;
    onSearch(wanted === "" ? undefined : wanted);
  };
  return (
    <Input
      key={value}
      className={styles.search ?? ""}
      type="search"
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      onPressEnter={(event) => go(event.currentTarget.value)}
      onBlur={(event) => go(event.target.value)}
    />
  );
}
