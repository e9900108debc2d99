/**
 * The one list: a table of the server's, page by page, with filters and columns that live in the
 * address and are remembered, rows that the keyboard walks, totals, and the office's own workbook.
 */
import { Button, Dropdown, type MenuProps } from "antd";
import type { ReactNode } from "react";

import { useMessages } from "../i18n/language";
import { Choice } from "./choice";
import { CursorPager } from "./cursor-pager";
import { type Column, DataTable } from "./data-table";
import { ExportButton, type Exported } from "./export-button";
import { FilterBar } from "./filter-bar";
import { ROWS, useListState } from "./list-state";
import { Panel } from "./panel";
import { QueryProblem } from "./query-problem";
import type { Totals } from "./totals-rows";
import { useSetSearch } from "./url-state";

/** What a query of a page gives. */
interface Answer<Row> {
  readonly data: { readonly items: readonly Row[]; readonly next_cursor: string | null } | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly isPlaceholderData: boolean;
}

interface Props<Row> {
  /** The list's name in the person's memory. */
  readonly list: string;
  readonly title: string;
  readonly why?: ReactNode;
  readonly note?: ReactNode;
  readonly more?: ReactNode;
  readonly answer: Answer<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
  /** The filters, as fields; `filter` names their keys in the address and what they are set to. */
  readonly filters?: ReactNode;
  readonly filter?: Readonly<Record<string, string | undefined>>;
  /** Of the filters, those that are not worth remembering: what was searched for. */
  readonly passing?: readonly string[];
  readonly totals?: (rows: readonly Row[]) => readonly Totals[];
  readonly selected?: string | undefined;
  readonly onOpen?: (row: Row) => void;
  readonly below?: (row: Row) => ReactNode;
  readonly exports?: Exported;
}

const PASSING = ["q"] as const;

export function ListPanel<Row extends object>(props: Props<Row>) {
  const { list, answer, columns, filter = {}, passing = PASSING } = props;
  const keys = Object.keys(filter);
  const { hidden, setHidden, rows, setRows } = useListState(list, keys.filter((key) => !passing.includes(key)));
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const deeds = (
    <>
      {props.exports && <ExportButton {...props.exports} />}
      <ColumnMenu columns={columns} hidden={hidden} onHide={setHidden} />
    </>
  );
  // Without filters a bar of its own would only push the rows down.
  const bare = props.filters === undefined;
  return (
    <Panel title={props.title} {...said(props, "why", "note", "more")} {...(bare && { more: <span className="deeds">{props.more}{deeds}</span> })}>
      {!bare && (
        <FilterBar deeds={deeds}>
          {props.filters}
          {narrowed && <Clear keys={keys} />}
        </FilterBar>
      )}
      <QueryProblem of={answer} />
      <DataTable
        {...said(props, "selected", "onOpen", "below")}
        caption={props.title}
        columns={columns}
        hidden={hidden}
        rows={answer.data?.items}
        stale={answer.isPlaceholderData}
        rowKey={props.rowKey}
        empty={narrowed ? <NoMatch keys={keys} /> : props.empty}
        totals={totalsOf(props)}
        footer={
          <>
            <CursorPager nextCursor={answer.data?.next_cursor} />
            <RowsChoice rows={rows} onRows={setRows} />
          </>
        }
      />
    </Panel>
  );
}

function totalsOf<Row extends object>({ answer, totals }: Props<Row>): readonly Totals[] {
  const items = answer.data?.items ?? [];
  return totals && items.length > 0 ? totals(items) : [];
}

/** The props among these that were given. */
function said<Given extends object, Key extends keyof Given>(props: Given, ...keys: Key[]) {
  return Object.fromEntries(keys.flatMap((key) => (props[key] === undefined ? [] : [[key, props[key]]]))) as {
    [Name in Key]: Exclude<Given[Name], undefined>;
  };
}

function NoMatch({ keys }: { readonly keys: readonly string[] }) {
  const { list } = useMessages();
  return (
    <>
      {list.noMatch} <Clear keys={keys} />
    </>
  );
}

function Clear({ keys }: { readonly keys: readonly string[] }) {
  const { list } = useMessages();
  const setSearch = useSetSearch<Record<string, undefined>>();
  return (
    <Button type="link" size="small" onClick={() => setSearch(Object.fromEntries(keys.map((key) => [key, undefined])))}>
      {list.clear}
    </Button>
  );
}

function RowsChoice({ rows, onRows }: { readonly rows: number; readonly onRows: (rows: number) => void }) {
  const { list } = useMessages();
  return (
    <span className="end">
      <Choice aria-label={list.rows} small value={String(rows)} options={ROWS.map((count) => [String(count), `${list.rows} ${list.rowsOf(count)}`])} onChange={(count) => onRows(Number(count))} />
    </span>
  );
}

interface MenuOfColumns {
  readonly columns: readonly { readonly key: string; readonly title: ReactNode }[];
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (keys: readonly string[]) => void;
}

/** The first column says what a row is, and one without a title holds deeds: both stay. */
function ColumnMenu({ columns, hidden, onHide }: MenuOfColumns) {
  const { list } = useMessages();
  const optional = columns.slice(1).filter(({ title }) => title !== "");
  const shown = optional.filter(({ key }) => !hidden.has(key)).map(({ key }) => key);
  const menu: MenuProps = {
    multiple: true,
    selectable: true,
    selectedKeys: shown,
    items: optional.map(({ key, title }) => ({ key, label: title })),
    onSelect: ({ key }) => onHide([...hidden].filter((one) => one !== key)),
    onDeselect: ({ key }) => onHide([...hidden, key]),
  };
  if (optional.length === 0) return null;
  return (
    <Dropdown menu={menu} trigger={["click"]} placement="bottomRight">
      <Button size="small">
        {list.columns}
        {hidden.size > 0 && ` ${shown.length + 1}/${optional.length + 1}`} <span aria-hidden="true">▾</span>
      </Button>
    </Dropdown>
  );
}
