/** 等我办: what waits for the person, soonest first; each line leads to its deed. */
import type { ReactNode } from "react";

import { type Column, DataTable } from "../../components/data-table";
import { PlaceLink } from "../../components/place-link";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { placeOf } from "./duty-link";
import type { Duty } from "../../api/duties";

interface Props {
  readonly rows: readonly Duty[] | undefined;
  readonly caption: string;
  readonly empty: ReactNode;
}

export function DutiesTable({ rows, caption, empty }: Props) {
  return <DataTable caption={caption} empty={empty} rows={rows} rowKey={keyOf} columns={useDutyColumns()} bare />;
}

const keyOf = (duty: Duty) => [duty.kind, duty.project_id, duty.subject_id, duty.action, duty.name, duty.month].join(" ");

function useDutyColumns(): readonly Column<Duty>[] {
  const { duties } = useMessages();
  return [
    { key: "due", title: duties.due, cell: (row) => <Due duty={row} /> },
    { key: "what", title: duties.what, cell: (row) => <What duty={row} /> },
    { key: "which", title: duties.which, cell: (row) => <Which duty={row} /> },
    { key: "sum", title: duties.sum, align: "end", cell: (row) => <Sum duty={row} /> },
    { key: "deed", title: duties.deed, align: "end", cell: (row) => <PlaceLink place={placeOf(row)}>{duties.action[row.action]}</PlaceLink> },
  ];
}

/** Overdue is cinnabar; today is ochre. */
function Due({ duty }: { readonly duty: Duty }) {
  const { duties } = useMessages();
  const format = useFormat();
  if (duty.days_late !== null) return <b className="late nw">{duties.late(duty.days_late)}</b>;
  if (duty.due_on === null) return null;
  return duty.due_on === format.todayOn() ? <b className="wait nw">{duties.dueToday}</b> : <span className="nw">{format.day(duty.due_on)}</span>;
}

function What({ duty }: { readonly duty: Duty }) {
  const { duties, rent } = useMessages();
  const format = useFormat();
  const month = duty.month === null ? "" : format.shortMonth(duty.month);
  // A step of dunning has a name of its own.
  const name = duty.kind === "arrears" && duty.name !== null ? (rent.arrears.steps[duty.name] ?? duty.name) : duties.kind[duty.kind];
  return (
    <b className="nw">
      {month}
      {name}
    </b>
  );
}

function Which({ duty }: { readonly duty: Duty }) {
  const { duties } = useMessages();
  if (duty.kind === "arrears") return [duty.project, duties.kind.arrears].filter(Boolean).join(" ");
  return [duty.project, duty.number, duty.name].filter(Boolean).join(" ");
}

/** What is counted; one paper is not worth counting. */
const COUNTED: Readonly<Partial<Record<Duty["kind"], "households" | "payments" | "rows">>> = {
  voucher: "households",
  arrears: "households",
  lease_end: "households",
  hold_end: "households",
  suspense: "payments",
  import: "rows",
};

function Sum({ duty }: { readonly duty: Duty }) {
  const { duties, units } = useMessages();
  const format = useFormat();
  const counted = COUNTED[duty.kind];
  const count = duty.count === null || counted === undefined ? null : duties[counted](format.count(duty.count));
  const sum = duty.amount_fen === null ? null : `${format.money(duty.amount_fen)} ${units.yuan}`;
  return [count, sum].filter(Boolean).join("，");
}
