/** A text, clause by clause, its open fields as they are written. */
import styles from "./lease-templates.module.css";
import type { Clause } from "./queries";

export function Clauses({ of }: { readonly of: readonly Clause[] }) {
  return (
    <ol className={styles.clauses}>
      {of.map(({ code, title, text }) => (
        <li key={code}>
          <b>{title}</b>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}
