/** How the money comes: three ways, each one key away. */
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import type { Channel } from "./queries";

export type Method = Channel;
export const METHODS: readonly Method[] = ["cash", "pos", "online"];

interface Props {
  readonly value?: string;
  readonly onChange?: (channel: Method) => void;
}

export function Methods({ value, onChange }: Props) {
  const { rent } = useMessages();
  return (
    <fieldset className={styles.methods}>
      <legend>{rent.counter.method}</legend>
      {METHODS.map((method, at) => (
        <label key={method}>
          <input type="radio" className="sr-only" name="channel" checked={value === method} onChange={() => onChange?.(method)} />
          <kbd>Alt {at + 1}</kbd> {rent.channel[method]}
        </label>
      ))}
    </fieldset>
  );
}
