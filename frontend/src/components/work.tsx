/** Long work as it goes on: how far it is, what it came to, or why it failed. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";

import { isFinished, type Operation, useOperation } from "../api/operations";
import { ApiProblem, type ProblemCode } from "../api/problem";
import { useMessages } from "../i18n/language";
import { CancelWork } from "./cancel-work";
import { Panel } from "./panel";
import { ProblemAlert } from "./problem-alert";
import { Progress } from "./progress";

interface Props {
  /** Over it while it goes on, and when it failed; finished work leaves no empty panel. */
  readonly title: string;
  readonly operationId: string;
  /** What is counted: 户, 行, 笔. */
  readonly unit: string;
  /** What it came to, in a sentence. */
  readonly result?: (operation: Operation) => ReactNode;
}

/** When the work is finished everything on the page is read again. */
export function Work(props: Props) {
  const { title, operationId } = props;
  const cache = useQueryClient();
  const { operation } = useOperation(operationId);
  const finished = isFinished(operation);
  useEffect(() => {
    if (finished) void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== "/v1/operations/{operation_id}" });
  }, [cache, finished]);

  const told = tell(props, operation);
  return told === null ? null : (
    <Panel title={title} padded>
      <div role="status">{told}</div>
    </Panel>
  );
}

function tell({ unit, result }: Props, operation: Operation | undefined): ReactNode {
  if (!operation) return <Progress done={0} total={null} unit={unit} />;
  if (operation.state === "failed") return <ProblemAlert problem={problemOf(operation)} />;
  if (operation.state === "cancelled") return <Cancelled />;
  if (operation.state === "done") return result?.(operation) ?? null;
  return (
    <>
      <Progress done={operation.done} total={operation.total} unit={unit} />
      <CancelWork operation={operation} />
    </>
  );
}

function Cancelled() {
  const { work } = useMessages();
  return <p className="muted">{work.cancelled}</p>;
}

/** The refusal that ended the work, in the same words as a refused request. */
function problemOf({ problem }: Operation): ApiProblem {
  const code = typeof problem?.code === "string" ? (problem.code as ProblemCode) : "unexpected";
  const status = typeof problem?.status === "number" ? problem.status : 500;
  return new ApiProblem({ type: "about:blank", title: code, status, code, facts: {}, errors: [], request_id: "" });
}
