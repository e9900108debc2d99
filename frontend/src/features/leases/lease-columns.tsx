/** Leases, one a row: home, tenant, term, rent, state. */
import type { Column } from "../../components/data-table";
import { Money } from "../../components/money";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import type { Lease, LeaseState } from "./queries";

export const TONES: Readonly<Partial<Record<LeaseState, Tone>>> = {
  draft: "waiting",
  explained: "waiting",
  pending_sign: "waiting",
  signed: "waiting",
  active: "good",
  renewal_review: "waiting",
  expiring: "waiting",
  relocation: "waiting",
  suspended: "waiting",
  holdover: "late",
};

export function useLeaseColumns(): readonly Column<Lease>[] {
  const { homes } = useMessages();
  const words = homes.leases;
  return [
    { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
    { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
    { key: "contract", title: words.contract, cell: (row) => row.contract_no },
    { key: "tier", title: words.tier, cell: (row) => homes.tier[row.tier] },
    { key: "from", title: words.from, cell: (row) => <span className="nw">{row.starts_on}</span> },
    { key: "until", title: words.until, cell: (row) => <span className="nw">{row.ends_on}</span> },
    { key: "rent", title: words.rent, align: "end", cell: (row) => <Money fen={row.monthly_rent_fen} /> },
    { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state] ?? "plain"}>{homes.leaseState[row.state]}</StatusBadge> },
  ];
}
