/**
 * The form kit's fields. No rule lives here: the server is the only validator, and what it refuses
 * lands on the field that its pointer names (`show-problem.ts`).
 *
 *     const Field = fieldsOf<AdjustmentIn>();
 *     <Field.Money name="amount_fen" label={words.amount} />
 */
import { Checkbox, Form, Input } from "antd";
import type { ReactNode } from "react";

import { Choice } from "../components/choice";
import { FilesInput } from "../components/files-input";
import { MoneyInput } from "../components/money-input";
import { SignatureInput } from "../components/signature-pad";

type Path = string | readonly (string | number)[];

interface Item {
  readonly name: Path;
  readonly label: string;
  /** Under the field: how it is written, what follows from it. */
  readonly hint?: ReactNode;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
}

interface TextItem extends Item {
  readonly placeholder?: string;
  /** Keep the browser from offering what others typed. */
  readonly fresh?: boolean;
}

function Frame({ name, label, hint, children, checked = false }: Item & { readonly children: ReactNode; readonly checked?: boolean }) {
  return (
    <Form.Item
      name={typeof name === "string" ? name : [...name]}
      label={checked ? undefined : label}
      {...(checked && { valuePropName: "checked" })}
      {...(hint !== undefined && { extra: hint })}
    >
      {children}
    </Form.Item>
  );
}

function Text({ placeholder, fresh = true, autoFocus, disabled, ...item }: TextItem) {
  return (
    <Frame {...item}>
      <Input {...(placeholder !== undefined && { placeholder })} {...own({ autoFocus, disabled })} {...(fresh && { autoComplete: "off" })} />
    </Frame>
  );
}

/** Reasons, grounds, remarks: two lines that grow (`base.css`; the component's own way writes inline styles). Ctrl-Enter sends, as in every form. */
function Words({ placeholder, autoFocus, disabled, ...item }: TextItem) {
  return (
    <Frame {...item}>
      <Input.TextArea rows={2} {...(placeholder !== undefined && { placeholder })} {...own({ autoFocus, disabled })} />
    </Frame>
  );
}

/** Typed in yuan, held in fen. */
function Money({ autoFocus, disabled, ...item }: Item) {
  return (
    <Frame {...item}>
      <MoneyInput {...own({ autoFocus, disabled })} />
    </Frame>
  );
}

interface DateItem extends Item {
  readonly min?: string;
  readonly max?: string;
}

/** A business day, in the browser's own field: typed or picked, `2026-05-11` either way. */
function Day({ min, max, autoFocus, disabled, ...item }: DateItem) {
  return (
    <Frame {...item}>
      <Input type="date" {...(min !== undefined && { min })} {...(max !== undefined && { max })} {...own({ autoFocus, disabled })} />
    </Frame>
  );
}

function Month({ min, max, autoFocus, disabled, ...item }: DateItem) {
  return (
    <Frame {...item}>
      <Input type="month" {...(min !== undefined && { min })} {...(max !== undefined && { max })} {...own({ autoFocus, disabled })} />
    </Frame>
  );
}

/** A decimal that stays text: areas, rates and scores are never floats. */
function Figure({ unit, autoFocus, disabled, ...item }: Item & { readonly unit?: string }) {
  return (
    <Frame {...item}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        classNames={{ input: "num" }}
        {...(unit !== undefined && { suffix: <span className="muted">{unit}</span> })}
        {...own({ autoFocus, disabled })}
      />
    </Frame>
  );
}

function Pick({ options, all, ...item }: Item & { readonly options: readonly (readonly [string, string])[]; readonly all?: string }) {
  return (
    <Frame {...item}>
      <Choice options={options} wide {...(all !== undefined && { all })} {...own({ autoFocus: item.autoFocus, disabled: item.disabled })} />
    </Frame>
  );
}

function Check({ autoFocus, disabled, ...item }: Item) {
  return (
    <Frame {...item} checked>
      <Checkbox {...own({ autoFocus, disabled })}>{item.label}</Checkbox>
    </Frame>
  );
}

/** Some of a few, all in sight. */
function Many({ options, ...item }: Item & { readonly options: readonly (readonly [string, string])[] }) {
  return (
    <Frame {...item}>
      <Checkbox.Group options={options.map(([value, label]) => ({ value, label }))} />
    </Frame>
  );
}

/** Papers and photos, held as `File`s until the form is sent. */
function Files({ single, accept, ...item }: Item & { readonly single?: boolean; readonly accept?: string }) {
  return (
    <Frame {...item}>
      <FilesInput {...(single && { single })} {...(accept !== undefined && { accept })} />
    </Frame>
  );
}

/** A hand's own name, drawn or scanned. */
function Signature(item: Item) {
  return (
    <Frame {...item}>
      <SignatureInput aria-label={item.label} />
    </Frame>
  );
}

/** Only what was said: `undefined` would overrule a default under exact optional types. */
function own(flags: { readonly autoFocus?: boolean | undefined; readonly disabled?: boolean | undefined }) {
  return { ...(flags.autoFocus && { autoFocus: true }), ...(flags.disabled && { disabled: true }) };
}

const FIELDS = { Text, Words, Money, Day, Month, Figure, Pick, Many, Check, Files, Signature };

/** A name of the body, or the way to a part of it; of a list, the line's place and a name of the line. */
type NameIn<Values> = Values extends readonly (infer Line)[]
  ? readonly [number, keyof Line & string]
  : (keyof Values & string) | readonly [keyof Values & string, ...(string | number)[]];

type FieldsOf<Values> = {
  readonly [Kind in keyof typeof FIELDS]: (
    props: Omit<Parameters<(typeof FIELDS)[Kind]>[0], "name"> & { readonly name: NameIn<Values> },
  ) => ReactNode;
};

/** The fields for a body of the API: a name that the body does not have does not compile. */
export function fieldsOf<Values>(): FieldsOf<Values> {
  return FIELDS;
}

type RowFieldsOf<Row> = {
  readonly [Kind in keyof typeof FIELDS]: (
    props: Omit<Parameters<(typeof FIELDS)[Kind]>[0], "name"> & { readonly name: readonly [row: number, key: keyof Row & string] },
  ) => ReactNode;
};

/** The fields of one row of a `Form.List`, which puts the list's own name before theirs. */
export function rowFieldsOf<Row>(): RowFieldsOf<Row> {
  return FIELDS;
}
