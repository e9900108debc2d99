/** A dialog of the browser's own: it holds the focus, and Esc closes it. Never one on another. */
import { type ReactNode, useEffect, useEffectEvent, useId, useRef } from "react";

import styles from "./dialog.module.css";

interface Props {
  readonly title: string;
  /** For papers and comparisons. */
  readonly wide?: boolean;
  /** No heading of its own: what is inside says what it is. */
  readonly plain?: boolean;
  /** At the right edge, as high as the window: a drawer. */
  readonly aside?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, wide = false, plain = false, aside = false, onClose, children }: Props) {
  const heading = useId();
  const onLeave = useEffectEvent(onClose);
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = box.current;
    opened?.showModal();
    // A press beside it leaves it, where nothing can be lost; Esc does the same.
    const leave = (event: MouseEvent) => {
      if (event.target === opened) onLeave();
    };
    if (plain) opened?.addEventListener("click", leave);
    return () => {
      opened?.removeEventListener("click", leave);
      opened?.close();
    };
  }, [plain]);
  return (
    <dialog
      ref={box}
      className={[styles.dialog, wide && styles.wide, plain && styles.plain, aside && styles.aside].filter(Boolean).join(" ")}
      {...(plain ? { "aria-label": title } : { "aria-labelledby": heading })}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {!plain && <h2 id={heading}>{title}</h2>}
      {children}
    </dialog>
  );
}
