/** An amount that says how it came about: a press opens its trace in the row below. */
import { Money } from "./money";
import styles from "./money-trace.module.css";

interface Props {
  readonly fen: number;
  readonly open: boolean;
  /** What the press does, for those who hear it. */
  readonly label: string;
  readonly onToggle: () => void;
}

export function MoneyTrace({ fen, open, label, onToggle }: Props) {
  return (
    <button
      type="button"
      className={styles.amount}
      aria-expanded={open}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <Money fen={fen} />
    </button>
  );
}
