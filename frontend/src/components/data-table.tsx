/** The one table: small, hairlines, a head that stays in sight, totals, and words when it is empty. */
import type { ReactNode } from "react";

import styles from "./data-table.module.css";
import { moveOnKeys, opensOnEnter, opensOnPress, rove } from "./row-keys";
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
  /** Keys of columns that the person does not want to see. */
  readonly hidden?: ReadonlySet<string>;
  /** These rows are the page before; the next one is on its way. */
  readonly stale?: boolean;
  /** Its heads are heard but not seen: the rows speak for themselves. */
  readonly bare?: boolean;
  /** Many columns: the table scrolls inside its panel, its head and first column stay. */
  readonly scroll?: boolean;
}

const WAITING = Array.from({ length: 10 }, (_, at) => `waiting-${at}`);

export function DataTable<Row extends object>(props: Props<Row>) {
  const { caption, rows, totals, footer, hidden, stale, scroll } = props;
  const columns = hidden ? props.columns.filter(({ key }) => !hidden.has(key)) : props.columns;
  return (
    <div className={scroll ? `${styles.frame} ${styles.scroll}` : styles.frame} aria-busy={rows === undefined || stale === true}>
      <table className={stale ? `${styles.table} ${styles.stale}` : styles.table} aria-label={caption}>
        <Head columns={columns} bare={props.bare} />
        <Body {...props} columns={columns} />
        {totals && totals.length > 0 && <TotalsRows columns={columns} totals={totals} className={styles.end} />}
      </table>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </div>
  );
}

function Head<Row>({ columns, bare }: Pick<Props<Row>, "columns"> & { readonly bare: boolean | undefined }) {
  return (
    <thead className={bare ? "sr-only" : undefined}>
      <tr>
        {columns.map(({ key, title, align }) => (
          <th key={key} scope="col" className={align && styles.end}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Body<Row extends object>(props: Props<Row>) {
  const { columns, rows, empty } = props;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys bubble up from its rows
    <tbody onKeyDown={moveOnKeys} onFocus={rove}>
      {rows?.length === 0 && (
        <tr>
          <td className={styles.empty} colSpan={columns.length}>
            {empty}
          </td>
        </tr>
      )}
      {rows?.map((row, at) => <Line key={props.rowKey(row)} {...props} row={row} first={at === 0} />) ??
        WAITING.map((key) => <Bones key={key} columns={columns} />)}
    </tbody>
  );
}

interface LineProps<Row> extends Props<Row> {
  readonly row: Row;
  readonly first: boolean;
}

function Line<Row extends object>({ row, first, columns, rowKey, selected, onOpen, below }: LineProps<Row>) {
  const more = below?.(row);
  return (
    <>
      <tr
        className={onOpen ? `${styles.row} ${styles.openable}` : styles.row}
        aria-current={rowKey(row) === selected ? true : undefined}
        {...(onOpen && { tabIndex: first ? 0 : -1, onClick: opensOnPress(() => onOpen(row)), onKeyDown: opensOnEnter(() => onOpen(row)) })}
      >
        {columns.map(({ key, cell, align }) => (
          <td key={key} className={align && styles.end}>
            {cell(row)}
          </td>
        ))}
      </tr>
      {more !== undefined && more !== null && (
        <tr className={styles.more}>
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
