/** Where what was announced can be looked at. */
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import type { Notice } from "./queries";

type Found = (notice: Notice, month: string | undefined) => Place;

const inProject = ({ project_id: project }: Notice, more: object = {}) => changed({ ...(project !== null && { project }), ...more });

const PLACES: Readonly<Record<string, Found>> = {
  "advances.voucher": (notice) => ({ to: "/vouchers", search: inProject(notice, { open: notice.subject_id }) }),
  "closings.month": (notice, month) => ({ to: "/month", search: inProject(notice, { month, step: "close" }) }),
  "contracts.contract": ({ subject_id: id }) => ({ to: "/contracts", search: changed({ open: id }) }),
  "imports.import": (notice) => ({ to: "/imports", search: inProject(notice, { open: notice.subject_id }) }),
  "payments.payment": ({ subject_id: id }) => ({ to: "/payments/$paymentId", params: { paymentId: id } }),
  "payments.suspense": ({ subject_id: id }) => ({ to: "/payments/$paymentId", params: { paymentId: id } }),
  "payments.bank_statement": (notice) => ({ to: "/suspense", search: inProject(notice) }),
  "recoveries.recovery": (notice) => ({ to: "/vouchers", search: inProject(notice) }),
  "remittances.remittance": (notice) => ({ to: "/remittances", search: inProject(notice, { open: notice.subject_id }) }),
  "rent.run": (notice, month) => ({ to: "/month", search: inProject(notice, { month, step: "bill" }) }),
  "settlement.fee": (notice) => ({ to: "/contracts", search: inProject(notice, { open: notice.subject_id }) }),
};

/** Undefined where there is nothing more to see. */
export function placeOf(notice: Notice): Place | undefined {
  const { month } = notice.facts;
  return PLACES[notice.subject_type]?.(notice, typeof month === "string" ? month : undefined);
}
