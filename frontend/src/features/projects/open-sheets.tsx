/** The building's sheets under way: what each lacks, and who has signed; a row opens the sheet. */
import { useNavigate } from "@tanstack/react-router";

import { DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { StatusBadge } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import type { Sheet } from "./queries";

export function OpenSheets({ sheets }: { readonly sheets: readonly Sheet[] | undefined }) {
  const { estate, lives } = useMessages();
  const words = estate.acceptance;
  const navigate = useNavigate();
  return (
    <Panel title={words.sheets} note={words.sheetsNote}>
      <DataTable<Sheet>
        caption={words.sheets}
        empty={words.sheetsEmpty}
        rows={sheets}
        rowKey={(row) => row.id}
        onOpen={({ id }) => void navigate({ to: "/handovers/$handoverId", params: { handoverId: id } })}
        columns={[
          { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
          { key: "on", title: words.onDate, cell: (row) => <span className="nw">{row.on_date}</span> },
          { key: "missing", title: words.missing, cell: (row) => row.missing.map((code) => lives.handover.lack[code] ?? code).join("、") },
          { key: "signed", title: words.signed, cell: (row) => row.signatures.map(({ side, name }) => `${lives.handover.sides[side]} ${name}`).join("、") },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone="waiting">{lives.handover.state[row.state]}</StatusBadge> },
        ]}
      />
    </Panel>
  );
}
