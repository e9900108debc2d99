/** Proposing a home: which household, which vacant home, by which decision, and its paper. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { useDeferredValue, useState } from "react";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { applicantsQuery, freeUnitsQuery, propose, type Proposing } from "./queries";

const Field = fieldsOf<Proposing>();

interface Props {
  readonly projectId: string;
}

export function ProposeDirect({ projectId }: Props) {
  const { direct: words } = useMessages();
  const may = useMay();
  if (!may("allocation:propose")) return null;
  return (
    <Deed<Proposing> primary label={words.propose} title={words.proposeTitle} explain={words.proposeExplain} run={propose}>
      <Household />
      <Home projectId={projectId} />
      <Field.Text name="decision_no" label={words.decision} placeholder={words.decisionHint} />
      <Field.Words name="reason" label={words.reason} />
      <Field.Files name="papers" label={words.paper} />
    </Deed>
  );
}

function Household() {
  const { direct: words, eligibility } = useMessages();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...applicantsQuery(q), enabled: q !== "" }).data?.items ?? [];
  return (
    <>
      <Form.Item label={words.findApplicant} htmlFor="find-applicant">
        <Input id="find-applicant" type="search" autoComplete="off" value={typed} onChange={({ target }) => setTyped(target.value)} placeholder={words.findApplicantHint} />
      </Form.Item>
      <Field.Pick name="record_id" label={words.applicant} all={words.choose} options={found.map(({ id, applicant_name: name, decision_no: no, state }) => [id, `${name} ${no} ${eligibility.state[state]}`])} />
    </>
  );
}

function Home({ projectId }: Props) {
  const { direct: words, homes } = useMessages();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery(freeUnitsQuery(projectId, q)).data?.items ?? [];
  return (
    <>
      <Form.Item label={words.findHome} htmlFor="find-home">
        <Input id="find-home" type="search" autoComplete="off" value={typed} onChange={({ target }) => setTyped(target.value)} placeholder={words.findHomeHint} />
      </Form.Item>
      <Field.Pick name="unit_id" label={words.home} all={words.choose} options={found.map(({ id, building, entrance, room, layout }) => [id, [homes.address(building, entrance, room), layout].filter(Boolean).join(" ")])} />
    </>
  );
}
