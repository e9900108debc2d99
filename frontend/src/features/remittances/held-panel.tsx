/** 专户待缴: tenants' money in the account, how long it has been there, and the way to treasury. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";

import { useMay } from "../../api/me";
import type { Project } from "../../api/projects";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { lastDayOf } from "../../components/month-picker";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { drawUp, heldQuery } from "./queries";

const TONES: Readonly<Record<"none" | "notice" | "late", Tone>> = { none: "good", notice: "waiting", late: "late" };

interface Props {
  readonly projectId: string;
  readonly project?: Project;
  /** What is drawn up reaches to the end of this month, or to today. */
  readonly month?: string;
}

export function HeldPanel({ projectId, project, month }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const format = useFormat();
  const answer = useQuery(heldQuery);
  const held = answer.data?.items.find((one) => one.project_id === projectId);
  const money = held !== undefined && held.amount_fen > 0 ? held : undefined;
  return (
    <Panel title={words.held} {...(project && { note: project.name })} padded>
      <QueryProblem of={answer} />
      {answer.isSuccess && !money && <p className="muted">{words.heldEmpty}</p>}
      {money && (
        <div className="grid">
          <p className="figure">
            <Money fen={money.amount_fen} unit />
          </p>
          {money.oldest_on !== null && (
            <p className="muted">
              {words.heldSince(format.day(money.oldest_on), money.workdays)} <StatusBadge tone={TONES[money.alert]}>{words.alert[money.alert]}</StatusBadge>
            </p>
          )}
          <DrawUp projectId={projectId} throughOn={throughOn(month)} />
        </div>
      )}
    </Panel>
  );
}

function throughOn(month: string | undefined): string {
  const today = todayOn();
  const end = month === undefined ? today : lastDayOf(month);
  return end < today ? end : today;
}

function DrawUp({ projectId, throughOn }: { readonly projectId: string; readonly throughOn: string }) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const may = useMay();
  if (!may("remittance:prepare")) return null;
  return (
    <span>
      <Deed<{ through_on: string }>
        primary
        label={words.prepare}
        title={words.prepareTitle}
        explain={words.prepareExplain}
        initial={{ through_on: throughOn }}
        run={(values, headers) => drawUp({ ...values, project_id: projectId }, headers)}
      >
        <Form.Item name="through_on" label={words.throughOn}>
          <Input type="date" max={todayOn()} autoFocus />
        </Form.Item>
      </Deed>
    </span>
  );
}
