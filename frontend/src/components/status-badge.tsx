/** A state as a word on a pigment: never colour alone. */
import styles from "./status-badge.module.css";

/** `plain`: nothing to say; `good`: in order; `waiting`: for somebody; `late`: overdue, nothing else. */
export type Tone = "plain" | "good" | "waiting" | "late";

interface Props {
  readonly tone: Tone;
  readonly children: string;
}

export function StatusBadge({ tone, children }: Props) {
  return <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>;
}
