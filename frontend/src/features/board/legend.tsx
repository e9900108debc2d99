/** The legend with its counts; one kind can be looked at alone. */
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./board.module.css";
import type { Look, Mode } from "./modes";

interface Props {
  readonly mode: Mode;
  readonly look: Look;
  readonly counts: readonly (readonly [kind: string, doors: number])[];
  readonly only: string | undefined;
  /** Where doors are only dots: the colours of thumbnails. */
  readonly dots?: boolean;
  readonly onOnly: (kind: string | undefined) => void;
}

export function Legend({ mode, look, counts, only, dots = false, onOnly }: Props) {
  const messages = useMessages();
  const format = useFormat();
  return (
    <div className={dots ? `${styles.legend} ${styles.dots}` : styles.legend} role="group" aria-label={messages.board.legend}>
      {counts.map(([kind, doors]) => (
        <button key={kind} type="button" aria-pressed={only === kind} onClick={() => onOnly(only === kind ? undefined : kind)}>
          <i data-kind={`${mode}-${kind}`} aria-hidden="true" />
          {look.nameOf(kind, messages)} <b>{format.count(doors)}</b>
        </button>
      ))}
    </div>
  );
}
