/** 定租金规则: its parts as fields, and beside them the rule as it will be read. */
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import type { Project } from "../../api/projects";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { useProject } from "../../components/project-choice";
import { fieldsOf } from "../../forms/fields";
import { filled } from "../../forms/filled";
import { useSubmit } from "../../forms/use-submit";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { setRule } from "./queries";
import { AreaRows, CoefficientRows, TierRows } from "./rule-fields";
import { BLANK, bodyOf, type RuleValues, wireOf } from "./rule-form";
import styles from "./rule.module.css";
import { RuleParts } from "./rule-parts";

const BACK = { to: "/rent-standards", search: { tab: "rules" } } as const;
const Field = fieldsOf<RuleValues>();

export function NewRulePage() {
  const { tariffs } = useMessages();
  const { project } = useProject();
  return (
    <Page title={tariffs.rules.set} parents={[{ label: tariffs.title, link: BACK }]} situation={tariffs.rules.setExplain}>
      {project && <Filling key={project.id} project={project} />}
    </Page>
  );
}

function Filling({ project }: { readonly project: Project }) {
  const { tariffs } = useMessages();
  const words = tariffs.rules;
  const navigate = useNavigate();
  const [form] = Form.useForm<RuleValues>();
  const { send, busy, problem, renew } = useSubmit<RuleValues>(form, (values) => setRule(bodyOf(values, project.id)), () => void navigate(BACK));
  const entered = Form.useWatch("rule", form) as RuleValues["rule"] | undefined;
  return (
    <Form<RuleValues> form={form} layout="vertical" initialValues={{ scope: "project", valid_from: todayOn(), basis: "actual_days", rule: BLANK }} onFinish={send} onValuesChange={renew}>
      <ProblemAlert problem={problem} />
      <div className="beside">
        <div className="grid">
          <Head project={project} />
          <Panel title={words.tiers} note={words.tiersNote} padded>
            <AreaRows />
            <TierRows />
          </Panel>
          <Panel title={words.coefficients} note={words.coefficientsNote} padded>
            <CoefficientRows />
          </Panel>
        </div>
        <div className="grid">
          <Panel title={words.reads} padded>
            <RuleParts rule={wireOf({ ...BLANK, ...filled(entered ?? {}) })} />
          </Panel>
          <div className="deeds">
            <Button type="primary" htmlType="submit" loading={busy}>
              {words.save}
            </Button>
            <Link {...BACK} className="button">
              {words.back}
            </Link>
          </div>
        </div>
      </div>
    </Form>
  );
}

function Head({ project }: { readonly project: Project }) {
  const { tariffs } = useMessages();
  const words = tariffs.rules;
  return (
    <Panel title={words.head} padded>
      <div className={styles.two}>
        <Field.Text name={["rule", "name"]} label={words.name} placeholder={words.nameHint} autoFocus />
        <Field.Pick name="scope" label={words.scope} options={[["project", words.ownOf(project.name)], ["all", words.default]]} />
        <Field.Day name="valid_from" label={words.from} />
        <Field.Text name="legal_basis" label={words.legal} placeholder={words.legalHint} />
        <Field.Pick name="basis" label={words.basisName} options={Object.entries(words.basis)} />
        <Field.Pick name={["rule", "unit_fen"]} label={words.rounding} options={Object.entries(words.units).map(([unit, name]) => [unit, words.roundedTo(name)])} />
        <Field.Figure name={["rule", "discount_percent"]} label={words.discount} unit="%" hint={words.discountHint} />
        <Field.Figure name={["rule", "deferred_discount_percent"]} label={words.deferred} unit="%" hint={words.deferredHint} />
      </div>
    </Panel>
  );
}
