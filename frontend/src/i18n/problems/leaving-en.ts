/** What refusals say of leaving a home, the final bill and the deposit. */
import type { leavingZh } from "./leaving-zh";

export const leavingEn: Readonly<Record<keyof typeof leavingZh, string>> = {
  check_out_sheet_missing:
    "The check-out sheet is not signed by both sides (after a notarised entry: by the operator). Complete it first.",
  damage_not_owed: "Less than this is still owed for damage, or the bill is not confirmed. Check what is owed.",
  deadline_too_short: "The period is too short. Give the earliest day allowed, or a later one.",
  deposit_above_agreed: "That is more than the lease asks for. Take what is still to come.",
  deposit_above_claims: "More than is owed would be taken. The rest goes back to the tenant; change the amount.",
  deposit_exceeded: "Less is held than this: part of it was refunded, used or taken along. Reload and check what is held.",
  deposit_not_taken: "No deposit can be taken now: the lease is not ready to sign yet, or it is over. Check its state.",
  deposit_receipt_not_found: "No such deposit receipt, or outside what you look after.",
  deposit_refund_not_found: "No such deposit refund, or outside what you look after.",
  exit_case_not_found: "There is no such exit case within your reach.",
  exit_not_settled:
    "Money still waits: a refund for its second person, or a debt. Finish it; that a debt stays open is the purchaser's approver's to say, with a reason.",
  exit_person_unknown: "The tenant's number is not known, so a ban would find nobody. Enter it first, then close the case.",
  exit_step_incomplete: "The step lacks what proves it. Fill in what is listed.",
  exit_too_early: "The period before this step still runs. Take it from the day given.",
  final_bill_incomplete: "A meter is neither billed nor cleared, or the property fee is not proved. Fill in what is listed.",
  final_bill_not_found: "No final bill has been drafted for this case. Draft it first.",
  final_bill_outdated: "Money has moved since the bill was drafted. Draft it again, then confirm.",
  fine_above_range: "The fine is above what the law allows. Lower it to the most allowed.",
  ground_not_met:
    "What the ground asks for is not so: the lease runs, fewer months are owed, or the household is still eligible. Check it.",
  ground_of_other_track: "That ground leads another way out. Choose one of those listed, or the other way.",
  inspection_on_workday: "Homes are inspected on working days only here. Choose the day given.",
  market_rent_missing: "Nobody has entered what the market asks in this project. The purchaser enters it first.",
  reading_missing: "There is no reading from the check-in. Say how much was used.",
  refund_to_payer: "A deposit goes back to its payer by the channel it came by. Leave channel and payee empty.",
  refund_way_missing: "This deposit was brought in from a book. Say by which channel and to whom it goes back.",
  rent_refund_not_found: "There is no such refund of rent within your reach.",
};
