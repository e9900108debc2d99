/** 卡、房、约核对: what asset cards, units and leases do not agree on; a row opens the home. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { Choice } from "../../components/choice";
import { DataTable } from "../../components/data-table";
import { Fact, FactStrip } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Finding, reconciliationQuery } from "./queries";

interface Search {
  readonly finding?: string | undefined;
}

export function ReconciliationPanel({ projectId }: { readonly projectId: string }) {
  const { stocktakes: words } = useMessages();
  const format = useFormat();
  const navigate = useNavigate();
  const { finding } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = useQuery(reconciliationQuery(projectId));
  const told = answer.data;
  const found = told?.counts.filter(({ count }) => count > 0) ?? [];
  const sum = found.reduce((total, { count }) => total + count, 0);
  return (
    <>
      {told && (
        <FactStrip>
          <Fact name={words.units}>{format.count(told.units)}</Fact>
          <Fact name={words.cards} tone={told.cards === told.units ? undefined : "wait"}>
            {format.count(told.cards)}
          </Fact>
          <Fact name={words.leases}>{format.count(told.occupied_leases)}</Fact>
          <Fact name={words.valueInAll}>
            <Money fen={told.original_value_fen} unit />
          </Fact>
          <Fact name={words.disagree} tone={sum === 0 ? undefined : "wait"}>
            {sum === 0 ? words.agree : format.count(sum)}
          </Fact>
        </FactStrip>
      )}
      <Panel
        title={words.check}
        {...(told && sum > told.items.length && { note: words.checkNote(format.count(told.items.length)) })}
        more={
          <Choice
            aria-label={words.findingName}
            all={words.anyFinding}
            options={found.map(({ finding: kind, count }) => [kind, `${words.finding[kind]} ${format.count(count)}`])}
            value={finding}
            onChange={(one) => setSearch({ finding: one === "" ? undefined : one })}
          />
        }
      >
        <QueryProblem of={answer} />
        <DataTable<Finding>
          caption={words.check}
          empty={words.checkEmpty}
          rows={told?.items.filter((row) => finding === undefined || row.finding === finding)}
          rowKey={(row) => `${row.finding} ${row.unit_id}`}
          onOpen={({ unit_id: unitId }) => void navigate({ to: "/units/$unitId", params: { unitId } })}
          columns={[
            { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
            { key: "finding", title: words.findingName, cell: (row) => words.finding[row.finding] },
            { key: "expected", title: words.expected, cell: (row) => <Said text={row.expected} /> },
            { key: "found", title: words.found, cell: (row) => <Said text={row.found} /> },
          ]}
        />
      </Panel>
    </>
  );
}

/** States come as the register's codes, numbers and areas as they are written. */
function Said({ text }: { readonly text: string | null }) {
  const { board, homes } = useMessages();
  if (text === null) return null;
  const states: Readonly<Record<string, string>> = { ...homes.leaseState, ...board.state };
  return states[text] ?? text;
}
