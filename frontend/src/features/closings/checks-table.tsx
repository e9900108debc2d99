/** The conditions of closing, each with its figures and who must act. */
import { DataTable } from "../../components/data-table";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Check } from "./queries";

export function ChecksTable({ rows }: { readonly rows: readonly Check[] | undefined }) {
  const { roles, settle } = useMessages();
  const words = settle.closing;
  return (
    <DataTable
      caption={words.title}
      empty={words.note}
      rows={rows}
      rowKey={(row) => row.code}
      columns={[
        { key: "check", title: words.check, cell: (row) => words.checks[row.code] },
        { key: "state", title: settle.states, cell: (row) => <StatusBadge tone={row.ok ? "good" : "waiting"}>{row.ok ? words.ok : words.notOk}</StatusBadge> },
        { key: "figures", title: words.figures, cell: (row) => <Facts facts={row.facts} /> },
        { key: "who", title: words.who, cell: (row) => !row.ok && <b>{row.who.map((role) => roles[role]).join("、")}</b> },
      ]}
    />
  );
}

function Facts({ facts }: { readonly facts: Check["facts"] }) {
  const { settle } = useMessages();
  const format = useFormat();
  const told = Object.entries(facts).flatMap(([name, value]) => {
    const text = figureOf(name, value, format);
    return text === null ? [] : [`${settle.closing.facts[name] ?? name} ${text}`];
  });
  return <span className="muted">{told.join("，")}</span>;
}

function figureOf(name: string, value: unknown, format: ReturnType<typeof useFormat>): string | null {
  if (typeof value === "number") return name.endsWith("_fen") ? format.money(value) : format.count(value);
  if (Array.isArray(value)) return value.length === 0 ? null : format.count(value.length);
  return null;
}
