/** 退房立案: which lease, which way out, on which ground; whose case it is decides what is offered. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import { useMe } from "../../api/me";
import { LeaseFinder } from "../../components/lease-finder";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { useMessages } from "../../i18n/language";
import { type ExitCase, leaseQuery, open, type Opening, type Track } from "./queries";
import { groundsFor } from "./tracks";

interface Search {
  readonly lease?: string | undefined;
  readonly q?: string | undefined;
}

export function NewExitPage() {
  const { lives } = useMessages();
  const words = lives.exits;
  const { lease, q } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  return (
    <Page title={words.openTitle} parents={[{ label: words.title, link: { to: "/exits" } }]} situation={words.openSituation}>
      {lease === undefined ? <LeaseFinder q={q} onSearch={(text) => setSearch({ q: text })} onChoose={({ id }) => setSearch({ lease: id })} /> : <OpenCase leaseId={lease} />}
    </Page>
  );
}

const Field = fieldsOf<Opening>();
const TRACKS: readonly Track[] = ["voluntary", "civil", "administrative", "lost_contact"];

function OpenCase({ leaseId }: { readonly leaseId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.exits;
  const me = useMe();
  const navigate = useNavigate();
  const setSearch = useSetSearch<Search>();
  const lease = useQuery(leaseQuery(leaseId));
  const [form] = Form.useForm<Opening>();
  const mine = TRACKS.filter((each) => groundsFor(each, me.roles).length > 0);
  const track = (Form.useWatch("track", form) as Track | undefined) ?? mine[0];
  const { send, busy, problem, renew } = useSubmit<Opening>(
    form,
    (values) => open({ ...values, lease_id: leaseId }),
    (made) => void navigate({ to: "/exits/$caseId", params: { caseId: (made as ExitCase).id } }),
  );
  if (track === undefined) return <p>{words.noOpener}</p>;
  const grounds = groundsFor(track, me.roles);
  const one = lease.data;
  // Another way out has other grounds: its first is chosen.
  const onValuesChange = (changed: Partial<Opening>) => {
    renew();
    const [first] = changed.track === undefined ? [] : groundsFor(changed.track, me.roles);
    if (first) form.setFieldsValue({ ground: first });
  };
  return (
    <Panel
      title={words.open}
      note={one && `${homes.address(one.building, one.entrance, one.room)} ${one.tenant_name} ${one.contract_no}`}
      more={<Button size="small" onClick={() => setSearch({ lease: undefined })}>{words.change}</Button>}
      padded
    >
      <QueryProblem of={lease} />
      <Form<Opening> className="narrow" form={form} layout="vertical" initialValues={{ track, ground: grounds[0] }} onFinish={send} onValuesChange={onValuesChange}>
        <ProblemAlert problem={problem} />
        <Field.Pick name="track" label={words.trackName} options={mine.map((each) => [each, words.track[each]])} hint={words.openExplain[track]} />
        <Field.Pick name="ground" label={words.groundName} options={grounds.map((each) => [each, words.ground[each]])} />
        {track === "voluntary" && <Field.Day name="leaves_on" label={words.leavesOn} />}
        {track === "administrative" && <Field.Text name="document_no" label={words.documentNo} />}
        {track === "administrative" && <Field.Text name="legal_basis" label={words.legalBasis} />}
        <Field.Words name="reason" label={words.reason} />
        <Field.Files name="file_ids" label={words.papers} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.open}
        </Button>
      </Form>
    </Panel>
  );
}
