/** The rent's way back: what is set off the operator pays, the other leg the treasury; never who proposed it. */
import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { payRentBack, type RentRefund } from "./queries";

interface Values {
  slip_no: string;
  reason: string;
}

const Field = fieldsOf<Values>();

export function PayRentBack({ one }: { readonly one: RentRefund }) {
  const { lives } = useMessages();
  const words = lives.exits.refund;
  const format = useFormat();
  const may = useMay();
  const me = useMe();
  const isTreasurys = one.source === "treasury";
  if (isTreasurys !== me.roles.includes("finance_officer") || !may("rent_refund:pay")) return null;
  if (one.state !== "proposed" || one.maker_id === me.person_id) return null;
  return (
    <Deed<Values> small label={words.pay(format.money(one.amount_fen))} title={words.payTitle} explain={words.payExplain} initial={{ reason: words.reasonText }} run={(values, headers) => payRentBack(one, values, headers)}>
      <Field.Text name="slip_no" label={words.slip} autoFocus />
      <Field.Words name="reason" label={words.reason} />
    </Deed>
  );
}
