/** 结账: the conditions and who must act on each; or the seal of a closed month. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ChecksTable } from "./checks-table";
import { checksQuery, close, type Closing, closingsQuery, verificationQuery } from "./queries";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

export function MonthClosing({ projectId, month }: Props) {
  const closings = useQuery(closingsQuery(projectId, month));
  const closing = closings.data?.items[0];
  return (
    <>
      <QueryProblem of={closings} />
      {closing && <Sealed closing={closing} />}
      {closings.isSuccess && !closing && <Checks projectId={projectId} month={month} />}
    </>
  );
}

function Checks({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.closing;
  const format = useFormat();
  const may = useMay();
  const answer = useQuery(checksQuery(projectId, month));
  return (
    <Panel
      title={words.title}
      note={words.note}
      more={
        answer.data?.ready === true &&
        may("month:close") && (
          <Deed
            primary
            label={words.close(format.month(month))}
            title={words.closeTitle}
            explain={words.closeExplain}
            run={(_, headers) => close(projectId, month, headers)}
          />
        )
      }
    >
      <QueryProblem of={answer} />
      <ChecksTable rows={answer.data?.items} />
    </Panel>
  );
}

function Sealed({ closing }: { readonly closing: Closing }) {
  const { settle } = useMessages();
  const words = settle.closing;
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const seal = useQuery({ ...verificationQuery(closing.id), enabled: asked });
  return (
    <Panel title={words.title} note={<StatusBadge tone="good">{words.closed}</StatusBadge>} padded>
      <div className="grid">
        <dl className="facts">
          <dt>{words.at}</dt>
          <dd>{format.moment(closing.closed_at)}</dd>
          <dt>{words.lines}</dt>
          <dd>{format.count(closing.lines)}</dd>
          <dt>{words.hash}</dt>
          <dd className="mono">{closing.hash}</dd>
        </dl>
        <QueryProblem of={seal} />
        {seal.data && (
          <p role="status" className={seal.data.holds ? "acc" : "wait"}>
            {seal.data.holds ? words.holds : words.broken}
          </p>
        )}
        <span>
          <Button loading={seal.isFetching} onClick={() => (asked ? void seal.refetch() : setAsked(true))}>
            {words.verify}
          </Button>
        </span>
      </div>
    </Panel>
  );
}
