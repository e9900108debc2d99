/** What a test finds, row by row: the paper, the figures that were compared. */
import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { type Place, PlaceLink } from "../../components/place-link";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import { type AuditTest, type Hit, hitsQuery } from "./queries";

export function HitsPanel({ code, projectId }: { readonly code: AuditTest; readonly projectId: string }) {
  const messages = useMessages();
  const words = messages.office.audits;
  const format = useFormat();
  const answer = usePaged(hitsQuery(code, projectId, usePaging()));
  return (
    <ListPanel
      list="audits"
      title={words.tests[code]}
      answer={answer}
      rowKey={({ id }) => id}
      empty={words.rowsNone}
      columns={[
        { key: "number", title: words.subject, cell: (row) => <Subject hit={row} /> },
        { key: "name", title: words.name, cell: (row) => row.name },
        { key: "on", title: words.on, cell: (row) => <span className="nw">{row.on_date}</span> },
        { key: "facts", title: words.facts, cell: (row) => factsOf(row.facts, messages, format) },
        { key: "sum", title: words.sum, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
      ]}
    />
  );
}

/** Where a paper is opened. */
const PLACES: Readonly<Record<string, (id: string) => Place>> = {
  lease: (id) => ({ to: "/leases/$leaseId", params: { leaseId: id } }),
  household: (id) => ({ to: "/households/$householdId", params: { householdId: id } }),
  payment: (id) => ({ to: "/payments/$paymentId", params: { paymentId: id } }),
  voucher: (id) => ({ to: "/vouchers/$voucherId", params: { voucherId: id } }),
  remittance: (id) => ({ to: "/remittances/$remittanceId", params: { remittanceId: id } }),
  fee_statement: (id) => ({ to: "/fees/$feeId", params: { feeId: id } }),
};

function Subject({ hit }: { readonly hit: Hit }) {
  const place = PLACES[hit.subject_type]?.(hit.subject_id);
  const text = hit.number ?? hit.name ?? "";
  return place ? <PlaceLink place={place}>{text}</PlaceLink> : text;
}

function factsOf(facts: Hit["facts"], { office, homes }: Messages, format: Format): string {
  const { fields, values } = office.audits;
  const written = (key: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((one) => written(key, one)).join("、");
    if (typeof value === "number") return key.endsWith("_fen") ? format.money(value) : format.count(value);
    if (typeof value !== "string") return "";
    return values[value] ?? (key === "tier" ? (homes.tier as Readonly<Record<string, string>>)[value] : undefined) ?? value;
  };
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => `${fields[key] ?? key} ${written(key, value)}`)
    .join("，");
}
