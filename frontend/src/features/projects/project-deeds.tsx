/** What the purchaser's clerk does with an estate: brings it under management, and changes what may change. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { change, operatorsQuery, type Project, type ProjectIn, register } from "./queries";

const Field = fieldsOf<ProjectIn>();

function useOperators() {
  const may = useMay();
  const items = useQuery({ ...operatorsQuery, enabled: may("housing:register") }).data?.items ?? [];
  return items.map(({ id, name }) => [id, name] as const);
}

export function RegisterProject() {
  const { estate } = useMessages();
  const words = estate.projects;
  const may = useMay();
  const navigate = useNavigate();
  const operators = useOperators();
  if (!may("housing:register")) return null;
  return (
    <Deed<ProjectIn> primary label={words.register} title={words.registerTitle} explain={words.registerExplain} run={register} onDone={(made) => void navigate({ to: "/projects/$projectId", params: { projectId: (made as Project).id } })}>
      <Field.Text name="name" label={words.name} autoFocus />
      <Field.Text name="code" label={words.code} hint={words.codeHint} />
      <Field.Text name="district" label={words.district} />
      <Field.Text name="address" label={words.address} />
      <Field.Pick name="operator_id" label={words.operator} all={words.noOperator} options={operators} />
    </Deed>
  );
}

interface ChangeValues {
  name: string;
  address: string;
  operator_id: string;
}

const ChangeField = fieldsOf<ChangeValues>();

export function ChangeProject({ one }: { readonly one: Project }) {
  const { estate } = useMessages();
  const words = estate.projects;
  const may = useMay();
  const operators = useOperators();
  if (!may("housing:register")) return null;
  return (
    <Deed<ChangeValues>
      label={words.change}
      title={words.changeTitle(one.name)}
      explain={words.changeExplain}
      initial={{ name: one.name, address: one.address, operator_id: one.operator_id ?? "" }}
      run={({ operator_id: operator, ...values }) => change(one, { ...values, operator_id: operator === "" ? null : operator })}
    >
      <ChangeField.Text name="name" label={words.name} autoFocus />
      <ChangeField.Text name="address" label={words.address} />
      <ChangeField.Pick name="operator_id" label={words.operator} all={words.noOperator} options={operators} />
    </Deed>
  );
}
