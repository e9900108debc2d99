/** 收款台: find a household, see what it owes, take its money, print the receipt; no mouse, under ten seconds. */
import { useRef, useState } from "react";

import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { Finder, FINDER } from "./finder";
import { useCounterKeys } from "./keys";
import { PaymentDesk } from "./payment-desk";
import { TodayPanel, useToday } from "./today-panel";

interface Search {
  readonly q?: string | undefined;
  readonly lease?: string | undefined;
}

export function CounterPage() {
  const { rent } = useMessages();
  const words = rent.counter;
  const { project } = useProject();
  const { lease } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const [round, setRound] = useState(0);
  const { start, stop, seconds } = useStopwatch();
  const next = () => {
    setRound(round + 1);
    setSearch({ lease: undefined, q: undefined });
    requestAnimationFrame(() => document.getElementById(FINDER)?.focus());
  };
  useCounterKeys({ find: () => document.getElementById(FINDER)?.focus(), clear: next });
  return (
    <Page title={words.title} beside={<Keys />} situation={undefined} actions={<Told projectId={project?.id} seconds={seconds} />}>
      <div className={styles.counter}>
        <div className="grid">
          <Finder key={round} lease={lease} onStart={start} onChoose={(id) => setSearch({ lease: id })} />
          {project && <TodayPanel projectId={project.id} />}
        </div>
        {lease === undefined ? <Start /> : <PaymentDesk key={`${lease} ${round}`} leaseId={lease} onTaken={stop} onNext={next} />}
      </div>
    </Page>
  );
}

function Start() {
  const { rent } = useMessages();
  return <p className={styles.start}>{rent.counter.start}</p>;
}

/** The keys, in sight. */
function Keys() {
  const { rent } = useMessages();
  const words = rent.counter;
  const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
    [["/"], words.keys],
    [["↑ ↓", "Enter"], words.choose],
    [["F2"], words.settle],
    [["Alt 1–3"], words.method],
    [["Ctrl Enter"], words.takeNothing],
    [["Alt P"], words.print],
    [["Esc"], words.clear],
  ];
  return (
    <span className={styles.keys}>
      {keys.map(([among, what]) => (
        <span key={what}>
          {among.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
          {what}
        </span>
      ))}
    </span>
  );
}

/** 今日 12 笔 2,940.10 元，上一笔用时 8 秒. */
function Told({ projectId, seconds }: { readonly projectId: string | undefined; readonly seconds: number | undefined }) {
  const { rent } = useMessages();
  const format = useFormat();
  const { count, sum } = useToday(projectId);
  return (
    <span className={styles.told} role="status">
      {rent.counter.todayTold(format.count(count), format.money(sum))}
      {seconds !== undefined && rent.counter.took(format.count(seconds))}
    </span>
  );
}

/** From the first key of a search to the money in the books. */
function useStopwatch() {
  const began = useRef<number>(undefined);
  const [seconds, setSeconds] = useState<number>();
  return {
    start: () => {
      began.current ??= performance.now();
    },
    stop: () => {
      if (began.current !== undefined) setSeconds(Math.max(1, Math.round((performance.now() - began.current) / 1000)));
      began.current = undefined;
    },
    seconds,
  };
}
