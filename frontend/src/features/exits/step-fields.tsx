/** A step's fields by their names: what it must say, and what it may. */
import { Button, Form } from "antd";
import type { ReactNode } from "react";

import { fieldsOf, rowFieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./exits.module.css";
import type { Stepping } from "./queries";

const Field = fieldsOf<Stepping>();
const WitnessField = rowFieldsOf<NonNullable<Stepping["witnesses"]>[number]>();
const ItemField = rowFieldsOf<NonNullable<Stepping["inventory"]>[number]>();

type Name = keyof ReturnType<typeof useWords>["field"];
const useWords = () => useMessages().lives.exits;

interface FieldProps {
  readonly name: Name;
  readonly label: string;
}

const Line = ({ name, label }: FieldProps) => <Field.Text name={name} label={label} />;
const Day = ({ name, label }: FieldProps) => <Field.Day name={name} label={label} />;
const Money = ({ name, label }: FieldProps) => <Field.Money name={name} label={label} />;

function Served({ name, label }: FieldProps) {
  const words = useWords();
  return <Field.Pick name={name} label={label} options={Object.entries(words.served)} />;
}

const Papers = ({ name, label }: FieldProps) => <Field.Files name={name} label={label} />;

const CHANNELS = ["web", "newspaper", "building_door"] as const;

function Channels() {
  const words = useWords();
  return CHANNELS.map((channel, at) => (
    <div key={channel} className={styles.row}>
      <Field.Text name={["channels", at, "reference"]} label={`${words.channel[channel]} ${words.reference}`} />
      <Field.Day name={["channels", at, "on_date"]} label={words.channelDay} max={todayOn()} />
    </div>
  ));
}

function Rows({ name, label, row }: FieldProps & { readonly row: (at: number) => ReactNode }) {
  const words = useWords();
  return (
    <fieldset className={styles.rows}>
      <legend>{label}</legend>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name: at }) => (
              <div key={key} className={styles.row}>
                {row(at)}
                <Button size="small" aria-label={`${words.remove} ${label} ${at + 1}`} onClick={() => remove(at)}>
                  {words.remove}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add()}>
              {words.add}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function Witnesses(props: FieldProps) {
  const words = useWords();
  return (
    <Rows
      {...props}
      row={(at) => (
        <>
          <WitnessField.Text name={[at, "name"]} label={words.name} />
          <WitnessField.Pick name={[at, "kind"]} label={words.kind} all="" options={Object.entries(words.witness)} />
        </>
      )}
    />
  );
}

function Inventory(props: FieldProps) {
  const words = useWords();
  return (
    <Rows
      {...props}
      row={(at) => (
        <>
          <ItemField.Text name={[at, "item"]} label={words.item} />
          <ItemField.Figure name={[at, "count"]} label={words.count} />
          <ItemField.Text name={[at, "condition"]} label={words.condition} />
        </>
      )}
    />
  );
}

const KINDS: Readonly<Record<Name, (props: FieldProps) => ReactNode>> = {
  served_way: Served,
  deadline_on: Day,
  court: Line,
  document_no: Line,
  file_ids: Papers,
  legal_basis: Line,
  legal_review_by: Line,
  channels: Channels,
  notary: Line,
  witnesses: Witnesses,
  inventory: Inventory,
  storage_place: Line,
  inspect_on: Day,
  judged_arrears_fen: Money,
  misused_from: Day,
  misused_until: Day,
  back_rent_fen: Money,
  fine_fen: Money,
  unlawful_gain_fen: Money,
  on_date: Day,
  reason: ({ name, label }) => <Field.Words name={name} label={label} />,
};

export function StepFields({ names }: { readonly names: readonly string[] }) {
  const words = useWords();
  return names.map((name) => {
    const known = name as Name;
    const Kind = KINDS[known];
    return <Kind key={name} name={known} label={words.field[known]} />;
  });
}
