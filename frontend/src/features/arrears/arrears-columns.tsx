/** Households in arrears, one a row. */
import type { Column } from "../../components/data-table";
import { Money } from "../../components/money";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Arrears } from "./queries";

/** From this many months on the count is cinnabar. */
const DEEP = 4;

export function useArrearsColumns(): readonly Column<Arrears>[] {
  const { homes, rent } = useMessages();
  const words = rent.arrears;
  return [
    { key: "home", title: words.home, cell: (row) => <span className="nw">{row.unit_code}</span> },
    { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
    { key: "owed", title: words.owed, align: "end", cell: (row) => <b><Money fen={row.overdue_fen} /></b> },
    { key: "advanced", title: words.advanced, align: "end", cell: (row) => <Money fen={row.operator_fen} /> },
    { key: "months", title: words.months, align: "end", cell: (row) => <span className={row.months_owed >= DEEP ? "late" : undefined}>{row.months_owed}</span> },
    { key: "since", title: words.since, cell: (row) => <span className="nw">{row.since_on}</span> },
    { key: "state", title: words.state, cell: (row) => homes.leaseState[row.lease_state] },
    { key: "next", title: words.next, cell: (row) => <NextStep row={row} /> },
  ];
}

function NextStep({ row }: { readonly row: Arrears }) {
  const { rent } = useMessages();
  const words = rent.arrears;
  const format = useFormat();
  const step = row.step ?? row.next_step;
  if (row.holds.length > 0) return <StatusBadge tone="waiting">{row.holds.map((hold) => rent.hold[hold]).join("、")}</StatusBadge>;
  if (!step) return null;
  return (
    <span className="nw">
      {words.steps[step.code] ?? step.code} <span className="muted">{step.due_on === null ? words.dueNow : words.dueOn(format.day(step.due_on))}</span>{" "}
      {row.may_be_evicted && <StatusBadge tone="late">{words.evict}</StatusBadge>}
    </span>
  );
}
