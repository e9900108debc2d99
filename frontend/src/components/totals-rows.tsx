/** The rows under a table that say what its columns come to. */
import { Table } from "antd";
import type { ReactNode } from "react";

export interface Totals {
  /** What is summed: 本页 10 户小计, 全部 138 户合计. It spans the columns before the first figure. */
  readonly label: string;
  /** Figures by column key. */
  readonly figures: Readonly<Record<string, ReactNode>>;
}

interface Props {
  readonly columns: readonly { readonly key: string; readonly align?: "end" }[];
  readonly totals: readonly Totals[];
}

export function TotalsRows({ columns, totals }: Props) {
  return (
    <Table.Summary>
      {totals.map(({ label, figures }) => {
        const span = Math.max(1, columns.findIndex((column) => column.key in figures));
        return (
          <Table.Summary.Row key={label}>
            <Table.Summary.Cell index={0} colSpan={span}>
              {label}
            </Table.Summary.Cell>
            {columns.slice(span).map((column, index) => (
              <Table.Summary.Cell key={column.key} index={span + index} {...(column.align && { align: "right" })}>
                {figures[column.key]}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        );
      })}
    </Table.Summary>
  );
}
