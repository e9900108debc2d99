/** A dialog of the browser's own: it holds the focus, and Esc closes it. Never one on another. */
import { type ReactNode, useEffect, useId, useRef } from "react";

import styles from "./dialog.module.css";

interface Props {
  readonly title: string;
  /** For papers and comparisons. */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, wide = false, onClose, children }: Props) {
  const heading = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = box.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}
