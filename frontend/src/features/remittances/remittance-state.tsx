/** How far a remittance has come. */
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import type { Remittance, RemittanceState } from "./queries";

const TONES: Readonly<Record<RemittanceState, Tone>> = {
  open: "plain",
  statement: "waiting",
  o_signed: "waiting",
  payment_order: "waiting",
  sent: "waiting",
  mismatch: "waiting",
  treasury_confirmed: "good",
  closed: "good",
  withdrawn: "plain",
};

export function StateOf({ one }: { readonly one: Remittance }) {
  const { settle } = useMessages();
  return <StatusBadge tone={TONES[one.state]}>{settle.remittanceState[one.state]}</StatusBadge>;
}
