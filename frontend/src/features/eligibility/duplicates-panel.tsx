/** 查重: whether somebody is known, yes or no; and who counts twice here. */
import { useQuery } from "@tanstack/react-query";
import { Button, Form } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { QueryProblem } from "../../components/query-problem";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { check, type DuplicateCheck, type DuplicateCheckIn, duplicatesQuery } from "./queries";

export function DuplicatesPanel() {
  const may = useMay();
  return (
    <div className="beside">
      <Known />
      {may("duplicates:check") && <Check />}
    </div>
  );
}

function Known() {
  const { eligibility } = useMessages();
  const words = eligibility.duplicates;
  const format = useFormat();
  const answer = useQuery(duplicatesQuery);
  return (
    <Panel title={words.list} {...(answer.data && { note: words.listNote(format.count(answer.data.total)) })}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.list}
        empty={words.empty}
        rows={answer.data?.items}
        rowKey={(row) => `${row.kind} ${row.subject_ids.join(" ")}`}
        columns={[
          { key: "name", title: words.name, cell: (row) => <span className="nw">{row.name}</span> },
          { key: "id", title: words.id, cell: (row) => row.national_id_mask },
          { key: "kind", title: words.kind, cell: (row) => words.kinds[row.kind] ?? row.kind },
          { key: "records", title: words.records, align: "end", cell: (row) => row.subject_ids.length },
        ]}
      />
    </Panel>
  );
}

const Field = fieldsOf<DuplicateCheckIn>();

function Check() {
  const { eligibility } = useMessages();
  const words = eligibility.duplicates;
  const [form] = Form.useForm<DuplicateCheckIn>();
  const [told, setTold] = useState<DuplicateCheck>();
  const { send, busy, problem, renew } = useSubmit<DuplicateCheckIn>(form, check, (answer) => setTold(answer as DuplicateCheck));
  return (
    <Panel title={words.check} padded>
      <p className="small muted">{words.checkExplain}</p>
      <Form<DuplicateCheckIn>
        form={form}
        layout="vertical"
        onFinish={send}
        onValuesChange={() => {
          renew();
          setTold(undefined);
        }}
      >
        <ProblemAlert problem={problem} />
        <Field.Text name="national_id" label={words.id} />
        <Field.Words name="reason" label={words.reason} />
        <Button htmlType="submit" loading={busy}>
          {words.ask}
        </Button>
      </Form>
      {told && <Told told={told} />}
    </Panel>
  );
}

function Told({ told }: { readonly told: DuplicateCheck }) {
  const { eligibility } = useMessages();
  const words = eligibility.duplicates;
  const records = told.here.filter(({ kind }) => kind === "eligibility").length;
  return (
    <dl className="facts" role="status">
      <dt>{words.here}</dt>
      <dd>
        {eligibility.standing[told.standing]} {told.here.length === 0 ? words.hereNone : words.hereOf(records, told.here.length - records)}
      </dd>
      <dt>{words.elsewhere}</dt>
      <dd className={told.elsewhere ? "wait" : undefined}>{told.elsewhere ? words.yes : words.no}</dd>
      {told.references.length > 0 && (
        <>
          <dt>{words.reference}</dt>
          <dd>
            <span className="mono">{told.references.join(" ")}</span> <span className="small muted">{words.referenceHint}</span>
          </dd>
        </>
      )}
    </dl>
  );
}
