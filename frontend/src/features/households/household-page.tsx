/** A household: who lives there, under which lease, what is owed, and every fen of it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Fact, LeaseFacts } from "./lease-facts";
import { MembersPanel } from "./members-panel";
import { arrearsQuery, type Household, householdQuery, type Lease, leasesQuery, printedStatement } from "./queries";
import { StatementPanel } from "./statement-panel";

export function HouseholdPage() {
  const { homes } = useMessages();
  const { householdId = "" } = useParams({ strict: false });
  const household = useQuery(householdQuery(householdId));
  const leases = useQuery(leasesQuery(householdId));
  const lease = leases.data && present(leases.data.items);
  return (
    <Page
      title={household.data?.tenant_name ?? homes.leases.title}
      beside={lease && <Where lease={lease} />}
      actions={lease && <Deeds lease={lease} />}
    >
      <QueryProblem of={[household, leases]} />
      {leases.isSuccess && !lease && <p className="muted">{homes.household.noLease}</p>}
      <Account lease={lease} household={household.data} />
    </Page>
  );
}

/** The lease that is lived under now, or the last one. */
function present(leases: readonly Lease[]): Lease | undefined {
  return leases.find(({ state }) => state !== "terminated" && state !== "void") ?? leases[0];
}

function Account({ lease, household }: { readonly lease: Lease | undefined; readonly household: Household | undefined }) {
  const may = useMay();
  const seesRent = may("rent:read");
  return (
    <>
      {lease && <LeaseFacts lease={lease}>{seesRent && <Owed leaseId={lease.id} />}</LeaseFacts>}
      <div className="beside">
        {lease && seesRent ? <StatementPanel leaseId={lease.id} /> : <div />}
        {household && <MembersPanel household={household} />}
      </div>
    </>
  );
}

function Owed({ leaseId }: { readonly leaseId: string }) {
  const { homes } = useMessages();
  const words = homes.household;
  const format = useFormat();
  const { data } = useQuery(arrearsQuery(leaseId));
  if (!data) return null;
  const { overdue_fen: overdue, operator_fen: advanced } = data;
  return (
    <Fact
      name={words.owed}
      tone={overdue > 0 ? "late" : undefined}
      {...(advanced > 0 && { below: words.advanced(format.money(advanced)) })}
      {...(overdue === 0 && { below: words.owedNone })}
    >
      <Money fen={overdue} unit />
    </Fact>
  );
}

function Where({ lease }: { readonly lease: Lease }) {
  const { homes } = useMessages();
  return (
    <>
      <span className="nw">{homes.address(lease.building, lease.entrance, lease.room)}</span>
      <StatusBadge tone={lease.state === "active" ? "good" : "waiting"}>{homes.leaseState[lease.state]}</StatusBadge>
    </>
  );
}

function Deeds({ lease }: { readonly lease: Lease }) {
  const { homes } = useMessages();
  const may = useMay();
  return (
    <>
      {may("rent:read") && (
        <a className="button" href={printedStatement(lease.id)} target="_blank" rel="noreferrer">
          {homes.household.print}
        </a>
      )}
      {may("payment:take") && (
        <Link to="/counter" search={{ lease: lease.id }} className="button primary">
          {homes.household.toCounter}
        </Link>
      )}
    </>
  );
}
