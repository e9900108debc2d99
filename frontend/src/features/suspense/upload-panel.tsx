/** The bank's own file goes in as it was downloaded. */
import { Button } from "antd";
import { useState } from "react";

import { useIntent } from "../../api/intent";
import { type ApiProblem, isApiProblem } from "../../api/problem";
import type { Project } from "../../api/projects";
import { FileDrop } from "../../components/file-drop";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { useMessages } from "../../i18n/language";
import { upload } from "./queries";

interface Props {
  readonly project: Project;
  /** The operation that books the file; null when it was booked before. */
  readonly onStarted: (operation: string | null) => void;
}

export function UploadPanel({ project, onStarted }: Props) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { headers, renew } = useIntent();

  const choose = (chosen: File | null) => {
    renew();
    setProblem(null);
    setFile(chosen);
  };
  const send = async () => {
    if (file === null) return;
    setBusy(true);
    try {
      const statement = await upload(project.id, file, headers);
      choose(null);
      onStarted(statement?.operation_id ?? null);
    } catch (error) {
      if (!isApiProblem(error)) throw error;
      if (error.status >= 400 && error.status < 500) renew();
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Panel title={words.upload} note={project.name} padded>
      <ProblemAlert problem={problem} />
      <FileDrop file={file} onFile={choose} accept=".csv,.xlsx,.xls" label={file === null ? words.drop : words.chosen(file.name)} hint={words.uploadHint} />
      <Button type="primary" block disabled={file === null} loading={busy} onClick={() => void send()}>
        {words.send}
      </Button>
    </Panel>
  );
}
