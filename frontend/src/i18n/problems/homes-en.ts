/** What refusals say of homes, hand-overs, assets and equipment. */
import type { homesZh } from "./homes-zh";

export const homesEn: Readonly<Record<keyof typeof homesZh, string>> = {
  alternative_missing:
    "The face is only ever a second way. Issue a card or PIN first, and keep one.",
  asset_card_missing: "There is no asset card yet. Write the card first.",
  asset_card_not_found: "This unit has no asset card yet. Write one first.",
  building_not_found: "There is no such building within your reach.",
  building_not_in_project: "The building is not in this project. Choose another.",
  card_changed_meanwhile:
    "The card has a later edition than the one you read. Reload and try again.",
  consent_missing:
    "The face needs a consent of its own. Upload it, signed by the person or the guardian.",
  credential_not_found: "There is no such credential within your reach.",
  credential_not_taken: "The device does not take that kind of credential. Choose another.",
  credential_withdrawn: "The credential was withdrawn already.",
  critical_defect: "A critical defect is noted. Take the unit out for repair first.",
  device_not_found: "There is no such device within your reach.",
  device_not_of_home: "The device is not on the way to that home. Choose another.",
  device_out_of_use: "The device is retired. Choose another.",
  device_place_invalid:
    "A lock needs its unit, a gate or lift its building, an estate's gate neither. Correct the place.",
  face_only_device: "A device must not depend on the face. Let it take a card or a PIN as well.",
  guardian_missing: "For a child under fourteen a guardian consents. Give the guardian's name.",
  handover_incomplete: "The sheet lacks something and cannot be signed. Fill in what is listed.",
  handover_not_found: "There is no such hand-over sheet within your reach.",
  handover_signed: "A side has signed the sheet. Void it and make a new one.",
  lease_of_other_unit: "The lease is of another unit. Check both.",
  lease_over: "The lease is not signed or is over. No credential can be issued by it.",
  member_gone: "The household has no such member, or they have left. Check who it is.",
  meter_ran_backwards: "The later reading is lower. Check it, or note that the meter was changed.",
  month_not_begun: "The month has not begun. Choose another.",
  neither_booked_nor_there: "Some codes are neither in the books nor there. Check them.",
  no_dwelling: "Shops, parking and common rooms are not allocated to households. Choose a home.",
  not_in_repair: "The unit is not out for repair. Reload to see its state.",
  not_ready:
    "It cannot be offered yet: critical work is open or the lock was not changed. Finish that first.",
  project_not_found: "No such estate, or outside what you look after.",
  rent_standard_missing: "No rent standard is published for it. Publish one first.",
  repair_ends_before_it_begins: "The expected last day is before the first. Correct the dates.",
  repair_within_limit:
    "A repair this short is the operator's own to decide. No confirmation is needed.",
  side_has_signed: "That side has signed already.",
  side_not_of_handover: "That side does not sign a hand-over of this kind. Check the side.",
  stocktake_incomplete:
    "Some units are not counted, or differ without a reason. Complete those listed.",
  stocktake_not_found: "There is no such stocktake within your reach.",
  stocktake_not_open: "The project has no stocktake that is being counted. Start one first.",
  unit_accepted: "Both sides accepted the unit. What is written of it no longer changes.",
  unit_decision_not_found: "Nothing waits for a decision on this unit, or it was decided.",
  unit_has_lease: "A lease that is not over holds this home. End it first.",
  unit_leaves_stock: "This home is being disposed of and cannot be allocated. Choose another.",
  unit_not_found: "No such unit, or outside what you look after.",
  unit_step_out_of_order:
    "The home has taken a later step already. Choose that day or a later one.",
  wear_exceeds_value: "Accumulated wear cannot exceed the original value. Check both.",
  withdrawn_before_issue: "It cannot be withdrawn before it was issued. Correct the day.",
};
