/** What an administrator does with accounts: add one, give it other roles, shut it out, let it in again. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";

import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { activate, hire, organisationsQuery, type Person, type PersonIn, seat } from "./queries";

const Field = fieldsOf<PersonIn>();

function Desk() {
  const { office, roles } = useMessages();
  const { data } = useQuery(organisationsQuery);
  return (
    <>
      <Field.Pick name="organisation_id" label={office.people.organisation} options={(data?.items ?? []).map(({ id, name }) => [id, name])} all="" />
      <Field.Many name="roles" label={office.people.roles} options={Object.entries(roles).filter(([role]) => role !== "tenant")} />
    </>
  );
}

export function Hire() {
  const { office } = useMessages();
  const words = office.people;
  return (
    <Deed<PersonIn> primary label={words.hire} title={words.hire} explain={words.hireExplain} initial={{ roles: [] }} run={(body) => hire(body)}>
      <Field.Text name="name" label={words.name} autoFocus />
      <Field.Text name="username" label={words.username} />
      <Form.Item<PersonIn> name="password" label={words.password} extra={words.passwordHint}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Desk />
    </Deed>
  );
}

export function Seat({ person }: { readonly person: Person }) {
  const { office } = useMessages();
  const words = office.people;
  const { organisation_id, roles } = person;
  return (
    <Deed<Pick<PersonIn, "organisation_id" | "roles">>
      small
      label={words.seat}
      title={words.seatTitle(person.name)}
      explain={words.seatExplain}
      initial={{ organisation_id, roles }}
      run={(body) => seat(person.id, body)}
    >
      <Desk />
    </Deed>
  );
}

export function Activate({ person }: { readonly person: Person }) {
  const { office } = useMessages();
  const words = office.people;
  const shut = person.is_active;
  return (
    <Deed
      small
      label={shut ? words.shutDeed : words.open}
      title={shut ? words.shutTitle(person.name) : words.openTitle(person.name)}
      explain={shut ? words.shutExplain : words.openExplain}
      run={() => activate(person.id, !shut)}
    />
  );
}
