/** A credential for a member of a household: whose, which kind; a face only with its consent and another way in. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type CredentialKind, type Device, householdQuery, issue, type Issuing, leasesQuery } from "./queries";

interface Props {
  readonly one: Device;
}

const Field = fieldsOf<Issuing>();

export function IssueCredential({ one }: Props) {
  const { equipment: words, unit } = useMessages();
  const may = useMay();
  const [first] = one.credential_kinds;
  if (!may("credential:issue") || one.state !== "in_service" || first === undefined) return null;
  return (
    <Deed<Issuing> small label={words.issue} title={words.issueTitle} explain={words.issueExplain} initial={{ kind: first }} run={(values) => issue(one, values)}>
      <Whose one={one} />
      <Field.Pick name="kind" label={words.credential} options={one.credential_kinds.map((kind) => [kind, unit.credential[kind]])} />
      <Details />
    </Deed>
  );
}

const LEFT = new Set(["draft", "terminated", "void"]);

function Whose({ one }: Props) {
  const { equipment: words, homes } = useMessages();
  const [typed, setTyped] = useState("");
  const isLock = one.unit_id !== null;
  const leases = useQuery({ ...leasesQuery(one, typed.trim()), enabled: isLock || typed.trim() !== "" });
  const open = leases.data?.items.filter(({ state }) => !LEFT.has(state)) ?? [];
  const chosen = Form.useWatch("lease_id") as string | undefined;
  const household = open.find(({ id }) => id === chosen)?.household_id;
  const members = useQuery({ ...householdQuery(household ?? ""), enabled: household !== undefined }).data?.members ?? [];
  return (
    <>
      {!isLock && (
        <Form.Item label={words.find} htmlFor="find-lease">
          <Input id="find-lease" type="search" autoComplete="off" value={typed} onChange={({ target }) => setTyped(target.value)} placeholder={words.findHint} />
        </Form.Item>
      )}
      <Field.Pick name="lease_id" label={words.lease} all={words.choose} options={open.map(({ id, contract_no: no, tenant_name: name, building, entrance, room }) => [id, `${homes.address(building, entrance, room)} ${name} ${no}`])} />
      <Field.Pick name="member_id" label={words.member} all={words.choose} options={members.map(({ id, name }) => [id, name])} />
    </>
  );
}

/** A face needs its signed consent, and for a child under fourteen whoever agreed. */
function Details() {
  const { equipment: words } = useMessages();
  const kind = Form.useWatch("kind") as CredentialKind | undefined;
  return (
    <>
      {kind !== "pin" && <Field.Text name="reference" label={words.reference} hint={words.referenceHint} />}
      {kind === "face_at_vendor" && (
        <>
          <Field.Files single name="consent" label={words.consent} />
          <Field.Text name="guardian_name" label={words.guardian} hint={words.guardianHint} />
        </>
      )}
    </>
  );
}
