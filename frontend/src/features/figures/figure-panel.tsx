/** A panel of one figure: the figure, what it is made of, and its course. */
import type { ReactNode } from "react";

import { Panel } from "../../components/panel";
import { type Place, PlaceLink } from "../../components/place-link";
import { QueryProblem } from "../../components/query-problem";
import { type Figure, Why } from "../../components/why";
import { useMessages } from "../../i18n/language";
import styles from "./figure-panel.module.css";

export interface Told {
  /** Null where there is none yet. */
  readonly figure: string | null;
  readonly after?: ReactNode;
  /** What the figure is made of, or compared with. */
  readonly told?: ReactNode;
  readonly course?: ReactNode;
}

interface Props<Data> {
  readonly title: string;
  readonly why: Figure;
  readonly projectId?: string | undefined;
  /** What the figures are: the unit, the base. */
  readonly unit: string;
  /** The list that the figure is counted from. */
  readonly leads: Place;
  readonly answer: { readonly data: Data | undefined; readonly error: unknown; readonly refetch: () => unknown };
  readonly tell: (data: Data) => Told;
}

export function FigurePanel<Data>({ title, why, projectId, unit, leads, answer, tell }: Props<Data>) {
  const { figures } = useMessages();
  const told = answer.data === undefined ? undefined : tell(answer.data);
  return (
    <Panel title={title} why={<Why figure={why} projectId={projectId} />} more={
        <>
          <span className="small muted">{unit}</span> <PlaceLink place={leads}>{figures.list}</PlaceLink>
        </>
      }>
      <div className={styles.body} aria-busy={told === undefined && answer.error === null}>
        <QueryProblem of={answer} />
        {told && <Shown {...told} />}
      </div>
    </Panel>
  );
}

function Shown({ figure, after, told, course }: Told) {
  const { figures } = useMessages();
  if (figure === null) return <p className={styles.none}>{figures.none}</p>;
  return (
    <>
      <p className={styles.big}>
        {figure} <small>{after}</small>
      </p>
      <p className={styles.told}>{told}</p>
      {course}
    </>
  );
}
