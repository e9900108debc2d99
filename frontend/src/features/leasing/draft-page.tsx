/** 起草租赁合同: for whom, for how long, and then the rent as the rule gives it. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import { Choice } from "../../components/choice";
import { Page } from "../../components/page";
import { ProblemAlert } from "../../components/problem-alert";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { Wizard } from "../../components/wizard";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DraftReview } from "./draft-review";
import { draft, everyReservationQuery, type LeaseDetail, type LeaseIn, type Reservation } from "./queries";

interface Search {
  readonly reservation?: string | undefined;
  readonly lease?: string | undefined;
  readonly step?: string | undefined;
}

export function DraftPage() {
  const { lives } = useMessages();
  const words = lives.leasing;
  const { project } = useProject();
  return (
    <Page title={words.newTitle} parents={[{ label: words.title, link: { to: "/leasing" } }]} situation={words.newSituation}>
      {project && <Drafting projectId={project.id} />}
    </Page>
  );
}

const Field = fieldsOf<LeaseIn>();
const STEPS = ["home", "term", "review"] as const;

function Drafting({ projectId }: { readonly projectId: string }) {
  const { lives } = useMessages();
  const words = lives.leasing;
  const search = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const navigate = useNavigate();
  const [form] = Form.useForm<LeaseIn>();
  const kept = useQuery(everyReservationQuery(projectId)).data?.items;
  const chosen = kept?.find(({ id }) => id === search.reservation);
  const drafted = search.lease;
  const at = drafted === undefined ? (STEPS.slice(0, 2).find((key) => key === search.step && chosen !== undefined) ?? "home") : "review";
  const { send, busy, problem, renew } = useSubmit<LeaseIn>(
    form,
    (values) => draft({ ...values, reservation_id: search.reservation ?? "" }),
    (made) => setSearch({ lease: (made as LeaseDetail).id, step: "review" }),
  );
  const content = {
    home: <HomeStep kept={kept} chosen={chosen} onChoose={(id) => setSearch({ reservation: id })} />,
    term: <TermStep />,
    review: drafted === undefined ? null : <DraftReview leaseId={drafted} />,
  };
  const deed = {
    home: undefined,
    term: (
      <Button type="primary" loading={busy} onClick={form.submit}>
        {words.saved}
      </Button>
    ),
    review: (
      <Button type="primary" onClick={() => void navigate({ to: "/leases/$leaseId", params: { leaseId: drafted ?? "" } })}>
        {lives.lease.open}
      </Button>
    ),
  }[at];
  const reached = STEPS.indexOf(at);
  return (
    <Form<LeaseIn> form={form} layout="vertical" initialValues={{ starts_on: todayOn() }} onFinish={send} onValuesChange={renew}>
      <ProblemAlert problem={problem} />
      <Wizard
        title={words.newTitle}
        at={at}
        onStep={(step) => setSearch({ step })}
        // What was drafted is not drafted again: from the review the way leads on.
        steps={STEPS.map((key, place) => ({ key, title: words.steps[key], open: drafted === undefined ? place === 0 || (place === 1 && chosen !== undefined) : key === "review", done: place < reached, content: content[key] }))}
        {...(deed && { deed })}
      />
    </Form>
  );
}

interface HomeProps {
  readonly kept: readonly Reservation[] | undefined;
  readonly chosen: Reservation | undefined;
  readonly onChoose: (id: string) => void;
}

function HomeStep({ kept, chosen, onChoose }: HomeProps) {
  const { homes, lives } = useMessages();
  const words = lives.leasing;
  const nameOf = (one: Reservation) => `${homes.address(one.building, one.entrance, one.room)} ${one.applicant_name}`;
  if (kept?.length === 0) return <p>{words.waitingEmpty}</p>;
  return (
    <div className="grid">
      <Choice aria-label={words.choose} all={words.choose} options={(kept ?? []).map((one) => [one.id, nameOf(one)])} value={chosen?.id} onChange={onChoose} />
      {chosen ? (
        <dl className="facts">
          <dt>{words.home}</dt>
          <dd>{`${homes.address(chosen.building, chosen.entrance, chosen.room)} ${chosen.layout ?? ""}`}</dd>
          <dt>{words.applicant}</dt>
          <dd>{chosen.applicant_name}</dd>
          <dt>{words.by}</dt>
          <dd>{chosen.round_id === null ? words.direct : words.round}</dd>
          <dt>{words.decision}</dt>
          <dd>{chosen.decision_no}</dd>
          <dt>{words.keptUntil}</dt>
          <dd>{chosen.deadline_on}</dd>
        </dl>
      ) : (
        <p className="muted">{words.chooseNote}</p>
      )}
    </div>
  );
}

function TermStep() {
  const { lives } = useMessages();
  const words = lives.leasing;
  return (
    <>
      <Field.Day name="starts_on" label={words.startsOn} />
      <Field.Day name="ends_on" label={words.endsOn} hint={words.endsHint} />
      <Field.Text name="contract_no" label={words.number} hint={words.numberHint} />
      <Field.Words name="note" label={lives.lease.note} />
      <Field.Text name="reason" label={lives.lease.backdating} hint={lives.lease.backdatingHint} />
    </>
  );
}
