/** The rows under a table that say what its columns come to. */
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
  /** Of the cells whose column is aligned at its end. */
  readonly className: string | undefined;
}

export function TotalsRows({ columns, totals, className }: Props) {
  return (
    <tfoot>
      {totals.map(({ label, figures }) => {
        const span = Math.max(1, columns.findIndex((column) => column.key in figures));
        return (
          <tr key={label}>
            <td colSpan={span}>{label}</td>
            {columns.slice(span).map((column) => (
              <td key={column.key} className={column.align && className}>
                {figures[column.key]}
              </td>
            ))}
          </tr>
        );
      })}
    </tfoot>
  );
}
