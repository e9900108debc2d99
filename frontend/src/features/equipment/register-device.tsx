/** A gate or a lift is registered where it hangs; a home's lock is registered on the home's page. */
import { useQuery } from "@tanstack/react-query";
import { Form } from "antd";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { buildingsQuery, type DeviceIn, register } from "./queries";

const Field = fieldsOf<DeviceIn>();
const KINDS = ["entrance_gate", "estate_gate", "lift"] as const;

export function RegisterDevice({ projectId }: { readonly projectId: string }) {
  const { equipment: words, unit } = useMessages();
  const may = useMay();
  if (!may("equipment:keep")) return null;
  return (
    <Deed<DeviceIn>
      primary
      label={words.register}
      title={words.registerTitle}
      explain={words.registerExplain}
      initial={{ kind: "entrance_gate", credential_kinds: ["card"], installed_on: todayOn() }}
      run={(values) => register({ ...values, project_id: projectId })}
    >
      <Field.Pick name="kind" label={words.kind} options={KINDS.map((kind) => [kind, unit.device[kind]])} />
      <Hanging projectId={projectId} />
      <Field.Text name="vendor" label={words.vendor} />
      <Field.Text name="model" label={words.model} />
      <Field.Text name="serial_no" label={words.serial} />
      <Field.Many name="credential_kinds" label={words.opens} options={Object.entries(unit.credential)} />
      <Field.Day name="installed_on" label={words.installed} max={todayOn()} />
      <Field.Text name="note" label={words.note} />
    </Deed>
  );
}

/** The estate's gate belongs to no building. */
function Hanging({ projectId }: { readonly projectId: string }) {
  const { equipment: words, board } = useMessages();
  const kind = Form.useWatch("kind") as DeviceIn["kind"] | undefined;
  const buildings = useQuery(buildingsQuery(projectId)).data?.items ?? [];
  if (kind === "estate_gate") return null;
  return (
    <>
      <Field.Pick name="building_id" label={words.building} all="" options={buildings.map(({ id, name }) => [id, board.building(name)])} />
      <Field.Text name="entrance" label={words.entrance} hint={words.entranceHint} />
    </>
  );
}
