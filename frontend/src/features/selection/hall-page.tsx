/** 选房大屏: for a projector in the hall. Who is called, who is next, what is left; big, masked, by itself. */
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";

import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Hall, useHall } from "./queries";
import { remainingOf } from "./remaining";
import styles from "./hall.module.css";

export function HallPage() {
  const { rounds, app } = useMessages();
  const { roundId = "" } = useParams({ strict: false });
  const answer = useHall(roundId);
  useEffect(() => {
    document.title = `${rounds.hall.title} · ${app.name}`;
  }, [rounds.hall.title, app.name]);
  return (
    <main className={styles.hall}>
      <QueryProblem of={answer} />
      {answer.data && <Screen hall={answer.data} isStale={answer.isStale} />}
    </main>
  );
}

function Screen({ hall, isStale }: { readonly hall: Hall; readonly isStale: boolean }) {
  const { rounds } = useMessages();
  const words = rounds.hall;
  const format = useFormat();
  return (
    <>
      <header className={styles.head}>
        <h1>{hall.title}</h1>
        <p>
          {isStale ? <span className="wait">{words.stale}</span> : words.count(format.count(hall.waiting), format.count(hall.selected))}
        </p>
        <button type="button" className={styles.full} onClick={() => void document.documentElement.requestFullscreen()}>
          {words.full}
        </button>
      </header>
      {hall.state === "selecting" ? <Running hall={hall} /> : <p className={styles.over}>{isBefore(hall) ? words.notYet : words.over}</p>}
    </>
  );
}

const isBefore = ({ state }: Hall) => !["result_published", "closed", "cancelled"].includes(state);

function Running({ hall }: { readonly hall: Hall }) {
  const { rounds } = useMessages();
  const words = rounds.hall;
  return (
    <div className={styles.body}>
      <section className={styles.now} aria-live="polite">
        <h2>{words.now}</h2>
        {hall.called.length === 0 && <p className={styles.wait}>{words.nobody}</p>}
        <ol>
          {hall.called.map(({ position, number, name, desk }) => (
            <li key={number}>
              <b>{words.place(position)}</b>
              <span>{name}</span>
              <em>{desk}</em>
            </li>
          ))}
        </ol>
        <h2>{words.next}</h2>
        <ol className={styles.next}>
          {hall.next.map(({ position, number, name }) => (
            <li key={number}>
              <b>{position}</b> {name}
            </li>
          ))}
        </ol>
      </section>
      <aside className={styles.side}>
        <Left hall={hall} />
        <h2>{words.picks}</h2>
        <ul className={styles.picks}>
          {hall.picks.slice(0, PICKS).map(({ number, name, building, layout }) => (
            <li key={number}>
              <span>{name}</span> {words.pick(building, layout ?? "")}
            </li>
          ))}
        </ul>
      </aside>
    </div>
  );
}

const PICKS = 5;

/** Homes that nobody has chosen, by layout and floor. */
function Left({ hall }: { readonly hall: Hall }) {
  const { rounds } = useMessages();
  const words = rounds.hall;
  const format = useFormat();
  const { floors, rows } = remainingOf(hall.remaining);
  const nameOf = (floor: number | null) => (floor === null ? words.anyFloor : words.floor(floor));
  return (
    <>
      <h2>
        {words.left} <b>{words.leftOf(format.count(hall.homes_left))}</b>
      </h2>
      <table className={styles.left}>
        <thead>
          <tr>
            <th scope="col">{words.layout}</th>
            {floors.map((floor) => (
              <th key={floor} scope="col">
                {nameOf(floor)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ layout, counts }) => (
            <tr key={layout}>
              <th scope="row">{layout}</th>
              {floors.map((floor) => (
                <td key={floor}>{counts.get(floor) ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
