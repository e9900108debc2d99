/** Where a duty is done. */
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import type { Duty, DutyKind } from "../../api/duties";

/** What names the record. */
export type Told = Pick<Duty, "kind" | "subject_type" | "subject_id" | "project_id" | "month">;

const PLACES: Readonly<Record<DutyKind, (duty: Told) => Place>> = {
  voucher: (duty) => (duty.subject_type === "voucher" && duty.subject_id !== null ? { to: "/vouchers/$voucherId", params: { voucherId: duty.subject_id } } : { to: "/month", search: inMonth(duty, "advance") }),
  remittance: (duty) => (duty.subject_id === null ? { to: "/remittances", search: inProject(duty) } : { to: "/remittances/$remittanceId", params: { remittanceId: duty.subject_id } }),
  held_money: (duty) => ({ to: "/remittances", search: inProject(duty) }),
  fee_statement: (duty) => (duty.subject_type === "fee_statement" && duty.subject_id !== null ? { to: "/fees/$feeId", params: { feeId: duty.subject_id } } : { to: "/month", search: inMonth(duty, "fee") }),
  deduction: ({ subject_id: open, ...duty }) => ({ to: "/contracts", search: inProject(duty, { tab: "deductions", open }) }),
  contract: (duty) => (duty.subject_id === null ? { to: "/contracts", search: inProject(duty) } : { to: "/contracts/$contractId", params: { contractId: duty.subject_id } }),
  contract_price: (duty) => ({ to: "/contracts", search: inProject(duty) }),
  adjustment: ({ subject_id: open, ...duty }) => ({ to: "/adjustments", search: inProject(duty, { open }) }),
  billing_run: (duty) => ({ to: "/month", search: inMonth(duty, "bill") }),
  suspense: (duty) => ({ to: "/suspense", search: inProject(duty) }),
  import: ({ subject_id: open, ...duty }) => ({ to: "/imports", search: inProject(duty, { open }) }),
  month: (duty) => ({ to: "/month", search: inMonth(duty, "close") }),
  lease_end: (duty) => ({ to: "/leases", search: inProject(duty) }),
  hold_end: (duty) => ({ to: "/leases", search: inProject(duty) }),
  arrears: (duty) => ({ to: "/arrears", search: inProject(duty) }),
  own_rent: (duty) => ({ to: "/leases", search: inProject(duty) }),
  eligibility: (duty) => (duty.subject_id === null ? { to: "/eligibility" } : { to: "/eligibility/$recordId", params: { recordId: duty.subject_id } }),
  ban: () => ({ to: "/eligibility", search: changed({ tab: "bans" }) }),
  unit_decision: (duty) => (duty.subject_id === null ? { to: "/units", search: inProject(duty) } : { to: "/units/$unitId", params: { unitId: duty.subject_id } }),
  allocation_round: (duty) => inRound(duty),
  round_objection: (duty) => inRound(duty),
  reservation: (duty) => ({ to: "/leasing", search: inProject(duty) }),
  lease_paper: (duty) => (duty.subject_id === null ? { to: "/leasing", search: inProject(duty) } : { to: "/leases/$leaseId", params: { leaseId: duty.subject_id } }),
  lease_terms: (duty) => (duty.subject_id === null ? { to: "/leases", search: inProject(duty) } : { to: "/leases/$leaseId", params: { leaseId: duty.subject_id } }),
  filing: (duty) => ({ to: "/leasing", search: inProject(duty, { tab: "filings" }) }),
  check_in: (duty) => (duty.subject_id === null ? { to: "/check-ins", search: inProject(duty) } : { to: "/check-ins/$checkInId", params: { checkInId: duty.subject_id } }),
  renewal: (duty) => (duty.subject_id === null ? { to: "/renewals", search: inProject(duty) } : { to: "/renewals/$renewalId", params: { renewalId: duty.subject_id } }),
  lease_change: (duty) => (duty.subject_id === null ? { to: "/changes", search: inProject(duty) } : { to: "/changes/$changeId", params: { changeId: duty.subject_id } }),
  exchange: (duty) => (duty.subject_id === null ? { to: "/exchanges", search: inProject(duty) } : { to: "/exchanges/$exchangeId", params: { exchangeId: duty.subject_id } }),
  exit_case: (duty) => inExit(duty),
  final_bill: (duty) => inExit(duty),
  deposit_refund: ({ subject_id: refund, ...duty }) => ({ to: "/deposits", search: inProject(duty, { tab: "refunds", refund }) }),
  rent_refund: (duty) => ({ to: "/deposits", search: inProject(duty, { tab: "rent" }) }),
};

export const placeOf = (duty: Told): Place => PLACES[duty.kind](duty);

const inRound = (duty: Told): Place => (duty.subject_id === null ? { to: "/rounds", search: inProject(duty) } : { to: "/rounds/$roundId", params: { roundId: duty.subject_id } });

const inExit = (duty: Told): Place => (duty.subject_id === null ? { to: "/exits", search: inProject(duty) } : { to: "/exits/$caseId", params: { caseId: duty.subject_id } });

type In = Pick<Duty, "project_id" | "month">;

const inProject = ({ project_id: project }: In, more: object = {}) => changed({ ...(project !== null && { project }), ...more });

const inMonth = (duty: In, step: string) => inProject(duty, { step, month: duty.month ?? undefined });
