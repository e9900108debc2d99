/** The files that lack something; a row opens the household, whose page says what is there and binds it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";

import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { lacking, missingOf } from "./missing";
import { type Counts, type Incomplete, incompleteQuery, type Item } from "./queries";

interface Props {
  readonly project: Project;
  /** Undefined while they are on their way. */
  readonly counts: Counts | undefined;
}

interface Search {
  readonly item?: string | undefined;
}

export function IncompletePanel({ project, counts }: Props) {
  const { estate, dossier } = useMessages();
  const words = estate.dossiers;
  const format = useFormat();
  const navigate = useNavigate();
  const { item } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = useQuery(incompleteQuery(project.id));
  const total = counts && counts.files - counts.complete;
  const isCut = total !== undefined && answer.data !== undefined && answer.data.length < total;
  return (
    <Panel
      title={words.list(project.name)}
      {...(isCut && { note: words.cut(format.count(answer.data.length)) })}
      more={<Choice aria-label={words.lacks} all={words.anything} options={missingOptions(counts).map(([key, count]) => [key, words.itemCount(dossier.items[key], format.count(count))])} value={item} onChange={(one) => setSearch({ item: one === "" ? undefined : one })} />}
    >
      <QueryProblem of={answer} />
      <DataTable<Incomplete>
        caption={words.list(project.name)}
        empty={words.empty}
        rows={answer.data && lacking(answer.data, item)}
        rowKey={(row) => row.lease_id}
        onOpen={({ household_id: householdId, lease_id: lease }) => void navigate({ to: "/households/$householdId", params: { householdId }, search: { lease } })}
        columns={[
          {
            key: "unit",
            title: words.unit,
            cell: (row) => (
              <Link to="/units" search={{ q: row.unit_code }} className="nw">
                {row.unit_code}
              </Link>
            ),
          },
          { key: "contract", title: words.contract, cell: (row) => <span className="nw">{row.contract_no}</span> },
          { key: "count", title: words.count, align: "end", cell: (row) => <b>{format.count(missingOf(row).length)}</b> },
          { key: "missing", title: words.lacks, cell: (row) => missingOf(row).map((one) => dossier.items[one]).join("、") },
        ]}
      />
    </Panel>
  );
}

/** What is missing most comes first. */
function missingOptions(counts: Counts | undefined): readonly (readonly [Item, number])[] {
  const found = Object.entries(counts?.missing ?? {}) as [Item, number][];
  return found.filter(([, count]) => count > 0).toSorted(([, one], [, other]) => other - one);
}
