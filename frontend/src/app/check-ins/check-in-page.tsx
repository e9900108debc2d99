/** A household moving in: how far it has come, what is missing before the keys, and the sheet that both sign. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { Fact, FactStrip } from "../../components/fact-strip";
import { Page } from "../../components/page";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { stepsAlong, StepTrack } from "../../components/step-track";
import { CheckInDeeds } from "../../features/check-ins/check-in-deeds";
import { toneOf } from "../../features/check-ins/check-ins-page";
import { ChecklistPanel } from "../../features/check-ins/checklist-panel";
import { type CheckInDetail, checkInQuery, leaseQuery } from "../../features/check-ins/queries";
import { TakeDeposit } from "../../features/deposits/take-deposit";
import { SheetPanel, useSheet } from "../../features/handovers/sheet-panel";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";

export function CheckInPage() {
  const { lives } = useMessages();
  const { checkInId = "" } = useParams({ strict: false });
  const answer = useQuery(checkInQuery(checkInId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={lives.checkIn.title} answer={answer} />;
}

interface Props {
  readonly one: CheckInDetail;
}

const WAY = ["booked", "money_ok", "inspected", "handed_over", "registered"] as const;
const SHEET_OPEN = new Set(["booked", "money_ok", "inspected"]);

function One({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  const lease = useQuery(leaseQuery(one.lease_id)).data;
  const place = { lease_id: one.lease_id, unit_id: lease?.unit_id ?? "", kind: "check_in" as const };
  const { sheet } = useSheet(place);
  const aside = one.state === "no_show" || one.state === "defect_hold" || one.state === "cancelled";
  return (
    <Page
      title={`${one.tenant_name} ${one.unit_code}`}
      parents={[{ label: words.title, link: { to: "/check-ins" } }]}
      beside={<StatusBadge tone={toneOf(one)}>{words.state[one.state]}</StatusBadge>}
      {...(one.held_for !== null && { situation: words.held(one.held_for) })}
      actions={<CheckInDeeds one={one} />}
    >
      <Facts one={one} rent={lease?.monthly_rent_fen} />
      <div className="grid">
        {!aside && <StepTrack label={words.track} steps={stepsAlong(WAY, one.state as (typeof WAY)[number], (state) => words.state[state])} />}
        <ChecklistPanel
          one={one}
          sheet={sheet}
          takeDeposit={<TakeDeposit small leaseId={one.lease_id} missing={one.deposit_missing_fen} payer={one.tenant_name} />}
        />
        {lease && <SheetPanel place={place} tenant={one.tenant_name} open={SHEET_OPEN.has(one.state)} />}
      </div>
    </Page>
  );
}

function Facts({ one, rent }: Props & { readonly rent: number | undefined }) {
  const { lives, units } = useMessages();
  const words = lives.checkIn;
  const format = useFormat();
  return (
    <FactStrip>
      <Fact name={words.lease} {...(rent !== undefined && { below: `${lives.lease.rent} ${format.money(rent)} ${units.yuan}` })}>
        <Link to="/leases/$leaseId" params={{ leaseId: one.lease_id }}>
          {one.contract_no}
        </Link>
      </Fact>
      <Fact name={words.day}>{one.booked_on}</Fact>
      <Fact name={words.members}>{one.members.map(({ name }) => name).join("、")}</Fact>
      <Fact name={words.rent} {...(one.charged_from === null && { below: words.notYet })}>
        {one.charged_from ?? ""}
      </Fact>
    </FactStrip>
  );
}
