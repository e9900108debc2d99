/** A flat panel with a hairline: a heading, what explains it, where it leads, and its content. */
import { type ReactNode, useId } from "react";

import styles from "./panel.module.css";

interface Props {
  readonly title: string;
  /** The figure that this is about, for whoever asks how it comes about. */
  readonly why?: ReactNode;
  /** Stands after the title: the equation of the figures, the unit, a state. */
  readonly note?: ReactNode;
  /** Stands at the right end: where it leads. */
  readonly more?: ReactNode;
  /** Inset the content; tables and lists bring their own. */
  readonly padded?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, why, note, more, padded = false, children }: Props) {
  const heading = useId();
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <header className={styles.header}>
        <div className={styles.title}>
          <h2 id={heading}>{title}</h2>
          {why}
        </div>
        {note !== undefined && <div className={styles.note}>{note}</div>}
        {more !== undefined && <div className={styles.more}>{more}</div>}
      </header>
      {padded ? <div className={styles.padded}>{children}</div> : children}
    </section>
  );
}
