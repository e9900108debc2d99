/** A page: its title, the situation in one sentence, what can be done, and then the figures. */
import { type ReactNode, useEffect } from "react";

import { useMessages } from "../i18n/language";
import styles from "./page.module.css";

interface Props {
  readonly title: string;
  /** Stands beside the title: a month stepper, a state. */
  readonly beside?: ReactNode;
  /** Who must act, by when, how much. */
  readonly situation?: ReactNode;
  /** Buttons; one of them primary at most. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, beside, situation, actions, children }: Props) {
  const { app } = useMessages();
  useEffect(() => {
    document.title = `${title} · ${app.name}`;
  }, [title, app.name]);

  return (
    <>
      <div className={styles.head}>
        <h1>{title}</h1>
        {beside}
        {situation !== undefined && <p className={styles.situation}>{situation}</p>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}
