/** How far a voucher has come, and the equation that made it. */
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Voucher, VoucherState } from "./queries";

const TONES: Readonly<Record<VoucherState, Tone>> = {
  calculated: "waiting",
  operator_confirmed: "waiting",
  paid: "waiting",
  f_confirmed: "good",
  recovering: "good",
  recovered: "good",
  uncollectible: "plain",
  disputed: "waiting",
  withdrawn: "plain",
};

export function StateOf({ one }: { readonly one: Voucher }) {
  const { settle } = useMessages();
  return <StatusBadge tone={TONES[one.state]}>{settle.voucherState[one.state]}</StatusBadge>;
}

/** 账单 − 减免 − 住户已缴 − 不代交 = 代交. */
export function Equation({ one }: { readonly one: Voucher }) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <>
      {words.billed} <b>{format.money(one.billed_fen)}</b> − {words.reduced} <b>{format.money(one.reduced_fen)}</b> − {words.paid}{" "}
      <b>{format.money(one.tenant_paid_fen)}</b> − {words.excluded} <b>{format.money(one.excluded_fen)}</b> ={" "}
      <b className="acc">{format.money(one.amount_fen)}</b>
    </>
  );
}
