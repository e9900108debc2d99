/** Where what was announced can be looked at. */
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import type { Notice } from "./queries";

type Found = (notice: Notice, month: string | undefined) => Place;

const inProject = ({ project_id: project }: Notice, more: object = {}) => changed({ ...(project !== null && { project }), ...more });

const PLACES: Readonly<Record<string, Found>> = {
  "advances.voucher": ({ subject_id: id }) => ({ to: "/vouchers/$voucherId", params: { voucherId: id } }),
  "closings.month": (notice, month) => ({ to: "/month", search: inProject(notice, { month, step: "close" }) }),
  "contracts.contract": ({ subject_id: id }) => ({ to: "/contracts/$contractId", params: { contractId: id } }),
  "imports.import": (notice) => ({ to: "/imports", search: inProject(notice, { open: notice.subject_id }) }),
  "payments.payment": ({ subject_id: id }) => ({ to: "/payments/$paymentId", params: { paymentId: id } }),
  "payments.suspense": ({ subject_id: id }) => ({ to: "/payments/$paymentId", params: { paymentId: id } }),
  "payments.bank_statement": (notice) => ({ to: "/suspense", search: inProject(notice) }),
  "recoveries.recovery": (notice) => ({ to: "/vouchers", search: inProject(notice, { tab: "recoveries" }) }),
  "remittances.remittance": ({ subject_id: id }) => ({ to: "/remittances/$remittanceId", params: { remittanceId: id } }),
  "rounds.round": ({ subject_id: id }) => ({ to: "/rounds/$roundId", params: { roundId: id } }),
  "rent.run": (notice, month) => ({ to: "/month", search: inProject(notice, { month, step: "bill" }) }),
  "settlement.fee": ({ subject_id: id }) => ({ to: "/fees/$feeId", params: { feeId: id } }),
};

/** Undefined where there is nothing more to see. */
export function placeOf(notice: Notice): Place | undefined {
  const { month } = notice.facts;
  return PLACES[notice.subject_type]?.(notice, typeof month === "string" ? month : undefined);
}
