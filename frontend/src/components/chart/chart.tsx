/** A chart: drawn from the tokens, a sentence for those who hear it, and its figures as a table one key away. */
import { type ReactNode, useEffect, useRef, useState } from "react";

import { useMessages } from "../../i18n/language";
import { useTheme } from "../../theme/appearance";
import { paletteOf } from "../../theme/palette";
import { DataTable } from "../data-table";
import { QuietButton } from "../quiet-button";
import styles from "./chart.module.css";
import type { Option } from "./engine";
import { type Paint, paintOf, QUIET } from "./paint";

export interface ChartTable {
  /** The first column names the rows; the others hold figures. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}

interface Props {
  /** What the chart says, in a sentence with its figures. */
  readonly label: string;
  readonly height: number;
  readonly option: (paint: Paint) => Option;
  readonly table: ChartTable;
}

export function Chart({ label, height, option, table }: Props) {
  const { chart } = useMessages();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.switch}>
        <QuietButton aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? chart.asChart : chart.asTable}
        </QuietButton>
      </figcaption>
      {asTable ? <Figures label={label} table={table} /> : <Drawing label={label} height={height} option={option} />}
    </figure>
  );
}

function Drawing({ label, height, option }: Omit<Props, "table">) {
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    let stopped = false;
    let stop: (() => void) | undefined;
    void import("./engine").then(({ draw }) => {
      if (stopped) return;
      const drawing = draw(box);
      drawing.setOption({ ...QUIET, ...option(paintOf(paletteOf(theme))) });
      const watch = new ResizeObserver(() => drawing.resize());
      watch.observe(box);
      stop = () => {
        watch.disconnect();
        drawing.dispose();
      };
    });
    return () => {
      stopped = true;
      stop?.();
    };
  }, [theme, option]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}

function Figures({ label, table }: { readonly label: string; readonly table: ChartTable }) {
  const { chart } = useMessages();
  return (
    <DataTable<{ readonly key: string; readonly cells: readonly ReactNode[] }>
      caption={label}
      empty={chart.empty}
      rows={table.rows.map((cells, at) => ({ key: String(at), cells }))}
      rowKey={({ key }) => key}
      columns={table.columns.map((title, at) => ({
        key: String(at),
        title,
        cell: ({ cells }) => cells[at],
        ...(at > 0 && { align: "end" as const }),
      }))}
    />
  );
}
