/** An exit case: how far it has come on its way, its papers, the check-out sheet, the bill, and both ways back. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { Pending } from "../../components/pending";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { StepTrack } from "../../components/step-track";
import { BillPanel } from "../../features/exits/bill-panel";
import { ExitDeeds } from "../../features/exits/exit-deeds";
import { ClockOf, toneOf } from "../../features/exits/exits-page";
import { CoursePanel, ExitPapers } from "../../features/exits/papers-panel";
import { type ExitCase, exitQuery, historyQuery, leaseQuery } from "../../features/exits/queries";
import { chainOf } from "../../features/exits/tracks";
import { SheetPanel } from "../../features/handovers/sheet-panel";
import { useMessages } from "../../i18n/language";
import { RefundsPanel } from "./refunds-panel";

export function ExitPage() {
  const { lives } = useMessages();
  const { caseId = "" } = useParams({ strict: false });
  const answer = useQuery(exitQuery(caseId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={lives.exits.title} answer={answer} />;
}

const BACK_HALF: ReadonlySet<ExitCase["state"]> = new Set(["inspection_booked", "inspected", "final_bill", "handed_back", "settled", "closed"]);
const TO_PAY: ReadonlySet<ExitCase["state"]> = new Set(["final_bill", "handed_back", "settled", "closed"]);

function One({ one }: { readonly one: ExitCase }) {
  const { lives } = useMessages();
  const words = lives.exits;
  const history = useQuery(historyQuery(one.id));
  const lease = useQuery(leaseQuery(one.lease_id)).data;
  const tenant = lease?.tenant_name ?? "";
  return (
    <Detail
      title={[tenant, one.number].filter(Boolean).join(" ")}
      parents={[{ label: words.title, link: { to: "/exits" } }]}
      beside={<StatusBadge tone={toneOf(one)}>{words.state[one.state]}</StatusBadge>}
      situation={<ClockOf one={one} />}
      actions={<ExitDeeds one={one} />}
      facts={<Facts one={one} />}
      aside={
        <>
          <ExitPapers one={one} history={history.data?.items} />
          <CoursePanel one={one} history={history.data?.items} />
        </>
      }
    >
      <QueryProblem of={history} />
      {history.data && <StepTrack label={words.steps} steps={chainOf(one, history.data.items, (state) => words.state[state])} />}
      {BACK_HALF.has(one.state) && (
        <>
          <SheetPanel place={{ lease_id: one.lease_id, unit_id: one.unit_id, kind: "check_out" }} tenant={tenant} open={one.state === "inspection_booked"} />
          <BillPanel one={one} payer={tenant} />
        </>
      )}
      {TO_PAY.has(one.state) && <RefundsPanel one={one} />}
    </Detail>
  );
}

function Facts({ one }: { readonly one: ExitCase }) {
  const { homes, lives } = useMessages();
  const words = lives.exits;
  const lease = useQuery(leaseQuery(one.lease_id)).data;
  return (
    <>
      <Fact name={words.trackName} below={words.ground[one.ground]}>
        {words.track[one.track]}
      </Fact>
      <Fact name={words.home} below={<Link to="/leases/$leaseId" params={{ leaseId: one.lease_id }}>{lease?.contract_no ?? words.toLease}</Link>}>
        {lease && homes.address(lease.building, lease.entrance, lease.room)}
      </Fact>
      <Fact name={words.opened} {...(one.reason !== null && { below: one.reason })}>
        {one.opened_on}
      </Fact>
      {one.leaves_on !== null && (
        <Fact name={words.leavesOn} {...(one.handed_back_on !== null && { below: `${words.event.hand_back} ${one.handed_back_on}` })}>
          {one.leaves_on}
        </Fact>
      )}
      {one.legal_basis !== null && (
        <Fact name={words.legalBasis} {...(one.document_no !== null && { below: one.document_no })}>
          {one.legal_basis}
        </Fact>
      )}
    </>
  );
}
