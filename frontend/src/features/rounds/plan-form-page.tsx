/** 起草、修改配租方案: the facts of Art. 11, the order's method, and the homes. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Form } from "antd";

import type { Project } from "../../api/projects";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { ProblemAlert } from "../../components/problem-alert";
import { useProject } from "../../components/project-choice";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { useMessages } from "../../i18n/language";
import { bodyOf, initialPlan, type Plan, planOf } from "./plan";
import { change, draft, type Round, roundQuery, type RoundUnit, unitsQuery } from "./queries";
import styles from "./rounds.module.css";
import { ScoreSheet } from "./score-sheet";
import { UnitsChoice } from "./units-choice";

const Field = fieldsOf<Plan>();

export function NewRoundPage() {
  const { rounds } = useMessages();
  const words = rounds.plan;
  const { project } = useProject();
  return (
    <Page title={words.draftTitle} parents={[{ label: rounds.list.title, link: { to: "/rounds" } }]} situation={words.draftSituation}>
      {project && <PlanForm key={project.id} project={project} initial={initialPlan(project)} />}
    </Page>
  );
}

export function ChangeRoundPage() {
  const { rounds } = useMessages();
  const words = rounds.plan;
  const { roundId = "" } = useParams({ strict: false });
  const round = useQuery(roundQuery(roundId));
  const units = useQuery(unitsQuery(roundId));
  const { projects } = useProject();
  const project = projects?.find(({ id }) => id === round.data?.project_id);
  if (!round.data || !units.data || !project) return <Pending title={words.changeTitle} answer={round.error === null ? units : round} />;
  const codes = units.data.items.map(({ code }) => code);
  return (
    <Page title={words.changeTitle} parents={[{ label: rounds.list.title, link: { to: "/rounds" } }, { label: round.data.title, link: { to: "/rounds/$roundId", params: { roundId } } }]}>
      <PlanForm project={project} initial={planOf(round.data, codes)} one={round.data} own={units.data.items} />
    </Page>
  );
}

interface Props {
  readonly project: Project;
  readonly initial: Partial<Plan>;
  /** Changed rather than drafted. */
  readonly one?: Round;
  readonly own?: readonly RoundUnit[];
}

function PlanForm({ project, initial, one, own = [] }: Props) {
  const { rounds } = useMessages();
  const words = rounds.plan;
  const navigate = useNavigate();
  const [form] = Form.useForm<Plan>();
  const { send, busy, problem, renew } = useSubmit<Plan>(
    form,
    (values) => (one ? change(one, bodyOf(values)) : draft({ ...bodyOf(values), project_id: project.id })),
    (made) => void navigate({ to: "/rounds/$roundId", params: { roundId: (made as Round).id } }),
  );
  return (
    <Form<Plan> form={form} layout="vertical" initialValues={initial} onFinish={send} onValuesChange={renew}>
      <ProblemAlert problem={problem} />
      <div className="beside">
        <div className="grid">
          <Panel title={words.title} note={project.name} padded>
            <Facts />
          </Panel>
          <Form.Item<Plan> name="units" noStyle>
            <UnitsChoice projectId={project.id} own={own} />
          </Form.Item>
        </div>
        <div className={`grid ${styles.sticky ?? ""}`}>
          <Panel title={words.method} padded>
            <MethodFields />
          </Panel>
          <div className="deeds">
            <Button type="primary" htmlType="submit" loading={busy}>
              {words.save}
            </Button>
            <Link to={one ? "/rounds/$roundId" : "/rounds"} {...(one && { params: { roundId: one.id } })} className="button">
              {words.back}
            </Link>
          </div>
        </div>
      </div>
    </Form>
  );
}

function Facts() {
  const { rounds, homes } = useMessages();
  const words = rounds.plan;
  const tiers = Object.entries(homes.tier).filter(([tier]) => tier !== "ineligible");
  return (
    <div className={styles.two}>
      <Field.Text name="title" label={words.name} autoFocus />
      <Field.Text name="location" label={words.location} />
      <Field.Text name="rent_standard" label={words.rent} />
      <Field.Text name="target_group" label={words.target} />
      <Field.Day name="registration_opens_on" label={words.opens} />
      <Field.Day name="registration_closes_on" label={words.closes} hint={words.closesHint} />
      <div className={styles.wide}>
        <Field.Many name="tiers" label={words.tiers} hint={words.tiersHint} options={tiers} />
      </div>
    </div>
  );
}

function MethodFields() {
  const { rounds } = useMessages();
  const words = rounds.plan;
  const method = Form.useWatch<Plan["method"] | undefined>("method");
  return (
    <>
      <Field.Pick name="method" label={words.method} options={Object.entries(rounds.method)} />
      <Field.Many name="priority_groups" label={words.priority} hint={words.priorityHint} options={Object.entries(rounds.priority)} />
      {method === "score" && <ScoreSheet />}
    </>
  );
}
