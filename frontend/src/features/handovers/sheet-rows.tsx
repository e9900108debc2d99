/** The sheet's rows as fields: each part a list that grows a row at a time. */
import { Button, Form } from "antd";
import type { ReactNode } from "react";

import { fieldsOf, rowFieldsOf } from "../../forms/fields";
import { FilesField } from "../../forms/stored-files";
import { useMessages } from "../../i18n/language";
import styles from "./handovers.module.css";
import { METERS, type SheetValues } from "./sheet-values";

const Field = fieldsOf<SheetValues>();
const KeyField = rowFieldsOf<SheetValues["keys"][number]>();
const FittingField = rowFieldsOf<SheetValues["fittings"][number]>();
const PhotoField = rowFieldsOf<SheetValues["photos"][number]>();
const DefectField = rowFieldsOf<SheetValues["defects"][number]>();

interface PartProps {
  readonly part: "keys" | "fittings" | "photos" | "defects";
  readonly title: string;
  readonly row: (at: number) => ReactNode;
}

function Part({ part, title, row }: PartProps) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <>
      <h3>{title}</h3>
      <Form.List name={part}>
        {(fields, { add, remove }) => (
          <div className={styles.rows}>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.row}>
                {row(name)}
                <Button size="small" aria-label={`${words.remove} ${title} ${name + 1}`} onClick={() => remove(name)}>
                  {words.remove}
                </Button>
              </div>
            ))}
            <div>
              <Button size="small" onClick={() => add()} aria-label={`${words.add} ${title}`}>
                {words.add}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
    </>
  );
}

export function MeterRows() {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <>
      <h3>{words.meters}</h3>
      <div className={styles.rows}>
        {METERS.map((kind, at) => (
          <div key={kind} className={styles.row}>
            <Field.Figure name={["meters", at, "reading"]} label={`${words.meter[kind]}${words.reading}`} />
            <Field.Text name={["meters", at, "meter_no"]} label={words.meterNo} />
            <div className={styles.wide}>
              <FilesField most={1} name={["meters", at, "photo_ids"]} label={`${words.meter[kind]}${words.photo}`} />
            </div>
          </div>
        ))}
      </div>
    </>
  );
}

export function KeyRows({ priced }: { readonly priced: boolean }) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <Part
      part="keys"
      title={words.keys}
      row={(at) => (
        <>
          <KeyField.Pick name={[at, "kind"]} label={words.keyName} options={Object.entries(words.key)} />
          <KeyField.Figure name={[at, "expected"]} label={words.expected} />
          <KeyField.Figure name={[at, "counted"]} label={words.counted} />
          {priced && <KeyField.Money name={[at, "price_fen"]} label={words.keyPrice} />}
        </>
      )}
    />
  );
}

export function FittingRows({ priced }: { readonly priced: boolean }) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <Part
      part="fittings"
      title={words.fittings}
      row={(at) => (
        <>
          <FittingField.Text name={[at, "room"]} label={words.room} />
          <FittingField.Text name={[at, "item"]} label={words.item} />
          <FittingField.Figure name={[at, "count"]} label={words.count} />
          <FittingField.Pick name={[at, "condition"]} label={words.condition} options={Object.entries(words.conditions)} />
          {priced && <FittingField.Money name={[at, "price_fen"]} label={words.price} />}
          <FittingField.Text name={[at, "note"]} label={words.remark} />
        </>
      )}
    />
  );
}

export function PhotoRows() {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <Part
      part="photos"
      title={words.photos}
      row={(at) => (
        <>
          <PhotoField.Text name={[at, "room"]} label={words.room} />
          <div className={styles.wide}>
            <FilesField name={[at, "file_ids"]} label={words.photo} />
          </div>
        </>
      )}
    />
  );
}

export function DefectRows() {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <Part
      part="defects"
      title={words.defects}
      row={(at) => (
        <>
          <DefectField.Text name={[at, "place"]} label={words.place} />
          <DefectField.Text name={[at, "what"]} label={words.what} />
          <DefectField.Pick name={[at, "severity"]} label={words.severity} options={Object.entries(words.severities)} all="" />
        </>
      )}
    />
  );
}
