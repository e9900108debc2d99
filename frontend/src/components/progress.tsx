/** How far long work has come: a thin bar, the count, the total, and the seconds that are left. */
import { useEffect, useState } from "react";

import { useFormat } from "../i18n/format";
import { useMessages } from "../i18n/language";
import styles from "./progress.module.css";

interface Props {
  readonly done: number;
  /** Null while the work does not know yet. */
  readonly total: number | null;
  /** What is counted: 户, 行, 笔. */
  readonly unit: string;
}

export function Progress({ done, total, unit }: Props) {
  const format = useFormat();
  const { progress } = useMessages();
  const left = useSecondsLeft(done, total);
  return (
    <span className={styles.progress}>
      <progress className={styles.bar} {...(total !== null && { value: done, max: Math.max(total, 1) })} />
      <span className={styles.words}>
        <b>{format.count(done)}</b>
        {total !== null && ` / ${format.count(total)}`} {unit}
        {left !== null && <>，{progress.remaining(left)}</>}
      </span>
    </span>
  );
}

/** Seconds left at the pace seen since the work was first shown; null until there is a pace. */
function useSecondsLeft(done: number, total: number | null): number | null {
  const [start] = useState(() => ({ done, at: performance.now() }));
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const frame = requestAnimationFrame((now) => {
      const pace = (done - start.done) / ((now - start.at) / 1000);
      setLeft(total === null || pace <= 0 || done >= total ? null : Math.ceil((total - done) / pace));
    });
    return () => cancelAnimationFrame(frame);
  }, [done, total, start]);
  return left;
}
