/** A sheet put aside; it stays, and says why. */
import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { discard, type Handover } from "./queries";

const Field = fieldsOf<{ reason: string }>();

export function Discard({ one, small = false }: { readonly one: Handover; readonly small?: boolean }) {
  const { lives } = useMessages();
  const words = lives.handover;
  const may = useMay();
  if (!one.possible.includes("discard") || !may("handover:draft")) return null;
  return (
    <Deed<{ reason: string }> small={small} label={words.void} title={words.voidTitle} explain={words.voidExplain} run={({ reason }) => discard(one, reason)}>
      <Field.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}
