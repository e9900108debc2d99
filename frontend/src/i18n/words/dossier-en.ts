/** Files: one per household, one per home. */
import type { dossierZh } from "./dossier-zh";

export const dossierEn: typeof dossierZh = {
  household: "Household file",
  unit: "Unit file",
  bound: "One PDF",
  none: "No signed lease yet; the file begins with one.",
  items: {
    eligibility: "Decision on eligibility",
    identity: "Identities of members",
    explanation: "Explanation",
    lease: "Lease signed by both sides",
    filing: "Filing",
    deposit: "Deposit received",
    check_in_sheet: "Check-in sheet",
    registration: "Registration",
    review: "Yearly review",
    check_out_sheet: "Check-out sheet",
    final_bill: "Final bill",
  },
  presences: { present: "on file", missing: "missing", not_due: "not due" },
};
