/** A record's page before the record is there: its shape, or why it is not coming. */
import { Bones } from "./bones";
import { Page } from "./page";
import { QueryProblem } from "./query-problem";

interface Props {
  readonly title: string;
  readonly answer: { readonly error: unknown; readonly refetch: () => unknown };
}

export function Pending({ title, answer }: Props) {
  return (
    <Page title={title}>
      <QueryProblem of={answer} />
      {answer.error === null && <Bones />}
    </Page>
  );
}
