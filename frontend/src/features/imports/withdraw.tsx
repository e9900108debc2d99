/** 撤回: an import taken back with its reason, while nothing depends on it. */
import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type Import, withdraw } from "./queries";

const OPEN: ReadonlySet<Import["state"]> = new Set(["ready", "confirmed"]);
const Field = fieldsOf<{ reason: string }>();

export function Withdraw({ one }: { readonly one: Import }) {
  const { books } = useMessages();
  const words = books.imports;
  const may = useMay();
  if (!OPEN.has(one.state) || !may("books:import")) return null;
  return (
    <Deed<{ reason: string }> label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} run={({ reason }, headers) => withdraw(one.id, reason, headers)}>
      <Field.Words name="reason" label={words.withdrawReason} autoFocus />
    </Deed>
  );
}
