/** A part of the notice: its heading, a remark, and what it tells. */
import type { ReactNode } from "react";

import styles from "./notice.module.css";

interface Props {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

export function Part({ title, note, children }: Props) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}
