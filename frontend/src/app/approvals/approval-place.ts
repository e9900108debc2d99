/** The full record behind an approval. */
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import type { Approval } from "./queries";

const CONTRACT = /\/service-contracts\/([^/]+)\//;

/** The record that the deed's address names besides its own. */
export const parentOf = ({ ways }: Approval): string | undefined => CONTRACT.exec(ways[0]?.path ?? "")?.[1];

export function recordOf(one: Approval): Place | undefined {
  const { subject_id: id, project_id: project } = one;
  const search = changed({ open: id, ...(project !== null && { project }) });
  const places: Readonly<Partial<Record<Approval["kind"], Place>>> = {
    voucher: { to: "/vouchers/$voucherId", params: { voucherId: id } },
    remittance: { to: "/remittances/$remittanceId", params: { remittanceId: id } },
    fee_statement: { to: "/fees/$feeId", params: { feeId: id } },
    deduction: { to: "/contracts", search: changed({ tab: "deductions", open: id, ...(project !== null && { project }) }) },
    contract: { to: "/contracts/$contractId", params: { contractId: id } },
    contract_price: { to: "/contracts/$contractId", params: { contractId: parentOf(one) ?? "" } },
    adjustment: { to: "/adjustments", search },
    import: { to: "/imports", search },
  };
  return places[one.kind];
}
