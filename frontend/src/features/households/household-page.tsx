/** A household: who lives there, under which lease, every fen of the account, and all that happened. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Detail } from "../../components/detail";
import { HouseholdDossier } from "../../components/dossier-panel";
import { FileButton } from "../../components/file-viewer";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { usePageSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { ArrearsPanel } from "./arrears-panel";
import { ContactsPanel } from "./contacts-panel";
import { CoursePanel } from "./course-panel";
import { HouseholdFacts } from "./household-facts";
import { MembersPanel } from "./members-panel";
import { PapersPanel } from "./papers-panel";
import { type Household, householdQuery, type Lease, leasesQuery, printedStatement } from "./queries";
import { StatementPanel } from "./statement-panel";

export function HouseholdPage() {
  const { homes } = useMessages();
  const { householdId = "" } = useParams({ strict: false });
  const { lease: wanted } = usePageSearch<{ readonly lease?: string | undefined }>();
  const household = useQuery(householdQuery(householdId));
  const leases = useQuery(leasesQuery(householdId));
  if (household.data && leases.data) {
    const lease = leases.data.items.find(({ id }) => id === wanted) ?? present(leases.data.items);
    return <One household={household.data} leases={leases.data.items} lease={lease} />;
  }
  return <Pending title={homes.leases.title} answer={household.error === null ? leases : household} />;
}

/** The lease that is lived under now, or the last one. */
function present(leases: readonly Lease[]): Lease | undefined {
  return leases.find(({ state }) => state !== "terminated" && state !== "void") ?? leases[0];
}

interface Props {
  readonly household: Household;
  readonly leases: readonly Lease[];
  readonly lease: Lease | undefined;
}

function One({ household, leases, lease }: Props) {
  const { homes } = useMessages();
  const may = useMay();
  const seesRent = may("rent:read");
  return (
    <Detail
      title={household.tenant_name}
      parents={[{ label: homes.leases.title, link: { to: "/leases" } }]}
      beside={lease && <Where lease={lease} />}
      {...(!lease && { situation: homes.household.noLease })}
      actions={lease && <Deeds lease={lease} />}
      facts={<HouseholdFacts household={household} lease={lease} />}
      aside={
        <>
          <CoursePanel householdId={household.id} />
          {lease && seesRent && <ArrearsPanel lease={lease} />}
          {lease && <ContactsPanel householdId={household.id} lease={lease} />}
          <MembersPanel household={household} />
          <HouseholdDossier id={household.id} />
          {seesRent && <PapersPanel leases={leases} />}
        </>
      }
    >
      {lease && seesRent && <StatementPanel lease={lease} people={household.members.length} />}
    </Detail>
  );
}

function Where({ lease }: { readonly lease: Lease }) {
  const { homes } = useMessages();
  return (
    <>
      <Link to="/board" search={{ unit: lease.unit_id, project: lease.project_id } as never} className="nw">
        {homes.address(lease.building, lease.entrance, lease.room)}
      </Link>
      <StatusBadge tone={lease.state === "active" ? "good" : "waiting"}>{homes.leaseState[lease.state]}</StatusBadge>
    </>
  );
}

function Deeds({ lease }: { readonly lease: Lease }) {
  const { homes } = useMessages();
  const may = useMay();
  const words = homes.household;
  return (
    <>
      <Link to="/leases/$leaseId" params={{ leaseId: lease.id }} className="button">
        {words.toLease}
      </Link>
      {may("rent:read") && <FileButton href={printedStatement(lease.id)} title={`${words.statement} ${lease.contract_no}`} label={words.print} />}
      {may("payment:take") && (
        <Link to="/counter" search={{ lease: lease.id }} className="button primary">
          {words.toCounter}
        </Link>
      )}
    </>
  );
}
