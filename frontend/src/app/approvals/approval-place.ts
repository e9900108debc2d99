/** The full record behind an approval. */
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import { placeOf } from "../home/duty-link";
import type { Approval } from "./queries";

const CONTRACT = /\/service-contracts\/([^/]+)\//;

const TERMS = /\/lease-terms\/([^/]+)\//;

/** Terms wait by their lease: the draft that is decided is named by the deed alone. */
export const termsOf = ({ ways }: Approval): string => TERMS.exec(ways[0]?.path ?? "")?.[1] ?? "";

/** The record that the deed's address names besides its own. */
export const parentOf = ({ ways }: Approval): string | undefined => CONTRACT.exec(ways[0]?.path ?? "")?.[1];

export function recordOf(one: Approval): Place {
  // A home that is kept leads to its lease; what waits here is only proposed.
  if (one.kind === "reservation") return { to: "/direct-allocations", search: changed({ ...(one.project_id !== null && { project: one.project_id }) }) };
  const contractId = parentOf(one);
  return contractId === undefined ? placeOf(one) : { to: "/contracts/$contractId", params: { contractId } };
}
