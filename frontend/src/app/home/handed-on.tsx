/** 我交出去的: what the person brought along and others must now move on. */
import { Link } from "@tanstack/react-router";

import { Panel } from "../../components/panel";
import { PlaceLink } from "../../components/place-link";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { placeOf } from "./duty-link";
import styles from "./home.module.css";
import type { Duty } from "../../api/duties";

interface Props {
  readonly rows: readonly Duty[] | undefined;
  readonly total: number;
}

const SHOWN = 6;

export function HandedOn({ rows, total }: Props) {
  const { duties } = useMessages();
  return (
    <Panel title={duties.handedOnTitle} {...(total > SHOWN && { more: <Link to="/duties">{duties.all}</Link> })}>
      <ul className={styles.list} aria-busy={rows === undefined}>
        {rows?.slice(0, SHOWN).map((duty) => <Line key={keyOf(duty)} duty={duty} />)}
      </ul>
      {rows?.length === 0 && <p className={styles.empty}>{duties.handedOnEmpty}</p>}
    </Panel>
  );
}

const keyOf = (duty: Duty) => [duty.kind, duty.project_id, duty.subject_id, duty.action, duty.month].join(" ");

function Line({ duty }: { readonly duty: Duty }) {
  const { duties, roles } = useMessages();
  const format = useFormat();
  const month = duty.month === null ? "" : format.shortMonth(duty.month);
  return (
    <li>
      <PlaceLink place={placeOf(duty)}>
        {month}
        {duties.kind[duty.kind]} {duty.amount_fen !== null && format.money(duty.amount_fen)}
      </PlaceLink>
      <small>
        <span>{duties.waitsFor(duty.roles.map((role) => roles[role]).join("、"), duties.action[duty.action])}</span>
        {duty.days_late === null ? duty.due_on !== null && <span>{format.day(duty.due_on)}</span> : <span className="late">{duties.late(duty.days_late)}</span>}
      </small>
    </li>
  );
}
