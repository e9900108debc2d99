/** The homes of a round. */
import { useQuery } from "@tanstack/react-query";

import { DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Round, unitsQuery } from "./queries";

export function UnitsPanel({ one }: { readonly one: Round }) {
  const { rounds, homes } = useMessages();
  const words = rounds.units;
  const format = useFormat();
  const answer = useQuery(unitsQuery(one.id));
  return (
    <Panel title={words.title} {...(answer.data && { note: words.note(format.count(answer.data.items.length)) })}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.title}
        empty={words.empty}
        rows={answer.data?.items}
        rowKey={(row) => row.unit_id}
        columns={[
          { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
          { key: "code", title: words.code, cell: (row) => row.code },
          { key: "layout", title: words.layout, cell: (row) => row.layout },
          { key: "area", title: words.area, align: "end", cell: (row) => row.area_m2 },
          { key: "floor", title: words.floor, align: "end", cell: (row) => row.floor },
          { key: "lift", title: words.lift, cell: ({ has_lift: lift }) => lift !== null && (lift ? words.withLift : words.withoutLift) },
          { key: "state", title: words.state, cell: (row) => homes.unitState[row.state] },
        ]}
      />
    </Panel>
  );
}
