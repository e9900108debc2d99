/** The households of a project in arrears, with filters; a row opens the household. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { SearchField } from "../../components/filter-bar";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { useArrearsColumns } from "./arrears-columns";
import { type Arrears, type ArrearsSearch, arrearsQuery } from "./queries";

const AT_LEAST = [2, 3, 4, 6] as const;

export function ArrearsList({ project }: { readonly project: Project }) {
  const { rent } = useMessages();
  const words = rent.arrears;
  const { q, months } = usePageSearch<ArrearsSearch>();
  const setSearch = useSetSearch<ArrearsSearch>();
  const navigate = useNavigate();
  const answer = usePaged(arrearsQuery(project.id, { q, months }, usePaging()));
  const sum = (rows: readonly Arrears[], part: "overdue_fen" | "operator_fen") => <Money fen={rows.reduce((total, row) => total + row[part], 0)} />;
  return (
    <ListPanel
      list="arrears"
      title={project.name}
      answer={answer}
      rowKey={(row) => row.lease_id}
      empty={words.empty}
      columns={useArrearsColumns()}
      totals={(rows) => [{ label: words.page(rows.length), figures: { owed: sum(rows, "overdue_fen"), advanced: sum(rows, "operator_fen") } }]}
      exports={{ kind: "arrears", projectId: project.id }}
      onOpen={({ household_id }) => void navigate({ to: "/households/$householdId", params: { householdId: household_id } })}
      filter={{ q, months }}
      filters={
        <>
          <SearchField label={words.search} value={q} onSearch={(text) => setSearch({ q: text })} />
          <Choice
            aria-label={words.months}
            all={words.anyMonths}
            options={AT_LEAST.map((count) => [String(count), words.atLeast(count)])}
            value={months}
            onChange={(chosen) => setSearch({ months: chosen === "" ? undefined : chosen })}
          />
        </>
      }
    />
  );
}
