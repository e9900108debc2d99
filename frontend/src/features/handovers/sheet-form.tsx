/** Filling the sheet in, part by part; what it lacks is said beside the title. */
import { Button, Form } from "antd";

import { ProblemAlert } from "../../components/problem-alert";
import { Panel } from "../../components/panel";
import { fieldsOf } from "../../forms/fields";
import { FilesField } from "../../forms/stored-files";
import { useSubmit } from "../../forms/use-submit";
import { useMessages } from "../../i18n/language";
import { Lines } from "./lines";
import { change, type Handover } from "./queries";
import { bodyOf, type DefectLine, type FittingLine, type KeysLine, type MeterLine, type PhotoLine, type Sheet, sheetOf } from "./sheet";

const Field = fieldsOf<Sheet>();
const Meter = fieldsOf<MeterLine[]>();
const Keys = fieldsOf<KeysLine[]>();
const Fitting = fieldsOf<FittingLine[]>();
const Defect = fieldsOf<DefectLine[]>();
const Photo = fieldsOf<PhotoLine[]>();

export function SheetForm({ one }: { readonly one: Handover }) {
  const { unit } = useMessages();
  const words = unit.handovers;
  const [form] = Form.useForm<Sheet>();
  const { send, busy, problem, renew } = useSubmit<Sheet>(form, (values) => change(one, bodyOf(values)));
  return (
    <Form<Sheet> form={form} layout="vertical" initialValues={sheetOf(one)} onFinish={send} onValuesChange={renew} className="grid">
      <ProblemAlert problem={problem} />
      <Counted />
      <Panel title={words.fittings} padded>
        <Lines name="fittings" blank={{ condition: "intact", count: "1" }}>
          {(at) => (
            <>
              <Fitting.Text name={[at, "room"]} label={words.room} />
              <Fitting.Text name={[at, "item"]} label={words.item} />
              <Fitting.Figure name={[at, "count"]} label={words.count} />
              <Fitting.Pick name={[at, "condition"]} label={words.condition} options={Object.entries(unit.condition)} />
              <Fitting.Money name={[at, "price_fen"]} label={words.price} />
            </>
          )}
        </Lines>
      </Panel>
      <Panel title={words.defects} padded>
        <Lines name="defects" blank={{ severity: "minor" }}>
          {(at) => (
            <>
              <Defect.Text name={[at, "place"]} label={words.place} />
              <Defect.Text name={[at, "what"]} label={words.what} />
              <Defect.Pick name={[at, "severity"]} label={words.severity} options={Object.entries(unit.severity)} />
            </>
          )}
        </Lines>
      </Panel>
      <Panel title={words.photos} padded>
        <Lines name="photos" blank={{ file_ids: [] }}>
          {(at) => (
            <>
              <Photo.Text name={[at, "room"]} label={words.room} />
              <FilesField name={[at, "file_ids"]} label={words.file} />
            </>
          )}
        </Lines>
        <Field.Words name="note" label={words.remark} />
      </Panel>
      <div className="deeds">
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}

function Counted() {
  const { unit } = useMessages();
  const words = unit.handovers;
  return (
    <>
      <Panel title={words.meters} padded>
        <Field.Day name="on_date" label={words.on} />
        <Lines name="meters" blank={{ kind: "gas", photo_ids: [] }}>
          {(at) => (
            <>
              <Meter.Pick name={[at, "kind"]} label={words.meterKind} options={Object.entries(unit.meter)} />
              <Meter.Figure name={[at, "reading"]} label={words.reading} />
              <Meter.Text name={[at, "meter_no"]} label={words.meterNo} />
              <FilesField name={[at, "photo_ids"]} label={words.file} most={1} />
            </>
          )}
        </Lines>
      </Panel>
      <Panel title={words.keys} padded>
        <Lines name="keys" blank={{ kind: "door" }}>
          {(at) => (
            <>
              <Keys.Pick name={[at, "kind"]} label={words.keyKind} options={Object.entries(unit.key)} />
              <Keys.Figure name={[at, "expected"]} label={words.expected} />
              <Keys.Figure name={[at, "counted"]} label={words.counted} />
              <Keys.Money name={[at, "price_fen"]} label={words.price} />
            </>
          )}
        </Lines>
      </Panel>
    </>
  );
}
