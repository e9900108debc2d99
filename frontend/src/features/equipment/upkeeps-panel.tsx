/** 保养记录: what was done to the device, by whom, with what result. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { FileButton } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { FilesField } from "../../forms/stored-files";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Device, fileOf, logUpkeep, type UpkeepIn, upkeepsQuery } from "./queries";

interface Props {
  readonly one: Device;
}

export function UpkeepsPanel({ one }: Props) {
  const { equipment: words } = useMessages();
  const may = useMay();
  const answer = useQuery(upkeepsQuery(one.id));
  return (
    <Panel title={words.upkeeps} more={may("equipment:keep") && one.state !== "retired" && <Log one={one} />}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.upkeeps}
        empty={words.upkeepsEmpty}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        columns={[
          { key: "on", title: words.on, cell: (row) => <span className="nw">{row.on_date}</span> },
          { key: "kind", title: words.work, cell: (row) => words.upkeep[row.kind] },
          { key: "result", title: words.result, cell: (row) => <StatusBadge tone={row.result === "fault_found" ? "waiting" : "good"}>{words.outcome[row.result]}</StatusBadge> },
          { key: "by", title: words.doneBy, cell: (row) => row.done_by },
          { key: "cost", title: words.cost, align: "end", cell: (row) => <Money fen={row.cost_fen} /> },
          { key: "note", title: words.note, cell: (row) => row.note },
          { key: "files", title: "", align: "end", cell: (row) => <span className="deeds">{row.file_ids.map((id, at) => <FileButton key={id} small href={fileOf(one.id, id)} title={words.upkeeps} label={`${words.paper} ${at + 1}`} />)}</span> },
        ]}
      />
    </Panel>
  );
}

const Field = fieldsOf<UpkeepIn>();

function Log({ one }: Props) {
  const { equipment: words } = useMessages();
  return (
    <Deed<UpkeepIn> small label={words.log} title={words.logTitle} explain={words.logExplain} initial={{ on_date: todayOn(), kind: "inspection", result: "in_order" }} run={(values) => logUpkeep(one, values)}>
      <Field.Day name="on_date" label={words.on} max={todayOn()} />
      <Field.Pick name="kind" label={words.work} options={Object.entries(words.upkeep)} />
      <Field.Pick name="result" label={words.result} options={Object.entries(words.outcome)} />
      <Field.Text name="done_by" label={words.doneBy} placeholder={words.doneByHint} />
      <Field.Money name="cost_fen" label={words.cost} />
      <Field.Words name="note" label={words.note} />
      <FilesField name="file_ids" label={words.paper} />
    </Deed>
  );
}
