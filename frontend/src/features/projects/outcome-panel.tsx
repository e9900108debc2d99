/** What became of each home: drafted or signed, and why not where not. */
import { DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Drafts, Signatures } from "./queries";

type Line = Drafts["items"][number] | Signatures["items"][number];

export function OutcomePanel({ outcome }: { readonly outcome: Drafts | Signatures }) {
  const { estate, problem, lives } = useMessages();
  const words = estate.acceptance;
  const format = useFormat();
  const refusals: Readonly<Record<string, string>> = { ...problem, ...words.why };
  const note = "drafted" in outcome ? words.drafted(format.count(outcome.drafted)) : words.signedOf(format.count(outcome.signed), format.count(outcome.accepted));
  const said = (row: Line) => {
    if (row.why !== null) return <span className="wait">{refusals[row.why] ?? row.why}</span>;
    if ("state" in row) return lives.handover.state[row.state];
    return row.missing.length === 0 ? words.whole : words.lacks(row.missing.map((code) => lives.handover.lack[code] ?? code).join("、"));
  };
  return (
    <Panel title={words.outcome} note={note}>
      <DataTable<Line>
        caption={words.outcome}
        empty={words.outcomeEmpty}
        rows={outcome.items}
        rowKey={(row) => row.unit_code}
        columns={[
          { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
          { key: "said", title: words.became, cell: said },
        ]}
      />
    </Panel>
  );
}
