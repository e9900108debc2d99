/** 起草调整: a charge that is wrong is changed by a second person of the purchaser, never here. */
import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { adjust, type AdjustmentIn, type Charge } from "./queries";

const Field = fieldsOf<AdjustmentIn>();

export function Adjust({ charge }: { readonly charge: Charge }) {
  const { settle } = useMessages();
  const words = settle.adjustment;
  const format = useFormat();
  const may = useMay();
  if (!may("adjustment:draft")) return null;
  return (
    <Deed<AdjustmentIn>
      small
      label={words.draft}
      title={words.draftTitle(format.month(charge.month))}
      explain={words.draftExplain}
      initial={{ kind: "reduction" }}
      run={(values, headers) => adjust({ ...values, charge_id: charge.id }, headers)}
    >
      <Field.Pick name="kind" label={words.kind} options={Object.entries(words.kinds)} />
      <Field.Money name="amount_fen" label={words.amount} autoFocus />
      <Field.Words name="reason" label={words.reason} />
      <Field.Text name="basis" label={words.basis} />
    </Deed>
  );
}
