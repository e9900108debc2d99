/** Homes that households of the round chose: until when they sign, the slip, and the waiver. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { FilesField } from "../../forms/stored-files";
import { useMessages } from "../../i18n/language";
import { keptQuery, type Reservation, type Round, slipOf, waive, waiverOf } from "./queries";

const TONES: Readonly<Record<Reservation["state"], Tone>> = { proposed: "waiting", held: "waiting", used: "good", waived: "plain", lapsed: "plain", rejected: "plain" };

export function KeptPanel({ one }: { readonly one: Round }) {
  const { rounds, homes } = useMessages();
  const words = rounds.kept;
  // Not page by page: the pages in the address are those of the registrations below.
  const answer = useQuery(keptQuery(one.id));
  return (
    <Panel title={words.title}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.title}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        empty={words.empty}
        columns={[
          { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
          { key: "name", title: words.name, cell: (row) => <span className="nw">{row.applicant_name}</span> },
          { key: "deadline", title: words.deadline, cell: (row) => <span className="nw">{row.deadline_on}</span> },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{rounds.reservation[row.state]}</StatusBadge> },
          { key: "deeds", title: "", align: "end", cell: (row) => <Deeds one={row} /> },
        ]}
      />
    </Panel>
  );
}

function Deeds({ one }: { readonly one: Reservation }) {
  const { rounds, homes } = useMessages();
  const words = rounds.kept;
  const home = homes.address(one.building, one.entrance, one.room);
  return (
    <span className="deeds">
      {(one.state === "held" || one.state === "used") && <FileButton small href={slipOf(one.id)} title={`${words.slip} ${home}`} label={words.slip} />}
      {(one.state === "held" || one.state === "waived") && <FileButton small href={waiverOf(one.id)} title={`${words.waiver} ${home}`} label={words.waiver} />}
      <Waive one={one} home={home} />
    </span>
  );
}

interface Waiving {
  reason: string;
  file_ids: string[];
}

const Field = fieldsOf<Waiving>();

function Waive({ one, home }: { readonly one: Reservation; readonly home: string }) {
  const { rounds } = useMessages();
  const words = rounds.kept;
  const may = useMay();
  if (!one.possible.includes("waive") || !may("round:run_selection")) return null;
  return (
    <Deed<Waiving> small label={words.waive} title={words.waiveTitle(home)} explain={words.waiveExplain} initial={{ file_ids: [] }} run={(body) => waive(one, body)}>
      <Field.Words name="reason" label={rounds.reason} autoFocus />
      <FilesField name="file_ids" label={words.paper} />
    </Deed>
  );
}
