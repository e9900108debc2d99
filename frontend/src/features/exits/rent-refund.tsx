/** The rent's way back: paid by somebody other than who proposed it. */
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
  if (one.state !== "proposed" || !may("rent_refund:pay") || one.maker_id === me.person_id) return null;
  return (
    <Deed<Values> small label={words.pay(format.money(one.amount_fen))} title={words.payTitle} explain={words.payExplain} initial={{ reason: words.reasonText }} run={(values, headers) => payRentBack(one, values, headers)}>
      <Field.Text name="slip_no" label={words.slip} autoFocus />
      <Field.Words name="reason" label={words.reason} />
    </Deed>
  );
}
