/** Homes that are kept for a household and have no lease yet; what is kept longest first runs out first. */
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { daysBetween, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Reservation, reservationsQuery } from "./queries";

export function WaitingList({ projectId }: { readonly projectId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.leasing;
  const may = useMay();
  const answer = usePaged(reservationsQuery(projectId, usePaging()));
  return (
    <ListPanel
      list="reservations"
      title={words.waitingList}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.waitingEmpty}
      columns={[
        { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
        { key: "applicant", title: words.applicant, cell: (row) => row.applicant_name },
        { key: "layout", title: homes.units.layout, cell: (row) => row.layout },
        { key: "by", title: words.by, cell: (row) => (row.round_id === null ? words.direct : words.round) },
        { key: "decision", title: words.decision, cell: (row) => row.decision_no },
        { key: "until", title: words.keptUntil, cell: (row) => <Deadline one={row} /> },
        { key: "deed", title: "", align: "end", cell: (row) => may("lease:draft") && <Link to="/leasing/new" search={{ reservation: row.id, step: "term" }}>{words.draft}</Link> },
      ]}
    />
  );
}

function Deadline({ one }: { readonly one: Reservation }) {
  const { lives } = useMessages();
  const words = lives.leasing;
  const format = useFormat();
  if (one.deadline_on === null) return null;
  const left = daysBetween(todayOn(), one.deadline_on);
  return (
    <span className="nw">
      {one.deadline_on} <span className={left < 0 ? "late" : left < 3 ? "wait" : "muted"}>{left < 0 ? words.late : words.daysLeft(format.count(left))}</span>
    </span>
  );
}
