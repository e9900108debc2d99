/** How far a record has come: its steps in order, the one where it stands, those to come. */
import styles from "./step-track.module.css";

export interface TrackStep {
  readonly key: string;
  readonly title: string;
  /** `now`: here it stands; `ahead`: not yet. */
  readonly state: "done" | "now" | "ahead";
  /** When it was, by when it must be. */
  readonly note?: string | undefined;
  readonly late?: boolean;
}

interface Props {
  readonly label: string;
  readonly steps: readonly TrackStep[];
}

export function StepTrack({ label, steps }: Props) {
  return (
    <ol className={styles.track} aria-label={label}>
      {steps.map(({ key, title, state, note, late = false }) => (
        <li key={key} className={styles[state]} {...(state === "now" && { "aria-current": "step" as const })}>
          <i aria-hidden="true" />
          <b>{title}</b>
          <small className={late ? "late" : undefined}>{note}</small>
        </li>
      ))}
    </ol>
  );
}

/** The states of a way as steps: all before the one where it stands are done; past the last, all are. */
export function stepsAlong<State extends string>(
  way: readonly State[],
  at: State,
  title: (state: State) => string,
  note: (state: State) => string | undefined = () => undefined,
): readonly TrackStep[] {
  const stands = way.indexOf(at);
  return way.map((state, place) => ({
    key: state,
    title: title(state),
    note: note(state),
    state: place < stands || (place === stands && place === way.length - 1) ? "done" : place === stands ? "now" : "ahead",
  }));
}
