/** A new value from a day on, with its ground. */
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Parameter, set } from "./queries";
import { typed, valueOf } from "./value";

interface Values {
  value: string;
  valid_from: string;
  legal_basis: string;
}

const Field = fieldsOf<Values>();

export function SetValue({ of }: { readonly of: Parameter }) {
  const { office } = useMessages();
  const words = office.parameters;
  return (
    <Deed<Values>
      small
      label={words.set}
      title={words.setTitle(of.name)}
      explain={words.setExplain}
      initial={{ value: typed(of.value), valid_from: todayOn(), legal_basis: "" }}
      run={({ value, ...rest }) => set({ ...rest, key: of.key, value: valueOf(of, value) })}
    >
      <ValueField of={of} />
      <Field.Day name="valid_from" label={words.from} />
      <Field.Text name="legal_basis" label={words.basis} />
    </Deed>
  );
}

function ValueField({ of }: { readonly of: Parameter }) {
  const { office } = useMessages();
  const words = office.parameters;
  if (of.kind === "word") return <Field.Pick name="value" label={words.newValue} options={of.words.map((word) => [word, words.words[word] ?? word])} />;
  if (of.kind === "flag") return <Field.Pick name="value" label={words.newValue} options={[["true", words.yes], ["false", words.no]]} />;
  if (of.kind === "table") return <Field.Words name="value" label={words.newValue} hint={words.tableHint} />;
  return <Field.Figure name="value" label={words.newValue} autoFocus />;
}
