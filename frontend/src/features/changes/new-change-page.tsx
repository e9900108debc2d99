/** 登记家庭变更: under which lease, what changes about whom, from which day, with which proof. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import { useMay } from "../../api/me";
import { LeaseFinder } from "../../components/lease-finder";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { CAUSES, KINDS } from "./kinds";
import { type Change, type ChangeKind, householdQuery, leaseQuery, submit, type Telling } from "./queries";

interface Search {
  readonly lease?: string | undefined;
  readonly q?: string | undefined;
}

export function NewChangePage() {
  const { lives } = useMessages();
  const words = lives.change;
  const { lease, q } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  return (
    <Page title={words.newTitle} parents={[{ label: words.title, link: { to: "/changes" } }]} situation={words.newSituation}>
      {lease === undefined ? <LeaseFinder q={q} onSearch={(text) => setSearch({ q: text })} onChoose={({ id }) => setSearch({ lease: id })} /> : <Tell leaseId={lease} />}
    </Page>
  );
}

const Field = fieldsOf<Telling>();

function Tell({ leaseId }: { readonly leaseId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.change;
  const navigate = useNavigate();
  const setSearch = useSetSearch<Search>();
  const lease = useQuery(leaseQuery(leaseId));
  const [form] = Form.useForm<Telling>();
  const kind = (Form.useWatch("kind", form) as ChangeKind | undefined) ?? "join";
  const { send, busy, problem, renew } = useSubmit<Telling>(
    form,
    (values) => submit(leaseId, values),
    (made) => void navigate({ to: "/changes/$changeId", params: { changeId: (made as Change).id } }),
  );
  // Another kind has other causes, and is about other people: nothing that was chosen for it stays.
  const onValuesChange = (changed: Partial<Telling>) => {
    renew();
    const [cause] = changed.kind === undefined ? [] : CAUSES[changed.kind];
    if (cause) form.setFieldsValue({ cause, member_id: undefined as never });
  };
  const one = lease.data;
  return (
    <Panel
      title={words.begin}
      note={one && `${homes.address(one.building, one.entrance, one.room)} ${one.tenant_name} ${one.contract_no}`}
      more={
        <Button size="small" onClick={() => setSearch({ lease: undefined })}>
          {words.choose}
        </Button>
      }
      padded
    >
      <QueryProblem of={lease} />
      <Form<Telling> className="narrow" form={form} layout="vertical" initialValues={{ kind: "join", cause: "birth", effective_on: todayOn() }} onFinish={send} onValuesChange={onValuesChange}>
        <ProblemAlert problem={problem} />
        <Field.Pick name="kind" label={words.kindName} options={KINDS.map((each) => [each, words.kind[each]])} hint={words.kindExplain[kind]} />
        <Field.Pick name="cause" label={words.causeName} options={CAUSES[kind].map((each) => [each, words.cause[each]])} />
        {one && <Who kind={kind} householdId={one.household_id} />}
        <Field.Day name="effective_on" label={words.effectiveOn} />
        <Field.Text name="reason" label={words.reason} hint={lives.lease.backdatingHint} />
        <Field.Words name="note" label={words.note} />
        <Field.Files name="file_ids" label={words.papers} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.save}
        </Button>
      </Form>
    </Panel>
  );
}

/** Of who joins, who they are; of the rest, which member, and what is put right. */
function Who({ kind, householdId }: { readonly kind: ChangeKind; readonly householdId: string }) {
  const { lives } = useMessages();
  const words = lives.change;
  if (kind === "join") {
    return (
      <>
        <Field.Text name="name" label={words.name} />
        <Field.Text name="relation" label={words.relation} />
        <Field.Text name="national_id" label={words.nationalId} hint={words.nationalIdHint} />
        <Field.Text name="phone" label={words.phone} />
      </>
    );
  }
  return (
    <>
      <Member kind={kind} householdId={householdId} />
      {kind === "name" && <Field.Text name="name" label={words.newName} />}
      {kind === "national_id" && <Field.Text name="national_id" label={words.nationalId} />}
      {kind === "phone" && <Field.Text name="phone" label={words.phone} />}
    </>
  );
}

/** The tenant neither leaves nor succeeds themselves. */
const NOT_THE_TENANT: ReadonlySet<ChangeKind> = new Set(["leave", "substitute"]);

function Member({ kind, householdId }: { readonly kind: ChangeKind; readonly householdId: string }) {
  const { lives } = useMessages();
  const words = lives.change;
  const may = useMay();
  const household = useQuery({ ...householdQuery(householdId), enabled: may("household:read") });
  if (!may("household:read")) return <p>{words.noMembers}</p>;
  const members = household.data?.members.filter(({ is_tenant }) => !(is_tenant && NOT_THE_TENANT.has(kind))) ?? [];
  const hint = words.memberHint[kind];
  return (
    <>
      <QueryProblem of={household} />
      <Field.Pick name="member_id" label={words.member} all="" options={members.map(({ id, name, relation }) => [id, `${name} ${relation}`])} {...(hint !== undefined && { hint })} />
    </>
  );
}
