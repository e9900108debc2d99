/** Earlier imports, newest first. */
import type { ReactNode } from "react";

import { DataTable } from "../../components/data-table";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Import } from "./queries";

export const TONES: Readonly<Record<Import["state"], Tone>> = {
  reading: "plain",
  ready: "waiting",
  refused: "plain",
  confirming: "plain",
  confirmed: "good",
  withdrawn: "plain",
};

interface Props {
  readonly rows: readonly Import[] | undefined;
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly footer: ReactNode;
}

export function HistoryTable({ rows, open, onOpen, footer }: Props) {
  const { books } = useMessages();
  const words = books.imports;
  const format = useFormat();
  const count = (value: number | undefined) => (value === undefined ? "" : format.count(value));
  return (
    <DataTable
      caption={words.history}
      empty={words.historyEmpty}
      rows={rows}
      rowKey={(row) => row.id}
      selected={open}
      onOpen={(row) => onOpen(row.id)}
      footer={footer}
      columns={[
        { key: "when", title: words.when, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
        { key: "kind", title: words.kind, cell: (row) => words.kinds[row.kind] },
        { key: "rows", title: words.rows, align: "end", cell: (row) => count(row.report?.rows) },
        { key: "errors", title: words.found, align: "end", cell: (row) => count(row.report?.errors_total) },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.states[row.state]}</StatusBadge> },
      ]}
    />
  );
}
