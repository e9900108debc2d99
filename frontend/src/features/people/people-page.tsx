/** 人员: who may sign in here, for whom, in which roles. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Activate, Hire, Seat } from "./people-deeds";
import { peopleQuery, type Person } from "./queries";

export function PeoplePage() {
  const { office } = useMessages();
  const words = office.people;
  const format = useFormat();
  const may = useMay();
  const answer = useQuery(peopleQuery);
  const people = answer.data?.items;
  return (
    <Page title={words.title} situation={people && words.situation(format.count(people.length))} actions={may("people:manage") && <Hire />}>
      <div className="beside">
        <Panel title={words.list}>
          <QueryProblem of={answer} />
          <Accounts people={people} manages={may("people:manage")} />
        </Panel>
        <ByRole people={people ?? []} />
      </div>
    </Page>
  );
}

function Accounts({ people, manages }: { readonly people: readonly Person[] | undefined; readonly manages: boolean }) {
  const { office, roles } = useMessages();
  const words = office.people;
  return (
    <DataTable<Person>
      caption={words.list}
      empty={words.none}
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        { key: "name", title: words.name, cell: (row) => <b className="nw">{row.name}</b> },
        { key: "username", title: words.username, cell: (row) => row.username },
        { key: "organisation", title: words.organisation, cell: (row) => row.organisation },
        { key: "roles", title: words.roles, cell: (row) => row.roles.map((role) => roles[role]).join("、") },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.is_active ? "good" : "plain"}>{row.is_active ? words.active : words.shut}</StatusBadge> },
        ...(manages
          ? [
              {
                key: "deeds",
                title: "",
                align: "end" as const,
                cell: (row: Person) => (
                  <span className="deeds">
                    <Seat person={row} />
                    <Activate person={row} />
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Every role, and who holds it: an empty one is work that nobody can do. */
function ByRole({ people }: { readonly people: readonly Person[] }) {
  const { office, roles } = useMessages();
  const words = office.people;
  const rows = Object.entries(roles).map(([key, name]) => ({ key, name, who: people.filter((person) => person.is_active && person.roles.some((role) => role === key)).map((person) => person.name) }));
  return (
    <Panel title={words.byRole}>
      <DataTable
        caption={words.byRole}
        empty=""
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: "role", title: words.roles, cell: ({ name }) => <span className="nw">{name}</span> },
          { key: "who", title: words.name, cell: ({ who }) => (who.length > 0 ? who.join("、") : <span className="muted">{words.nobody}</span>) },
        ]}
      />
    </Panel>
  );
}
