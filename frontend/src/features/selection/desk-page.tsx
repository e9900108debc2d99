/** 选房台: call the next household, show what is left for them, and note what they choose. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Input } from "antd";
import { useState } from "react";

import { Page } from "../../components/page";
import { Pending } from "../../components/pending";
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { CallNext } from "./call-next";
import { calledQuery, type Hall, roundQuery, slipOf, useHall } from "./queries";
import { type Done, TurnPanel } from "./turn-panel";
import { turnAt, useWindow } from "./window";
import styles from "./selection.module.css";

export function DeskPage() {
  const { rounds } = useMessages();
  const { roundId = "" } = useParams({ strict: false });
  const round = useQuery(roundQuery(roundId));
  const hall = useHall(roundId);
  if (!round.data || !hall.data) return <Pending title={rounds.desk.title} answer={round.error === null ? hall : round} />;
  const parents = [
    { label: rounds.list.title, link: { to: "/rounds" as const } },
    { label: round.data.title, link: { to: "/rounds/$roundId" as const, params: { roundId } } },
  ];
  if (round.data.state !== "selecting") return <Page title={rounds.desk.title} parents={parents} situation={rounds.desk.closed}>{null}</Page>;
  return (
    <Page
      title={rounds.desk.title}
      parents={parents}
      actions={
        <Link to="/hall/$roundId" params={{ roundId }} target="_blank" className="button">
          {rounds.desk.hall}
        </Link>
      }
    >
      <Desk roundId={roundId} hall={hall.data} />
    </Page>
  );
}

function Desk({ roundId, hall }: { readonly roundId: string; readonly hall: Hall }) {
  const { rounds } = useMessages();
  const words = rounds.desk;
  const [window, setWindow] = useWindow();
  const [done, setDone] = useState<Done>();
  const called = useQuery(calledQuery(roundId));
  const turn = turnAt(called.data?.items ?? [], window);
  return (
    <div className="beside">
      <div className="grid">
        <div className={styles.call}>
          <Input className={styles.window ?? ""} value={window} disabled={turn !== undefined} placeholder={words.windowHint} aria-label={words.window} onChange={(event) => setWindow(event.target.value)} />
          {!turn && <CallNext roundId={roundId} hall={hall} window={window} />}
          {done && !turn && (
            <span className={styles.done} role="status">
              {words.doneOf(done.name, done.home)}
              <FileButton small primary href={slipOf(done.reservationId)} title={`${rounds.kept.slip} ${done.home}`} label={rounds.kept.slip} />
            </span>
          )}
        </div>
        {turn ? <TurnPanel key={turn.id} turn={turn} onDone={setDone} /> : <p className={styles.nobody}>{words.nobody}</p>}
      </div>
      <div className="grid">
        <Figures hall={hall} />
        <Next hall={hall} />
      </div>
    </div>
  );
}

function Figures({ hall }: { readonly hall: Hall }) {
  const { rounds } = useMessages();
  const words = rounds.desk;
  const format = useFormat();
  const figures = [
    [words.left, hall.homes_left],
    [words.waiting, hall.waiting],
    [words.selected, hall.selected],
    [words.skipped, hall.skipped],
    [words.waived, hall.waived],
  ] as const;
  return (
    <Panel title={words.figures} padded>
      <dl className="facts">
        {figures.map(([name, count]) => (
          <div key={name} className={styles.figure}>
            <dt>{name}</dt>
            <dd className="num">{format.count(count)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Next({ hall }: { readonly hall: Hall }) {
  const { rounds } = useMessages();
  const words = rounds.desk;
  return (
    <Panel title={words.next} padded>
      {hall.next.length === 0 && <p className="muted">{words.nextNone}</p>}
      <ol>
        {hall.next.map(({ position, number, name }) => (
          <li key={number} className={styles.line}>
            <b>{position}</b> {name} <span className="muted end">{number}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
