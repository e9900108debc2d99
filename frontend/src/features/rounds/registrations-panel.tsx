/** Who registered: re-checked one by one, scored where the plan says so, and in their order once there is one. */
import { useState } from "react";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import type { Column } from "../../components/data-table";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Registration, registrationsQuery, type Round } from "./queries";
import { RecheckDeed, RegisterDeed, RegistrationDeeds } from "./registration-deeds";

interface Search {
  readonly registration?: Registration["state"] | undefined;
}

const TONES: Readonly<Record<Registration["state"], Tone>> = { registered: "waiting", admitted: "good", refused: "plain", withdrawn: "plain" };

export function RegistrationsPanel({ one }: { readonly one: Round }) {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  const format = useFormat();
  const { registration } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const [told, setTold] = useState<string>();
  const answer = usePaged(registrationsQuery(one.id, registration, usePaging()));
  return (
    <ListPanel
      list="registrations"
      title={words.title}
      {...(told !== undefined && { note: told })}
      more={
        <span className="deeds">
          <RegisterDeed one={one} />
          <RecheckDeed one={one} onDone={({ admitted, waiting }) => setTold(words.rechecked(format.count(admitted), format.count(waiting)))} />
        </span>
      }
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      columns={useColumns(one)}
      filter={{ registration }}
      filters={
        <Choice
          aria-label={words.state}
          all={words.anyState}
          options={Object.entries(rounds.registrationState)}
          value={registration}
          onChange={(chosen) => setSearch({ registration: chosen === "" ? undefined : (chosen as Registration["state"]) })}
        />
      }
    />
  );
}

function useColumns(one: Round): readonly Column<Registration>[] {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  const inOrder = one.ordered_by !== null;
  const inTurn = ["selecting", "result_published", "closed"].includes(one.state);
  return [
    ...(inOrder ? [{ key: "place", title: words.place, align: "end" as const, cell: (row: Registration) => <b>{row.position}</b> }] : []),
    { key: "number", title: words.number, cell: (row) => row.number },
    { key: "name", title: words.name, cell: (row) => <span className="nw">{row.applicant_name}</span> },
    { key: "id", title: words.id, cell: (row) => row.national_id_mask },
    { key: "size", title: words.size, align: "end", cell: (row) => row.size },
    { key: "by", title: words.by, cell: (row) => (row.channel === "online" ? words.online : row.registered_by_name) },
    ...(one.method === "score" ? [{ key: "points", title: words.points, align: "end" as const, cell: (row: Registration) => row.points }] : []),
    { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{rounds.registrationState[row.state]}</StatusBadge> },
    ...(inTurn ? [{ key: "turn", title: words.turn, cell: ({ turn }: Registration) => turn !== null && rounds.turn[turn] }] : []),
    { key: "reason", title: words.reason, cell: (row) => row.reason },
    { key: "deeds", title: "", align: "end", cell: (row) => <RegistrationDeeds round={one} one={row} /> },
  ];
}
