/** Filling in the sheet: meters with photos, keys counted, fittings looked at, photos of each room, defects. */
import { useQuery } from "@tanstack/react-query";
import { Button, Form } from "antd";

import { ProblemAlert } from "../../components/problem-alert";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./handovers.module.css";
import { type Handover, type Place, save, sheetsQuery } from "./queries";
import { DefectRows, FittingRows, KeyRows, MeterRows, PhotoRows } from "./sheet-rows";
import { beginning, isBlank, partsOf, type SheetValues, valuesOf } from "./sheet-values";

interface Props {
  readonly place: Place;
  readonly before: Handover | undefined;
  /** Where the sheet is filled in beside something else; a page of its own has nothing to go back to. */
  readonly onLeave?: () => void;
}

/** A check-out begins with what was given at the check-in, so that is read first. */
export function SheetForm(props: Props) {
  const { place, before } = props;
  const given = useGiven(place);
  if (before && !isBlank(before)) return <Filling {...props} initial={valuesOf(before)} />;
  if (given.waiting) return <div aria-busy="true" />;
  return <Filling {...props} initial={beginning(before?.on_date ?? todayOn(), given.sheet)} />;
}

/** What the household was given when it came in. */
function useGiven({ kind, lease_id: lease }: Place) {
  const answer = useQuery({ ...sheetsQuery(lease ?? "", "check_in"), enabled: kind === "check_out" && lease !== null });
  return { waiting: answer.isLoading, sheet: answer.data?.items.find(({ state }) => state === "complete") };
}

const Field = fieldsOf<SheetValues>();

function Filling({ place, before, onLeave, initial }: Props & { readonly initial: SheetValues }) {
  const { lives } = useMessages();
  const words = lives.handover;
  const [form] = Form.useForm<SheetValues>();
  // Fields that were never on the screen, such as a fitting's photos, are in the form's whole value.
  const { send, busy, problem, renew } = useSubmit<SheetValues>(
    form,
    async () => {
      const values = form.getFieldsValue(true) as SheetValues;
      await save(place, before, values.on_date, partsOf(values));
    },
    onLeave,
  );
  const priced = place.kind === "check_out";
  return (
    <Form<SheetValues> className={styles.form ?? ""} form={form} layout="vertical" initialValues={initial} onFinish={send} onValuesChange={renew}>
      <ProblemAlert problem={problem} />
      <div className={styles.day}>
        <Field.Day name="on_date" label={words.onDate} max={todayOn()} />
      </div>
      <MeterRows />
      <KeyRows priced={priced} />
      <FittingRows priced={priced} />
      <PhotoRows />
      <DefectRows />
      <Field.Words name="note" label={words.note} />
      <div className={styles.foot}>
        {onLeave && <Button onClick={onLeave}>{words.leave}</Button>}
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}
