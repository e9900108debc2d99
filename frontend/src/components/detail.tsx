/** The one layout of a record: its facts in a strip, what it is made of, and beside that what happened to it. */
import type { ReactNode } from "react";

import { FactStrip } from "./fact-strip";
import { Page } from "./page";

interface Props {
  readonly title: string;
  /** Where it belongs: the list that it is in. */
  readonly parents: Parameters<typeof Page>[0]["parents"];
  /** State badges, the address. */
  readonly beside?: ReactNode;
  readonly situation?: ReactNode;
  /** What can be done in this state; one of them primary at most. */
  readonly actions?: ReactNode;
  /** `Fact`s. */
  readonly facts?: ReactNode;
  /** Timeline, members, documents. */
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

export function Detail({ facts, aside, children, ...page }: Props) {
  return (
    <Page {...page}>
      {facts !== undefined && <FactStrip>{facts}</FactStrip>}
      <div className="beside">
        <div className="grid">{children}</div>
        <div className="grid">{aside}</div>
      </div>
    </Page>
  );
}
