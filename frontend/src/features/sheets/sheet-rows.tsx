/** The sheet's rows as fields: each part a list that grows a row at a time. */
import { Button, Form } from "antd";
import type { ReactNode } from "react";

import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import styles from "./sheets.module.css";
import { METERS, type SheetValues } from "./sheet-values";

const Field = fieldsOf<SheetValues>();

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
              <Field.Files single name={["meters", at, "photo"]} label={`${words.meter[kind]}${words.photo}`} />
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
          <Field.Pick name={["keys", at, "kind"]} label={words.keyName} options={Object.entries(words.key)} />
          <Field.Figure name={["keys", at, "expected"]} label={words.expected} />
          <Field.Figure name={["keys", at, "counted"]} label={words.counted} />
          {priced && <Field.Money name={["keys", at, "price_fen"]} label={words.keyPrice} />}
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
          <Field.Text name={["fittings", at, "room"]} label={words.room} />
          <Field.Text name={["fittings", at, "item"]} label={words.item} />
          <Field.Figure name={["fittings", at, "count"]} label={words.count} />
          <Field.Pick name={["fittings", at, "condition"]} label={words.condition} options={Object.entries(words.conditions)} />
          {priced && <Field.Money name={["fittings", at, "price_fen"]} label={words.price} />}
          <Field.Text name={["fittings", at, "note"]} label={words.remark} />
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
          <Field.Text name={["photos", at, "room"]} label={words.room} />
          <div className={styles.wide}>
            <Field.Files name={["photos", at, "files"]} label={words.photo} />
            <There at={at} />
          </div>
        </>
      )}
    />
  );
}

/** Photos of the room that are stored already; they stay. */
function There({ at }: { readonly at: number }) {
  const { lives } = useMessages();
  const words = lives.handover;
  const stored = Form.useWatch(["photos", at, "file_ids"], { preserve: true }) as readonly string[] | undefined;
  return stored && stored.length > 0 ? <span className="small muted">{`${words.photoThere} ${words.photosCount(String(stored.length))}`}</span> : null;
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
          <Field.Text name={["defects", at, "place"]} label={words.place} />
          <Field.Text name={["defects", at, "what"]} label={words.what} />
          <Field.Pick name={["defects", at, "severity"]} label={words.severity} options={Object.entries(words.severities)} all="" />
        </>
      )}
    />
  );
}
