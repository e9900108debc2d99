/** One of a few: the browser's own list, dressed like the other fields. */
import styles from "./choice.module.css";

interface Props {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (value: string) => void;
  readonly options: readonly (readonly [value: string, label: string])[];
  /** What stands for no choice, where none is a choice. */
  readonly all?: string;
  /** As wide as the form. */
  readonly wide?: boolean;
  /** For the foot of a table. */
  readonly small?: boolean;
  readonly disabled?: boolean;
  readonly "aria-label"?: string;
}

export function Choice({ value, onChange, options, all, wide = false, small = false, ...field }: Props) {
  return (
    <select {...field} className={[styles.choice, wide && styles.wide, small && styles.small].filter(Boolean).join(" ")} value={value ?? ""} onChange={(event) => onChange?.(event.target.value)}>
      {all !== undefined && <option value="">{all}</option>}
      {options.map(([key, label]) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
  );
}
