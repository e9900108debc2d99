/** Verification: what whoever holds a paper is shown. */
import type { verificationZh } from "./verification-zh";

export const verificationEn: typeof verificationZh = {
  title: "Is this paper ours?",
  ours: "This paper was issued by this system",
  kind: "Paper",
  number: "Number",
  day: "Day",
  fingerprint: "Fingerprint",
  kinds: {
    receipt: "Receipt",
    lease_statement: "Household statement",
    fee_statement: "Fee statement",
    selection_slip: "Selection slip",
    waiver: "Waiver",
    exit_paper: "Exit paper",
    final_bill: "Final bill",
    handover_sheet: "Hand-over sheet",
    lease: "Lease",
    explanation: "Explanation",
    household_file: "Household file",
    unit_file: "Unit file",
    renewal_paper: "Renewal paper",
    change_paper: "Paper of a change",
    exchange_paper: "Paper of an exchange",
  },
  compare: "Compare the number, the day and the figures under the QR code with the paper. If one differs, it is not the same paper.",
};
