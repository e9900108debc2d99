/** 经过: what happened to a record, the latest first. */
import type { ReactNode } from "react";

import { Panel } from "./panel";
import styles from "./timeline.module.css";

export interface Happening {
  readonly key: string;
  /** As it is to be read: 4月20日, 2025-11. */
  readonly when: string;
  readonly what: ReactNode;
  /** Who, with what, why. */
  readonly more?: ReactNode;
  /** Somebody must still act on it. */
  readonly waits?: boolean;
}

interface Props {
  readonly title: string;
  /** Undefined while they are on their way. */
  readonly happenings: readonly Happening[] | undefined;
  readonly empty: string;
  readonly more?: ReactNode;
  readonly foot?: ReactNode;
}

export function Timeline({ title, happenings, empty, more, foot }: Props) {
  return (
    <Panel title={title} {...(more !== undefined && { more })}>
      <ol className={styles.line} aria-busy={happenings === undefined}>
        {happenings?.map(({ key, when, what, more: detail, waits = false }) => (
          <li key={key} className={waits ? styles.waits : undefined}>
            <span className={styles.when}>{when}</span>
            <i aria-hidden="true" />
            <div>
              {what}
              {detail !== undefined && <small>{detail}</small>}
            </div>
          </li>
        ))}
      </ol>
      {happenings?.length === 0 && <p className={styles.empty}>{empty}</p>}
      {foot}
    </Panel>
  );
}
