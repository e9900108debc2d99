/** Above the doors: what their colours mean, and the legend. */
import { useMessages } from "../../i18n/language";
import styles from "./board.module.css";
import { Legend } from "./legend";
import { type Look, type Mode, MODES } from "./modes";

interface Props {
  readonly mode: Mode;
  readonly look: Look;
  readonly counts: readonly (readonly [kind: string, doors: number])[];
  readonly only: string | undefined;
  readonly onMode: (mode: Mode) => void;
  readonly onOnly: (kind: string | undefined) => void;
}

export function Tools({ mode, look, counts, only, onMode, onOnly }: Props) {
  const { board } = useMessages();
  return (
    <div className={styles.tools}>
      <div className="segments" role="group" aria-label={board.mode}>
        {MODES.map((one) => (
          <button key={one} type="button" aria-pressed={one === mode} onClick={() => onMode(one)}>
            {board.modes[one]}
          </button>
        ))}
      </div>
      <Legend mode={mode} look={look} counts={counts} only={only} onOnly={onOnly} />
    </div>
  );
}
