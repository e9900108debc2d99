/** The round's doors: counted one by one, or a page of them at once; what differs says why. */
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { type ApiProblem, isApiProblem } from "../../api/problem";
import { Choice } from "../../components/choice";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { ProblemAlert } from "../../components/problem-alert";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Count, count, linesQuery, type Shown, SHOWN, type Stocktake, type StocktakeLine } from "./queries";

interface Props {
  readonly one: Stocktake;
}

interface Search {
  readonly shown?: string | undefined;
}

export function LinesPanel({ one }: Props) {
  const { stocktakes: words, board } = useMessages();
  const format = useFormat();
  const may = useMay();
  const { shown } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const at = (Object.keys(SHOWN) as Shown[]).find((key) => key === shown);
  const answer = usePaged(linesQuery(one.id, at, usePaging()));
  const mayCount = one.possible.includes("count") && may("stocktake:count");
  const states: Readonly<Record<string, string>> = board.state;
  const { note, busy, problem } = useNoting(one);
  const open = answer.data?.items.filter(({ counted }) => counted === null) ?? [];
  return (
    <>
      <ProblemAlert problem={problem} />
      <ListPanel
        list="stocktake-lines"
        title={words.lines}
        answer={answer}
        rowKey={(row) => row.id}
        empty={words.linesEmpty}
        filter={{ shown }}
        filters={
          <>
            <Choice aria-label={words.shownName} all={words.allLines} options={Object.entries(words.shown)} value={shown} onChange={(key) => setSearch({ shown: key === "" ? undefined : key })} />
            {mayCount && open.length > 0 && (
              <Button size="small" loading={busy} onClick={() => void note(open.map(({ unit_code }) => ({ unit_code, counted: 1 })))}>
                {words.allThere(format.count(open.length))}
              </Button>
            )}
          </>
        }
        columns={[
          { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
          { key: "card", title: words.card, cell: (row) => <span className="nw">{row.card_no}</span> },
          { key: "state", title: words.bookedState, cell: (row) => row.booked_state !== null && (states[row.booked_state] ?? row.booked_state) },
          { key: "booked", title: words.booked, align: "end", cell: (row) => row.booked },
          { key: "counted", title: words.counted, align: "end", cell: (row) => row.counted ?? <span className="wait">{words.notCounted}</span> },
          { key: "difference", title: words.difference, align: "end", cell: (row) => <Difference row={row} /> },
          { key: "reason", title: words.reason, cell: (row) => row.reason },
          { key: "deeds", title: "", align: "end", cell: (row) => mayCount && <LineDeeds one={one} row={row} busy={busy} onThere={() => void note([{ unit_code: row.unit_code, counted: 1 }])} /> },
        ]}
      />
    </>
  );
}

function Difference({ row: { difference } }: { readonly row: StocktakeLine }) {
  const { stocktakes: words } = useMessages();
  if (difference === null || difference === 0) return null;
  return <span className="wait nw">{difference < 0 ? words.missing : words.surplus}</span>;
}

/** A click counts: no dialog stands between a clerk and nine hundred doors. */
function useNoting(one: Stocktake) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const note = async (lines: Count[]) => {
    setBusy(true);
    setProblem(null);
    try {
      await count(one, lines);
      await cache.invalidateQueries();
    } catch (error) {
      if (!isApiProblem(error)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { note, busy, problem };
}

interface LineProps {
  readonly one: Stocktake;
  readonly row: StocktakeLine;
  readonly busy: boolean;
  readonly onThere: () => void;
}

const Field = fieldsOf<{ reason: string }>();

function LineDeeds({ one, row, busy, onThere }: LineProps) {
  const { stocktakes: words } = useMessages();
  return (
    <span className="deeds">
      {row.counted !== 1 && (
        <Button size="small" disabled={busy} aria-label={`${words.there} ${row.unit_code}`} onClick={onThere}>
          {words.there}
        </Button>
      )}
      {row.counted !== 0 && row.booked === 1 && (
        <Deed<{ reason: string }> small label={words.gone} title={words.goneTitle(row.unit_code)} explain={words.goneExplain} run={({ reason }) => count(one, [{ unit_code: row.unit_code, counted: 0, reason }])}>
          <Field.Words name="reason" label={words.reason} autoFocus />
        </Deed>
      )}
    </span>
  );
}
