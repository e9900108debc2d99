/** 逐行核对: the book as a grid, as it was read; a wrong cell says why where it stands. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";

import { type Column, DataTable } from "../../components/data-table";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useLanguage, useMessages } from "../../i18n/language";
import { type Import, type Rows, rowsQuery } from "./queries";
import styles from "./report-panel.module.css";

type Row = Rows["items"][number];

export function RowsGrid({ one }: { readonly one: Import }) {
  const { books, table } = useMessages();
  const words = books.imports;
  const format = useFormat();
  const [wrong, setWrong] = useState(one.state === "refused");
  // The cursors of the pages before this one; the last is this page's.
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const answer = useQuery({ ...rowsQuery(one.id, wrong, pages.at(-1) ?? null), placeholderData: keepPreviousData });
  const { data } = answer;
  const next = data?.next_cursor ?? null;
  const show = (only: boolean) => {
    setWrong(only);
    setPages([null]);
  };
  return (
    <>
      <div className={styles.head}>
        <h3>{words.preview}</h3>
        <span className="small muted">{data && words.previewNote(format.count(data.rows_total), format.count(data.wrong_total))}</span>
        <span className="segments end">
          <button type="button" aria-pressed={wrong} onClick={() => show(true)}>
            {words.onlyWrong}
          </button>
          <button type="button" aria-pressed={!wrong} onClick={() => show(false)}>
            {words.everyRow}
          </button>
        </span>
      </div>
      <QueryProblem of={answer} />
      <DataTable<Row>
        scroll
        caption={words.preview}
        empty={words.noRows}
        rows={data?.items}
        stale={answer.isPlaceholderData}
        rowKey={({ row }) => String(row)}
        columns={useGridColumns(data?.columns ?? [])}
        footer={
          <>
            <Button type="text" disabled={pages.length < 2} onClick={() => setPages(pages.slice(0, -1))}>
              {table.previous}
            </Button>
            <span>{table.page(pages.length)}</span>
            <Button type="text" disabled={next === null} onClick={() => setPages([...pages, next])}>
              {table.next}
            </Button>
          </>
        }
      />
    </>
  );
}

function useGridColumns(columns: Rows["columns"]): readonly Column<Row>[] {
  const { books } = useMessages();
  const words = books.imports;
  const language = useLanguage();
  return [
    {
      key: "row",
      title: words.row,
      cell: ({ row, kind }) => (
        <span className="nw">
          {row} {kind !== "row" && <small className="muted">{words.rowKinds[kind]}</small>}
        </span>
      ),
    },
    ...columns.map(({ position, header, field }, at): Column<Row> => ({
      key: String(position),
      title: <span className={field === null ? "muted" : undefined}>{header}</span>,
      cell: ({ cells, errors }) => {
        const why = errors.filter(({ column }) => column === header).map((error) => (language === "en" ? error.why : error.why_zh));
        if (why.length === 0) return <span className="nw">{cells[at]}</span>;
        return (
          <span className={styles.wrong}>
            {cells[at]}
            <small>{why.join("；")}</small>
          </span>
        );
      },
    })),
  ];
}
