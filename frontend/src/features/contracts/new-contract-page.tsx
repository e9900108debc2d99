/** 起草服务合同: parties and term, what is bought, the money, the homes; then one look over all of it. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import type { Project } from "../../api/projects";
import { Page } from "../../components/page";
import { ProblemAlert } from "../../components/problem-alert";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { Wizard } from "../../components/wizard";
import { useSubmit } from "../../forms/use-submit";
import { useMessages } from "../../i18n/language";
import { bodyOf, type Draft, initialDraft, STEP_OF, type StepKey, STEPS } from "./draft";
import { HomesStep, MoneyStep, PartiesStep, ReviewStep, ServiceStep } from "./draft-steps";
import { type Contract, draft, operatorsQuery } from "./queries";

export function NewContractPage() {
  const { settle } = useMessages();
  const words = settle.contract;
  const { project } = useProject();
  return (
    <Page title={words.draft} parents={[{ label: words.title, link: { to: "/contracts" } }]} situation={words.draftSituation}>
      {project && <Drafting key={project.id} project={project} />}
    </Page>
  );
}

function Drafting({ project }: { readonly project: Project }) {
  const navigate = useNavigate();
  const [form] = Form.useForm<Draft>();
  const { step = "parties" } = usePageSearch<{ readonly step?: string }>();
  const setSearch = useSetSearch<{ step: string }>();
  const operators = useQuery(operatorsQuery);
  const { send, busy, problem, renew } = useSubmit<Draft>(
    form,
    (values) => draft(bodyOf(values, project.id)),
    (made) => void navigate({ to: "/contracts/$contractId", params: { contractId: (made as Contract).id } }),
  );
  const at = STEPS.find((key) => key === step) ?? "parties";
  // A refused field may lie on a step that is out of sight.
  const showFault = () => {
    const wrong = form.getFieldsError().find(({ errors }) => errors.length > 0)?.name[0];
    const where = typeof wrong === "string" ? STEP_OF[wrong] : undefined;
    if (where !== undefined) setSearch({ step: where });
  };
  const values = Form.useWatch([], form) as Partial<Draft> | undefined;
  return (
    <Form<Draft> form={form} layout="vertical" initialValues={initialDraft(project)} onFinish={(entered) => send(entered).then(showFault)} onValuesChange={renew}>
      <ProblemAlert problem={problem} />
      <QueryProblem of={operators} />
      <Steps at={at} project={project} operators={operators.data?.items ?? []} values={values} busy={busy} onStep={(key) => setSearch({ step: key })} onSend={form.submit} />
    </Form>
  );
}

interface StepsProps {
  readonly at: StepKey;
  readonly project: Project;
  readonly operators: readonly { readonly id: string; readonly name: string }[];
  readonly values: Partial<Draft> | undefined;
  readonly busy: boolean;
  readonly onStep: (key: string) => void;
  readonly onSend: () => void;
}

function Steps({ at, project, operators, values, busy, onStep, onSend }: StepsProps) {
  const { settle } = useMessages();
  const words = settle.contract;
  const content = {
    parties: <PartiesStep operators={operators} />,
    service: <ServiceStep />,
    money: <MoneyStep />,
    homes: <HomesStep project={project} />,
    review: <ReviewStep values={values} operators={operators} project={project} />,
  };
  return (
    <Wizard
      title={words.draft}
      at={at}
      onStep={onStep}
      steps={STEPS.map((key) => ({ key, title: words.steps[key], open: true, done: STEPS.indexOf(key) < STEPS.indexOf(at), content: content[key] }))}
      {...(at === "review" && {
        deed: (
          <Button type="primary" loading={busy} onClick={onSend}>
            {words.saveDraft}
          </Button>
        ),
      })}
    />
  );
}
