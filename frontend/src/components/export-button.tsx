/** The office's own workbook of a list: made as long work, followed in the bar, and fetched when it is there. */
import { Button } from "antd";
import { useState } from "react";

import { client } from "../api/client";
import { type ApiProblem, isApiProblem } from "../api/problem";
import { useMay } from "../api/me";
import type { components } from "../api/schema";
import { follow } from "../api/works";
import { useMessages } from "../i18n/language";
import { ProblemAlert } from "./problem-alert";

type Asked = components["schemas"]["ExportIn"];

export interface Exported {
  readonly kind: Asked["kind"];
  readonly projectId: string;
  /** `2026-04`, where the list is of one month. */
  readonly month?: string | undefined;
  readonly label?: string;
  readonly size?: "small" | "middle";
}

export function ExportButton({ kind, projectId, month, label, size = "small" }: Exported) {
  const { list } = useMessages();
  const may = useMay();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  if (!may("export:make")) return null;
  const ask = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { data } = await client.POST("/v1/exports", { body: { kind, project_id: projectId, month: month ?? null } });
      if (data) follow({ id: data.operation_id, kind: "exports.make", fetch: true });
    } catch (error) {
      if (!isApiProblem(error)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <ProblemAlert problem={problem} />
      <Button size={size} loading={busy} onClick={() => void ask()}>
        {label ?? list.export}
      </Button>
    </>
  );
}
