/** What stands empty in a project today, the longest first; a row opens the home, where it is made ready, frozen or released. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Reason, type VacanciesSearch, vacanciesQuery } from "./queries";

const LONG = ["6", "12", "24"] as const;

export function DoorsList({ project }: { readonly project: Project }) {
  const { estate, unit, homes } = useMessages();
  const words = estate.vacancies;
  const format = useFormat();
  const navigate = useNavigate();
  const { kind, reason, long } = usePageSearch<VacanciesSearch>();
  const answer = usePaged(vacanciesQuery(project.id, { kind, reason, long }, usePaging()));
  return (
    <ListPanel
      list="vacancies"
      title={project.name}
      note={words.listNote}
      answer={answer}
      rowKey={(row) => row.unit_id}
      empty={words.empty}
      onOpen={({ unit_id: unitId }) => void navigate({ to: "/units/$unitId", params: { unitId } })}
      filter={{ kind, reason, long }}
      filters={<Filters />}
      totals={(rows) => [{ label: words.page(format.count(rows.length)), figures: { loss: <Money fen={rows.reduce((sum, row) => sum + row.void_loss_fen, 0)} /> } }]}
      columns={[
        { key: "home", title: homes.units.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
        { key: "code", title: homes.units.code, cell: (row) => <span className="nw">{row.code}</span> },
        { key: "reason", title: words.reason, cell: (row) => unit.vacancy[row.reason] },
        { key: "state", title: homes.units.state, cell: (row) => homes.unitState[row.state] },
        { key: "since", title: words.since, cell: (row) => <span className="nw">{row.vacant_since}</span> },
        { key: "days", title: words.days, align: "end", cell: (row) => <b>{format.count(row.days)}</b> },
        { key: "rent", title: words.rent, align: "end", cell: (row) => <Money fen={row.monthly_rent_fen} /> },
        { key: "loss", title: words.loss, align: "end", cell: (row) => <Money fen={row.void_loss_fen} /> },
      ]}
    />
  );
}

function Filters() {
  const { estate, unit } = useMessages();
  const words = estate.vacancies;
  const { kind, reason, long } = usePageSearch<VacanciesSearch>();
  const setSearch = useSetSearch<VacanciesSearch>();
  return (
    <>
      <Choice aria-label={words.reason} all={words.anyReason} options={Object.entries(unit.vacancy)} value={reason} onChange={(one) => setSearch({ reason: one === "" ? undefined : (one as Reason) })} />
      <Choice aria-label={words.howLong} all={words.anyLength} options={LONG.map((months) => [months, words.longer(months)])} value={long} onChange={(one) => setSearch({ long: one === "" ? undefined : one })} />
      <Choice
        aria-label={unit.type}
        options={Object.entries(unit.kind)}
        value={kind ?? "dwelling"}
        // Homes are what the list is of until somebody asks for the rest.
        onChange={(one) => setSearch({ kind: one === "dwelling" ? undefined : (one as keyof typeof unit.kind) })}
      />
    </>
  );
}
