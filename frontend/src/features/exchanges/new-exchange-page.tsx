/** 登记换房申请: an empty home or another household's, for which reason, with which papers. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import { LeaseFinder } from "../../components/lease-finder";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { useMessages } from "../../i18n/language";
import { ask, type Asking, type Exchange, type ExchangeKind, leaseQuery } from "./queries";

interface Search {
  readonly lease?: string | undefined;
  readonly partner?: string | undefined;
  readonly kind?: string | undefined;
  readonly q?: string | undefined;
}

export function NewExchangePage() {
  const { lives } = useMessages();
  const words = lives.exchange;
  const { lease, kind, partner, q } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const search = { q, onSearch: (text: string | undefined) => setSearch({ q: text }) };
  return (
    <Page title={words.newTitle} parents={[{ label: words.title, link: { to: "/exchanges" } }]} situation={words.newSituation}>
      {lease === undefined ? (
        <LeaseFinder {...search} onChoose={({ id }) => setSearch({ lease: id, q: undefined })} />
      ) : (
        <div className="grid">
          {kind === "swap" && partner === undefined && <LeaseFinder {...search} title={words.partner} only={({ id }) => id !== lease} onChoose={({ id }) => setSearch({ partner: id, q: undefined })} />}
          <Ask leaseId={lease} kind={kind === "swap" ? "swap" : "transfer"} partnerId={partner} />
        </div>
      )}
    </Page>
  );
}

const Field = fieldsOf<Asking>();

interface AskProps {
  readonly leaseId: string;
  readonly kind: ExchangeKind;
  readonly partnerId: string | undefined;
}

function Ask({ leaseId, kind, partnerId }: AskProps) {
  const { homes, lives } = useMessages();
  const words = lives.exchange;
  const navigate = useNavigate();
  const setSearch = useSetSearch<Search>();
  const lease = useQuery(leaseQuery(leaseId));
  const [form] = Form.useForm<Asking>();
  const { send, busy, problem, renew } = useSubmit<Asking>(
    form,
    (values) => ask(leaseId, { ...values, with_lease_id: kind === "swap" ? (partnerId ?? null) : null }),
    (made) => void navigate({ to: "/exchanges/$exchangeId", params: { exchangeId: (made as Exchange).id } }),
  );
  const onValuesChange = (changed: Partial<Asking>) => {
    renew();
    if (changed.kind !== undefined) setSearch({ kind: changed.kind, partner: undefined });
  };
  const one = lease.data;
  return (
    <Panel
      title={words.begin}
      note={one && `${homes.address(one.building, one.entrance, one.room)} ${one.tenant_name} ${one.contract_no}`}
      more={
        <Button size="small" onClick={() => setSearch({ lease: undefined, partner: undefined })}>
          {words.choose}
        </Button>
      }
      padded
    >
      <QueryProblem of={lease} />
      <Form<Asking> className="narrow" form={form} layout="vertical" initialValues={{ kind, reason_code: "work" }} onFinish={send} onValuesChange={onValuesChange}>
        <ProblemAlert problem={problem} />
        <Field.Pick name="kind" label={words.kindName} options={Object.entries(words.kind)} hint={words.kindExplain[kind]} />
        {partnerId !== undefined && <Partner leaseId={partnerId} />}
        <Field.Pick name="reason_code" label={words.reasonName} options={Object.entries(words.reason)} hint={words.waitRule} />
        <Field.Words name="reason" label={words.reasonWords} />
        <Field.Files name="file_ids" label={words.papers} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.save}
        </Button>
      </Form>
    </Panel>
  );
}

function Partner({ leaseId }: { readonly leaseId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.exchange;
  const setSearch = useSetSearch<Search>();
  const one = useQuery(leaseQuery(leaseId)).data;
  return (
    <p>
      {words.partnerChosen} {one && `${homes.address(one.building, one.entrance, one.room)} ${one.tenant_name} ${one.contract_no}`}{" "}
      <Button size="small" onClick={() => setSearch({ partner: undefined })}>
        {words.partnerAgain}
      </Button>
    </p>
  );
}
