/** 起草合同文本: the text that holds today, clause by clause, to be changed and handed to the approver. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { ProblemAlert } from "../../components/problem-alert";
import { usePageSearch } from "../../components/url-state";
import { fieldsOf, rowFieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { useMessages } from "../../i18n/language";
import styles from "./lease-templates.module.css";
import { type Basis, basisQuery, draft, type TemplateIn, type TextKind } from "./queries";

export function DraftTemplatePage() {
  const { leaseTexts: words } = useMessages();
  const { kind } = usePageSearch<{ readonly kind?: string | undefined }>();
  const answer = useQuery(basisQuery(kind === "explanation" ? "explanation" : "lease"));
  if (!answer.data) return <Pending title={words.write} answer={answer} />;
  const basis = answer.data;
  return (
    <Page title={words.writeOf(words.kind[basis.kind])} parents={[{ label: words.title, link: { to: "/lease-templates", search: { kind: basis.kind } } }]} situation={words.writeSituation}>
      <Panel title={words.clauses} note={basis.template_id === null ? words.fromShipped : words.fromOwn} padded>
        <Draft key={basis.kind} basis={basis} />
      </Panel>
    </Page>
  );
}

type Values = Omit<TemplateIn, "kind">;

const Field = fieldsOf<Values>();
const ClauseField = rowFieldsOf<TemplateIn["clauses"][number]>();

function Draft({ basis }: { readonly basis: Basis }) {
  const { leaseTexts: words } = useMessages();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const kind: TextKind = basis.kind;
  const titles: Readonly<Record<string, string>> = Object.fromEntries(basis.clauses.map(({ code, title }) => [code, `${title} ${code}`]));
  const { send, busy, problem, renew } = useSubmit<Values>(
    form,
    (values) => draft({ ...values, kind }),
    () => void navigate({ to: "/lease-templates", search: { kind } }),
  );
  return (
    <Form<Values> form={form} layout="vertical" initialValues={{ clauses: basis.clauses }} onFinish={send} onValuesChange={renew}>
      <ProblemAlert problem={problem} />
      <div className={styles.head}>
        <Field.Text name="document_no" label={words.document} placeholder={words.documentHint} autoFocus />
        <Field.Day name="valid_from" label={words.from} />
      </div>
      <p className={styles.fields}>
        {words.mandatory} {basis.mandatory.map((code) => titles[code] ?? code).join("、")}
      </p>
      <p className={styles.fields}>
        {words.fields} {basis.fields.map((field) => `{${field}}`).join(" ")}
      </p>
      <Rows />
      <Button type="primary" htmlType="submit" loading={busy}>
        {words.handOver}
      </Button>
    </Form>
  );
}

function Rows() {
  const { leaseTexts: words } = useMessages();
  return (
    <Form.List name="clauses">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name: at }) => (
            <div key={key} className={styles.clause}>
              <ClauseField.Text name={[at, "code"]} label={words.code} />
              <ClauseField.Text name={[at, "title"]} label={words.clauseTitle} />
              <ClauseField.Words name={[at, "text"]} label={words.clauseText} />
              <Button size="small" aria-label={words.removeOf(String(at + 1))} onClick={() => remove(at)}>
                {words.remove}
              </Button>
            </div>
          ))}
          <div className={styles.foot}>
            <Button size="small" onClick={() => add()}>
              {words.add}
            </Button>
          </div>
        </>
      )}
    </Form.List>
  );
}
