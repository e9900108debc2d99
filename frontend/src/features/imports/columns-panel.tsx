/** Which header of the file became which column of the office's form. */
import { useMessages } from "../../i18n/language";
import type { Report } from "./queries";
import styles from "./report-panel.module.css";

export function Recognised({ report }: { readonly report: Report }) {
  const { books } = useMessages();
  const words = books.imports;
  const known = new Map(report.recognised.map(({ position, name }) => [position, name]));
  return (
    <details className={styles.columns} open={report.ignored_columns.length > 0}>
      <summary>
        <b>{words.recognised}</b> <span className="small muted">{words.recognisedNote(known.size, known.size + report.ignored_columns.length)}</span>
      </summary>
      <ul>
        {report.recognised.map(({ position, header, name }) => (
          <li key={position}>
            {header} {header !== name && <span className="acc">→ {name}</span>}
          </li>
        ))}
        {report.ignored_columns.map((header) => (
          <li key={header} className="wait">
            {header} → {words.unused}
          </li>
        ))}
      </ul>
      {report.missing_columns.length > 0 && <p className="small muted">{words.lacking(report.missing_columns.join("、"))}</p>}
    </details>
  );
}
