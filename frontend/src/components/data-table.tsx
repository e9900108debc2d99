/** The one table: small, hairlines, a head that stays in sight, totals, and words when it is empty. */
import type { KeyboardEvent, ReactNode } from "react";

import styles from "./data-table.module.css";
import { type Totals, TotalsRows } from "./totals-rows";

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for amounts and counts. */
  readonly align?: "end";
}

interface Props<Row> {
  /** What the table shows, for those who hear it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while they are on their way: the table keeps its shape. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** What is not there, since when, and what to do. */
  readonly empty: ReactNode;
  readonly totals?: readonly Totals[];
  readonly selected?: string | undefined;
  /** Makes rows openable, by click and by Enter. */
  readonly onOpen?: (row: Row) => void;
  /** Below a row, when there is more to say about it: its trace. */
  readonly below?: (row: Row) => ReactNode;
  /** Below the last line: the pager. */
  readonly footer?: ReactNode;
}

const WAITING = Array.from({ length: 10 }, (_, at) => `waiting-${at}`);

export function DataTable<Row extends object>(props: Props<Row>) {
  const { caption, columns, rows, empty, totals = [], footer } = props;
  return (
    <div className={styles.frame} aria-busy={rows === undefined}>
      <table className={styles.table} aria-label={caption}>
        <thead>
          <tr>
            {columns.map(({ key, title, align }) => (
              <th key={key} scope="col" className={align && styles.end}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.length === 0 && (
            <tr>
              <td className={styles.empty} colSpan={columns.length}>
                {empty}
              </td>
            </tr>
          )}
          {rows?.map((row) => <Line key={props.rowKey(row)} row={row} {...props} />) ??
            WAITING.map((key) => <Bones key={key} columns={columns} />)}
        </tbody>
        {totals.length > 0 && <TotalsRows columns={columns} totals={totals} className={styles.end} />}
      </table>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </div>
  );
}

function Line<Row extends object>({ row, columns, rowKey, selected, onOpen, below }: Props<Row> & { readonly row: Row }) {
  const more = below?.(row);
  return (
    <>
      <tr
        className={onOpen ? `${styles.row} ${styles.openable}` : styles.row}
        aria-current={rowKey(row) === selected ? true : undefined}
        {...(onOpen && openable(() => onOpen(row)))}
      >
        {columns.map(({ key, cell, align }) => (
          <td key={key} className={align && styles.end}>
            {cell(row)}
          </td>
        ))}
      </tr>
      {more !== undefined && more !== null && (
        <tr>
          <td colSpan={columns.length}>{more}</td>
        </tr>
      )}
    </>
  );
}

/** A row that is on its way. */
function Bones({ columns }: { readonly columns: readonly { readonly key: string; readonly align?: "end" }[] }) {
  return (
    <tr>
      {columns.map(({ key, align }) => (
        <td key={key} className={align && styles.end}>
          <span className={styles.bone} />
        </td>
      ))}
    </tr>
  );
}

function openable(open: () => void) {
  return {
    tabIndex: 0,
    onClick: open,
    onKeyDown: ({ key, currentTarget, target }: KeyboardEvent<HTMLElement>) => {
      if (target !== currentTarget) return;
      if (key === "Enter") open();
      if (key === "ArrowDown") (currentTarget.nextElementSibling as HTMLElement | null)?.focus();
      if (key === "ArrowUp") (currentTarget.previousElementSibling as HTMLElement | null)?.focus();
    },
  };
}
