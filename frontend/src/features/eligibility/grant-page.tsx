/** 登记一份资格决定: as the paper says; of a household that has a valid one, the record that it replaces. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";

import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { usePageSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { useMessages } from "../../i18n/language";
import styles from "./grant.module.css";
import { bodyOf, type Grant } from "./grant";
import { type Eligibility, grant, recordQuery } from "./queries";

const Field = fieldsOf<Grant>();

/** Names within a form's list are told from the list on. */
const MemberField = fieldsOf<NonNullable<Grant["members"]>>();

const INITIAL: Partial<Grant> = { tier: "low_income", members: [], priority_groups: [], needs_easy_access: false, acknowledge_duplicates: false };

export function GrantPage() {
  const { eligibility } = useMessages();
  const words = eligibility.grant;
  const navigate = useNavigate();
  const { replaces } = usePageSearch<{ readonly replaces?: string | undefined }>();
  const before = useQuery({ ...recordQuery(replaces ?? ""), enabled: replaces !== undefined }).data;
  const [form] = Form.useForm<Grant>();
  const { send, busy, problem, renew } = useSubmit<Grant>(
    form,
    (values) => grant(bodyOf(values, replaces)),
    (made) => void navigate({ to: "/eligibility/$recordId", params: { recordId: (made as Eligibility).id } }),
  );
  return (
    <Page title={words.title} parents={[{ label: eligibility.title, link: { to: "/eligibility" } }]} situation={before ? words.replaces(before.decision_no) : words.explain}>
      <Form<Grant> form={form} layout="vertical" initialValues={INITIAL} onFinish={send} onValuesChange={renew}>
        <ProblemAlert problem={problem} />
        <div className="beside">
          <div className="grid">
            <Panel title={words.label} padded>
              <Decision />
            </Panel>
            <Panel title={words.members} padded>
              <Members />
            </Panel>
          </div>
          <div className="grid">
            <Panel title={words.more} padded>
              <Approved />
            </Panel>
            <div className="deeds">
              <Button type="primary" htmlType="submit" loading={busy}>
                {words.save}
              </Button>
              <Link to="/eligibility" className="button">
                {words.back}
              </Link>
            </div>
          </div>
        </div>
      </Form>
    </Page>
  );
}

function Decision() {
  const { eligibility, homes } = useMessages();
  const words = eligibility.grant;
  return (
    <div className={styles.two}>
      <Field.Text name="decision_no" label={words.decision} autoFocus />
      <Field.Pick name="tier" label={words.tier} options={Object.entries(homes.tier).filter(([tier]) => tier !== "ineligible")} />
      <Field.Text name={["applicant", "name"]} label={words.name} />
      <Field.Text name={["applicant", "national_id"]} label={words.id} />
      <Field.Text name={["applicant", "phone"]} label={words.phone} />
      <Field.Figure name="size" label={words.size} />
      <Field.Day name="starts_on" label={words.from} />
      <Field.Day name="ends_on" label={words.until} hint={words.untilHint} />
      <Field.Day name="queued_on" label={words.queued} />
    </div>
  );
}

function Members() {
  const { eligibility } = useMessages();
  const words = eligibility.grant;
  return (
    <Form.List name="members">
      {(people, { add, remove }) => (
        <>
          {people.map(({ key, name }) => (
            <div key={key} className={styles.member}>
              <MemberField.Text name={[name, "name"]} label={eligibility.records.name} />
              <MemberField.Text name={[name, "relation"]} label={words.relation} />
              <MemberField.Text name={[name, "national_id"]} label={words.id} />
              <Button type="link" size="small" onClick={() => remove(name)}>
                {words.removeMember}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add()}>
            {words.addMember}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function Approved() {
  const { eligibility, rounds } = useMessages();
  const words = eligibility.grant;
  return (
    <>
      <Field.Figure name="approved_area_m2" label={words.area} unit="㎡" />
      <Field.Figure name="approved_rooms" label={words.rooms} hint={words.roomsHint} />
      <Field.Many name="priority_groups" label={words.priority} options={Object.entries(rounds.priority)} />
      <Field.Check name="needs_easy_access" label={words.easy} />
      <Field.Words name="note" label={words.note} />
      <Field.Check name="acknowledge_duplicates" label={words.acknowledge} />
    </>
  );
}
