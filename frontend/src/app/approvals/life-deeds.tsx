/** What is decided about households and their homes: the deeds of the records' own pages. */
import { useQuery } from "@tanstack/react-query";

import { oneOf as termsQuery, TermsDeeds } from "../../components/lease-terms";
import { PossibleDeeds, type PossibleDeed } from "../../components/possible-deeds";
import { QueryProblem } from "../../components/query-problem";
import { RefundDeeds } from "../../features/deposits/refund-deeds";
import { PayRentBack } from "../../features/deposits/rent-refund";
import { refundsQuery, rentRefundsQuery } from "../../features/deposits/queries";
import { BanDeeds } from "../../features/eligibility/bans-list";
import { DecideDeeds } from "../../features/eligibility/measure-deeds";
import { bansQuery, measuresQuery, recordQuery } from "../../features/eligibility/queries";
import { ConfirmBill } from "../../features/exits/bill-deeds";
import { billQuery } from "../../features/exits/queries";
import { Answer, Decide } from "../../features/renewals/office-deeds";
import { type RenewalDetail, type RenewalEvent, renewalQuery } from "../../features/renewals/queries";
import { DirectDeeds } from "../../features/reservations/direct-page";
import { directQuery } from "../../features/reservations/queries";
import { DecisionDeeds } from "../../features/units/decisions-panel";
import { decisionsQuery } from "../../features/units/queries";
import { termsOf } from "./approval-place";
import type { Approval } from "./queries";

interface Props {
  readonly of: Approval;
}

/** As many as the inbox shows. */
const ALL = { limit: 200 };

const RENEWAL: readonly PossibleDeed<RenewalEvent, RenewalDetail>[] = [
  { on: "approve", needs: "renewal:decide", Deed: Decide },
  { on: "uphold", needs: "renewal:decide", Deed: Answer },
];

export function RenewalDecision({ of }: Props) {
  const answer = useQuery(renewalQuery(of.subject_id));
  return answer.data === undefined ? <QueryProblem of={answer} /> : <PossibleDeeds one={answer.data} rules={RENEWAL} />;
}

/** The measure that waits is the record's only one. */
export function MeasureDecision({ of }: Props) {
  const record = useQuery(recordQuery(of.subject_id));
  const measures = useQuery(measuresQuery(of.subject_id));
  const measure = measures.data?.items.find(({ state }) => state === "proposed");
  if (record.data === undefined) return <QueryProblem of={record} />;
  return measure === undefined ? <QueryProblem of={measures} /> : <DecideDeeds one={record.data} measure={measure} />;
}

export function BanDecision({ of }: Props) {
  const answer = useQuery(bansQuery("proposed", ALL));
  const ban = answer.data?.items.find(({ id }) => id === of.subject_id);
  return ban === undefined ? <QueryProblem of={answer} /> : <BanDeeds one={ban} />;
}

export function UnitDecision({ of }: Props) {
  const answer = useQuery(decisionsQuery(of.subject_id));
  const decision = answer.data?.items.find(({ state }) => state === "asked");
  return decision === undefined ? <QueryProblem of={answer} /> : <DecisionDeeds one={decision} />;
}

export function DirectDecision({ of }: Props) {
  const answer = useQuery(directQuery(of.project_id ?? "", "proposed", ALL));
  const kept = answer.data?.items.find(({ id }) => id === of.subject_id);
  return kept === undefined ? <QueryProblem of={answer} /> : <DirectDeeds one={kept} />;
}

/** The lease's oldest draft; what becomes of months already charged is shown before it is approved. */
export function TermsDecision({ of }: Props) {
  const answer = useQuery(termsQuery(termsOf(of)));
  return answer.data === undefined ? <QueryProblem of={answer} /> : <TermsDeeds terms={answer.data} />;
}

export function BillDecision({ of }: Props) {
  const answer = useQuery(billQuery(of.subject_id));
  return answer.data === undefined ? <QueryProblem of={answer} /> : <ConfirmBill bill={answer.data} />;
}

export function DepositBack({ of }: Props) {
  const answer = useQuery(refundsQuery(of.project_id ?? "", "proposed", ALL));
  const refund = answer.data?.items.find(({ id }) => id === of.subject_id);
  return refund === undefined ? <QueryProblem of={answer} /> : <RefundDeeds one={refund} />;
}

export function RentBack({ of }: Props) {
  const answer = useQuery(rentRefundsQuery(of.project_id ?? "", "proposed", ALL));
  const refund = answer.data?.items.find(({ id }) => id === of.subject_id);
  return refund === undefined ? <QueryProblem of={answer} /> : <PayRentBack one={refund} />;
}
