/** Drop a workbook or choose one, say which book it is, and have it read on trial. */
import { Button, Form } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import type { ApiProblem } from "../../api/problem";
import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { FileDrop } from "../../components/file-drop";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { showProblem } from "../../forms/show-problem";
import { useMessages } from "../../i18n/language";
import { GRANTED, type Kind, KINDS, upload } from "./queries";

type Started = NonNullable<Awaited<ReturnType<typeof upload>>>;

interface Props {
  readonly project: Project;
  readonly onStarted: (started: Started) => void;
}

interface Values {
  kind: Kind;
}

/** What one row of the chosen book is. */
function Hint() {
  const { books } = useMessages();
  const kind = Form.useWatch<Kind | undefined>("kind");
  return kind && books.imports.kindHint[kind];
}

export function UploadForm({ project, onStarted }: Props) {
  const messages = useMessages();
  const words = messages.books.imports;
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  // A project without units waits for its book of units first.
  const kinds = may("eligibility:grant") ? [...KINDS, GRANTED] : KINDS;
  const likely: Kind = project.units === 0 ? "units" : "leases";

  const read = async ({ kind }: Values) => {
    if (file === null) return;
    setBusy(true);
    setProblem(null);
    try {
      const started = await upload(kind, project.id, file);
      if (started) onStarted(started);
      setFile(null);
    } catch (error) {
      setProblem(showProblem(form, error, messages));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Panel title={words.upload} note={project.name} padded>
      <Form<Values> form={form} layout="vertical" onFinish={read} initialValues={{ kind: likely }}>
        <ProblemAlert problem={problem} />
        <Form.Item<Values> name="kind" label={words.kind} extra={<Hint />}>
          <Choice wide options={kinds.map((kind) => [kind, words.kinds[kind]])} />
        </Form.Item>
        <FileDrop file={file} onFile={setFile} accept=".xlsx,.xls,.ods" label={file === null ? words.drop : words.chosen(file.name)} hint={words.dropHint} />
        <Button type="primary" htmlType="submit" block disabled={file === null} loading={busy}>
          {words.read}
        </Button>
      </Form>
    </Panel>
  );
}
