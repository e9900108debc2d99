/** The home's hand-over sheets; a row opens the sheet. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { draftHandover, type Handover, type HandoverIn, handoversQuery, leasesQuery, type Unit } from "./queries";

interface Props {
  readonly one: Unit;
}

export function HandoversPanel({ one }: Props) {
  const { unit, lives } = useMessages();
  const words = unit.handovers;
  const navigate = useNavigate();
  const may = useMay();
  const answer = useQuery(handoversQuery(one.id));
  return (
    <Panel title={words.title} more={<Draft one={one} />}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.title}
        empty={may("lease:read") ? words.empty : words.emptyOfHouseholds}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        onOpen={({ id }) => void navigate({ to: "/handovers/$handoverId", params: { handoverId: id } })}
        columns={[
          { key: "kind", title: words.kind, cell: (row) => lives.handover.kind[row.kind] },
          { key: "on", title: words.on, cell: (row) => <span className="nw">{row.on_date}</span> },
          { key: "signed", title: words.signed, cell: (row) => row.signatures.map(({ side, name }) => `${lives.handover.sides[side]} ${name}`).join("、") },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.state === "complete" ? "good" : row.state === "void" ? "plain" : "waiting"}>{lives.handover.state[row.state]}</StatusBadge> },
        ]}
      />
    </Panel>
  );
}

const Field = fieldsOf<HandoverIn>();

function Draft({ one }: Props) {
  const { unit, lives } = useMessages();
  const words = unit.handovers;
  const may = useMay();
  const navigate = useNavigate();
  const leases = useQuery({ ...leasesQuery(one.id), enabled: may("lease:read") && may("handover:draft") }).data?.items ?? [];
  if (!may("handover:draft")) return null;
  return (
    <Deed<HandoverIn>
      small
      label={words.draft}
      title={words.draftTitle}
      explain={words.draftExplain}
      initial={{ kind: one.possible.includes("accept") ? "acceptance" : "check_in", on_date: todayOn() }}
      run={({ lease_id: lease, ...body }) => draftHandover({ ...body, unit_id: one.id, lease_id: lease === "" ? null : (lease ?? null) })}
      onDone={(made) => void navigate({ to: "/handovers/$handoverId", params: { handoverId: (made as Handover).id } })}
    >
      <Field.Pick name="kind" label={words.kind} options={Object.entries(lives.handover.kind)} />
      <Field.Day name="on_date" label={words.on} />
      <Field.Pick name="lease_id" label={words.lease} hint={words.leaseHint} all="" options={leases.map(({ id, contract_no: no, tenant_name: name }) => [id, `${no} ${name}`])} />
    </Deed>
  );
}
