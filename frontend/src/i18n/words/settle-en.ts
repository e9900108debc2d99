/** The month: billing, advances, remittances, closing, the fee. */
import { adjustmentEn, billEn, receiveEn, refundEn } from "./bills-en";
import { contractEn } from "./contracts-en";
import { deductionEn, feeEn } from "./fees-en";
import { closingEn, monthEn } from "./month-en";
import { remittanceEn } from "./remittances-en";
import type { settleZh } from "./settle-zh";
import { recoveryEn, voucherEn } from "./vouchers-en";

export const settleEn: typeof settleZh = {
  voucherState: {
    calculated: "to be confirmed",
    operator_confirmed: "to be paid",
    paid: "with finance",
    f_confirmed: "to recover",
    recovering: "recovering",
    recovered: "recovered",
    uncollectible: "written off",
    disputed: "disputed",
    withdrawn: "withdrawn",
  },
  remittanceState: {
    open: "open",
    statement: "to be signed",
    o_signed: "signed",
    payment_order: "to be sent",
    sent: "with finance",
    mismatch: "sent back",
    treasury_confirmed: "received",
    closed: "closed",
    withdrawn: "withdrawn",
  },
  feeState: {
    computed: "to be confirmed",
    o_confirmed: "to be audited",
    p_audited: "to be approved",
    pa_approved: "to be applied for",
    f_applied: "to be paid",
    paid: "paid",
    closed: "closed",
    disputed: "disputed",
    withdrawn: "withdrawn",
  },
  contractState: {
    draft: "draft",
    signed: "signed",
    published: "published",
    active: "in force",
    suspended: "suspended",
    expiring: "expiring",
    handover: "being handed over",
    ended: "ended",
    rescinded: "rescinded",
  },
  exclusion: {
    hardship: "deferred",
    dispute: "disputed",
    frozen: "frozen",
    vacancy: "vacant",
    holdover_above_contract: "surcharge for holding over",
  },
  states: "State",
  anyState: "Any state",
  month: monthEn,
  bill: billEn,
  receive: receiveEn,
  refund: refundEn,
  voucher: voucherEn,
  remittance: remittanceEn,
  closing: closingEn,
  fee: feeEn,
  page: (count) => `${count} on this page`,
  adjustment: adjustmentEn,
  recovery: recoveryEn,
  deduction: deductionEn,
  contract: contractEn,
};
