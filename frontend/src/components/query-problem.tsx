/** Why there is nothing to show: the refusal's words, and another try. A fault is thrown on. */
import { Button } from "antd";

import { isApiProblem } from "../api/problem";
import { useMessages } from "../i18n/language";
import { ProblemAlert } from "./problem-alert";

interface Props {
  /** Of a query, or of several; the first that failed is told. */
  readonly of: { readonly error: unknown; readonly refetch: () => unknown } | readonly { readonly error: unknown; readonly refetch: () => unknown }[];
}

export function QueryProblem({ of }: Props) {
  const { app } = useMessages();
  const failed = [of].flat().find(({ error }) => error !== null && error !== undefined);
  if (!failed) return null;
  if (!isApiProblem(failed.error)) throw failed.error;
  return (
    <ProblemAlert
      problem={failed.error}
      wayOut={
        <Button size="small" onClick={() => void failed.refetch()}>
          {app.again}
        </Button>
      }
    />
  );
}
