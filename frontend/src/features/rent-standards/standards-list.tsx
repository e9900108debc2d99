/** A project's published prices, the latest first; a building's own goes before the project's. */
import { useQuery } from "@tanstack/react-query";

import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge } from "../../components/status-badge";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ALL, buildingsQuery, type Standard, standardsQuery } from "./queries";
import { STANDING_TONES, standingOf } from "./standing";

export function StandardsList({ project }: { readonly project: Project }) {
  const { tariffs, board } = useMessages();
  const words = tariffs.prices;
  const format = useFormat();
  const answer = usePaged(standardsQuery(project.id, usePaging()));
  const all = useQuery(standardsQuery(project.id, ALL)).data?.items ?? [];
  const buildings = useQuery(buildingsQuery(project.id)).data?.items ?? [];
  const place = ({ building_id }: Standard) => {
    const name = buildings.find(({ id }) => id === building_id)?.name;
    return name === undefined ? words.wholeProject : board.building(name);
  };
  const standing = (row: Standard) => standingOf(row, all.filter(({ building_id }) => building_id === row.building_id), todayOn());
  return (
    <ListPanel<Standard>
      list="rent-standards"
      title={project.name}
      note={words.note}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      columns={[
        { key: "from", title: words.from, cell: (row) => <span className="nw">{row.valid_from}</span> },
        { key: "place", title: words.place, cell: place },
        { key: "price", title: words.price, align: "end", cell: (row) => <b>{format.decimal(row.price_per_m2)}</b> },
        { key: "standing", title: tariffs.standingName, cell: (row) => <StatusBadge tone={STANDING_TONES[standing(row)]}>{tariffs.standing[standing(row)]}</StatusBadge> },
        { key: "document", title: words.document, cell: (row) => row.document_no },
        { key: "made", title: words.made, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
      ]}
    />
  );
}
