/** Payments, one a row: when, from whom, how, how much, and what became of it. */
import type { Column } from "../../components/data-table";
import { Money } from "../../components/money";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import type { Payment } from "./queries";

export const TONES: Readonly<Record<Payment["state"], Tone>> = { allocated: "good", suspense: "waiting", returned: "plain", reversed: "plain" };

export function usePaymentColumns(): readonly Column<Payment>[] {
  const { rent, settle } = useMessages();
  const words = settle.receive;
  return [
    { key: "date", title: words.date, cell: (row) => <span className="nw">{row.received_on}</span> },
    { key: "home", title: words.home, cell: (row) => <span className="nw">{row.unit_code}</span> },
    { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name ?? row.payer_name },
    { key: "method", title: words.method, cell: (row) => rent.channel[row.channel] },
    { key: "serial", title: words.serial, cell: (row) => row.receipt_no ?? row.serial_no },
    { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
    { key: "rest", title: words.unallocated, align: "end", cell: (row) => <Money fen={row.unallocated_fen > 0 ? row.unallocated_fen : null} /> },
    { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.states[row.state]}</StatusBadge> },
  ];
}
