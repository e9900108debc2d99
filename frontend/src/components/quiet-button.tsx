/** A button that looks like text until it is pointed at: for the bar, not for deeds. */
import type { ComponentProps } from "react";

import styles from "./quiet-button.module.css";

export function QuietButton(props: Omit<ComponentProps<"button">, "className" | "type">) {
  return <button {...props} type="button" className={styles.quiet} />;
}
