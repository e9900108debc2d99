/** Whose turn it is: the homes that are offered to them, and what they decide. */
import { useQuery } from "@tanstack/react-query";
import { Form } from "antd";
import { useState } from "react";

import { Deed } from "../../components/deed";
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { fieldsOf } from "../../forms/fields";
import { FilesField } from "../../forms/stored-files";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { HomesGrid } from "./homes-grid";
import { type Home, homesQuery, select, type Selected, type SelectionIn, skip, type Turn, waive, type WaiverIn, waiverOf } from "./queries";
import styles from "./selection.module.css";

export interface Done {
  readonly reservationId: string;
  readonly name: string;
  readonly home: string;
}

interface Props {
  readonly turn: Turn;
  readonly onDone: (done: Done) => void;
}

export function TurnPanel({ turn, onDone }: Props) {
  const { rounds } = useMessages();
  const words = rounds.desk;
  const format = useFormat();
  const [chosen, setChosen] = useState<string>();
  const answer = useQuery(homesQuery(turn));
  const homes = answer.data?.items;
  const home = homes?.find(({ unit_id }) => unit_id === chosen);
  return (
    <>
      <section className={styles.turn} aria-label={turn.applicant_name}>
        <b className={styles.place}>{turn.position}</b>
        <div>
          <h2>{turn.applicant_name}</h2>
          <p className="muted">
            {turn.number}　{turn.national_id_mask}　{words.people(turn.size)}
          </p>
        </div>
        <span className={`deeds ${styles.deeds ?? ""}`}>
          <Skip turn={turn} />
          <FileButton href={waiverOf(turn)} title={`${rounds.kept.waiver} ${turn.applicant_name}`} label={rounds.kept.waiver} />
          <Waive turn={turn} />
          {home && <Choose key={home.unit_id} turn={turn} home={home} onDone={onDone} />}
        </span>
      </section>
      <Panel title={words.homes} {...(homes && { note: words.homesNote(format.count(homes.length)) })}>
        <QueryProblem of={answer} />
        {homes?.length === 0 && <p className={styles.empty}>{words.homesEmpty}</p>}
        {homes && <HomesGrid homes={homes} chosen={chosen} onChoose={setChosen} />}
      </Panel>
    </>
  );
}

interface Choosing {
  by_proxy?: boolean;
  name?: string;
  national_id?: string;
  file_ids?: string[];
}

const ChoiceField = fieldsOf<Choosing>();

function Choose({ turn, home, onDone }: Props & { readonly home: Home }) {
  const { rounds, homes } = useMessages();
  const words = rounds.desk;
  const address = homes.address(home.building, home.entrance, home.room);
  return (
    <Deed<Choosing>
      primary
      label={words.chooseTitle(address)}
      title={words.chooseTitle(address)}
      explain={words.chooseExplain(turn.applicant_name)}
      run={(values) => select(turn, { unit_id: home.unit_id, proxy: proxyOf(values) })}
      onDone={(answer) => onDone({ reservationId: (answer as Selected).reservation_id, name: turn.applicant_name, home: address })}
    >
      <ChoiceField.Check name="by_proxy" label={words.byProxy} />
      <ProxyFields />
    </Deed>
  );
}

function ProxyFields() {
  const { rounds } = useMessages();
  const words = rounds.desk;
  const byProxy = Form.useWatch<boolean | undefined>("by_proxy");
  if (byProxy !== true) return null;
  return (
    <>
      <ChoiceField.Text name="name" label={words.proxyName} autoFocus />
      <ChoiceField.Text name="national_id" label={words.proxyId} />
      <FilesField name="file_ids" label={words.proxyFile} most={1} />
    </>
  );
}

/** Whoever chooses for the household, with the power of attorney; null where they came themselves. */
export function proxyOf({ by_proxy: byProxy, name = "", national_id = "", file_ids: [file_id = ""] = [] }: Choosing): NonNullable<SelectionIn["proxy"]> | null {
  return byProxy === true ? { name, national_id, file_id } : null;
}

function Skip({ turn }: Pick<Props, "turn">) {
  const { rounds } = useMessages();
  const words = rounds.desk;
  return <Deed label={words.skip} title={words.skipTitle(turn.applicant_name)} explain={words.skipExplain} run={() => skip(turn)} />;
}

const WaiverField = fieldsOf<WaiverIn>();

function Waive({ turn }: Pick<Props, "turn">) {
  const { rounds } = useMessages();
  const words = rounds.desk;
  return (
    <Deed<WaiverIn> label={words.waive} title={words.waiveTitle(turn.applicant_name)} explain={words.waiveExplain} run={(body) => waive(turn, body)}>
      <WaiverField.Words name="reason" label={rounds.reason} autoFocus />
      <FilesField name="file_ids" label={words.paper} />
    </Deed>
  );
}
