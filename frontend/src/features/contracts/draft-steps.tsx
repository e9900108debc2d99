/** The steps of drafting a contract, as fields. */
import type { ReactNode } from "react";

import type { Project } from "../../api/projects";
import { Money } from "../../components/money";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { codesIn } from "./codes";
import styles from "./draft.module.css";
import { CLAUSES, CONTENT, type Draft, EXCLUSIONS } from "./draft";

const Field = fieldsOf<Draft>();

type Named = readonly { readonly id: string; readonly name: string }[];

export function PartiesStep({ operators }: { readonly operators: Named }) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <div className={styles.two}>
      <Field.Text name="contract_no" label={words.no} autoFocus />
      <Field.Text name="procurement_no" label={words.procurement} />
      <Field.Pick name="operator_id" label={words.operator} options={operators.map(({ id, name }) => [id, name])} all={words.choose} />
      <Field.Day name="awarded_on" label={words.awardedOn} hint={words.awardedHint} />
      <Field.Day name="starts_on" label={words.startsOn} />
      <Field.Day name="ends_on" label={words.endsOn} hint={words.endsHint} />
      <Field.Text name="budget_note" label={words.budget} hint={words.budgetHint} />
    </div>
  );
}

export function ServiceStep() {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <>
      <Field.Many name="content" label={words.content} hint={words.contentHint} options={CONTENT.map((one) => [one, words.contents[one]])} />
      <Field.Many name="clauses" label={words.clauses} hint={words.clausesHint} options={CLAUSES.map((one) => [one, words.clauseNames[one]])} />
    </>
  );
}

export function MoneyStep() {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <div className={styles.two}>
      <Field.Money name="price_fen" label={words.price} />
      <Field.Figure name="tax_rate" label={words.tax} hint={words.rateHint} />
      <Field.Figure name="vacant_factor" label={words.vacant} hint={words.vacantHint} />
      <Field.Money name="deduction_cap_fen" label={words.cap} hint={words.capHint} />
      <Field.Pick name="recovery_mode" label={words.mode} options={Object.entries(words.modes)} />
      <Field.Pick name="uncollectible_borne_by" label={words.uncollectible} options={Object.entries(words.bearers)} />
      <Field.Many name="exclusions" label={words.exclusions} options={EXCLUSIONS.map((one) => [one, settle.exclusion[one]])} />
      <Field.Check name="treasury_first" label={words.treasuryFirst} />
    </div>
  );
}

export function HomesStep({ project }: { readonly project: Project }) {
  const { settle } = useMessages();
  const words = settle.contract;
  const format = useFormat();
  return <Field.Words name="units" label={words.homes} hint={words.homesHint(project.name, format.count(project.units))} />;
}

interface ReviewProps {
  /** Whatever was entered so far. */
  readonly values: Partial<Draft> | undefined;
  readonly operators: Named;
  readonly project: Project;
}

/** Everything at a glance; what is missing is told by the server, beside its field. */
export function ReviewStep({ values, operators, project }: ReviewProps) {
  const { settle } = useMessages();
  const words = settle.contract;
  const format = useFormat();
  if (!values) return null;
  const codes = codesIn(values.units ?? "");
  return (
    <dl className="facts">
      <Line name={words.no}>{values.contract_no}</Line>
      <Line name={words.project}>{project.name}</Line>
      <Line name={words.operator}>{operators.find(({ id }) => id === values.operator_id)?.name}</Line>
      <Line name={words.term}>{[values.starts_on, values.ends_on].filter(Boolean).join(" – ")}</Line>
      <Line name={words.content}>{(values.content ?? []).map((one) => words.contents[one]).join("、")}</Line>
      <Line name={words.clauses}>{(values.clauses ?? []).map((one) => words.clauseNames[one]).join("、")}</Line>
      <Line name={words.price}>
        <Money fen={values.price_fen ?? null} />
      </Line>
      <Line name={words.mode}>{values.recovery_mode && words.modes[values.recovery_mode]}</Line>
      <Line name={words.exclusions}>{(values.exclusions ?? []).map((one) => settle.exclusion[one]).join("、")}</Line>
      <Line name={words.units}>{codes ? format.count(codes.length) : words.allHomes(format.count(project.units))}</Line>
    </dl>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
