/** The one table: small, hairlines, a head that stays in sight, totals, and words when it is empty. */
import { Table, type TableColumnType } from "antd";
import type { KeyboardEvent, ReactNode } from "react";

import styles from "./data-table.module.css";
import { type Totals, TotalsRows } from "./totals-rows";

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for amounts and counts. */
  readonly align?: "end";
  readonly width?: number;
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
  readonly selected?: string;
  /** Makes rows openable, by click and by Enter. */
  readonly onOpen?: (row: Row) => void;
  /** Below the last line: the pager. */
  readonly footer?: ReactNode;
}

interface Line<Row> {
  readonly key: string;
  /** Null while it is on its way. */
  readonly row: Row | null;
}

const WAITING: readonly Line<never>[] = Array.from({ length: 10 }, (_, at) => ({ key: `waiting-${at}`, row: null }));

export function DataTable<Row extends object>(props: Props<Row>) {
  const { caption, columns, rows, rowKey, empty, totals = [], selected, onOpen, footer } = props;
  const lines: readonly Line<Row>[] = rows?.map((row) => ({ key: rowKey(row), row })) ?? WAITING;

  return (
    <div className={styles.frame} aria-busy={rows === undefined}>
      <Table<Line<Row>>
        size="small"
        pagination={false}
        aria-label={caption}
        columns={columns.map(antdColumn)}
        dataSource={lines}
        rowKey="key"
        rowClassName={({ key }) => (key === selected ? "ant-table-row-selected" : "")}
        locale={{ emptyText: <p className={styles.empty}>{empty}</p> }}
        onRow={({ row }) => (row === null || !onOpen ? {} : openable(() => onOpen(row)))}
        {...(totals.length > 0 && { summary: () => <TotalsRows columns={columns} totals={totals} /> })}
      />
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </div>
  );
}

function antdColumn<Row>(column: Column<Row>): TableColumnType<Line<Row>> {
  return {
    key: column.key,
    title: column.title,
    ...(column.align && { align: column.align, className: "nw" }),
    ...(column.width !== undefined && { width: column.width }),
    render: (_, { row }) => (row === null ? <span className={styles.bone} /> : column.cell(row)),
  };
}

function openable(open: () => void) {
  return {
    tabIndex: 0,
    className: styles.openable,
    onClick: open,
    onKeyDown: ({ key, currentTarget, target }: KeyboardEvent<HTMLElement>) => {
      if (target !== currentTarget) return;
      if (key === "Enter") open();
      if (key === "ArrowDown") (currentTarget.nextElementSibling as HTMLElement | null)?.focus();
      if (key === "ArrowUp") (currentTarget.previousElementSibling as HTMLElement | null)?.focus();
    },
  };
}
