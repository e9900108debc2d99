/** A line for each home without a sheet: water, power, keys. Photos and defects are noted on the sheet itself. */
import { Button, Form } from "antd";

import { useMay } from "../../api/me";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./acceptance.module.css";
import { type Drafts, draftSheets, type Unit } from "./queries";
import { sheetsOf, type SheetsValues } from "./sheets";

interface Props {
  readonly buildingId: string;
  readonly units: readonly Unit[];
  readonly onDone: (outcome: Drafts) => void;
}

const Field = fieldsOf<SheetsValues>();

export function DraftSheets({ buildingId, units, onDone }: Props) {
  const { estate } = useMessages();
  const words = estate.acceptance;
  const format = useFormat();
  const may = useMay();
  const [form] = Form.useForm<SheetsValues>();
  const entered = Form.useWatch("homes", form) as SheetsValues["homes"] | undefined;
  const { send, busy, problem, renew } = useSubmit<SheetsValues>(
    form,
    ({ on_date, homes }) => draftSheets(buildingId, { on_date, sheets: sheetsOf(homes) }),
    (answer) => onDone(answer as Drafts),
  );
  const count = sheetsOf(entered ?? {}).length;
  if (!may("handover:draft") || units.length === 0) return null;
  return (
    <Panel title={words.readings} note={words.readingsNote} padded>
      <Form<SheetsValues> form={form} layout="vertical" initialValues={{ on_date: todayOn(), homes: {} }} onFinish={send} onValuesChange={renew}>
        <ProblemAlert problem={problem} />
        <div className={styles.day}>
          <Field.Day name="on_date" label={words.onDate} max={todayOn()} />
        </div>
        {units.map((one) => (
          <Home key={one.id} one={one} />
        ))}
        <div className={styles.foot}>
          <Button type="primary" htmlType="submit" loading={busy} disabled={count === 0}>
            {words.draft(format.count(count))}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

function Home({ one: { code, building, entrance, room } }: { readonly one: Unit }) {
  const { estate, homes } = useMessages();
  const words = estate.acceptance;
  const name = homes.address(building, entrance, room);
  return (
    <div role="group" aria-label={name} className={styles.home}>
      <span>
        <b>{name}</b>
        <small>{code}</small>
      </span>
      <Field.Figure name={["homes", code, "water"]} label={words.water} unit="m³" />
      <Field.Figure name={["homes", code, "power"]} label={words.power} unit="kWh" />
      <Field.Figure name={["homes", code, "keys"]} label={words.keys} />
    </div>
  );
}
