/** Objections to the published order, and the bureau's answers. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { answer, object, type Objection, type ObjectionReply, objectionsQuery, type Round } from "./queries";

const TONES: Readonly<Record<Objection["state"], Tone>> = { open: "waiting", upheld: "waiting", dismissed: "plain" };

interface Props {
  readonly one: Round;
}

export function ObjectionsPanel({ one }: Props) {
  const { rounds } = useMessages();
  const words = rounds.objections;
  const format = useFormat();
  const found = useQuery(objectionsQuery(one.id));
  const until = one.objections_until;
  return (
    <Panel title={words.title} {...(until !== null && { note: words.note(format.day(until)) })} more={<Receive one={one} />}>
      <QueryProblem of={found} />
      <DataTable
        caption={words.title}
        empty={until === null ? words.emptyBefore : words.empty}
        rows={found.data?.items}
        rowKey={(row) => row.id}
        columns={[
          { key: "objector", title: words.objector, cell: (row) => <span className="nw">{row.objector}</span> },
          { key: "content", title: words.content, cell: (row) => row.content },
          { key: "received", title: words.received, cell: (row) => <span className="nw">{format.moment(row.received_at)}</span> },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{rounds.objection[row.state]}</StatusBadge> },
          { key: "reply", title: words.reply, cell: (row) => row.reply },
          { key: "deeds", title: "", align: "end", cell: (row) => <Answer one={row} /> },
        ]}
      />
    </Panel>
  );
}

interface Objecting {
  objector: string;
  content: string;
}

const Field = fieldsOf<Objecting>();

/** Within the window only. */
function Receive({ one }: Props) {
  const { rounds } = useMessages();
  const words = rounds.objections;
  const may = useMay();
  if (one.state !== "order_published" || one.objections_until === null || todayOn() > one.objections_until || !may("round:object")) return null;
  return (
    <Deed<Objecting> small label={words.receive} title={words.receiveTitle} explain={words.receiveExplain} run={(body) => object(one.id, body)}>
      <Field.Text name="objector" label={words.objector} autoFocus />
      <Field.Words name="content" label={words.content} />
    </Deed>
  );
}

const ReplyField = fieldsOf<ObjectionReply>();

function Answer({ one }: { readonly one: Objection }) {
  const { rounds } = useMessages();
  const words = rounds.objections;
  const may = useMay();
  if (one.state !== "open" || !may("round:plan")) return null;
  return (
    <Deed<ObjectionReply> small label={words.answer} title={words.answerTitle} explain={<>{one.content} <br />{words.answerExplain}</>} initial={{ outcome: "dismiss" }} run={(body) => answer(one, body)}>
      <ReplyField.Pick name="outcome" label={words.outcome} options={Object.entries(words.outcomes)} />
      <ReplyField.Words name="reply" label={words.reply} autoFocus />
    </Deed>
  );
}
