/** 联系记录: every call, visit and paper served, the latest first; what was promised stands beside. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { QueryProblem } from "../../components/query-problem";
import { Timeline } from "../../components/timeline";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Contact, type ContactIn, contactsQuery, type Lease, noteContact } from "./queries";

interface Props {
  readonly householdId: string;
  readonly lease: Lease;
}

const SHOWN = 8;

export function ContactsPanel({ householdId, lease }: Props) {
  const { lives } = useMessages();
  const words = lives.contact;
  const format = useFormat();
  const may = useMay();
  const answer = useQuery({ ...contactsQuery(householdId), enabled: may("dunning:read") });
  if (!may("dunning:read")) return null;
  return (
    <Timeline
      title={words.title}
      empty={words.empty}
      more={<Note lease={lease} />}
      happenings={answer.data?.items.slice(0, SHOWN).map((one) => ({
        key: one.id,
        when: format.when(one.on_date),
        what: `${words.channels[one.channel]} ${one.person} ${words.deliveries[one.delivery]}`,
        more: <Said one={one} />,
        waits: one.delivery === "pending",
      }))}
      foot={<QueryProblem of={answer} />}
    />
  );
}

function Said({ one }: { readonly one: Contact }) {
  const { lives } = useMessages();
  const words = lives.contact;
  const format = useFormat();
  const promise = one.promised_on === null ? null : one.promised_fen === null ? words.promiseDay(format.day(one.promised_on)) : words.promise(format.day(one.promised_on), format.money(one.promised_fen));
  return [one.summary, one.feedback, promise].filter(Boolean).join("，");
}

const Field = fieldsOf<ContactIn>();

function Note({ lease }: { readonly lease: Lease }) {
  const { lives } = useMessages();
  const words = lives.contact;
  const may = useMay();
  if (!may("dunning:do")) return null;
  return (
    <Deed<ContactIn>
      small
      label={words.add}
      title={words.addTitle}
      explain={words.addExplain}
      initial={{ on_date: todayOn(), channel: "phone", delivery: "delivered" }}
      run={(values) => noteContact({ ...values, lease_id: lease.id })}
    >
      <Field.Day name="on_date" label={words.onDate} max={todayOn()} />
      <Field.Pick name="channel" label={words.channel} options={Object.entries(words.channels)} />
      <Field.Text name="person" label={words.person} hint={words.personHint} />
      <Field.Words name="summary" label={words.summary} autoFocus />
      <Field.Pick name="delivery" label={words.delivery} options={Object.entries(words.deliveries)} />
      <Field.Words name="feedback" label={words.feedback} />
      <Field.Day name="promised_on" label={words.promisedOn} />
      <Field.Money name="promised_fen" label={words.promised} />
    </Deed>
  );
}
